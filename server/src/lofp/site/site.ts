// The catalogue as files: pages that open from the disk, and the same as JSON for programs. The same catalogue gives the same bytes.
import type { Catalogue } from '../statements/catalogue';
import { catalogueJson } from './catalogueJson';
import { entryPage, pathOf, toEntryPage } from './entryPage';
import { alikePage, indexPage, nothingPage, searchData, techniquesPage } from './listPages';
import { SEARCH_SCRIPT } from './searchScript';
import { STYLE } from './style';

/** By paths from the folder of the site, with slashes. */
export function renderSite(catalogue: Catalogue): ReadonlyMap<string, string> {
  const known = new Map(catalogue.entries.map((entry) => [entry.id, entry]));
  const pages = catalogue.entries.map((entry) => toEntryPage(entry, (id) => known.get(id)));
  return new Map([
    ['catalogue.json', catalogueJson(catalogue)],
    ['index.html', indexPage(pages, catalogue)],
    ['techniques.html', techniquesPage(pages, catalogue)],
    ['alike.html', alikePage(pages, catalogue)],
    ['nothing.html', nothingPage(catalogue)],
    ['site.css', STYLE],
    ['search.js', SEARCH_SCRIPT],
    ['search-data.js', searchData(pages)],
    ...pages.map((page) => [pathOf(page.id), entryPage(page, catalogue)] as const),
  ]);
}

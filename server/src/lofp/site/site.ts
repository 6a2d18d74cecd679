// The catalogue as files: pages that open from the disk, and the same as JSON for programs. The same catalogue gives the same bytes.
import type { Catalogue, TechniqueNames } from '../statements/catalogue';
import { catalogueJson } from './catalogueJson';
import { entryPage, pathOf } from './entryPage';
import { alikePage, indexPage, nothingPage, searchData, techniquesPage } from './listPages';
import { pagesOf } from './pages';
import { SEARCH_SCRIPT } from './searchScript';
import { STYLE } from './style';
import type { WrittenEntry } from './writtenEntry';

/** By paths from the folder of the site, with slashes. */
export function renderSite(
  catalogue: Catalogue,
  written: readonly WrittenEntry[] = [],
  names: TechniqueNames = new Map(),
): ReadonlyMap<string, string> {
  const pages = pagesOf(catalogue, written, names);
  const { proposals, boilerplate, rules } = catalogue;
  const counts = { pages: pages.length, duplicates: proposals.length, boilerplate: boilerplate.length, rules };
  return new Map([
    ['catalogue.json', catalogueJson(catalogue, written)],
    ['index.html', indexPage(pages, catalogue, counts)],
    ['techniques.html', techniquesPage(pages, counts)],
    ['alike.html', alikePage(pages, catalogue, counts)],
    ['nothing.html', nothingPage(catalogue, counts)],
    ['site.css', STYLE],
    ['search.js', SEARCH_SCRIPT],
    ['search-data.js', searchData(pages)],
    ...pages.map((page) => [pathOf(page.id), entryPage(page, counts)] as const),
  ]);
}

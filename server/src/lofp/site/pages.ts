// Which pages the site has: one for each entry that is written by hand, and one for each further statement of rules.
import type { Catalogue, CatalogueEntry, CatalogueRule, TechniqueNames } from '../statements/catalogue';
import { foldStatement } from '../statements/fold';
import type { Technique } from '../statements/statementRule';
import { techniquesOf } from '../statements/statementRule';
import type { EntryPage, SimilarPage } from './entryPage';
import { headline, pathOf } from './entryPage';
import type { Link, PageSection } from './sections';
import { writtenSections } from './writtenEntry';
import type { WrittenEntry } from './writtenEntry';

/** Written entries first; a statement that one of them makes has no other page. */
export function pagesOf(
  { entries }: Catalogue,
  written: readonly WrittenEntry[],
  names: TechniqueNames,
): readonly EntryPage[] {
  const byStatement = new Map(entries.map((entry) => [entry.folded, entry]));
  const places = new Places(entries, written);
  const taken = new Set<CatalogueEntry>();
  const ofWritten = written.map((each) => {
    const found = byStatement.get(foldStatement(each.entry.statement.value));
    // Of two entries with one statement the first speaks for the rules.
    const own = found === undefined || taken.has(found) ? undefined : found;
    if (own !== undefined) {
      taken.add(own);
      places.move(own, each);
    }
    return { each, own };
  });
  return [
    ...ofWritten.map(({ each, own }) => writtenPage(each, own, places, names)),
    ...entries.filter((entry) => !taken.has(entry)).map((entry) => foundPage(entry, written, places)),
  ];
}

function writtenPage(
  written: WrittenEntry,
  found: CatalogueEntry | undefined,
  places: Places,
  names: TechniqueNames,
): EntryPage {
  const { entry, rules } = written;
  const statement = entry.statement.value;
  return {
    id: places.idOf(entry.id.value) ?? entry.id.value,
    ...(found === undefined ? {} : { statementId: found.id }),
    statement,
    spellings: [...new Set([statement, ...(found?.spellings ?? [])])],
    techniques: techniquesWith(entry.techniques, found?.techniques ?? [], names),
    rules: [...new Map([...rules, ...(found?.rules ?? [])].map((rule) => [rule.key, rule])).values()],
    similar: places.similarTo(found),
    sections: writtenSections(written, (id) => places.linkTo(id)),
    isWritten: true,
  };
}

function techniquesWith(
  ids: readonly string[],
  found: readonly Technique[],
  names: TechniqueNames,
): readonly Technique[] {
  const own = ids.map((id) => {
    const name = names.get(id);
    return { id, ...(name === undefined ? {} : { name }) };
  });
  return [...techniquesOf([...own, ...found])].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function foundPage(entry: CatalogueEntry, written: readonly WrittenEntry[], places: Places): EntryPage {
  const { id, statement, spellings, techniques, rules } = entry;
  return {
    id,
    statementId: id,
    statement,
    spellings,
    techniques,
    rules,
    similar: places.similarTo(entry),
    sections: entriesFor(rules, written, places),
    isWritten: false,
  };
}

/** Where somebody wrote down more about the same rules. */
function entriesFor(
  rules: readonly CatalogueRule[],
  written: readonly WrittenEntry[],
  places: Places,
): readonly PageSection[] {
  const keys = new Set(rules.map(({ key }) => key));
  const links = written
    .filter((each) => each.rules.some(({ key }) => keys.has(key)))
    .map(({ entry }) => places.linkTo(entry.id.value));
  return links.length === 0
    ? []
    : [{ id: 'written', title: 'Entries for its rules', blocks: [{ kind: 'links', links }] }];
}

/** Which page an entry is on: no two share one, also where a file system does not tell capitals apart. */
class Places {
  private readonly ids = new Map<string, string>();
  private readonly statements = new Map<string, { readonly id: string; readonly statement: string }>();
  private readonly titles = new Map<string, string>();

  constructor(entries: readonly CatalogueEntry[], written: readonly WrittenEntry[]) {
    const used = new Set(entries.map(({ id }) => id));
    for (const { id, statement } of entries) this.statements.set(id, { id, statement });
    for (const { entry } of written) {
      const name = entry.id.value.replace(/[^\w-]+/g, '-').slice(0, LONGEST_NAME);
      let id = name;
      for (let number = 2; used.has(id.toLowerCase()); number++) id = `${name}-${number}`;
      used.add(id.toLowerCase());
      this.ids.set(entry.id.value, id);
      this.titles.set(entry.id.value, headline(entry.statement.value));
    }
  }

  idOf(entry: string): string | undefined {
    return this.ids.get(entry);
  }

  /** The statement is on the page of an entry that is written by hand. */
  move({ id }: CatalogueEntry, { entry }: WrittenEntry): void {
    this.statements.set(id, { id: this.idOf(entry.id.value) ?? id, statement: entry.statement.value });
  }

  linkTo(entry: string): Link {
    const id = this.idOf(entry);
    return id === undefined
      ? { text: entry }
      : { text: this.titles.get(entry) ?? entry, path: pathOf(id), note: entry };
  }

  similarTo(entry: CatalogueEntry | undefined): readonly SimilarPage[] {
    return (entry?.similar ?? []).flatMap(({ id, isOne, likeness }) => {
      const found = this.statements.get(id);
      const note = `${Math.round(likeness * 100)} % of the words`;
      return found === undefined ? [] : [{ text: headline(found.statement), path: pathOf(found.id), isOne, note }];
    });
  }
}

const LONGEST_NAME = 100;

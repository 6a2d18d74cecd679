// All entries of the workspace as rows of a view, each with how it stands; and the statements of rules behind which no entry stands.
import { createLineIndex } from '../../base/lineIndex';
import type { Span } from '../../base/span';
import type { EntryIssue, LofpEntry, RuleReference } from '../../lofp/entries/entry';
import { saysNothing } from '../../lofp/statements/boilerplate';
import { foldStatement, plainStatement } from '../../lofp/statements/fold';
import { techniquesOf } from '../../lofp/statements/statementRule';
import type { Technique } from '../../lofp/statements/statementRule';
import type {
  LofpEntriesAnswer,
  LofpEntryRow,
  LofpPlace,
  LofpRule,
  LofpState,
  LofpStatementRow,
  LofpTechnique,
  LofpUnreadable,
} from '../../protocol';
import { attackCatalogOf } from '../../schema/attackCatalog';
import type { CatalogReader } from '../../schema/compose';
import { toRange } from '../places';
import { toUri } from '../uris';
import { isReference, uriOfEntry } from './catalogue';
import type { KnownRule, LofpCatalogue } from './catalogue';
import type { LofpService } from './lofpService';

type Service = Pick<LofpService, 'catalogue' | 'ties'>;

export interface RowWorld {
  readonly lofp: Service;
  readonly readCatalog: CatalogReader;
  readonly hash: (text: string) => string;
}

export function entryRows(world: RowWorld): LofpEntriesAnswer {
  const { catalogue } = world.lofp;
  const entries = catalogue.entries.map((entry) => toRow(entry, world));
  return {
    entries: entries.sort((a, b) => (a.id < b.id ? -1 : 1)),
    statements: statementRows(world),
    unreadable: unreadable(catalogue),
  };
}

function toRow(entry: LofpEntry, { lofp, readCatalog }: RowWorld): LofpEntryRow {
  const { id, statement, expressible, exclusions } = entry;
  return {
    id: id.value,
    statement: statement.value,
    techniques: namedTechniques(
      entry.techniques.map((each) => ({ id: each })),
      readCatalog,
    ),
    rules: rulesOfEntry(entry, lofp),
    expressible,
    hasExclusion: exclusions.length > 0,
    ...stateOf(entry, lofp),
    place: placeOfEntry(entry, lofp.catalogue),
  };
}

export function namedTechniques(found: readonly Technique[], readCatalog: CatalogReader): readonly LofpTechnique[] {
  const { names } = attackCatalogOf(readCatalog);
  const named = techniquesOf(found).map((each) => {
    const name = names.get(each.id) ?? each.name;
    return name === undefined ? { id: each.id } : { id: each.id, name };
  });
  return named.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Those that it names, there or not, and those that prove it because they are tied to it. */
export function rulesOfEntry(entry: LofpEntry, { catalogue, ties }: Service): readonly LofpRule[] {
  const known = catalogue.rules;
  const named = entry.rules.map((reference) => known.find((rule) => isReference(reference, rule)) ?? reference);
  const tied = [...ties.proofsOfEntry(entry)].flatMap(
    ({ uri, rule }) => known.find((each) => each.uri === uri && each.index === rule) ?? [],
  );
  return [...new Set([...named, ...tied])].map(toRule);
}

/** A rule by the place where it says a statement. */
export function toSayingRule(rule: KnownRule, folded: string): LofpRule {
  const said = rule.statements.find((each) => each.folded === folded);
  return toRule(said === undefined ? rule : { ...rule, range: said.range });
}

export function toRule(rule: KnownRule | RuleReference): LofpRule {
  if (!('uri' in rule)) {
    const { id, name = id ?? '' } = rule;
    return { name, ...(id === undefined ? {} : { id }) };
  }
  const { uri, index, id, name, range } = rule;
  return { name, ...(id === undefined ? {} : { id }), place: { kind: 'place', uri, range }, rule: index };
}

/** `Span`: what of the file is meant. */
export function placeOfEntry(entry: LofpEntry, catalogue: LofpCatalogue, span: Span = entry.id): LofpPlace {
  const lines = createLineIndex(catalogue.textOf(entry.path) ?? '');
  return { kind: 'place', uri: uriOfEntry(entry), range: toRange(lines, span) };
}

/** Each with what to tell of it, the gravest first. */
const STATES: readonly { readonly state: LofpState; readonly isMeant: (issue: EntryIssue) => boolean }[] = [
  { state: 'broken', isMeant: ({ code }) => code === 'lofp-broken-evidence' },
  { state: 'faulty', isMeant: ({ severity }) => severity === 'error' },
  { state: 'expired', isMeant: ({ code }) => code === 'lofp-expired' },
  { state: 'review', isMeant: ({ code }) => code === 'lofp-review' },
];

export function stateOf(
  entry: LofpEntry,
  { catalogue, ties }: Service,
): { readonly state: LofpState; readonly why?: string } {
  const own = catalogue.read().issues.filter(({ path }) => path === entry.path);
  const byRules = ties
    .issuesOfEntry(entry.path, catalogue.textOf(entry.path) ?? '')
    .map((issue) => ({ ...issue, path: entry.path }));
  for (const { state, isMeant } of STATES) {
    const found = [...byRules, ...own].find(isMeant);
    if (found !== undefined) return { state, why: found.message };
  }
  const isProven = [...ties.proofsOfEntry(entry)].length > 0;
  return isProven
    ? { state: 'fine' }
    : {
        state: 'unproven',
        why: 'No rule of the workspace proves it: either none that it names is here, or none is in EQL.',
      };
}

/** Files that hold an entry by their place, of which nothing could be read, or whose id is taken. */
function unreadable(catalogue: LofpCatalogue): readonly LofpUnreadable[] {
  const { entries, issues } = catalogue.read();
  const known = new Set(entries.map(({ path }) => path));
  const first = new Map<string, EntryIssue>();
  for (const issue of issues)
    if (!known.has(issue.path) && issue.severity === 'error' && !first.has(issue.path)) first.set(issue.path, issue);
  return [...first.values()].map(({ path, message, from, to }) => ({
    why: message,
    place: {
      kind: 'place',
      uri: toUri(path),
      range: toRange(createLineIndex(catalogue.textOf(path) ?? ''), { from, to }),
    },
  }));
}

/** A statement of rules, by what it says. */
export interface StatementGroup {
  readonly id: string;
  readonly folded: string;
  /** Every spelling, that of most rules first. */
  readonly spellings: readonly string[];
  readonly rules: readonly KnownRule[];
}

/** Without what says nothing; those of most rules first. */
export function statementGroups({ lofp, hash }: Omit<RowWorld, 'readCatalog'>): readonly StatementGroup[] {
  const groups = new Map<string, { readonly rules: Set<KnownRule>; readonly spellings: Map<string, number> }>();
  for (const rule of lofp.catalogue.rules)
    for (const { text, folded } of rule.statements) {
      const group = groups.get(folded) ?? { rules: new Set(), spellings: new Map<string, number>() };
      group.rules.add(rule);
      const spelling = plainStatement(text);
      group.spellings.set(spelling, (group.spellings.get(spelling) ?? 0) + 1);
      groups.set(folded, group);
    }
  return [...groups]
    .filter(([folded]) => folded !== '' && !saysNothing(folded))
    .map(([folded, { rules, spellings }]) => ({
      id: statementId(folded, hash),
      folded,
      spellings: [...spellings].sort(([, a], [, b]) => b - a).map(([spelling]) => spelling),
      rules: [...rules],
    }))
    .sort((a, b) => b.rules.length - a.rules.length || (a.folded < b.folded ? -1 : 1));
}

/** As the catalogue that is made from rules calls it. */
export function statementId(folded: string, hash: (text: string) => string): string {
  return hash(folded).toLowerCase().slice(0, 12);
}

function statementRows(world: RowWorld): readonly LofpStatementRow[] {
  const { catalogue, ties } = world.lofp;
  const written = new Set(catalogue.entries.map(({ statement }) => foldStatement(statement.value)));
  return statementGroups(world)
    .filter(({ folded }) => !written.has(folded) && !ties.isTiedStatement(folded))
    .map(({ id, folded, spellings, rules }) => ({
      id,
      statement: spellings[0] ?? '',
      techniques: namedTechniques(
        rules.flatMap(({ techniques }) => techniques),
        world.readCatalog,
      ),
      rules: rules.map((rule) => toSayingRule(rule, folded)),
    }));
}

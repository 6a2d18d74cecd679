// Statements of many rules as a catalogue: an entry for each that says something of its own, and what says nothing beside them.
import { foldStatement, plainStatement } from './fold';
import { saysNothing } from './boilerplate';
import { idsOf } from './ids';
import type { Hash } from './ids';
import { findAlike } from './similar';
import type { StatementRule, Technique } from './statementRule';
import { techniquesOf } from './statementRule';

/** A rule and where it stands. */
export interface CatalogueRule extends StatementRule {
  /** Unlike that of any other rule. */
  readonly key: string;
  /** Its file, for a person. */
  readonly path: string;
  /** From the folder of the catalogue to the file, with slashes; absent where no relative path leads there. */
  readonly link?: string;
}

export interface CatalogueEntry {
  /** Made of what the statement says. */
  readonly id: string;
  /** In the spelling that most rules have. */
  readonly statement: string;
  readonly folded: string;
  /** Every spelling, the most frequent first. */
  readonly spellings: readonly string[];
  readonly techniques: readonly Technique[];
  readonly rules: readonly CatalogueRule[];
  /** The most alike first. */
  readonly similar: readonly SimilarEntry[];
}

export interface SimilarEntry {
  readonly id: string;
  readonly likeness: number;
  /** Proposed as one with this entry. */
  readonly isOne: boolean;
}

export interface Catalogue {
  /** Those of most rules first, then by what they say. */
  readonly entries: readonly CatalogueEntry[];
  /** Statements that say nothing. */
  readonly boilerplate: readonly CatalogueEntry[];
  /** Ids of entries that are proposed as one. */
  readonly proposals: readonly (readonly string[])[];
  /** Of all rules that were read, with and without a statement. */
  readonly rules: number;
  readonly rulesWithStatement: number;
}

/** Names of techniques where a rule gives none. */
export type TechniqueNames = ReadonlyMap<string, string>;

/** The same rules give the same catalogue, in whichever order they come. */
export function buildCatalogue(rules: readonly CatalogueRule[], hash: Hash, names: TechniqueNames): Catalogue {
  const uses = usesOf([...rules].sort((a, b) => compare(a.name, b.name) || compare(a.key, b.key)));
  const ids = idsOf([...uses.keys()].sort(compare), hash);
  const all = [...uses].map(([folded, each]) => toEntry(ids.get(folded) ?? '', folded, each, names)).sort(byWeight);
  const boilerplate = new Set(all.filter(({ folded }) => saysNothing(folded)));
  return {
    ...withSimilar(all.filter((entry) => !boilerplate.has(entry))),
    boilerplate: [...boilerplate],
    rules: rules.length,
    rulesWithStatement: rules.filter(({ statements }) => statements.length > 0).length,
  };
}

interface Use {
  readonly rule: CatalogueRule;
  readonly spelling: string;
}

function usesOf(rules: readonly CatalogueRule[]): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const rule of rules)
    for (const statement of rule.statements) {
      const folded = foldStatement(statement);
      // Of signs that nobody sees nothing is left.
      if (folded === '') continue;
      const use = { rule, spelling: plainStatement(statement) };
      const known = uses.get(folded);
      if (known === undefined) uses.set(folded, [use]);
      else known.push(use);
    }
  return uses;
}

function toEntry(id: string, folded: string, uses: readonly Use[], names: TechniqueNames): CatalogueEntry {
  const rules = [...new Set(uses.map(({ rule }) => rule))];
  const spellings = byFrequency(uses.map(({ spelling }) => spelling));
  const techniques = techniquesOf(rules.flatMap((rule) => rule.techniques)).map((technique) => named(technique, names));
  return {
    id,
    statement: spellings[0] ?? folded,
    folded,
    spellings,
    techniques: techniques.sort((a, b) => compare(a.id, b.id)),
    rules,
    similar: [],
  };
}

/** The catalogue of techniques goes before what a rule calls them: rules are older. */
function named({ id, name }: Technique, names: TechniqueNames): Technique {
  const known = names.get(id) ?? name;
  return known === undefined ? { id } : { id, name: known };
}

function byFrequency(spellings: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const each of spellings) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || compare(a, b)).map(([spelling]) => spelling);
}

function byWeight(a: CatalogueEntry, b: CatalogueEntry): number {
  return b.rules.length - a.rules.length || compare(a.folded, b.folded);
}

/** By UTF-16 units: the same everywhere, whatever the language of the system. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const MOST_SIMILAR = 5;

function withSimilar(entries: readonly CatalogueEntry[]): Pick<Catalogue, 'entries' | 'proposals'> {
  const pairs = findAlike(entries.map(({ folded }) => folded));
  const similar = entries.map((): SimilarEntry[] => []);
  const id = (place: number): string => entries[place]?.id ?? '';
  for (const { first, second, likeness, isOne } of pairs) {
    similar[first]?.push({ id: id(second), likeness, isOne });
    similar[second]?.push({ id: id(first), likeness, isOne });
  }
  const best = similar.map((each) =>
    each.sort((a, b) => Number(b.isOne) - Number(a.isOne) || b.likeness - a.likeness).slice(0, MOST_SIMILAR),
  );
  const together = groupsOf(
    entries.length,
    pairs.filter(({ isOne }) => isOne),
  );
  return {
    entries: entries.map((entry, place) => ({ ...entry, similar: best[place] ?? [] })),
    proposals: together.map((group) => group.map(id)),
  };
}

/** What hangs together by pairs, each group and its members in order. */
function groupsOf(count: number, pairs: readonly { readonly first: number; readonly second: number }[]): number[][] {
  const head = Array.from({ length: count }, (_, place) => place);
  const headOf = (place: number): number => {
    let at = place;
    while (head[at] !== at) at = head[at] ?? at;
    head[place] = at;
    return at;
  };
  for (const { first, second } of pairs) {
    const [low, high] = [headOf(first), headOf(second)].sort((a, b) => a - b);
    if (low !== undefined && high !== undefined) head[high] = low;
  }
  const groups = new Map<number, number[]>();
  head.forEach((_, place) => {
    const group = groups.get(headOf(place));
    if (group === undefined) groups.set(headOf(place), [place]);
    else group.push(place);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

// Fields by name: those of the rule first, then those of its neighbours, of the sample, of the schema.
import { hasLetters } from '../letters';
import type { EqlAnalysis } from '../../analysis/analyze';
import { printPath } from '../../eql/print';
import type { ResolvedField } from '../../eql/types';
import { fieldsOf } from '../../eql/walk';
import type { SampleKnowledge } from '../sampleKnowledge';
import type { CompletionItem } from './item';
import type { CompletionKnowledge } from './knowledge';

/** An item before its place in the file is known. */
export type QueryItem = Omit<CompletionItem, 'replaced'>;

/** At most so many are sent: the next key narrows them. */
export const MOST_FIELDS = 200;

export interface FieldItems {
  readonly items: readonly QueryItem[];
  readonly isCut: boolean;
}

/** `prefix` as it is typed, backquotes included. Every letter of the typed name must occur in the field's name, in order. */
export function fieldItems(eql: EqlAnalysis, prefix: string, knowledge: CompletionKnowledge): FieldItems {
  const typed = prefix.replaceAll('`', '').toLowerCase();
  const used = new Set(fieldsOf(eql.query));
  used.delete(prefix.replaceAll('`', ''));
  const ranks = rankNames(knownNames(eql, knowledge, used), (path) => {
    const match = matchRank(path.toLowerCase(), typed);
    return match === undefined ? undefined : 10 * match + sourceRank(path, used, knowledge);
  });
  const items: QueryItem[] = [];
  for (const [rank, paths] of ranks) {
    for (const path of paths) {
      const field = eql.fields.find(path);
      if (field?.type === 'object') continue;
      if (items.length === MOST_FIELDS) return { items, isCut: true };
      items.push(fieldItem(path, rank, field, knowledge));
    }
  }
  return { items, isCut: false };
}

/** Names by their rank, the least first, those of one rank by the alphabet. There are thousands of names and few ranks. */
function rankNames(
  names: Iterable<string>,
  rankOf: (path: string) => number | undefined,
): readonly (readonly [rank: number, paths: readonly string[]])[] {
  const ranks = new Map<number, string[]>();
  for (const name of names) {
    const rank = rankOf(name);
    if (rank === undefined) continue;
    const paths = ranks.get(rank);
    if (paths === undefined) ranks.set(rank, [name]);
    else paths.push(name);
  }
  return [...ranks].sort(([a], [b]) => a - b).map(([rank, paths]) => [rank, paths.sort()] as const);
}

/** Those of the schema, and those that the rule, its neighbours and the sample have beside. */
function* knownNames(
  { fields }: EqlAnalysis,
  { sample, neighbours }: CompletionKnowledge,
  used: ReadonlySet<string>,
): Generator<string> {
  const names = fields.names?.() ?? [];
  yield* names;
  const others = new Set([...used, ...sample.paths]);
  for (const path of neighbours.keys()) if (fields.find(path) !== undefined) others.add(path);
  for (const name of names) others.delete(name);
  yield* others;
}

/** Names that begin so come before names that have it at a dot, those before names that have its letters somewhere. */
function matchRank(path: string, typed: string): number | undefined {
  if (path.startsWith(typed)) return 0;
  if (path.includes(`.${typed}`)) return 1;
  return hasLetters(path, typed) ? 2 : undefined;
}

function sourceRank(path: string, used: ReadonlySet<string>, { sample, neighbours }: CompletionKnowledge): number {
  if (used.has(path)) return 0;
  if (neighbours.has(path)) return 1;
  return sample.statistics(path) === undefined ? 3 : 2;
}

function fieldItem(
  path: string,
  rank: number,
  field: ResolvedField | undefined,
  { sample }: CompletionKnowledge,
): QueryItem {
  const written = printPath(path);
  return {
    label: path,
    kind: 'field',
    detail: [typeText(field), presenceText(path, sample)].filter((each) => each !== '').join(' · '),
    sort: `1${String(rank).padStart(2, '0')}${path}`,
    filter: written.startsWith('`') ? written : path,
    insert: written,
    about: { kind: 'field', path },
  };
}

function typeText(field: ResolvedField | undefined): string {
  return field === undefined ? '' : field.type;
}

/** "in 40 % of the sample". */
export function presenceText(path: string, sample: SampleKnowledge): string {
  const statistics = sample.statistics(path);
  if (statistics === undefined || statistics.events === 0) return '';
  const percent = (100 * statistics.present) / statistics.events;
  return `in ${percent > 0 && percent < 1 ? 'under 1' : String(Math.round(percent))} % of the sample`;
}

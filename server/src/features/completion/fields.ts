// Fields by name: those of the rule first, then those of its neighbours, of the sample, of the schema.
import type { EqlAnalysis } from '../../analysis/analyze';
import { printPath } from '../../eql/print';
import type { ResolvedField } from '../../eql/types';
import { fieldsOf } from '../../eql/walk';
import { hasLetters } from '../letters';
import type { SampleKnowledge } from '../sampleKnowledge';
import type { CompletionItem } from './item';
import type { CompletionKnowledge } from './knowledge';

/** An item before its place in the file is known. */
export type QueryItem = Omit<CompletionItem, 'replaced'>;

/** At most so many are sent: the next key narrows them. */
export const MOST_FIELDS = 100;

export interface FieldItems {
  readonly items: readonly QueryItem[];
  readonly isCut: boolean;
}

/** `prefix` as it is typed, backquotes included. Every letter of the typed name must occur in the field's name, in order. */
export function fieldItems(eql: EqlAnalysis, prefix: string, knowledge: CompletionKnowledge): FieldItems {
  const typed = prefix.replaceAll('`', '').toLowerCase();
  const used = new Set(fieldsOf(eql.query));
  used.delete(prefix.replaceAll('`', ''));
  const matchOf = matcher(typed);
  const ranks = rankNames(knownNames(eql, knowledge, used), (path) => {
    const match = matchOf(UPPER_CASE.test(path) ? path.toLowerCase() : path);
    return match === undefined ? undefined : 10 * match + sourceRank(path, used, knowledge);
  });
  const items: QueryItem[] = [];
  for (const paths of ranks) {
    for (const path of paths) {
      const field = eql.fields.find(path);
      if (field?.type === 'object') continue;
      if (items.length === MOST_FIELDS) return { items, isCut: true };
      items.push(fieldItem(path, `1${String(items.length).padStart(3, '0')}`, field, knowledge));
    }
  }
  return { items, isCut: false };
}

const UPPER_CASE = /[A-Z]/;

/** Names by their rank, the least first, those of one rank by the alphabet. There are thousands of names and few ranks. */
function rankNames(
  names: readonly string[],
  rankOf: (path: string) => number | undefined,
): readonly (readonly string[])[] {
  const ranks = new Map<number, string[]>();
  for (const name of names) {
    const rank = rankOf(name);
    if (rank === undefined) continue;
    const paths = ranks.get(rank);
    if (paths === undefined) ranks.set(rank, [name]);
    else paths.push(name);
  }
  return [...ranks].sort(([a], [b]) => a - b).map(([, paths]) => paths.sort());
}

/** Those of the schema, and those that the rule, its neighbours and the sample have beside. */
function knownNames(
  { fields }: EqlAnalysis,
  { sample, neighbours }: CompletionKnowledge,
  used: ReadonlySet<string>,
): readonly string[] {
  const names = fields.names?.() ?? [];
  const own = new Set([...used, ...sample.paths]);
  const others = new Set([...own, ...neighbours.keys()]);
  for (const name of names) others.delete(name);
  return [...names, ...[...others].filter((path) => own.has(path) || fields.find(path) !== undefined)];
}

/** Names that begin so come before names that have it at a dot, those before names that have its letters somewhere. */
function matcher(typed: string): (path: string) => 0 | 1 | 2 | undefined {
  const behindDot = `.${typed}`;
  return (path) => {
    if (path.startsWith(typed)) return 0;
    if (path.includes(behindDot)) return 1;
    return hasLetters(path, typed) ? 2 : undefined;
  };
}

function sourceRank(path: string, used: ReadonlySet<string>, { sample, neighbours }: CompletionKnowledge): number {
  if (used.has(path)) return 0;
  if (neighbours.has(path)) return 1;
  return sample.statistics(path) === undefined ? 3 : 2;
}

function fieldItem(
  path: string,
  sort: string,
  field: ResolvedField | undefined,
  { sample }: CompletionKnowledge,
): QueryItem {
  const written = printPath(path);
  return {
    label: path,
    kind: 'field',
    detail: [typeText(field), presenceText(path, sample)].filter((each) => each !== '').join(' · '),
    sort,
    ...(written.startsWith('`') ? { filter: written } : {}),
    insert: written,
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

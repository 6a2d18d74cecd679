// Fields by name: those of the rule first, then those of its neighbours, of the sample, of the schema.
import type { EqlAnalysis } from '../../analysis/analyze';
import { printPath } from '../../eql/print';
import type { FieldResolver, ResolvedField } from '../../eql/types';
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
  const ranked: Ranked[] = [];
  for (const { path, folded } of knownNames(eql, knowledge, used)) {
    const match = matchRank(folded, typed);
    if (match !== undefined) ranked.push({ path, rank: 10 * match + sourceRank(path, used, knowledge) });
  }
  ranked.sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1));
  const items = ranked.slice(0, MOST_FIELDS).map((each) => fieldItem(each, eql, knowledge));
  return { items, isCut: ranked.length > MOST_FIELDS };
}

interface Ranked {
  readonly path: string;
  /** Less is better. */
  readonly rank: number;
}

interface Name {
  readonly path: string;
  /** Without case. */
  readonly folded: string;
}

/** The names of a schema, prepared once: it has thousands. */
const prepared = new WeakMap<FieldResolver, ReadonlyMap<string, Name>>();

function schemaNames(fields: FieldResolver): ReadonlyMap<string, Name> {
  let names = prepared.get(fields);
  if (names === undefined) {
    const made = new Map<string, Name>();
    for (const { path, type } of fields.all?.() ?? []) if (type !== 'object') made.set(path, nameOf(path));
    prepared.set(fields, (names = made));
  }
  return names;
}

function nameOf(path: string): Name {
  return { path, folded: path.toLowerCase() };
}

function* knownNames(
  { fields }: EqlAnalysis,
  { sample, neighbours }: CompletionKnowledge,
  used: ReadonlySet<string>,
): Generator<Name> {
  const names = schemaNames(fields);
  yield* names.values();
  const others = new Set([...used, ...sample.paths]);
  for (const path of neighbours.keys()) if (!names.has(path) && fields.find(path) !== undefined) others.add(path);
  for (const path of others) if (!names.has(path)) yield nameOf(path);
}

/** Names that begin so come before names that have it at a dot, those before names that have its letters somewhere. */
function matchRank(path: string, typed: string): number | undefined {
  if (path.startsWith(typed)) return 0;
  if (path.includes(`.${typed}`)) return 1;
  return hasLetters(path, typed) ? 2 : undefined;
}

function hasLetters(path: string, typed: string): boolean {
  let at = 0;
  for (const letter of typed) {
    at = path.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function sourceRank(path: string, used: ReadonlySet<string>, { sample, neighbours }: CompletionKnowledge): number {
  if (used.has(path)) return 0;
  if (neighbours.has(path)) return 1;
  return sample.statistics(path) === undefined ? 3 : 2;
}

function fieldItem({ path, rank }: Ranked, eql: EqlAnalysis, { sample }: CompletionKnowledge): QueryItem {
  const field = eql.fields.find(path);
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

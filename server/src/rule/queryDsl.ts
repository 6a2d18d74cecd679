// Reads Elasticsearch's query DSL from the tree of a file. What is not evaluated here is said, never guessed.
import { dslAll } from '../base/queryDsl';
import type { DslBound, DslField, DslQuery, DslScalar } from '../base/queryDsl';
import type { Span } from '../base/span';
import { entryOf } from './fields';
import type { FieldEntry, FieldValue, TableField } from './fields';

/** Why a query is not evaluated: the end of a sentence that begins with its name. */
export interface UnreadDsl extends Span {
  readonly kind: 'unread';
  readonly reason: string;
}

export type ReadDsl = DslQuery | UnreadDsl;

export function readDsl(value: FieldValue): ReadDsl {
  if (value.kind !== 'table') return unread(value, 'is no query');
  const [entry, ...others] = value.entries;
  if (entry === undefined || others.length > 0) return unread(value, 'does not hold exactly one kind of query');
  const reader = Object.hasOwn(READERS, entry.key) ? READERS[entry.key] : undefined;
  return reader === undefined ? unread(entry.keySpan, `asks for \`${entry.key}\``) : reader(entry.value);
}

export function unread({ from, to }: Span, reason: string): UnreadDsl {
  return { kind: 'unread', reason, from, to };
}

type Reader = (body: FieldValue) => ReadDsl;

const READERS: Readonly<Record<string, Reader>> = {
  bool: readBool,
  constant_score: (body) => inner(body, 'filter', (query) => query),
  exists: readExists,
  match: leaf('query', ['operator', 'type', 'lenient', 'zero_terms_query'], readMatch),
  match_all: () => ({ kind: 'constant', value: true }),
  match_none: () => ({ kind: 'constant', value: false }),
  match_phrase: leaf('query', ['zero_terms_query'], (field, value) => ({
    kind: 'match',
    field,
    value,
    tokens: 'phrase',
  })),
  nested: readNested,
  prefix: leaf('value', ['case_insensitive'], (field, value, options) => ({
    kind: 'prefix',
    field,
    value: String(value),
    caseInsensitive: isTrue(options, 'case_insensitive'),
  })),
  range: readRange,
  term: leaf('value', ['case_insensitive'], (field, value, options) => ({
    kind: 'term',
    field,
    values: [value],
    caseInsensitive: isTrue(options, 'case_insensitive'),
  })),
  terms: readTerms,
  wildcard: leaf('value', ['case_insensitive', 'wildcard'], (field, value, options) => ({
    kind: 'wildcard',
    field,
    value: String(value),
    caseInsensitive: isTrue(options, 'case_insensitive'),
  })),
};

/** They change scores and names, never what matches. */
const HARMLESS: ReadonlySet<string> = new Set(['boost', '_name', 'adjust_pure_negative', 'score_mode', 'rewrite']);

function readBool(body: FieldValue): ReadDsl {
  if (body.kind !== 'table') return unread(body, 'has a `bool` that is no object');
  const lists: Record<string, readonly DslQuery[]> = { must: [], filter: [], must_not: [], should: [] };
  let minimum: number | undefined;
  for (const { key, keySpan, value } of body.entries) {
    if (HARMLESS.has(key)) continue;
    if (key === 'minimum_should_match') {
      minimum = Number(scalarOf(value));
      if (!Number.isInteger(minimum) || minimum < 0) return unread(value, 'asks for a share of its `should` clauses');
    } else if (Object.hasOwn(lists, key)) {
      const queries = (value.kind === 'list' ? value.items : [value]).map(readDsl);
      const fault = queries.find((query) => query.kind === 'unread');
      if (fault !== undefined) return fault;
      lists[key] = queries.filter((query) => query.kind !== 'unread');
    } else return unread(keySpan, `asks for \`${key}\` in a \`bool\``);
  }
  const { must = [], filter = [], must_not: mustNot = [], should = [] } = lists;
  const needed = [...must, ...filter];
  // Source: the bool query; without `must` and `filter` one of `should` has to match.
  minimum ??= should.length > 0 && needed.length === 0 ? 1 : 0;
  return { kind: 'bool', must: needed, mustNot, should, minimum };
}

function inner(body: FieldValue, key: string, make: (query: DslQuery) => ReadDsl): ReadDsl {
  const entry = entryOf(body, key);
  if (entry === undefined) return unread(body, `lacks \`${key}\``);
  const query = readDsl(entry.value);
  return query.kind === 'unread' ? query : make(query);
}

function readNested(body: FieldValue): ReadDsl {
  const path = entryOf(body, 'path')?.value;
  if (path?.kind !== 'text') return unread(body, 'lacks the `path` of its `nested`');
  return inner(body, 'query', (query) => ({ kind: 'nested', path: fieldAt(path.text, path), query }));
}

function readExists(body: FieldValue): ReadDsl {
  const field = entryOf(body, 'field')?.value;
  if (field?.kind !== 'text') return unread(body, 'does not say which field has to exist');
  return { kind: 'exists', field: fieldAt(field.text, field) };
}

/** `{field: value}` or `{field: {key: value, …}}`. */
function leaf(
  key: string,
  options: readonly string[],
  make: (field: DslField, value: DslScalar, options: TableField | undefined) => ReadDsl,
): Reader {
  return (body) => {
    const entry = fieldEntry(body);
    if (entry === undefined) return unread(body, 'does not name exactly one field');
    const field = fieldAt(entry.key, entry.keySpan);
    if (entry.value.kind !== 'table') {
      const value = scalarOf(entry.value);
      return value === undefined ? unread(entry.value, 'compares with no plain value') : make(field, value, undefined);
    }
    const known = new Set([key, ...options]);
    const strange = entry.value.entries.find((each) => !known.has(each.key) && !HARMLESS.has(each.key));
    if (strange !== undefined) return unread(strange.keySpan, `sets \`${strange.key}\``);
    const value = scalarOf((entryOf(entry.value, key) ?? entryOf(entry.value, 'wildcard'))?.value);
    return value === undefined ? unread(entry.value, `lacks \`${key}\``) : make(field, value, entry.value);
  };
}

/** The one key of a leaf that is a field's name. */
function fieldEntry(body: FieldValue): FieldEntry | undefined {
  if (body.kind !== 'table') return undefined;
  const named = body.entries.filter(({ key }) => !HARMLESS.has(key));
  return named.length === 1 ? named[0] : undefined;
}

function readMatch(field: DslField, value: DslScalar, options: TableField | undefined): ReadDsl {
  if (textOf(options, 'type') === 'phrase') return { kind: 'match', field, value, tokens: 'phrase' };
  const isAll = textOf(options, 'operator')?.toLowerCase() === 'and';
  return { kind: 'match', field, value, tokens: isAll ? 'all' : 'any' };
}

function readTerms(body: FieldValue): ReadDsl {
  const entry = fieldEntry(body);
  if (entry?.value.kind !== 'list') return unread(body, 'has a `terms` without a list of values');
  const values = entry.value.items.map(scalarOf);
  if (values.includes(undefined)) return unread(entry.value, 'compares with no plain value');
  const given = values.filter((value) => value !== undefined);
  return { kind: 'term', field: fieldAt(entry.key, entry.keySpan), values: given, caseInsensitive: false };
}

const OPERATORS: Readonly<Record<string, DslBound['operator'] | undefined>> = {
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};
/** Formats that read what is read anyway. */
const FORMATS: ReadonlySet<string> = new Set(['strict_date_optional_time', 'date_optional_time', 'epoch_millis']);

function readRange(body: FieldValue): ReadDsl {
  const entry = fieldEntry(body);
  if (entry?.value.kind !== 'table') return unread(body, 'has a `range` without bounds');
  const bounds: DslBound[] = [];
  for (const { key, keySpan, value } of entry.value.entries) {
    const operator = Object.hasOwn(OPERATORS, key) ? OPERATORS[key] : undefined;
    const bound = scalarOf(value);
    if (operator === undefined) {
      const isKnown = HARMLESS.has(key) || (key === 'format' && FORMATS.has(String(bound)));
      if (!isKnown) return unread(keySpan, `sets \`${key}\` of a \`range\``);
    } else if (typeof bound === 'string' && /^now|\|\|/.test(bound))
      return unread(value, 'counts a time from now, which says nothing of a sample');
    else if (bound !== undefined) bounds.push({ operator, value: bound });
    else if (!isNull(value)) return unread(value, 'has a bound that is no plain value');
  }
  return bounds.length === 0
    ? { kind: 'exists', field: fieldAt(entry.key, entry.keySpan) }
    : { kind: 'range', field: fieldAt(entry.key, entry.keySpan), bounds };
}

function isNull(value: FieldValue): boolean {
  return value.kind === 'scalar' && value.text === 'null';
}

function fieldAt(path: string, { from, to }: Span): DslField {
  return { path, from, to };
}

/** Undefined for null, lists and objects. What is neither number nor boolean, such as a date of TOML, is its text. */
export function scalarOf(value: FieldValue | undefined): DslScalar | undefined {
  if (value?.kind === 'text') return value.text;
  if (value?.kind !== 'scalar' || isNull(value) || value.text === '~' || value.text === '') return undefined;
  const { text } = value;
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  const digits = text.replaceAll('_', '');
  if (/^[+-]?\d+$/.test(digits)) {
    const number = Number(digits);
    return Number.isSafeInteger(number) ? number : BigInt(digits.replace('+', ''));
  }
  return /^[+-]?(?:\d|\.\d)[\d.]*(?:[eE][+-]?\d+)?$/.test(digits) ? Number(digits) : text;
}

export function isTrue(table: FieldValue | undefined, key: string): boolean {
  return scalarOf(entryOf(table, key)?.value) === true;
}

export function textOf(table: FieldValue | undefined, key: string): string | undefined {
  const value = entryOf(table, key)?.value;
  return value?.kind === 'text' ? value.text : undefined;
}

/** Several queries as one; the first that cannot be evaluated makes the whole unread. */
export function allOf(queries: readonly ReadDsl[], join: (queries: readonly DslQuery[]) => DslQuery = dslAll): ReadDsl {
  const fault = queries.find((query) => query.kind === 'unread');
  return fault ?? join(queries.filter((query) => query.kind !== 'unread'));
}

// A query of Elasticsearch's query DSL as a test of an event: what filters beside a rule and exception items mean.
// Source: the query DSL's term-level, full-text and compound queries. Any value of a field may satisfy a leaf; a field without a value
// satisfies none, so that its negation does.
import { assertNever } from '../base/assertNever';
import type { DslBound, DslField, DslQuery, DslScalar } from '../base/queryDsl';
import { familyOf } from '../eql/types';
import type { FieldResolver } from '../eql/types';
import type { FieldReader } from './fieldValues';
import { nestedObjectsOf } from './nestedObjects';
import type { EventStore } from './store';
import { textTest } from './textTokens';
import { ComputationError } from './value';
import type { Value } from './value';
import { equalityTest, orderTest } from './valueTests';
import type { ValueTest } from './valueTests';
import { compileWildcard, foldAscii } from './wildcard';

/** The part of an evaluation's context that is needed here. */
export interface DslContext {
  readonly store: EventStore;
  readonly fields: FieldResolver;
  readonly reader: (path: string) => FieldReader;
}

type EventTest = (event: number) => boolean;

/** Total: a value that the field's type cannot hold matches nothing, where Elasticsearch would fail the search. */
export function compileDsl(query: DslQuery, context: DslContext): EventTest {
  switch (query.kind) {
    case 'constant':
      return () => query.value;
    case 'bool':
      return compileBool(query, context);
    case 'exists':
      return existsTest(query.field.path, context);
    case 'nested': {
      const objects = nestedObjectsOf(query.path.path, context);
      const test = compileDsl(query.query, objects.context);
      return (event) => objects.some(event, test);
    }
    case 'term':
    case 'match':
    case 'prefix':
    case 'wildcard':
    case 'range':
      return compileLeaf(query, context);
    default:
      return assertNever(query);
  }
}

type BoolQuery = Extract<DslQuery, { kind: 'bool' }>;
type Leaf = Extract<DslQuery, { kind: 'term' | 'match' | 'prefix' | 'wildcard' | 'range' }>;

function compileBool({ must, mustNot, should, minimum }: BoolQuery, context: DslContext): EventTest {
  const compile = (query: DslQuery): EventTest => compileDsl(query, context);
  const all = must.map(compile);
  const none = mustNot.map(compile);
  const some = should.map(compile);
  return (event) => {
    if (!all.every((test) => test(event)) || none.some((test) => test(event))) return false;
    let held = 0;
    for (let at = 0; at < some.length && held < minimum; at++) if (some[at]?.(event) === true) held++;
    return held >= minimum;
  };
}

/** An object exists where anything below it does. */
function existsTest(path: string, { store, reader, fields }: DslContext): EventTest {
  const own = reader(path);
  const family = familyOf(fields.find(path)?.type ?? 'object');
  if (family !== 'object' && family !== 'nested') return (event) => own.values(event).length > 0;
  let below: readonly string[] | undefined;
  return (event) => {
    if (own.values(event).length > 0) return true;
    below ??= [...store.paths()].filter((each) => each.startsWith(`${path}.`));
    return below.some((each) => store.values(event, each).some((leaf) => leaf !== null));
  };
}

function compileLeaf(query: Leaf, context: DslContext): EventTest {
  const { valuesOf, test } = isText(query.field, context) ? textLeaf(query, context) : keywordLeaf(query, context);
  return (event) => {
    const values = valuesOf(event);
    for (let at = 0; at < values.length; at++) {
      const value = values[at];
      if (value !== undefined && test(value)) return true;
    }
    return false;
  };
}

/** Asked of the name itself: a `text` is matched by its tokens even where it has a keyword twin. */
function isText({ path }: DslField, { fields }: DslContext): boolean {
  return familyOf(fields.find(path)?.type ?? 'keyword') === 'text';
}

interface CompiledLeaf {
  readonly valuesOf: (event: number) => readonly Value[];
  readonly test: ValueTest;
}

function textLeaf(query: Leaf, { store, fields }: DslContext): CompiledLeaf {
  const source = fields.find(query.field.path)?.source ?? query.field.path;
  return { valuesOf: (event) => store.values(event, source).filter((leaf) => leaf !== null), test: textTest(query) };
}

function keywordLeaf(query: Leaf, context: DslContext): CompiledLeaf {
  const reader = context.reader(query.field.path);
  return { valuesOf: (event) => reader.values(event), test: keywordTest(query, reader, context) };
}

function keywordTest(query: Leaf, reader: FieldReader, { fields }: DslContext): ValueTest {
  const isFolded = fields.find(query.field.path)?.exact === 'normalized';
  switch (query.kind) {
    case 'match':
      return anyOf([query.value], reader, isFolded);
    case 'term':
      return anyOf(query.values, reader, isFolded || query.caseInsensitive);
    case 'range':
      return withinBounds(query.bounds, reader);
    case 'prefix': {
      const fold = foldOf(isFolded || query.caseInsensitive);
      const prefix = fold(query.value);
      return (value) => typeof value === 'string' && fold(value).startsWith(prefix);
    }
    case 'wildcard': {
      const test = wildcardTest(query.value, isFolded || query.caseInsensitive);
      return (value) => typeof value === 'string' && test(value);
    }
  }
}

function anyOf(values: readonly DslScalar[], reader: FieldReader, caseInsensitive: boolean): ValueTest {
  if (caseInsensitive && (reader.family === 'string' || reader.family === 'dynamic')) {
    const folded = new Set(values.map((value) => foldAscii(String(value))));
    return (value) => folded.has(foldAscii(String(value)));
  }
  const tests = values.flatMap((value) => equalsTest(toValue(value), reader));
  return (value) => tests.some((test) => test(value));
}

/** A date that leaves parts out stands for all of them: `2025-03-01` for the whole day. */
function equalsTest(constant: Value, reader: FieldReader): readonly ValueTest[] {
  if (reader.family !== 'date') return possible(equalityTest(reader, constant));
  const from = orderTest(reader, '>=', constant);
  const to = orderTest(reader, '<=', constant);
  if (from instanceof ComputationError || to instanceof ComputationError) return [];
  return [(value) => from(value) && to(value)];
}

function withinBounds(bounds: readonly DslBound[], reader: FieldReader): ValueTest {
  const tests = bounds.map(({ operator, value }) => orderTest(reader, operator, toValue(value)));
  const sound = tests.flatMap(possible);
  return sound.length < tests.length ? () => false : (value) => sound.every((test) => test(value));
}

function possible(test: ValueTest | ComputationError): readonly ValueTest[] {
  return test instanceof ComputationError ? [] : [test];
}

function toValue(scalar: DslScalar): Value {
  return typeof scalar === 'number' && Number.isInteger(scalar) ? BigInt(scalar) : scalar;
}

function foldOf(caseInsensitive: boolean): (text: string) => string {
  return caseInsensitive ? foldAscii : (text) => text;
}

/**
 * EQL's own wildcards have no escapes. So an escaped one is looked for as a private character, which stands for it in the text as well.
 * Source: Lucene, WildcardQuery: a backslash takes the next character as it is.
 */
export function wildcardTest(pattern: string, caseInsensitive: boolean): (text: string) => boolean {
  const fold = caseInsensitive ? foldAscii : undefined;
  if (!pattern.includes('\\')) return compileWildcard(pattern, fold);
  const plain = pattern.replace(/\\([^])/g, (_, unit: string) => STAND_IN[unit] ?? unit);
  const test = compileWildcard(plain, fold);
  return (text) => test(text.replace(/[*?]/g, (unit) => STAND_IN[unit] ?? unit));
}

const STAND_IN: Readonly<Record<string, string>> = { '*': '\ue000', '?': '\ue001' };

// Conditions, filters and join keys compiled to functions of an event number.
// Source: docs/eql.md, section 5: leaves are set filters, and/or/not plain set operations, `not` is the complement.
import { assertNever } from '../base/assertNever';
import { dslAll } from '../base/queryDsl';
import type { EventFilter, Expression, JoinKey } from '../eql/ast';
import type { FieldResolver } from '../eql/types';
import { parseAddress } from '../eql/address';
import { printDate } from '../eql/dates';
import { createFieldReader } from './fieldValues';
import type { FieldReader } from './fieldValues';
import { compileLeaf } from './leaf';
import { createProblemLog } from './problems';
import type { ProblemLog } from './problems';
import { compileDsl } from './queryDsl';
import type { RunOptions } from './run';
import type { EventStore } from './store';
import { compareStrings, compareValues, ComputationError, printValue } from './value';
import type { Value } from './value';
import { compareVersions } from './version';

export type { ProblemLog } from './problems';

export interface EvaluationContext {
  readonly store: EventStore;
  readonly fields: FieldResolver;
  readonly options: RunOptions;
  readonly problems: ProblemLog;
  /** One reader a path, shared by all leaves. */
  reader(path: string): FieldReader;
  /** Whether an event passes the filters that stand beside the query; undefined where there are none. */
  readonly admits?: EventTest;
}

export type EventTest = (event: number) => boolean;

/** A condition that does not depend on the event is `constant`; null by three-valued logic, which matches nothing. */
export type Compiled =
  { readonly kind: 'constant'; readonly value: boolean | null } | { readonly kind: 'test'; readonly test: EventTest };

export function createContext(store: EventStore, fields: FieldResolver, options: RunOptions): EvaluationContext {
  const problems = createProblemLog();
  const readers = new Map<string, FieldReader>();
  const reader = (path: string): FieldReader => {
    let known = readers.get(path);
    if (known === undefined) readers.set(path, (known = createFieldReader(path, store, fields, problems)));
    return known;
  };
  const context = { store, fields, options, problems, reader };
  const { filters = [] } = options;
  return filters.length === 0
    ? context
    : { ...context, admits: remembered(compileDsl(dslAll(filters), context), store) };
}

/** An event is asked once, however many items of a query look at it. */
function remembered(test: EventTest, { count }: EventStore): EventTest {
  const answers = new Int8Array(count);
  return (event) => {
    let answer = answers[event] ?? 0;
    if (answer === 0) answers[event] = answer = test(event) ? 1 : -1;
    return answer === 1;
  };
}

/** Category and condition of one event filter, of the events that the filters beside the query leave. */
export function compileFilter(filter: EventFilter, context: EvaluationContext): EventTest {
  const { admits } = context;
  const matches = compileAlone(filter, context);
  return admits === undefined ? matches : (event) => admits(event) && matches(event);
}

function compileAlone(filter: EventFilter, context: EvaluationContext): EventTest {
  const condition = compileCondition(filter.condition, context);
  const { name } = filter.category;
  if (name === undefined) return condition;
  const categories = context.reader(context.options.eventCategoryField);
  return (event) => categories.values(event).some((value) => String(value) === name) && condition(event);
}

export function compileCondition(condition: Expression, context: EvaluationContext): EventTest {
  return toTest(compileNode(condition, context), context);
}

/**
 * An event of which something cannot be computed is reported and does not match, whatever stands around the failing clause.
 * Source: docs/command-line.md, run; Elasticsearch fails the whole search there.
 */
export function toTest(compiled: Compiled, { problems }: EvaluationContext): EventTest {
  if (compiled.kind === 'constant') {
    const answer = compiled.value === true;
    return () => answer;
  }
  const { test } = compiled;
  return (event) => {
    try {
      return test(event);
    } catch (error) {
      if (!(error instanceof ComputationError)) throw error;
      problems.report(error.code, event, error.detail);
      return false;
    }
  };
}

/** The tests of what this gives throw ComputationError; `toTest` catches it. */
export function compileNode(node: Expression, context: EvaluationContext): Compiled {
  switch (node.kind) {
    case 'logical':
      return combine(
        node.operator,
        node.operands.map((operand) => compileNode(operand, context)),
      );
    case 'not':
      return complement(compileNode(node.operand, context));
    case 'literal':
    case 'field':
    case 'sign':
    case 'arithmetic':
    case 'comparison':
    case 'membership':
    case 'match':
    case 'call':
      return compileLeaf(node, context, compileNode);
    case 'hole':
      return { kind: 'constant', value: false };
    default:
      return assertNever(node);
  }
}

/** Source: BooleanSimplification and three-valued folding: null and false is false, null or true is true. */
export function combine(operator: 'and' | 'or', parts: readonly Compiled[]): Compiled {
  const decisive = operator === 'or';
  const constants = parts.filter((part) => part.kind === 'constant');
  if (constants.some((part) => part.value === decisive)) return { kind: 'constant', value: decisive };
  const tests = parts.filter((part) => part.kind === 'test').map((part) => part.test);
  const unknown = constants.some((part) => part.value === null);
  if (tests.length === 0) return { kind: 'constant', value: unknown ? null : !decisive };
  if (unknown && operator === 'and') return { kind: 'test', test: () => false };
  const [only] = tests;
  if (tests.length === 1 && only !== undefined) return { kind: 'test', test: only };
  if (operator === 'and') return { kind: 'test', test: (event) => tests.every((test) => test(event)) };
  return { kind: 'test', test: (event) => tests.some((test) => test(event)) };
}

export function complement(part: Compiled): Compiled {
  if (part.kind === 'constant') return { kind: 'constant', value: part.value === null ? null : !part.value };
  return { kind: 'test', test: (event) => !part.test(event) };
}

/** One value of a join key. */
export interface KeyValue {
  /** Equal for equal keys, type family included; null for a missing one. */
  readonly canonical: string | null;
  /** As a sequence's `join_keys` prints it; "null" for null. */
  readonly text: string;
  /** As a sample prints it, where that differs: dates as epoch milliseconds. */
  readonly sampleText?: string;
  readonly value: Value;
}

const NULL_KEY: KeyValue = { canonical: null, text: 'null', value: null };

/** The key values of one event, each once and in order: several for a multi-valued field, the null key alone for a missing one. */
export function compileKey(key: JoinKey, context: EvaluationContext): (event: number) => readonly KeyValue[] {
  const { expression } = key;
  if (expression.kind !== 'field') return () => [NULL_KEY];
  if (expression.optional && context.fields.find(expression.path) === undefined) return () => [NULL_KEY];
  const reader = context.reader(expression.path);
  const toKey = keyBuilder(reader);
  return (event) => {
    const values = reader.values(event);
    const [first] = values;
    if (first === undefined) return [NULL_KEY];
    if (values.length === 1) return [toKey(first)];
    const keys = new Map(values.map(toKey).map((each) => [each.canonical, each]));
    return [...keys.values()].sort(compareKeys);
  };
}

function keyBuilder(reader: FieldReader): (value: Value) => KeyValue {
  switch (reader.family) {
    case 'date':
      return (value) => ({
        canonical: `d:${String(value)}`,
        text: printDate(Number(value)),
        sampleText: String(value),
        value,
      });
    case 'ip':
      return (value) => ({ canonical: `i:${String(value)}`, text: String(value), value });
    case 'version':
      return (value) => ({ canonical: `v:${String(value)}`, text: String(value), value });
    default:
      return plainKey;
  }
}

function plainKey(value: Value): KeyValue {
  if (typeof value === 'string') return { canonical: `s:${value}`, text: value, value };
  if (typeof value === 'boolean') return { canonical: `b:${String(value)}`, text: String(value), value };
  return { canonical: `n:${String(value)}`, text: printValue(value), value };
}

/** Null first, then as Lucene orders: by bytes, by number, false before true. */
export function compareKeys(a: KeyValue, b: KeyValue): number {
  if (a.canonical === b.canonical) return 0;
  if (a.canonical === null || b.canonical === null) return a.canonical === null ? -1 : 1;
  const family = a.canonical[0] ?? '';
  if (family !== b.canonical[0]) return compareStrings(a.canonical, b.canonical);
  if (family === 'v') return compareVersions(a.text, b.text);
  if (family === 'i') return compareValues(parseAddress(a.text) ?? 0n, parseAddress(b.text) ?? 0n) ?? 0;
  return compareValues(a.value, b.value) ?? compareStrings(a.canonical, b.canonical);
}

/** Milliseconds of the timestamp field, with a fraction for `date_nanos`; the first of several. */
export function timestampOf(context: EvaluationContext): (event: number) => number | undefined {
  const path = context.options.timestampField;
  const known = context.fields.find(path);
  const fields: FieldResolver =
    known?.type === 'date' || known?.type === 'date_nanos' || known?.type === 'alias'
      ? context.fields
      : {
          ...context.fields,
          find: (each) =>
            each === path ? { path, source: path, type: 'date', exact: 'self' } : context.fields.find(each),
        };
  const reader = createFieldReader(path, context.store, fields, context.problems);
  return (event) => {
    const [value] = reader.values(event);
    return typeof value === 'number' ? value : undefined;
  };
}

/** The tiebreaker of an event, or undefined (sorted last); compare with `compareTiebreakers`. */
export function tiebreakerOf(context: EvaluationContext): (event: number) => Value | undefined {
  const path = context.options.tiebreakerField;
  if (path === undefined) return () => undefined;
  const reader = context.reader(path);
  return (event) => reader.values(event)[0];
}

export function compareTiebreakers(a: Value | undefined, b: Value | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return compareValues(a, b) ?? compareStrings(String(a), String(b));
}

// Join keys of several fields as one: every combination of an event's values, and its name in a table.
// Source: docs/eql.md, sections 6 and 11: one state machine a combination; a missing key counts only where it is optional.
import type { Item, JoinKey } from '../eql/ast';
import { keysOf } from '../eql/walk';
import { compareKeys, compileKey } from './condition';
import type { EvaluationContext, KeyValue } from './condition';

export type JoinTuple = readonly KeyValue[];
export type TupleReader = (event: number) => readonly JoinTuple[];

/** Readers of items with the same keys are one, which remembers the last event: the stages of a sequence ask one after another. */
export function createTupleReaders(
  query: { readonly keys: readonly JoinKey[] },
  context: EvaluationContext,
): (item: Item) => TupleReader {
  const known = new Map<string, TupleReader>();
  return (item) => {
    const keys = keysOf(query, item);
    const signature = JSON.stringify(keys.map(describeKey));
    let reader = known.get(signature);
    if (reader === undefined) known.set(signature, (reader = remembering(compileTuples(keys, context))));
    return reader;
  };
}

function describeKey({ expression }: JoinKey): unknown {
  return expression.kind === 'field' ? [expression.path, expression.optional] : null;
}

function remembering(read: TupleReader): TupleReader {
  let last = -1;
  let tuples: readonly JoinTuple[] = [];
  return (event) => {
    if (event === last) return tuples;
    tuples = read(event);
    last = event;
    return tuples;
  };
}

const NO_KEYS: readonly JoinTuple[] = [[]];

/** Tuples come in key order, because each key's values do. */
function compileTuples(keys: readonly JoinKey[], context: EvaluationContext): TupleReader {
  const readers = keys.map((key) => compileOne(key, context));
  const [first] = readers;
  if (first === undefined) return () => NO_KEYS;
  if (readers.length === 1) return (event) => first(event).map((value) => [value]);
  return (event) =>
    readers.reduce<readonly JoinTuple[]>((tuples, read) => {
      const values = tuples.length === 0 ? [] : read(event);
      return tuples.flatMap((tuple) => values.map((value) => [...tuple, value]));
    }, NO_KEYS);
}

function compileOne(key: JoinKey, context: EvaluationContext): (event: number) => readonly KeyValue[] {
  const read = compileKey(key, context);
  if (key.expression.kind === 'field' && key.expression.optional) return read;
  return (event) => {
    const values = read(event);
    return values[0]?.canonical === null ? [] : values;
  };
}

/** Equal for equal tuples only. A canonical value is never empty, so that the empty text is free for null. */
export function tupleName(tuple: JoinTuple): string {
  if (tuple.length === 1) return tuple[0]?.canonical ?? '';
  return JSON.stringify(tuple.map((value) => value.canonical));
}

export function compareTuples(a: JoinTuple, b: JoinTuple): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    const difference = right === undefined ? 0 : compareKeys(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
}

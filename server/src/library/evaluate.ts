// The value of one expression, on an event or without one.
import { createContext } from '../engine/condition';
import { evaluateConstant } from '../engine/constant';
import { evaluateOnEvent } from '../engine/evaluate';
import type { Evaluated } from '../engine/evaluate';
import { createEventStore } from '../engine/eventStore';
import { DEFAULT_RUN_OPTIONS } from '../engine/run';
import type { EventStore, JsonObject } from '../engine/store';
import { parseExpression } from '../eql/parse';
import { fieldsResolver } from '../schema/mapping';
import { inferFields } from './inferFields';

/** `error` is a sentence: the expression is no EQL, uses a field without an event, or cannot be computed. */
export function evaluate(expression: string, event?: JsonObject): Evaluated {
  const store = createEventStore();
  if (event !== undefined) store.addObject(event, { sample: 0, line: 1 });
  return evaluateOnFirst(expression, store);
}

/** On the first event of a store, where it has one. */
export function evaluateOnFirst(expression: string, store: EventStore): Evaluated {
  const { value: tree, issues } = parseExpression(expression);
  const mistake = issues.find(({ severity }) => severity === 'error');
  if (mistake !== undefined) return { error: mistake.message };
  if (store.count === 0) return evaluateConstant(tree, fieldsResolver(new Map(), 'open'));
  return evaluateOnEvent(tree, 0, createContext(store, inferFields(store), DEFAULT_RUN_OPTIONS));
}

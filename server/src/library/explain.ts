// Why an event is or is not in a hit of a query: the tree of its conditions, and of a sequence how far each key came.
import type { EvaluationContext } from '../engine/condition';
import { explainEvent } from '../engine/explain';
import type { ExplanationTree } from '../engine/explain';
import type { Hit } from '../engine/run';
import { explainSequence } from '../engine/timeline';
import type { SequenceTimeline } from '../engine/timeline';
import type { Item, Query } from '../eql/ast';
import { printItem, printQuery } from '../eql/print';

export interface Explanation {
  /** Is the event part of any hit? The tree's root is true exactly then. */
  readonly hit: boolean;
  readonly tree: ExplanationTree;
  /** Of a sequence: the farthest keys first. */
  readonly timeline?: SequenceTimeline;
}

/** Everything at once: whether, why, and of a sequence how far each key came. */
export function explain(
  query: Query,
  event: number,
  context: EvaluationContext,
  hits: readonly Hit[],
  keyLimit = 100,
): Explanation {
  const hit = hits.some(({ events }) => events.includes(event));
  const tree = explainTree(query, event, context, hit);
  return query.kind === 'sequenceQuery'
    ? { hit, tree, timeline: explainSequence(query, context, keyLimit) }
    : { hit, tree };
}

/** Of an event query without pipes the tree is its condition's; of any other the query stands above its filter or its items, `until` last. */
export function explainTree(query: Query, event: number, context: EvaluationContext, hit: boolean): ExplanationTree {
  const children = explainParts(query, event, context);
  const [only] = children;
  if (query.kind === 'eventQuery' && query.pipes.length === 0 && only !== undefined) return only;
  const { from, to } = query;
  return { eql: printQuery(query), from, to, value: hit, actual: null, children };
}

function explainParts(query: Query, event: number, context: EvaluationContext): readonly ExplanationTree[] {
  if (query.kind === 'eventQuery') return [explainEvent(query.filter, event, context)];
  const items = query.items.map((item) => explainItem(item, event, context));
  const until = query.kind === 'sequenceQuery' ? query.until : undefined;
  if (until === undefined) return items;
  const last = explainItem(until, event, context);
  return [...items, { ...last, eql: `until ${last.eql}` }];
}

/** The item as written. Its value tells whether its brackets hold such an event, also of one behind `!`, which must not come. */
function explainItem(item: Item, event: number, context: EvaluationContext): ExplanationTree {
  const filter = explainEvent(item.filter, event, context);
  const { from, to } = item;
  const children = item.filter.category.name === undefined ? [filter] : filter.children;
  return { eql: printItem(item), from, to, value: filter.value === true, actual: null, children };
}

/** The items of a sequence or sample as EQL, missing ones with their `!`. */
export function printItems(query: Query): readonly string[] {
  return query.kind === 'eventQuery' ? [] : query.items.map((item) => printItem(item));
}

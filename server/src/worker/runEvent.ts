// One event of a finished run for a person to look at: its JSON, what the query looked at, and why it matched or not.
import type { ExplanationTree } from '../engine/explain';
import { filtersOf, fieldsOf } from '../eql/walk';
import { explainTree } from '../library/explain';
import type { EventAnswer, ExplanationNode, LookedAt } from '../protocol';
import { referenceTo } from './eventReference';
import { jsonText } from './jsonText';
import type { FinishedRun } from './orders';

/** UTF-16 units of JSON; a larger event is cut. */
const LONGEST_JSON = 1_000_000;
const LONGEST_VALUE = 2000;
const MOST_VALUES = 100;

/** Undefined where the run has no such event. */
export function readEvent(event: number, run: FinishedRun): EventAnswer | undefined {
  if (!Number.isInteger(event) || event < 0 || event >= run.store.count) return undefined;
  const json = jsonText(run.store.object(event));
  const converted = run.store.converted(event);
  const hit = run.result.hits.some(({ events }) => events.includes(event));
  return {
    reference: referenceTo(event, run),
    ...(converted === undefined ? {} : { converted }),
    json: json.slice(0, LONGEST_JSON),
    truncated: json.length > LONGEST_JSON,
    looked: lookedAt(event, run),
    explanation: toNode(explainTree(run.query, event, run.context, hit)),
  };
}

/** The fields of the query, and the category field where the query asks for a category. */
function lookedAt(event: number, { query, store, order }: FinishedRun): readonly LookedAt[] {
  const hasCategory = filtersOf(query).some(({ category }) => category.name !== undefined);
  const paths = new Set([...(hasCategory ? [order.options.eventCategoryField] : []), ...fieldsOf(query)]);
  return [...paths].map((path) => ({
    path,
    values: store
      .values(event, path)
      .filter((leaf) => leaf !== null)
      .slice(0, MOST_VALUES)
      .map((leaf) => clip(String(leaf))),
  }));
}

function clip(text: string): string {
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}

function toNode({ from: _from, to: _to, children, ...node }: ExplanationTree): ExplanationNode {
  return { ...node, children: children.map(toNode) };
}

// The report of `explain` for programs.
import type { ExplanationTree } from '../../engine/explain';
import type { EndReason } from '../../engine/timeline';
import { printItems } from '../../library/explain';
import type { Explanation } from '../../library/explain';
import { maskSecrets } from '../../redact/secrets';
import type { FinishedRun } from '../../worker/orders';
import type { EventName } from '../ruleRun';
import { nameEvent } from '../ruleRun';

export interface ExplainReport {
  readonly rule: string;
  readonly event: EventName;
  readonly hit: boolean;
  readonly tree: ReportedClause;
  /** Of a sequence only. */
  readonly timeline?: ReportedTimeline;
}

/** `value` null: the field is missing. `actual`: what the event has there, as text. */
export interface ReportedClause {
  readonly eql: string;
  readonly value: boolean | null;
  readonly actual: string | null;
  readonly expected?: string;
  readonly excludedBy?: true;
  readonly error?: string;
  readonly children: readonly ReportedClause[];
}

export interface ReportedTimeline {
  /** The items as EQL, missing ones with their `!`. */
  readonly items: readonly string[];
  /** How many events a key needs. */
  readonly needed: number;
  /** How many keys matched the first item. */
  readonly keyCount: number;
  /** The farthest first. */
  readonly keys: readonly ReportedKey[];
  readonly withoutKey: readonly { readonly item: number; readonly count: number; readonly first: EventName }[];
  readonly withoutTimestamp: number;
}

export interface ReportedKey {
  readonly joinKeys: readonly string[];
  readonly reached: number;
  /** `item` counts from 0; `after` is in milliseconds from the key's first event. */
  readonly events: readonly (EventName & { readonly item: number; readonly after: number })[];
  readonly ended: EndReason;
  readonly detail: string;
  readonly endedBy?: EventName;
}

/** `shown`: how a text of an event is printed; likely secrets are masked where it is absent. */
export function toExplainReport(
  rule: string,
  event: number,
  explanation: Explanation,
  run: FinishedRun,
  shown: Shown = maskSecrets,
): ExplainReport {
  const timeline = toTimeline(explanation, run, shown);
  return {
    rule,
    event: nameEvent(event, run),
    hit: explanation.hit,
    tree: toClause(explanation.tree, shown),
    ...(timeline === undefined ? {} : { timeline }),
  };
}

type Shown = (text: string) => string;

function toClause({ from: _from, to: _to, children, ...clause }: ExplanationTree, shown: Shown): ReportedClause {
  const { actual, error } = clause;
  return {
    ...clause,
    actual: actual === null ? null : shown(actual),
    ...(error === undefined ? {} : { error: shown(error) }),
    children: children.map((child) => toClause(child, shown)),
  };
}

function toTimeline({ timeline }: Explanation, run: FinishedRun, shown: Shown): ReportedTimeline | undefined {
  if (timeline === undefined) return undefined;
  const { needed, keyCount, keys, withoutKey, withoutTimestamp } = timeline;
  return {
    items: printItems(run.query),
    needed,
    keyCount,
    keys: keys.map(({ keys: joinKeys, reached, events, endedBy }) => ({
      joinKeys: joinKeys.map(shown),
      reached,
      events: events.map(({ event, item, timestamp }) => ({
        ...nameEvent(event, run),
        item,
        after: timestamp - (events[0]?.timestamp ?? timestamp),
      })),
      ended: endedBy.reason,
      detail: shown(endedBy.detail),
      ...(endedBy.event === undefined ? {} : { endedBy: nameEvent(endedBy.event, run) }),
    })),
    withoutKey: withoutKey.map(({ item, count, firstEvent }) => ({ item, count, first: nameEvent(firstEvent, run) })),
    withoutTimestamp,
  };
}

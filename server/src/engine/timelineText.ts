// The sentences of a sequence's timeline.
import { assertNever } from '../base/assertNever';
import type { JoinKey, SequenceQuery } from '../eql/ast';
import { keysOf } from '../eql/walk';
import type { EndReason, TimelineEvent } from './timeline';
import type { Trace } from './timelineTrace';

export interface EndingFacts {
  readonly reason: EndReason;
  readonly event?: number;
  readonly events: readonly TimelineEvent[];
  readonly query: SequenceQuery;
  readonly trace: Trace;
  /** The last stage reached, from 0. */
  readonly stage: number;
}

export function describeEnding(facts: EndingFacts): string {
  const { reason, event, events, query, trace, stage } = facts;
  const next = itemName(stage + 1, query, trace);
  const span = durationText(query.maxspan?.milliseconds ?? 0);
  switch (reason) {
    case 'complete':
      return `All items matched within ${durationText(lasting(events))}.`;
    case 'maxspan':
      return event === undefined
        ? `Nothing matched ${next} within ${span} of the first event.`
        : `${capital(next)} matched only later than ${span} after the first event.`;
    case 'until':
      return `The \`until\` event came before ${next} matched.`;
    case 'missing-key':
      return `An event that matches ${next} has no ${keyNames(stage + 1, query, trace)}.`;
    case 'forbidden-event':
      return 'All items matched, and so did an item that must be missing.';
    case 'waiting':
      return `No later event matches ${next}.`;
    default:
      return assertNever(reason);
  }
}

function lasting(events: readonly TimelineEvent[]): number {
  return (events[events.length - 1]?.timestamp ?? 0) - (events[0]?.timestamp ?? 0);
}

/** As a person counts: from 1, missing items too; with runs also which of them. */
function itemName(stage: number, query: SequenceQuery, trace: Trace): string {
  const item = trace.plan.stages[stage]?.item ?? 0;
  const runs = query.items[item]?.runs ?? 1;
  if (runs === 1) return `item ${item + 1}`;
  const first = trace.plan.stages.findIndex((each) => each.item === item);
  return `run ${stage - first + 1} of ${runs} of item ${item + 1}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function keyNames(stage: number, query: SequenceQuery, trace: Trace): string {
  const item = query.items[trace.plan.stages[stage]?.item ?? 0];
  if (item === undefined) return 'join key';
  return keysOf(query, item).filter(isPlain).map(nameOf).join(' or no ');
}

function isPlain({ expression }: JoinKey): boolean {
  return expression.kind === 'field' && !expression.optional;
}

function nameOf({ expression }: JoinKey): string {
  return expression.kind === 'field' ? `\`${expression.path}\`` : 'join key';
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** Two units at most: `1h 5m`, `2.5 s` as `2s 500ms`. */
export function durationText(milliseconds: number): string {
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  if (rest > 0 || parts.length === 0) parts.push(`${Number(rest.toFixed(3))}ms`);
  return parts.slice(0, 2).join(' ');
}

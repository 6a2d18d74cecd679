// Sequences as a stepper: first the timestamps are read, then the events go in order of time through the matcher.
// Source: docs/eql.md, sections 11 and 12.
import type { Item, SequenceQuery } from '../eql/ast';
import { compileFilter } from './condition';
import type { EvaluationContext } from './condition';
import { createTupleReaders, tupleName } from './joinTuple';
import type { JoinTuple } from './joinTuple';
import { watchGaps } from './missing';
import type { GapInput } from './missing';
import { startTimeline } from './order';
import type { Sorted } from './order';
import { applyPipes } from './pipes';
import type { Hit } from './run';
import { createSequenceMatcher } from './sequenceMatcher';
import type { CodesOf, Completed, StageInput } from './sequenceMatcher';
import type { Stepper } from './stepper';

export function startSequence(query: SequenceQuery, context: EvaluationContext): Stepper {
  const { count } = context.store;
  const timeline = startTimeline(context, (event) => context.problems.report('no-timestamp', event, ''));
  const timestampOf = (event: number): number => timeline.timestamps[event] ?? NaN;
  const { stages, gaps, until, textsOf } = compileItems(query, context);
  const maxspan = query.maxspan?.milliseconds;
  const completed: (Completed & { readonly joinKeys: readonly string[] })[] = [];
  const match = createSequenceMatcher({ stages, until, maxspan, timestampOf }, (found) => {
    completed.push({ ...found, joinKeys: textsOf(found.key, found.events) });
  });
  const positives = stages.reduce((sum, stage) => sum + stage.runs, 0);
  const watch = watchGaps(gaps, positives, maxspan ?? 0, timestampOf);
  let sorted: Sorted | undefined;
  return {
    total: positives === 0 ? 0 : 2 * count,
    visit(index) {
      if (index < count) {
        timeline.read(index + 1);
        return;
      }
      sorted ??= timeline.order();
      if (index - count >= sorted.count) return;
      const event = sorted.eventAt(index - count);
      if (gaps.length > 0) watch.see(event);
      match(event);
    },
    finish() {
      const held = gaps.length === 0 ? completed : completed.filter(({ key, events }) => watch.holds(key, events));
      return applyPipes(held, query.pipes, context.options).map((each) => toHit(each, query.items));
    },
  };
}

function toHit(
  { events, joinKeys }: { events: readonly number[]; joinKeys: readonly string[] },
  items: readonly Item[],
): Hit {
  let next = 0;
  const slots = items.flatMap((item) =>
    Array.from({ length: item.runs }, () => (item.missing ? null : (events[next++] ?? null))),
  );
  return { events: slots, joinKeys };
}

interface CompiledItems {
  readonly stages: readonly StageInput[];
  readonly gaps: readonly GapInput[];
  readonly until: CodesOf | undefined;
  /** The texts of a completed sequence's keys, read again from its last event: they need not be kept for every key. */
  readonly textsOf: (key: number, events: readonly number[]) => readonly string[];
}

/**
 * Keys are numbered when a sequence begins, or when a missing item might forbid it; an event that only advances or ends has nothing
 * to advance or end under an unknown key.
 */
function compileItems(query: SequenceQuery, context: EvaluationContext): CompiledItems {
  const codes = new Map<string, number>();
  const readers = createTupleReaders(query, context);
  const intern = (tuple: JoinTuple): number => {
    const name = tupleName(tuple);
    let code = codes.get(name);
    if (code === undefined) codes.set(name, (code = codes.size));
    return code;
  };
  const find = (tuple: JoinTuple): number | undefined => codes.get(tupleName(tuple));
  const compile = (item: Item, codeOf: (tuple: JoinTuple) => number | undefined): CodesOf => {
    const matches = compileFilter(item.filter, context);
    const tuplesOf = readers(item);
    return (event) => (matches(event) ? tuplesOf(event).map(codeOf).filter(isKnown) : NO_CODES);
  };
  const stages: StageInput[] = [];
  const gaps: GapInput[] = [];
  let positives = 0;
  for (const item of query.items) {
    if (item.missing) gaps.push({ codesOf: compile(item, intern), before: positives });
    else {
      stages.push({ codesOf: compile(item, positives === 0 ? intern : find), runs: item.runs });
      positives += item.runs;
    }
  }
  const last = query.items.filter((item) => !item.missing).at(-1);
  const lastTuples = last === undefined ? () => [] : readers(last);
  return {
    stages,
    gaps,
    until: query.until === undefined ? undefined : compile(query.until, find),
    textsOf(key, events) {
      const tuple = lastTuples(events[events.length - 1] ?? 0).find((each) => find(each) === key);
      return (tuple ?? []).map((value) => value.text);
    },
  };
}

const NO_CODES: readonly number[] = [];

function isKnown(code: number | undefined): code is number {
  return code !== undefined;
}

// What each arm of a query's exclusions does on a sample: which events it takes out, and what these are known to be.
import { compileCondition, compileFilter } from '../engine/condition';
import type { EvaluationContext, EventTest } from '../engine/condition';
import { createProblemLog } from '../engine/problems';
import type { EventFilter, Query } from '../eql/ast';
import { armsOfQuery, withoutArm, withoutExclusions } from './arms';
import type { Arm } from './arms';
import type { LabelBook } from './labelBook';
import { findNearest } from './nearestArm';
import type { NearestArm } from './nearestArm';

/** Counts are events: of a sequence those that one of its items would take. */
export interface ArmEffect {
  readonly arm: Arm;
  /** Events that the query would take without its exclusions, and does not take, and that the arm is about. */
  readonly removed: number;
  /** Those that no other arm takes out. */
  readonly removedAlone: number;
  readonly falsePositives: number;
  readonly truePositives: number;
  readonly authorised: number;
  readonly unlabelled: number;
  /** The first of them, in the order of the store. */
  readonly events: readonly number[];
  /** Takes nothing out of this sample. */
  readonly dead: boolean;
  /** Of a dead arm: the smallest change with which it would take something out. */
  readonly nearest?: NearestArm;
}

export interface AuditSource {
  readonly query: Query;
  readonly context: EvaluationContext;
  readonly labels: LabelBook;
}

/** How many events of an arm are named. */
const EVENTS_NAMED = 20;

/** Arms in the order of the text. */
export function auditArms({ query, context, labels }: AuditSource): readonly ArmEffect[] {
  const quiet = { ...context, problems: createProblemLog() };
  const arms = armsOfQuery(query);
  const tests = arms.map((arm) => armTest(arm, quiet));
  const open = new Map<EventFilter, readonly number[]>();
  for (const { filter } of arms) if (!open.has(filter)) open.set(filter, excludedEvents(filter, quiet));
  const wanted = remembered((arm) => eventsOf(withoutExclusions(arm.filter), quiet));
  return arms.map((arm, index) => {
    const candidates = open.get(arm.filter) ?? [];
    const removed = candidates.filter((event) => tests[index]?.(event) === true);
    const alone = aloneTest(arm, index, arms, tests, quiet);
    const nearest = removed.length > 0 ? undefined : findNearest(arm, wanted(arm), quiet);
    return {
      arm,
      removed: removed.length,
      removedAlone: removed.filter(alone).length,
      ...countLabels(removed, labels),
      events: removed.slice(0, EVENTS_NAMED),
      dead: removed.length === 0,
      ...(nearest === undefined ? {} : { nearest }),
    };
  });
}

/** What the filter would take if it had no exclusions, and does not take. */
function excludedEvents(filter: EventFilter, context: EvaluationContext): readonly number[] {
  const [open, closed] = [withoutExclusions(filter), filter].map((each) => compileFilter(each, context));
  const found: number[] = [];
  for (let event = 0; event < context.store.count; event++)
    if (open?.(event) === true && closed?.(event) === false) found.push(event);
  return found;
}

function eventsOf(filter: EventFilter, context: EvaluationContext): readonly number[] {
  const matches = compileFilter(filter, context);
  const found: number[] = [];
  for (let event = 0; event < context.store.count; event++) if (matches(event)) found.push(event);
  return found;
}

/** Only dead arms ask, and those of one filter ask the same. */
function remembered(compute: (arm: Arm) => readonly number[]): (arm: Arm) => readonly number[] {
  const known = new Map<EventFilter, readonly number[]>();
  return (arm) => {
    let events = known.get(arm.filter);
    if (events === undefined) known.set(arm.filter, (events = compute(arm)));
    return events;
  };
}

/** Of the arm and of what stands beside it. */
function armTest({ condition, around }: Arm, context: EvaluationContext): EventTest {
  const tests = [condition, ...around].map((each) => compileCondition(each, context));
  return (event) => tests.every((test) => test(event));
}

/** Whether an event that the arm takes out would be let through without it. */
function aloneTest(
  arm: Arm,
  index: number,
  arms: readonly Arm[],
  tests: readonly EventTest[],
  context: EvaluationContext,
): EventTest {
  const others = tests.filter((_, other) => other !== index && arms[other]?.filter === arm.filter);
  const without = compileFilter(withoutArm(arm), context);
  // The quick answer first: most events are taken out by several arms or by none.
  return (event) => (others.some((test) => test(event)) ? false : without(event));
}

function countLabels(
  events: readonly number[],
  labels: LabelBook,
): Pick<ArmEffect, 'falsePositives' | 'truePositives' | 'authorised' | 'unlabelled'> {
  const count = { benign: 0, malicious: 0, authorised: 0, none: 0 };
  for (const event of events) count[labels.entryOf(event)?.label ?? 'none']++;
  return {
    falsePositives: count.benign,
    truePositives: count.malicious,
    authorised: count.authorised,
    unlabelled: count.none,
  };
}

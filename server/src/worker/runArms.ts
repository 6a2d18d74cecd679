// What each arm of the query's exclusions does on the events of a finished run, as it goes over the wire.
import type { ArmRow } from '../protocol';
import { auditArms } from '../tuning/armAudit';
import type { ArmEffect } from '../tuning/armAudit';
import { printArm } from '../tuning/arms';
import type { FinishedRun } from './orders';

/** Spans are in the query. */
export type QueryArmRow = Omit<ArmRow, 'range'> & {
  readonly from: number;
  readonly to: number;
  /** What mends a dead arm, in the query. */
  readonly edit?: { readonly from: number; readonly to: number; readonly text: string };
};

const LONGEST = 300;
const known = new WeakMap<FinishedRun, readonly QueryArmRow[]>();

/** In the order of the text. Looked for when they are first asked for, and remembered with the run. */
export function readArms(run: FinishedRun): readonly QueryArmRow[] {
  const rows = known.get(run) ?? auditArms(run).map(toRow);
  known.set(run, rows);
  return rows;
}

function toRow({ arm, nearest, ...effect }: ArmEffect): QueryArmRow {
  const { removed, removedAlone, falsePositives, truePositives, authorised, unlabelled, dead } = effect;
  const { from, to } = arm.span;
  return {
    from,
    to,
    eql: clip(printArm(arm)),
    removed,
    removedAlone,
    falsePositives,
    truePositives,
    authorised,
    unlabelled,
    dead,
    ...(nearest === undefined ? {} : { nearest: { change: nearest.change, matches: nearest.matches } }),
    ...(nearest?.edit === undefined ? {} : { edit: nearest.edit }),
  };
}

function clip(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

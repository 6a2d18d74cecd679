// What each exception item of a finished run does, for a person who looks at it.
import type { ExceptionItemRow, ExceptionItemsAnswer } from '../protocol';
import type { ItemEffect } from '../tuning/exceptionEffect';
import { referenceTo } from './eventReference';
import type { FinishedRun } from './orders';

const LONGEST = 300;

/** Those that lose a true positive first, then those that remove most; else in the order of their files. Undefined for a run without exceptions. */
export function readExceptionItems(runId: number, limit: number, run: FinishedRun): ExceptionItemsAnswer | undefined {
  const { exceptions } = run;
  if (exceptions === undefined) return undefined;
  const { before, after, adds, items } = exceptions;
  const sorted = [...items].sort((a, b) => b.loses - a.loses || b.removes.hits - a.removes.hits);
  return {
    runId,
    before,
    after,
    adds,
    total: items.length,
    items: sorted.slice(0, limit).map((item) => toRow(item, run)),
  };
}

function toRow({ name, list, state, removes, alone, adds, doubles, firstLost }: ItemEffect, run: FinishedRun) {
  const lost = firstLost?.events.find((event) => event !== null) ?? undefined;
  const row: ExceptionItemRow = {
    name: clip(name),
    ...(list === undefined ? {} : { list: clip(list) }),
    state,
    removes,
    alone,
    adds,
    ...(doubles === undefined ? {} : { doubles: doubles.map(({ arm }) => clip(arm)) }),
    ...(lost === undefined ? {} : { firstLost: referenceTo(lost, run) }),
  };
  return row;
}

function clip(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

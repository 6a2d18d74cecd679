// What is said of a sample that could not be read whole: one note a kind, with its count and its first line.
import type { LineFault } from '../engine/eventStore';
import type { RunNote } from './orders';

export interface FaultCount {
  readonly count: number;
  readonly firstLine: number;
}

type Fault = LineFault['fault'];

const FAULTS: Readonly<Record<Fault, (lines: string, are: string) => string>> = {
  'not-json': (lines, are) => `${lines} ${are} no JSON and left out; a sample is NDJSON, one JSON object a line.`,
  'cut-off': (lines, are) => `${lines} ${are} cut off before the JSON ends, and left out.`,
  'not-object': (lines, are) => `${lines} ${are} JSON but no object, and left out; an event is one JSON object.`,
};

export function faultNotes(path: string, faults: ReadonlyMap<Fault, FaultCount>): RunNote[] {
  return [...faults].map(([fault, { count, firstLine }]) => ({
    code: fault,
    severity: 'warning',
    message: FAULTS[fault](count === 1 ? '1 line' : `${count} lines`, count === 1 ? 'is' : 'are'),
    sample: path,
    line: firstLine,
    count,
  }));
}

/** A sample without a single event says nothing of a rule: no run on it may look like a success. */
export function noEventNote(path: string, lines: number, firstText: string): RunNote {
  const message =
    lines === 0
      ? 'The sample is empty: there is no event to run on.'
      : `The sample holds no event: none of its lines is one JSON object.${adviceFor(firstText, lines)}`;
  return { code: 'no-events', severity: 'error', message, sample: path };
}

function adviceFor(firstText: string, lines: number): string {
  const isDocument = /^\s*(?:\[|\{\s*$|\{\s*"[^"]*"\s*:\s*[[{]?\s*$)/.test(firstText) && lines > 1;
  return isDocument || /^\s*\[/.test(firstText)
    ? ' It looks like one JSON document; write each event on a line of its own.'
    : '';
}

/** `reason` is the sentence of the host. */
export function cutOffNote(path: string, reason: string, lines: number): RunNote {
  const read = lines === 1 ? 'The line before that was' : `The ${lines} lines before that were`;
  return { code: 'sample-ends-early', severity: 'error', message: `${reason} ${read} read.`, sample: path };
}

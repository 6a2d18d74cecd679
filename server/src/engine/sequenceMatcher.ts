// The sequence algorithm over an abstract input: events in order of time, stages that say which keys they match with.
// Knows no query, no store and no missing events. Source: docs/eql.md, section 11; SequenceMatcher, OrdinalGroup.
import { PendingMatches } from './pendingMatches';

/** Key codes with which an event matches; empty where it does not. */
export type CodesOf = (event: number) => readonly number[];

export interface StageInput {
  readonly codesOf: CodesOf;
  /** How many stages in a row are this one: `with runs`. At least 1. */
  readonly runs: number;
}

export interface SequenceInput {
  readonly stages: readonly StageInput[];
  readonly until?: CodesOf;
  /** Milliseconds, inclusive. */
  readonly maxspan?: number;
  readonly timestampOf: (event: number) => number;
}

/** All stages matched. `key` is the key's code. */
export interface Completed {
  readonly key: number;
  readonly events: readonly number[];
}

/** Takes events in order; gives every completed sequence to `complete`, those of one event in the order of its codes. */
export function createSequenceMatcher(
  input: SequenceInput,
  complete: (found: Completed) => void,
): (event: number) => void {
  const { stages, until, maxspan, timestampOf } = input;
  const pending = new PendingMatches();
  const last = stages.reduce((sum, stage) => sum + stage.runs, 0) - 1;

  const advance = (stage: number, key: number, event: number): void => {
    if (stage === 0) {
      if (last === 0) complete({ key, events: [event] });
      else pending.begin(key, event);
      return;
    }
    const match = pending.take(key, stage - 1);
    if (match < 0) return;
    if (maxspan !== undefined && timestampOf(event) - timestampOf(pending.first(match)) > maxspan) pending.drop(match);
    else if (stage === last) complete({ key, events: [...pending.finish(match), event] });
    else pending.advance(key, match, event);
  };

  return (event) => {
    // Later stages first, so that no event follows itself.
    let stage = last;
    for (let index = stages.length - 1; index >= 0; index--) {
      const { codesOf, runs } = stages[index] ?? NOTHING;
      const codes = codesOf(event);
      for (let run = 0; run < runs; run++, stage--) for (const key of codes) advance(stage, key, event);
    }
    // After the stages: the event that completes a sequence does not end it, the one that prolongs it does.
    if (until !== undefined) for (const key of until(event)) pending.clear(key);
  };
}

const NOTHING: StageInput = { codesOf: () => [], runs: 0 };

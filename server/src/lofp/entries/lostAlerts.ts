// Events of an entry that must still alert, and that an exclusion would leave out: then it is none that may be made.
import type { EqlAnalysis } from '../../analysis/analyze';
import { compileCondition, createContext } from '../../engine/condition';
import { DEFAULT_RUN_OPTIONS } from '../../engine/run';
import type { Expression } from '../../eql/ast';
import { withFallback } from '../../schema/mapping';
import type { LofpEntry } from './entry';
import { readEvidence } from './evidenceEvents';
import type { MeantEvent, SampleReader } from './evidenceEvents';

/** `eql` is the rule that gets the arm: its fields say how values are compared. */
export function lostAlerts(
  entry: LofpEntry,
  arm: Expression,
  eql: EqlAnalysis,
  read: SampleReader,
): readonly MeantEvent[] {
  const { store, fields, events } = readEvidence(entry, read);
  const options = {
    ...DEFAULT_RUN_OPTIONS,
    timestampField: eql.options.timestampField,
    eventCategoryField: eql.options.eventCategoryField,
  };
  const test = compileCondition(arm, createContext(store, withFallback(eql.fields, fields), options));
  return events.filter(({ side, event }) => side === 'alerts' && test(event));
}

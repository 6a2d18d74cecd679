// One query over one store, advanced bit by bit. No clock, no thread: the caller decides how far a step goes.
import { assertNever } from '../base/assertNever';
import type { Query } from '../eql/ast';
import { createContext } from './condition';
import type { EvaluationContext } from './condition';
import { startEventQuery } from './eventQuery';
import type { Hit, StartRun } from './run';
import { startSampleQuery } from './sampleQuery';
import { startSequence } from './sequence';
import type { Stepper } from './stepper';

/** A query with errors may be run: what could not be read in it matches nothing. */
export const startRun: StartRun = (query, store, fields, options) => {
  const context = createContext(store, fields, options);
  const stepper = startStepper(query, context);
  let visited = 0;
  let hits: readonly Hit[] | undefined;
  return {
    step(events) {
      const end = Math.min(stepper.total, visited + Math.max(1, Math.floor(events)));
      while (visited < end) stepper.visit(visited++);
      if (visited === stepper.total) hits ??= stepper.finish();
      return hits !== undefined;
    },
    get progress() {
      return stepper.total === 0 ? 1 : visited / stepper.total;
    },
    result() {
      if (hits === undefined) throw new Error('the run is not over');
      return { hits, problems: context.problems.list() };
    },
  };
};

function startStepper(query: Query, context: EvaluationContext): Stepper {
  switch (query.kind) {
    case 'eventQuery':
      return startEventQuery(query, context);
    case 'sequenceQuery':
      return startSequence(query, context);
    case 'sampleQuery':
      return startSampleQuery(query, context);
    default:
      return assertNever(query);
  }
}

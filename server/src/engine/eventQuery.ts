// Event queries as a stepper: every event is tested in input order, the matches are ordered at the end.
import type { EventQuery } from '../eql/ast';
import { compileFilter, timestampOf } from './condition';
import type { EvaluationContext } from './condition';
import { eventOrder, sortEvents } from './order';
import { applyPipes } from './pipes';
import type { Stepper } from './stepper';

export function startEventQuery(query: EventQuery, context: EvaluationContext): Stepper {
  const matches = compileFilter(query.filter, context);
  const found: number[] = [];
  return {
    total: context.store.count,
    visit(event) {
      if (matches(event)) found.push(event);
    },
    finish() {
      sortEvents(found, eventOrder(context, cachedTimestamps(found, context)));
      return applyPipes(found, query.pipes, context.options).map((event) => ({ events: [event], joinKeys: [] }));
    },
  };
}

/** Read once for each match, not once for each comparison. */
function cachedTimestamps(events: readonly number[], context: EvaluationContext): (event: number) => number {
  const read = timestampOf(context);
  const known = new Map(events.map((event) => [event, read(event) ?? NaN]));
  return (event) => known.get(event) ?? NaN;
}

// Rows of a finished run as an EQL condition, with a word about what it leaves out.
import type { ConditionAnswer, ConditionParams } from '../protocol';
import type { Expression } from '../eql/ast';
import { conditionsOf, expandRuns, keysOf } from '../eql/walk';
import { conditionOf } from '../tuning/conditionOf';
import type { LeftOut, Taken } from '../tuning/conditionOf';
import type { FinishedRun } from './orders';
import type { RowView } from './rowView';

export function readCondition({ runId, rows }: ConditionParams, { table, run }: RowView): ConditionAnswer {
  const known = [...new Set(rows)].filter((row) => row < table.count);
  if (known.length === 0) return { runId, message: 'No row is selected.' };
  const taken = takenBy(known, table, run);
  const { eql, leftOut } = conditionOf(taken, run.context);
  if (eql === undefined) {
    const message =
      'There is no condition: the selected rows have nothing that can be compared exactly in the fields that the query looks at.';
    return { runId, message: [message, ...leftOutInWords(leftOut)].join(' ') };
  }
  const done = `${known.length} ${known.length === 1 ? 'row' : 'rows'} as an EQL condition.`;
  return { runId, eql, message: [done, ...leftOutInWords(leftOut)].join(' ') };
}

/** Events of a sequence by its items; a miss of one belongs to no item, and any field of the query may tell it. */
function takenBy(
  rows: readonly number[],
  table: RowView['table'],
  { query, judgement }: FinishedRun,
): readonly Taken[] {
  const whole = wholeCondition(conditionsOf(query));
  const looked = query.kind === 'eventQuery' ? [] : lookedAtByItem(query);
  const taken = new Map<Expression, Set<number>>();
  for (const row of rows) {
    const isHit = row < judgement.hits.length;
    table.events(row).forEach((event, place) => {
      if (event === null) return;
      const condition = (isHit ? looked[place] : undefined) ?? whole;
      const events = taken.get(condition) ?? new Set();
      taken.set(condition, events.add(event));
    });
  }
  return [...taken].map(([condition, events]) => ({ condition, events: [...events] }));
}

/** The condition of each item and its keys. An item `with runs` is one thing that takes several events. */
function lookedAtByItem(query: Exclude<FinishedRun['query'], { kind: 'eventQuery' }>): readonly Expression[] {
  const byItem = new Map(
    query.items.map((item) => [
      item,
      wholeCondition([item.filter.condition, ...keysOf(query, item).map(({ expression }) => expression)]),
    ]),
  );
  return expandRuns(query.items).flatMap((item) => byItem.get(item) ?? []);
}

function wholeCondition(operands: readonly Expression[]): Expression {
  const [only] = operands;
  return only !== undefined && operands.length === 1
    ? only
    : { kind: 'logical', operator: 'and', operands, from: 0, to: 0 };
}

const REASONS: Readonly<Record<LeftOut['why'], (paths: string) => string>> = {
  inexact: (paths) => `Not compared, as exact values say nothing there: ${paths}.`,
  many: (paths) => `Not compared, as there are too many values: ${paths}.`,
};

function leftOutInWords(leftOut: readonly LeftOut[]): readonly string[] {
  return (['inexact', 'many'] as const).flatMap((why) => {
    const paths = leftOut.filter((each) => each.why === why).map(({ path }) => `\`${path}\``);
    return paths.length === 0 ? [] : [REASONS[why](paths.join(', '))];
  });
}

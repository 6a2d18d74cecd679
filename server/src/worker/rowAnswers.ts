// What is asked about the rows of one finished run: windows of them, groups, their times, and rows for use elsewhere.
import { exportRows } from './export/exportRows';
import type { Questions } from './messages';
import type { FinishedRun } from './orders';
import { readCondition } from './runCondition';
import { readGroupFields, readGroups } from './runGroups';
import { readHitTimeline } from './runHitTimeline';
import { createRowReader } from './runRows';
import { createRowView } from './rowView';

export type RowQuestion = 'rows' | 'groups' | 'groupFields' | 'hitTimeline' | 'exportRows' | 'condition';

export type RowAnswers = {
  readonly [K in RowQuestion]: (asked: Questions[K]['asked']) => NonNullable<Questions[K]['answer']>;
};

export function createRowAnswers(run: FinishedRun): RowAnswers {
  const view = createRowView(run);
  return {
    rows: createRowReader(run, view),
    groups: (params) => readGroups(params, view),
    groupFields: (params) => readGroupFields(params, view),
    hitTimeline: (params) => readHitTimeline(params, view),
    exportRows: (params) => exportRows(params, view),
    condition: (params) => readCondition(params, view),
  };
}

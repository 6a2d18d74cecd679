// What the panel may say of groups, of the chart over time, of exports and conditions, checked before it is believed. Imports no editor.
import type {
  ConditionParams,
  FromPanel,
  GroupFieldsParams,
  GroupsParams,
  HitTimelineParams,
  RowFilter,
  RowOutcome,
  RowSort,
  ShownRows,
} from '../../../server/src/protocol';
import { isCount, isFields, isRuleReference, isText } from './messageParts';
import type { Fields } from './messageParts';

const outcomes: readonly RowOutcome[] = ['true-positive', 'false-positive', 'authorised', 'unlabelled', 'miss'];
const mostGroups = 10_000;
const mostFields = 10_000;
const mostBins = 500;
const mostColumns = 100;
/** More than anybody selects: all hits of a large run. */
const mostRows = 1_000_000;

export const analysisParsers: Readonly<Record<string, (message: Fields) => FromPanel | undefined>> = {
  groups: ({ request, params }) => {
    const groups = parseGroups(params);
    return isCount(request) && groups !== undefined ? { type: 'groups', request, params: groups } : undefined;
  },
  groupFields: ({ request, params }) => {
    const fields = parseFields(params);
    return isCount(request) && fields !== undefined ? { type: 'groupFields', request, params: fields } : undefined;
  },
  hitTimeline: ({ request, params }) => {
    const timeline = parseTimeline(params);
    return isCount(request) && timeline !== undefined ? { type: 'hitTimeline', request, params: timeline } : undefined;
  },
  exportRows: ({ name, rule, params }) => {
    const rows = parseShown(params);
    return isText(name) && isRuleReference(rule) && rows !== undefined
      ? { type: 'exportRows', name, rule: { uri: rule.uri, rule: rule.rule }, params: rows }
      : undefined;
  },
  copyCondition: ({ params }) => {
    const condition = parseCondition(params);
    return condition === undefined ? undefined : { type: 'copyCondition', params: condition };
  },
};

/** Undefined where a part of it is none. */
export function parseFilter(params: Fields): RowFilter | undefined {
  const { text, unreviewed, group, between } = params;
  const wanted = params['outcomes'];
  if (text !== undefined && !isText(text)) return undefined;
  if (wanted !== undefined && !isOutcomes(wanted)) return undefined;
  if (group !== undefined && !isGroup(group)) return undefined;
  if (between !== undefined && !isSpan(between)) return undefined;
  return {
    ...(wanted === undefined ? {} : { outcomes: wanted }),
    ...(text === undefined ? {} : { text }),
    ...(unreviewed === true ? { unreviewed } : {}),
    ...(group === undefined ? {} : { group: { field: group.field, value: group.value } }),
    ...(between === undefined ? {} : { between: { from: between.from, to: between.to } }),
  };
}

export function parseSort(sort: unknown): RowSort | 'wrong' | undefined {
  if (sort === undefined) return undefined;
  if (!isFields(sort)) return 'wrong';
  const { column, descending } = sort;
  return isText(column) && typeof descending === 'boolean' ? { column, descending } : 'wrong';
}

function parseGroups(params: unknown): GroupsParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, field, limit } = params;
  const filter = parseFilter(params);
  if (!isCount(runId) || !isText(field) || !isCount(limit) || limit > mostGroups || filter === undefined)
    return undefined;
  const { group: _group, ...others } = filter;
  return { runId, field, limit, ...others };
}

function parseFields(params: unknown): GroupFieldsParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, limit } = params;
  return isCount(runId) && isCount(limit) && limit <= mostFields ? { runId, limit } : undefined;
}

function parseTimeline(params: unknown): HitTimelineParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, bins } = params;
  const filter = parseFilter(params);
  if (!isCount(runId) || !isCount(bins) || bins > mostBins || filter === undefined) return undefined;
  const { between: _between, ...others } = filter;
  return { runId, bins, ...others };
}

function parseShown(params: unknown): ShownRows | undefined {
  if (!isFields(params)) return undefined;
  const { runId, columns } = params;
  const filter = parseFilter(params);
  const sort = parseSort(params['sort']);
  if (!isCount(runId) || filter === undefined || sort === 'wrong') return undefined;
  if (!Array.isArray(columns) || columns.length > mostColumns || !columns.every(isText)) return undefined;
  return { runId, ...filter, columns, ...(sort === undefined ? {} : { sort }) };
}

function parseCondition(params: unknown): ConditionParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, rows } = params;
  return isCount(runId) && Array.isArray(rows) && rows.length <= mostRows && rows.every(isCount)
    ? { runId, rows }
    : undefined;
}

function isOutcomes(value: unknown): value is readonly RowOutcome[] {
  return Array.isArray(value) && value.every((each) => outcomes.some((known) => known === each));
}

/** A value may be as long as an event has it. */
function isGroup(value: unknown): value is NonNullable<RowFilter['group']> {
  return isFields(value) && isText(value['field']) && (value['value'] === null || typeof value['value'] === 'string');
}

function isSpan(value: unknown): value is NonNullable<RowFilter['between']> {
  return isFields(value) && Number.isFinite(value['from']) && Number.isFinite(value['to']);
}

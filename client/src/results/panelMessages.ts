// What the panel may say, checked before it is believed. Imports no editor, so that it can be tested alone.
import type {
  BeginWay,
  EventParams,
  ExceptionItemsParams,
  FromPanel,
  MarkParams,
  RowsParams,
  TimelineParams,
} from '../../../server/src/protocol';
import { isCount, isFields, isRuleReference, isText } from './messageParts';
import type { Fields } from './messageParts';
import { analysisParsers, parseFilter, parseSort } from './analysisMessages';
import { historyParsers } from './historyMessages';
import { proposalParsers } from './proposalMessages';
import { lofpParsers } from '../lofp/lofpMessages';

const labels: readonly MarkParams['label'][] = ['malicious', 'benign', 'authorised'];
const ways: readonly BeginWay[] = ['run', 'chooseSample', 'walkthrough'];
/** More than a screen ever shows; a larger wish is no wish of the panel. */
const mostRows = 1_000;
const mostKeys = 1_000;
const mostItems = 10_000;

/** Undefined for whatever is no message of the panel. Unknown properties are left out. */
export function parseFromPanel(message: unknown): FromPanel | undefined {
  if (!isFields(message) || !isText(message['type'])) return undefined;
  const type = message['type'];
  return Object.hasOwn(parsers, type) ? parsers[type]?.(message) : undefined;
}

const parsers: Readonly<Record<string, ((message: Fields) => FromPanel | undefined) | undefined>> = {
  ready: () => ({ type: 'ready' }),
  rows: ({ request, params }) => {
    const rows = parseRows(params);
    return isCount(request) && rows !== undefined ? { type: 'rows', request, params: rows } : undefined;
  },
  event: ({ request, params }) => {
    const event = parseEvent(params);
    return isCount(request) && event !== undefined ? { type: 'event', request, params: event } : undefined;
  },
  timeline: ({ request, params }) => {
    const timeline = parseTimeline(params);
    return isCount(request) && timeline !== undefined ? { type: 'timeline', request, params: timeline } : undefined;
  },
  exceptions: ({ request, params }) => {
    const items = parseExceptions(params);
    return isCount(request) && items !== undefined ? { type: 'exceptions', request, params: items } : undefined;
  },
  openEvent: ({ sample, line, column }) =>
    isText(sample) && isCount(line) && (column === undefined || isCount(column))
      ? { type: 'openEvent', sample, line, ...(column === undefined ? {} : { column }) }
      : undefined,
  mark: ({ rule, params }) => {
    const mark = parseMark(params);
    return isRuleReference(rule) && mark !== undefined
      ? { type: 'mark', rule: { uri: rule.uri, rule: rule.rule }, params: mark }
      : undefined;
  },
  ...historyParsers,
  ...proposalParsers,
  ...analysisParsers,
  ...lofpParsers,
  openRule: ({ rule }) => withRule('openRule', rule),
  run: ({ rule }) => withRule('run', rule),
  chooseSample: ({ rule }) => withRule('chooseSample', rule),
  chooseExceptions: ({ rule }) => withRule('chooseExceptions', rule),
  begin: ({ way }) => (isWay(way) ? { type: 'begin', way } : undefined),
  cancel: ({ runId }) => (isCount(runId) ? { type: 'cancel', runId } : undefined),
};

type AboutRule = 'openRule' | 'run' | 'chooseSample' | 'chooseExceptions';

function withRule(type: AboutRule, rule: unknown): FromPanel | undefined {
  return isRuleReference(rule) ? { type, rule: { uri: rule.uri, rule: rule.rule } } : undefined;
}

function parseRows(params: unknown): RowsParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, from, count } = params;
  if (!isCount(runId) || !isCount(from) || !isCount(count) || count > mostRows) return undefined;
  const filter = parseFilter(params);
  const sort = parseSort(params['sort']);
  return filter === undefined || sort === 'wrong' ? undefined : { runId, from, count, ...filter, sort };
}

function parseEvent(params: unknown): EventParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, event } = params;
  return isCount(runId) && isCount(event) ? { runId, event } : undefined;
}

function parseTimeline(params: unknown): TimelineParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, limit } = params;
  return isCount(runId) && isCount(limit) && limit <= mostKeys ? { runId, limit } : undefined;
}

function parseExceptions(params: unknown): ExceptionItemsParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, limit } = params;
  return isCount(runId) && isCount(limit) && limit <= mostItems ? { runId, limit } : undefined;
}

/** The panel says what is marked and how; notes come from elsewhere. */
function parseMark(params: unknown): MarkParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, rows, like, session, verdict, label, forThisRule } = params;
  if (!isCount(runId) || !isMarkLabel(label)) return undefined;
  const said = { runId, label, ...(forThisRule === true ? { forThisRule } : {}) };
  if (Array.isArray(rows) && rows.every(isCount)) return { ...said, rows };
  if (isCount(session)) return { ...said, session };
  if (isText(verdict)) return { ...said, verdict };
  if (!isFields(like) || !isCount(like['row']) || !Array.isArray(like['columns'])) return undefined;
  return { ...said, like: { row: like['row'], columns: like['columns'].filter(isText) } };
}

function isMarkLabel(value: unknown): value is MarkParams['label'] {
  return value === null || labels.some((known) => known === value);
}

function isWay(value: unknown): value is BeginWay {
  return ways.some((known) => known === value);
}

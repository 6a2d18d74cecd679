// What the panel may say of the history, checked before it is believed. Imports no editor, so that it can be tested alone.
import type { CompareParams, FromPanel, HitChange } from '../../../server/src/protocol';
import { isCount, isFields, isRuleReference } from './messageParts';
import type { Fields } from './messageParts';

const changes: readonly HitChange[] = ['gone', 'new', 'changed', 'kept'];
/** More than the panel ever shows. */
const mostRows = 1_000;

export const historyParsers: Readonly<Record<string, (message: Fields) => FromPanel | undefined>> = {
  history: ({ request }) => (isCount(request) ? { type: 'history', request } : undefined),
  compare: ({ request, params }) => {
    const wanted = parseCompare(params);
    return isCount(request) && wanted !== undefined ? { type: 'compare', request, params: wanted } : undefined;
  },
  runHead: ({ request, rule }) =>
    isCount(request) && isRuleReference(rule)
      ? { type: 'runHead', request, rule: { uri: rule.uri, rule: rule.rule } }
      : undefined,
};

function parseCompare(params: unknown): CompareParams | undefined {
  if (!isFields(params)) return undefined;
  const { before, after, change, from, count } = params;
  if (!isRun(before) || !isRun(after) || !isCount(from) || !isCount(count) || count > mostRows) return undefined;
  return isChange(change) ? { before, after, change, from, count } : undefined;
}

/** Below zero for a run of git's version. */
function isRun(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

function isChange(value: unknown): value is HitChange {
  return changes.some((known) => known === value);
}

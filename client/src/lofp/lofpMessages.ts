// What pages may say about known false positives, checked before it is believed. Imports no editor, so that it can be tested alone.
import type { FromLofpPage, LofpFromPanel, LofpTarget, MarkPosition } from '../../../server/src/protocol';
import { isCount, isFields, isRuleReference, isText } from '../results/messageParts';
import type { Fields } from '../results/messageParts';

/** As many hits as the server takes at once. */
const mostRows = 100_000;

/** Undefined for whatever is no message of the page. Unknown properties are left out. */
export function parseFromLofpPage(message: unknown): FromLofpPage | undefined {
  if (!isFields(message)) return undefined;
  const { type, to, rule } = message;
  switch (type) {
    case 'ready':
    case 'back':
    case 'forward':
    case 'newEntry':
      return { type };
    case 'exclude':
      return isCount(rule) ? { type, rule } : undefined;
    case 'go': {
      const target = parseTarget(to);
      return target === undefined ? undefined : { type, to: target };
    }
    default:
      return undefined;
  }
}

/** Of the panel. */
export const lofpParsers: Readonly<Record<string, (message: Fields) => LofpFromPanel | undefined>> = {
  known: ({ request, params }) => {
    if (!isCount(request) || !isRuleReference(params)) return undefined;
    const { uri, rule, entry, runId, rows } = params as Fields & typeof params;
    const hits = parseRows(rows);
    const rest = {
      ...(isText(entry) ? { entry } : {}),
      ...(isCount(runId) ? { runId } : {}),
      ...(hits === undefined ? {} : { rows: hits }),
    };
    return { type: 'known', request, params: { uri, rule, ...rest } };
  },
  proposeKnown: ({ request, params }) => {
    if (!isCount(request) || !isFields(params)) return undefined;
    const { runId, entry, exclusion, values } = params;
    const parsed = parseValues(values);
    return isCount(runId) && isText(entry) && isCount(exclusion) && parsed !== undefined
      ? { type: 'proposeKnown', request, params: { runId, entry, exclusion, values: parsed } }
      : undefined;
  },
  goKnown: ({ to }) => {
    const target = parseTarget(to);
    return target === undefined ? undefined : { type: 'goKnown', to: target };
  },
  newKnown: ({ runId, rows }) => {
    const hits = parseRows(rows);
    return isCount(runId) && hits !== undefined ? { type: 'newKnown', runId, rows: hits } : undefined;
  },
};

function parseRows(rows: unknown): readonly number[] | undefined {
  return Array.isArray(rows) && rows.length <= mostRows && rows.every(isCount) ? rows : undefined;
}

function parseValues(values: unknown): Readonly<Record<string, readonly string[]>> | undefined {
  if (!isFields(values)) return undefined;
  const entries = Object.entries(values);
  const isWhole = entries.every(([, each]) => Array.isArray(each) && each.every(isText));
  return isWhole ? (Object.fromEntries(entries) as Readonly<Record<string, readonly string[]>>) : undefined;
}

export function parseTarget(target: unknown): LofpTarget | undefined {
  if (!isFields(target)) return undefined;
  const { kind, uri, range, id, line, url } = target;
  switch (kind) {
    case 'place':
      return isText(uri) && isRange(range) ? { kind, uri, range } : undefined;
    case 'page':
      return isText(id) ? { kind, id } : undefined;
    case 'event':
      return isText(uri) && isCount(line) ? { kind, uri, line } : undefined;
    case 'web':
      return isText(url) && /^https?:\/\//.test(url) ? { kind, url } : undefined;
    default:
      return undefined;
  }
}

function isRange(range: unknown): range is { readonly start: MarkPosition; readonly end: MarkPosition } {
  return isFields(range) && isPosition(range['start']) && isPosition(range['end']);
}

function isPosition(position: unknown): position is MarkPosition {
  return isFields(position) && isCount(position['line']) && isCount(position['character']);
}

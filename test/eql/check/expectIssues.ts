// Reads a query with its expected issues below it: `^^^ code: words` marks an error, `~~~` a warning, `---` an info, `...` a hint. Decides
// nothing itself.
import assert from 'node:assert/strict';
import { applyEdits } from '../../../server/src/base/edit';
import type { Issue, Severity } from '../../../server/src/base/issue';
import { checkQuery } from '../../../server/src/eql/check/checkQuery';
import { lintQuery } from '../../../server/src/eql/check/lintQuery';
import { parseQuery } from '../../../server/src/eql/parse';
import type { FieldResolver } from '../../../server/src/eql/types';
import { fieldsResolver, mappingResolver } from '../../../server/src/schema/mapping';

type Properties = Readonly<Record<string, string | object>>;

/** `pid: 'long'` is short for `pid: {type: 'long'}`. The category and the timestamp are always there. */
export function mapping(properties: Properties): FieldResolver {
  const typed = Object.entries(properties).map(([name, type]): [string, object] => [
    name,
    typeof type === 'string' ? { type } : type,
  ]);
  const always = { '@timestamp': { type: 'date' }, 'event.category': { type: 'keyword' } };
  const { value, issues } = mappingResolver({
    properties: { ...always, ...Object.fromEntries(typed) } satisfies Record<string, object>,
  });
  assert.deepEqual(issues, []);
  return value;
}

/** The same fields, known from schemas only. */
export function catalog(properties: Properties): FieldResolver {
  return { ...mapping(properties), authority: 'catalog' };
}

export const nothingKnown: FieldResolver = fieldsResolver(new Map(), 'open');

const options = { eventCategoryField: 'event.category', timestampField: '@timestamp' };

export function issuesOf(query: string, fields: FieldResolver): readonly Issue[] {
  return checkQuery(parseQuery(query).value, fields, options);
}

/** What is said of a query that Elasticsearch takes. */
export function lintOf(query: string, fields: FieldResolver): readonly Issue[] {
  return lintQuery(parseQuery(query).value, query, fields, options);
}

/** The marks stand below the line that they mean. All issues must be marked. */
export function expectIssues(fields: FieldResolver, text: string): void {
  expectFound(issuesOf, fields, text);
}

export function expectLint(fields: FieldResolver, text: string): void {
  expectFound(lintOf, fields, text);
}

function expectFound(find: typeof issuesOf, fields: FieldResolver, text: string): void {
  const { query, expected } = readMarked(text);
  const found = find(query, fields);
  const shown = found.map(({ from, to, severity, code }) => `${from}-${to} ${severity} ${code}`);
  assert.deepEqual(
    shown,
    expected.map(({ from, to, severity, code }) => `${from}-${to} ${severity} ${code}`),
    query,
  );
  for (const [index, { words }] of expected.entries())
    assert.ok(found[index]?.message.includes(words), found[index]?.message);
}

/** The query after the first fix of its only issue. */
export function fixed(fields: FieldResolver, query: string, find = issuesOf): string | undefined {
  const [issue, ...others] = find(query, fields);
  assert.equal(others.length, 0, query);
  const [fix] = issue?.fixes ?? [];
  return fix === undefined ? undefined : applyEdits(query, fix.edits);
}

interface Mark {
  readonly from: number;
  readonly to: number;
  readonly severity: Severity;
  readonly code: string;
  readonly words: string;
}

const MARK = /^( *)([\^]+|~+|-+|\.+) ([a-z-]+)(?:: (.*))?$/;
const SEVERITIES: Readonly<Record<string, Severity>> = { '^': 'error', '~': 'warning', '-': 'info', '.': 'hint' };

function readMarked(text: string): { readonly query: string; readonly expected: readonly Mark[] } {
  const lines: string[] = [];
  const expected: Mark[] = [];
  let lineStart = 0;
  for (const line of text.replace(/^\n/, '').trimEnd().split('\n')) {
    const match = MARK.exec(line);
    if (match === null) {
      lineStart = lines.reduce((sum, each) => sum + each.length + 1, 0);
      lines.push(line);
      continue;
    }
    const [, indent = '', carets = '', code = '', words = ''] = match;
    const from = lineStart + indent.length;
    expected.push({
      from,
      to: from + carets.length,
      severity: SEVERITIES[carets[0] ?? ''] ?? 'error',
      code,
      words,
    });
  }
  return { query: lines.join('\n'), expected };
}

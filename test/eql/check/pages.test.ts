// Every code has a page, every page a code, and what a page says to avoid raises its code, what it prefers raises nothing.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Issue } from '../../../server/src/base/issue';
import { parseQuery } from '../../../server/src/eql/parse';
import { issuesOf, lintOf, mapping } from './expectIssues';

declare const __ROOT__: string;

const folder = path.join(__ROOT__, 'docs', 'diagnostics');

/** The fields of the examples. */
const fields = mapping({
  'destination.geo.location': 'geo_point',
  'destination.geo.country_iso_code': 'keyword',
  'destination.port': 'long',
  'dll.name': 'keyword',
  'dll.sections': 'nested',
  'dll.sections.name': 'keyword',
  'event.action': 'keyword',
  'event.outcome': 'keyword',
  'host.id': 'keyword',
  'host.ip': 'ip',
  'kubernetes.audit': {
    properties: { level: { type: 'keyword' }, requestURI: { type: 'keyword' }, verb: { type: 'keyword' } },
  },
  'labels.short': { type: 'keyword', ignore_above: 10 },
  message: 'match_only_text',
  'okta.actor.display_name': 'keyword',
  'okta.target': 'flattened',
  process: {
    properties: {
      args: { type: 'keyword' },
      args_count: { type: 'long' },
      command_line: { type: 'wildcard' },
      entity_id: { type: 'keyword' },
      name: { type: 'keyword' },
      parent: { properties: { name: { type: 'keyword' }, entity_id: { type: 'keyword' }, pid: { type: 'long' } } },
      pid: { type: 'long' },
    },
  },
  'source.bytes': 'long',
  'source.ip': 'ip',
  'user.id': 'keyword',
  'user_agent.original': 'keyword',
  'user.name': { type: 'keyword', fields: { lowercase: { type: 'keyword', normalizer: 'lowercase' } } },
});

/** Found in the values of events, not in a query. */
const RUN_CODES: ReadonlySet<string> = new Set(['division-by-zero', 'date-format', 'ip-format']);

const pages = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ code: name.slice(0, -'.md'.length), text: readFileSync(path.join(folder, name), 'utf8') }));

describe('the pages of the diagnostics', () => {
  it('are those of the codes that exist', () => {
    assert.deepEqual(
      pages.map(({ code }) => code),
      [...codesInSources()].sort(),
    );
  });

  it('are named in their heading, and say what and why', () => {
    for (const { code, text } of pages) {
      assert.ok(text.startsWith(`# \`${code}\`\n\n`), code);
      assert.match(text, /\n## Why\n/, code);
    }
  });

  for (const { code, text } of pages) {
    const [avoid, prefer] = [...text.matchAll(/```eql\n([^]*?)\n```/g)].map(([, query = '']) => query);
    if (avoid === undefined || prefer === undefined || RUN_CODES.has(code)) continue;
    it(`${code}: the first example raises it, the second raises nothing`, () => {
      assert.ok(
        allIssuesOf(avoid).some((issue) => issue.code === code),
        avoid,
      );
      assert.deepEqual(
        allIssuesOf(prefer).map((issue) => issue.message),
        [],
      );
    });
  }
});

function allIssuesOf(query: string): readonly Issue[] {
  return [...parseQuery(query).issues, ...issuesOf(query, fields), ...lintOf(query, fields)];
}

/** `code: '…'` and the functions that make issues; in the folder of the checks every word with a hyphen. */
function codesInSources(): ReadonlySet<string> {
  const root = path.join(__ROOT__, 'server', 'src');
  const codes = new Set<string>(['syntax', 'type-mismatch']);
  for (const name of readdirSync(root, { recursive: true }) as string[]) {
    if (!name.endsWith('.ts')) continue;
    const text = readFileSync(path.join(root, name), 'utf8');
    const pattern = name.startsWith(path.join('eql', 'check'))
      ? /'([a-z]+(?:-[a-z]+)+)'/g
      : /(?:code: |queryError\(\s*|report\(\s*)'([a-z-]+)'|readonly code:[^;]*;/g;
    for (const [whole, code] of text.matchAll(pattern)) {
      if (code !== undefined) codes.add(code);
      else for (const [, each = ''] of whole.matchAll(/'([a-z-]+)'/g)) codes.add(each);
    }
  }
  return codes;
}

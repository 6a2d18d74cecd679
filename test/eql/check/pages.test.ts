// What a page of the diagnostics says to avoid raises its code, what it prefers raises nothing. That each code has a page is a question of tidiness.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyze } from '../../../server/src/analysis/analyze';
import type { EqlAnalysis, FileIssue } from '../../../server/src/analysis/analyze';
import type { Issue } from '../../../server/src/base/issue';
import { overBroadArms } from '../../../server/src/tuning/evade/overBroadArms';
import { readSchema } from '../../schema/composed';
import { mapping } from './expectIssues';

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
      executable: { type: 'keyword' },
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

/** Found in the values of events, beside the keys of a rule or in a catalogue of known false positives, not in a query alone. */
const OTHER_CODES: ReadonlySet<string> = new Set([
  'division-by-zero',
  'date-format',
  'ip-format',
  'lofp-broken-evidence',
  'lofp-tie',
  'lofp-unknown-entry',
  'lofp-untied-arm',
  'number-format',
  'older-dataset-field',
  'overflow',
]);

/** Its example is shorter than what it is about. */
const SHORTENED: ReadonlySet<string> = new Set(['too-deep']);

const pages = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => ({ code: name.slice(0, -'.md'.length), text: readFileSync(path.join(folder, name), 'utf8') }));

describe('the pages of the diagnostics', () => {
  it('are named in their heading, and say what and why', () => {
    for (const { code, text } of pages) {
      assert.ok(text.startsWith(`# \`${code}\`\n\n`), code);
      assert.match(text, /\n## Rationale\n/, code);
    }
  });

  for (const { code, text } of pages) {
    const [avoid, prefer] = [...text.matchAll(/```eql\n([^]*?)\n```/g)].map(([, query = '']) => query);
    if (avoid === undefined || prefer === undefined || OTHER_CODES.has(code) || SHORTENED.has(code)) continue;
    it(`${code}: the first example raises it, the second raises nothing`, () => {
      assert.ok(
        [...allIssuesOf(avoid), ...issuesOverSchemas(avoid)].some((issue) => issue.code === code),
        avoid,
      );
      assert.deepEqual(
        allIssuesOf(prefer).map((issue) => issue.message),
        [],
      );
    });
  }
});

function checkArms(query: EqlAnalysis): readonly Issue[] {
  return overBroadArms(query, () => 'unknown');
}

/** As a file of its own, over the fields of the examples. */
function allIssuesOf(query: string): readonly FileIssue[] {
  return analyze(query, 'eql', { readCatalog: readSchema, mapping: fields }).issues;
}

/** Over the fields of the schemas, which know more of a field than a mapping does. */
function issuesOverSchemas(query: string): readonly FileIssue[] {
  return analyze(query, 'eql', { readCatalog: readSchema, checkArms }).issues;
}

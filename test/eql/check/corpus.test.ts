// No false alarm: rules that run in production raise no error, and every warning on them has been looked at. The rules stay where they are.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyze } from '../../../server/src/analysis/analyze';
import type { EqlAnalysis } from '../../../server/src/analysis/analyze';
import { checkQuery } from '../../../server/src/eql/check/checkQuery';
import { parseQuery } from '../../../server/src/eql/parse';
import { fieldOccurrences } from '../../../server/src/eql/walk';
import { createNodeHost } from '../../../server/src/host/nodeHost';

declare const __ROOT__: string;

const folder = path.join(__ROOT__, '..', 'shared', 'corpus');
const host = createNodeHost(path.join(__ROOT__, 'server', 'schemas'));
const readCatalog = (name: string): unknown => host.readSchema(name);

/** Rule, code and characters of each warning, and why it is true. */
const REVIEWED: readonly (readonly [string, string, string])[] = [
  // A keyword in the package: Elasticsearch compares it with the text "false".
  ['initial_access_object_copied_to_external_drive_with_app_consent', 'type-mismatch', 'false'],
];

describe('the checks on the live rules of the corpus', () => {
  const rules = existsSync(folder) ? readRules() : [];
  if (rules.length === 0) console.log('    no corpus beside the repository: nothing to check');

  it('raise no error', () => {
    for (const { name, eql } of rules)
      assert.deepEqual(
        eql.issues.filter((issue) => issue.severity === 'error').map((issue) => `${issue.code}: ${issue.message}`),
        [],
        name,
      );
  });

  it('raise the warnings that have been reviewed, and no others', () => {
    const found = rules.flatMap(({ name, eql }) =>
      eql.issues
        .filter((issue) => issue.severity === 'warning')
        .map((issue) => [name, issue.code, eql.embedded.text.slice(issue.from, issue.to)]),
    );
    assert.deepEqual(found, rules.length === 0 ? [] : REVIEWED);
  });

  it('see a field of nearly every rule when it is misspelt', () => {
    const known = rules.filter(({ eql }) => eql.fields.authority === 'catalog');
    const missed = known.filter(({ eql }) => !seesMisspelling(eql));
    assert.ok(missed.length <= known.length / 50, missed.map(({ name }) => name).join(' '));
  });
});

interface CorpusRule {
  readonly name: string;
  readonly eql: EqlAnalysis;
}

/** Two letters after the first field that must exist. Fields below an open object may have any name. */
function seesMisspelling({ query, embedded, fields }: EqlAnalysis): boolean {
  const first = fieldOccurrences(query).find((field) => !field.optional);
  if (first === undefined) return true;
  const text = `${embedded.text.slice(0, first.to)}qq${embedded.text.slice(first.to)}`;
  const options = { eventCategoryField: 'event.category', timestampField: '@timestamp' };
  const issues = checkQuery(parseQuery(text).value, fields, options);
  return issues.some(({ code, from, to }) => code === 'unknown-field' && from === first.from && to === first.to + 2);
}

/** Live: not in the folder of deprecated rules. */
function readRules(): CorpusRule[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.toml') && !name.includes('_deprecated'))
    .sort()
    .flatMap((name) => {
      const analysis = analyze(readFileSync(path.join(folder, name), 'utf8'), 'toml', { readCatalog });
      return analysis.rules.flatMap(({ eql }) =>
        eql === undefined ? [] : [{ name: path.basename(name, '.toml'), eql }],
      );
    });
}

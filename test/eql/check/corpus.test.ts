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

/** Rule, code and characters of each warning of a type, and why it is true. */
const REVIEWED: readonly (readonly [string, string, string])[] = [
  // A keyword in the package: Elasticsearch compares it with the text "false".
  ['initial_access_object_copied_to_external_drive_with_app_consent', 'type-mismatch', 'false'],
];

/** In how many rules each code of sense and style is found, at least and at most, and why that is right. */
const EXPECTED: Readonly<Record<string, readonly [least: number, most: number, why: string]>> = {
  'literal-wildcard': [
    8,
    8,
    'names, folders and arguments with a star under `in`; the four share names are left alone',
  ],
  'duplicate-value': [30, 40, 'lists that grew over years; one in fifteen rules'],
  'covered-value': [30, 40, 'as above, and the blocks of addresses that a registry lists'],
  'like-without-wildcard': [15, 20, 'a hint'],
  'mixed-and-or': [5, 9, 'a hint; two of them are real slips'],
  'dead-arm': [4, 4, 'an extension that the rule does not ask for, programs that it does not list'],
  'covered-arm': [5, 5, 'an arm that was copied, or one that is wider than its neighbours'],
  'added-argument': [45, 60, 'an info: one rule in ten excludes by an argument alone'],
  'audit-level': [1, 2, 'an info: the rule for exec requests asks for one level'],
  'drifting-type': [4, 4, 'an info: zone identifiers and groups, which changed their types'],
  'impossible-value': [1, 1, 'the address without its slash'],
  'crossing-wildcard': [1, 1, 'the addresses of exec requests'],
  'url-question-mark': [1, 1, 'the same addresses'],
  'hidden-shell': [1, 1, 'two of them open a shell'],
};

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

  it('raise the warnings of types that have been reviewed, and no others', () => {
    const found = rules.flatMap(({ name, eql }) =>
      eql.issues
        .filter((issue) => issue.severity === 'warning' && EXPECTED[issue.code] === undefined)
        .map((issue) => [name, issue.code, eql.embedded.text.slice(issue.from, issue.to)]),
    );
    assert.deepEqual(found, rules.length === 0 ? [] : REVIEWED);
  });

  it('say of sense and style what has been reviewed, in about as many rules', () => {
    const counts = new Map<string, number>();
    for (const { eql } of rules)
      for (const code of new Set(eql.issues.map((issue) => issue.code))) counts.set(code, (counts.get(code) ?? 0) + 1);
    counts.delete('type-mismatch');
    if (rules.length === 0) return;
    assert.deepEqual([...counts.keys()].sort(), Object.keys(EXPECTED).sort());
    for (const [code, [least, most]] of Object.entries(EXPECTED)) {
      const count = counts.get(code) ?? 0;
      assert.ok(least <= count && count <= most, `${code} in ${count} rules`);
    }
  });

  it('say of the rule for exec requests what is wrong with its exclusions', () => {
    const rule = rules.find(({ name }) => name === 'execution_user_exec_to_pod');
    if (rule === undefined) return;
    const { text } = rule.eql.embedded;
    const marked = rule.eql.issues.map(({ code, from, to }) => [code, text.slice(from, to)] as const);
    const impossible = marked.filter(([code]) => code === 'impossible-value').map(([, characters]) => characters);
    assert.equal(impossible.length, 1);
    assert.match(impossible.join(), /^"api\/v1\/.*command=cilium/);
    const shells = marked.filter(([code]) => code === 'hidden-shell').map(([, characters]) => characters);
    assert.equal(shells.filter((each) => each.includes('tty=true')).length, 1);
    assert.ok(marked.filter(([code]) => code === 'crossing-wildcard').length >= 4);
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

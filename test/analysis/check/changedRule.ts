// A rule in which nothing is wrong, changed key by key, in TOML and in YAML; and what is then said of it.
import assert from 'node:assert/strict';
import { analyze, fixesOf } from '../../../server/src/analysis/analyze';
import type { SchemaSource } from '../../../server/src/analysis/analyze';
import { applyEdits } from '../../../server/src/base/edit';
import type { RuleFormat } from '../../../server/src/rule/document';

const SCHEMAS: SchemaSource = { readCatalog: () => undefined, today: '2026-11-25' };

/** Values as both formats write them; `undefined` takes a key out. */
export type Keys = Readonly<Record<string, string | undefined>>;

export interface Change {
  readonly rule?: Keys;
  readonly metadata?: Keys;
  /** Tables below, in TOML; a case that has them is not told in YAML. */
  readonly tables?: string;
}

const METADATA: Keys = {
  creation_date: '"2026/03/01"',
  maturity: '"production"',
  updated_date: '"2026/03/08"',
};

const RULE: Keys = {
  author: '["Somebody"]',
  description: '"A shell was started in a container by somebody from outside."',
  from: '"now-9m"',
  index: '["logs-*"]',
  language: '"eql"',
  license: '"Elastic License v2"',
  name: '"Shell in a Container"',
  risk_score: '47',
  rule_id: '"7b0a1f0e-0a55-4c80-9c26-2d1c3b2f7a11"',
  severity: '"medium"',
  type: '"eql"',
  query: `'process where process.name == "sh"'`,
};

export function changed({ rule = {}, metadata = {}, tables }: Change, format: RuleFormat = 'toml'): string {
  const write = (keys: Keys, indent: string, between: string): string =>
    Object.entries(keys)
      .flatMap(([key, value]) => (value === undefined ? [] : [`${indent}${key}${between}${value}\n`]))
      .join('');
  const [beside, own] = [
    { ...METADATA, ...metadata },
    { ...RULE, ...rule },
  ];
  if (format === 'yaml') return `metadata:\n${write(beside, '  ', ': ')}rule:\n${write(own, '  ', ': ')}`;
  return `[metadata]\n${write(beside, '', ' = ')}\n[rule]\n${write(own, '', ' = ')}${tables === undefined ? '' : `\n${tables}\n`}`;
}

/** Only a few keys around a query, without anything that makes it complete. */
export function snippet(keys: Keys): string {
  return `[rule]\n${Object.entries(keys)
    .map(([key, value]) => `${key} = ${value ?? ''}\n`)
    .join('')}query = 'process where true'\n`;
}

/** The characters of all issues of a code. */
export function placesOf(code: string, text: string, format: RuleFormat = 'toml'): readonly string[] {
  return analyze(text, format, SCHEMAS)
    .issues.filter((issue) => issue.code === code)
    .map(({ from, to }) => text.slice(from, to));
}

export function severitiesOf(code: string, text: string): readonly string[] {
  return analyze(text, 'toml', SCHEMAS)
    .issues.filter((issue) => issue.code === code)
    .map(({ severity }) => severity);
}

/** The text with the first fix of the first issue of a code. */
export function mended(code: string, text: string, format: RuleFormat = 'toml'): string {
  const analysis = analyze(text, format, SCHEMAS);
  const issue = analysis.issues.find((each) => each.code === code);
  const [fix] = issue === undefined ? [] : fixesOf(analysis, issue);
  return applyEdits(text, fix?.edits ?? []);
}

/** What is done, the change, and the characters of the issues; where a fix is told of, the keys as they are afterwards. */
export type Case = readonly [does: string, change: Change, places: readonly string[], fixed?: Change];

/** Each case in TOML, and in YAML where its values are written the same there. */
export function itTells(code: string, cases: readonly Case[]): void {
  describe(code, () => {
    for (const [does, change, places, fixed] of cases)
      for (const format of change.tables === undefined ? (['toml', 'yaml'] as const) : (['toml'] as const))
        it(`${does} (${format})`, () => {
          const text = changed(change, format);
          assert.deepEqual(placesOf(code, text, format), places);
          if (fixed !== undefined) assert.equal(mended(code, text, format), changed(fixed, format));
        });
  });
}

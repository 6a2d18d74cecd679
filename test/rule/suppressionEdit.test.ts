// Alert suppression is written among the keys of its rule, once, and nothing else of the file changes.
import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/base/edit';
import { entryOf } from '../../server/src/rule/fields';
import type { RuleFormat } from '../../server/src/rule/document';
import { readRuleFile } from '../../server/src/rule/read';
import { suppressionEdit } from '../../server/src/rule/suppressionEdit';
import type { NewSuppression } from '../../server/src/rule/suppressionEdit';
import { corpusFiles } from '../corpus';

const WANTED: NewSuppression = {
  groupBy: ['user.name', '@host'],
  duration: { value: 24, unit: 'h' },
  joinsMissing: false,
};

/** The file with suppression for one of its rules, or why there is none. */
function written(text: string, format: RuleFormat, index = 0): string {
  const file = readRuleFile(text, format);
  const rule = file.rules[index];
  assert.ok(rule);
  const made = suppressionEdit(text, file, rule, WANTED);
  return made.kind === 'edit' ? applyEdits(text, [made.edit]) : made.message;
}

const TABLES =
  '\n\n[rule.alert_suppression]\ngroup_by = ["user.name", "@host"]\nmissing_fields_strategy = "doNotSuppress"\n' +
  '\n[rule.alert_suppression.duration]\nunit = "h"\nvalue = 24';
const HEAD = '[rule]\nname = "R"\nquery = "any where a == 1"';
const BLOCK = [
  'alert_suppression:',
  '  group_by: [user.name, "@host"]',
  '  duration:',
  '    value: 24',
  '    unit: h',
  '  missing_fields_strategy: doNotSuppress',
];
const indented = (by: string): string => BLOCK.map((line) => `${by}${line}\n`).join('');

const cases: readonly [title: string, format: RuleFormat, before: string, after: string, index?: number][] = [
  ['behind the keys of the rule', 'toml', `${HEAD}\n`, `${HEAD}${TABLES}\n`],
  ['at an end without a line break', 'toml', HEAD, `${HEAD}${TABLES}`],
  [
    'before the tables that follow, and behind a comment',
    'toml',
    `${HEAD} # why\n\n[[rule.threat]]\nframework = "x"\n`,
    `${HEAD} # why${TABLES}\n\n[[rule.threat]]\nframework = "x"\n`,
  ],
  [
    'into the one of several that is meant',
    'toml',
    `[${HEAD.replace(']', ']]')}\n\n[${HEAD.replace(']', ']]')}\n`,
    `[${HEAD.replace(']', ']]')}${TABLES}\n\n[${HEAD.replace(']', ']]')}\n`,
  ],
  [
    'with the line ends of the file',
    'toml',
    `${HEAD.replaceAll('\n', '\r\n')}\r\n`,
    `${(HEAD + TABLES).replaceAll('\n', '\r\n')}\r\n`,
  ],
  [
    'in the order of the alphabet',
    'yaml',
    'name: R\nlanguage: eql\nquery: any where a == 1\n',
    `${indented('')}name: R\nlanguage: eql\nquery: any where a == 1\n`,
  ],
  [
    'above the comment of the next key',
    'yaml',
    'actions: []\n# who wrote it\nauthor: [A]\nname: R\nlanguage: eql\nquery: any where a == 1\n',
    `actions: []\n${indented('')}# who wrote it\nauthor: [A]\nname: R\nlanguage: eql\nquery: any where a == 1\n`,
  ],
  [
    'among the keys of a rule within a list',
    'yaml',
    'rule:\n  - name: R\n    language: eql\n    query: any where a == 1\n',
    `rule:\n  - name: R\n${indented('    ')}    language: eql\n    query: any where a == 1\n`,
  ],
];

describe('alert suppression is written', () => {
  for (const [title, format, before, after, index] of cases)
    it(title, () => assert.equal(written(before, format, index), after));

  it('into no rule that has it', () =>
    assert.match(written(`${HEAD}${TABLES}\n`, 'toml'), /^The rule has `alert_suppression` already/));
  it('into no query without keys', () =>
    assert.match(written('any where a == 1', 'eql'), /^Only a rule in a TOML or YAML file/));
  it('into no rule of one line', () => {
    for (const [format, text] of [
      ['toml', 'rule = {name = "R", query = "any where a == 1"}\n'],
      ['yaml', '{name: R, language: eql, query: any where a == 1}\n'],
    ] as const)
      assert.match(written(text, format), /^The rule is laid out in a way/);
  });

  it('into every public rule, of which all else stays', () => {
    for (const { name, text } of corpusFiles()) {
      const file = readRuleFile(text, 'toml');
      for (const rule of file.rules) {
        const now = written(text, 'toml', rule.index);
        if (entryOf(rule.content.rule, 'alert_suppression') !== undefined) {
          assert.match(now, /already/, name);
          continue;
        }
        const lines = now.split('\n');
        const start = lines.indexOf('[rule.alert_suppression]');
        lines.splice(start - 1, TABLES.split('\n').length - 1);
        assert.equal(lines.join('\n'), text, name);
      }
    }
  });
});

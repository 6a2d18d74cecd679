// Every rule of the corpus reads whole, as TOML and as YAML, and its query is still found when the file is broken elsewhere.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { stringify } from 'yaml';
import type { RuleFormat } from '../../server/src/rule/document';
import { readRuleFile } from '../../server/src/rule/read';

declare const __ROOT__: string;

const folder = path.join(__ROOT__, '..', 'shared', 'corpus');

interface CorpusRule {
  readonly metadata: Record<string, unknown>;
  readonly rule: { readonly query: string; readonly rule_id: string; readonly index?: readonly string[] };
}

describe('the rules of the corpus', () => {
  const files = existsSync(folder) ? tomlFiles() : [];
  if (files.length === 0) console.log('    no corpus beside the repository: nothing to read');

  it('read as TOML with one rule, its query and no issue', () => {
    for (const file of files) checkRule(file, 'toml', parse(file) as unknown as CorpusRule, []);
  });

  it('keep their query where a line of the TOML is broken', () => {
    for (const file of files) {
      const broken = file.replace('updated_date', '=[[[updated_date');
      const sound = readRuleFile(file, 'toml').rules[0]?.query;
      const query = checkRule(broken, 'toml', parse(file) as unknown as CorpusRule, ['toml-syntax']);
      assert.equal(query.from, (sound?.from ?? 0) + 4);
    }
  });

  it('keep their query where the description lacks its closing quotes', () => {
    const described = files.filter((file) => /^description = """/m.test(file));
    for (const file of described) {
      const broken = file.replace(/^(description = """[^]*?)"""/m, '$1');
      checkRule(broken, 'toml', parse(file) as unknown as CorpusRule, ['toml-syntax']);
    }
  });

  it('keep the text of a query that lacks its own closing quotes', () => {
    for (const file of files) {
      const { rules } = readRuleFile(file.replace(/^(query = '''[^]*?)'''/m, '$1'), 'toml');
      assert.equal(rules[0]?.query?.text.trim(), (parse(file) as unknown as CorpusRule).rule.query.trim());
    }
  });

  it('read the same when written as YAML', () => {
    for (const file of files) {
      const rule = parse(file) as unknown as CorpusRule;
      checkRule(toYaml(rule), 'yaml', rule, []);
    }
  });

  it('keep their query where a key of the YAML is broken', () => {
    for (const file of files) {
      const rule = parse(file) as unknown as CorpusRule;
      checkRule(toYaml(rule).replace(/^ {2}language:/m, '  license: "open\n  language:'), 'yaml', rule, [
        'yaml-syntax',
      ]);
    }
  });
});

function checkRule(file: string, format: RuleFormat, expected: CorpusRule, codes: readonly string[]) {
  const { rules, issues } = readRuleFile(file, format);
  assert.deepEqual(
    issues.map((issue) => issue.code),
    codes,
  );
  assert.equal(rules.length, 1);
  const [rule] = rules;
  assert.ok(rule?.query);
  assert.equal(rule.query.text, expected.rule.query);
  assert.equal(rule.query.language, 'eql');
  assert.equal(rule.metadata.id?.value, expected.rule.rule_id);
  assert.deepEqual(
    rule.metadata.index.map((each) => each.value),
    expected.rule.index ?? [],
  );
  for (const each of rule.metadata.index) assert.equal(file.slice(each.from, each.to), each.value);
  return rule.query;
}

function toYaml({ metadata, rule }: CorpusRule): string {
  return stringify({ metadata: { maturity: metadata.maturity }, rule: { ...rule, threat: undefined } });
}

function tomlFiles(): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.toml'))
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

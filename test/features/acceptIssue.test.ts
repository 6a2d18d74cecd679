// The comment that accepts an issue: once its reason is written, the issue is answered, in every kind of file.
import assert from 'node:assert/strict';
import { analyze } from '../../server/src/analysis/analyze';
import { applyEdits } from '../../server/src/base/edit';
import { acceptEdit } from '../../server/src/features/acceptIssue';
import type { RuleFormat } from '../../server/src/rule/document';

const SCHEMAS = { readCatalog: () => undefined };
const QUERY = 'process where user.name == "a" and\n  process.args in ("b", "a*")';

function accepted(text: string, format: RuleFormat, code: string): string {
  const analysis = analyze(text, format, SCHEMAS);
  const issue = analysis.issues.find((each) => each.code === code);
  assert.ok(issue);
  const edit = acceptEdit(analysis, issue);
  assert.ok(edit);
  return applyEdits(text, [edit]);
}

const hosts: readonly [name: string, format: RuleFormat, text: string][] = [
  ['a plain file', 'eql', QUERY],
  ['a plain file with CRLF', 'eql', QUERY.replaceAll('\n', '\r\n')],
  ['TOML with the lines of the query', 'toml', `[rule]\ntype = "eql"\nquery = '''\n${QUERY}\n'''\n`],
  ['TOML with all of it in one string', 'toml', `[rule]\ntype = "eql"\nquery = 'any where x in ("a*")'\n`],
  ['a YAML block', 'yaml', `rule:\n  type: eql\n  query: |\n    ${QUERY.replaceAll('\n', '\n    ')}\n`],
  ['a folded YAML block', 'yaml', `rule:\n  type: eql\n  query: >\n    any where\n    x in ("a*")\n`],
  ['YAML in quotes', 'yaml', `type: eql\nquery: 'any where x in ("a*")'\n`],
];

describe('accepting an issue', () => {
  for (const [name, format, text] of hosts)
    it(`of ${name} asks for a reason first, and then holds`, () => {
      const open = accepted(text, format, 'literal-wildcard');
      const codes = analyze(open, format, SCHEMAS).issues.map(({ code }) => code);
      assert.deepEqual([...codes].sort(), ['bad-answer', 'literal-wildcard']);
      const [bad] = analyze(open, format, SCHEMAS).issues.filter(({ code }) => code === 'bad-answer');
      assert.equal(open.slice(bad?.from, bad?.to), 'REASON');
      assert.deepEqual(analyze(open.replace('REASON', 'it is so'), format, SCHEMAS).issues, []);
    });

  it('of a key stands above it', () => {
    const text = '[rule]\nrule_id = "1"\nname = "a"\ndescription = "b"\ntype = "eql"\nquery = "any where true"\n';
    const open = accepted(text, 'toml', 'missing-key');
    assert.equal(open, `# rulewright: accepted missing-key because REASON\n${text}`);
  });

  it('is not offered for a mistake of syntax', () => {
    const analysis = analyze('any where (', 'eql', SCHEMAS);
    assert.deepEqual(
      analysis.issues.flatMap((issue) => acceptEdit(analysis, issue) ?? []),
      [],
    );
  });
});

// Formatting inside rule files: the query changes, nothing else does.
import assert from 'node:assert/strict';
import { analyze } from '../../server/src/analysis/analyze';
import { applyEdits } from '../../server/src/base/edit';
import type { TextEdit } from '../../server/src/base/edit';
import { formattingEdits, newLineEdits, rangeFormattingEdits } from '../../server/src/features/formatting';
import type { RuleFormat } from '../../server/src/rule/document';
import { eachHost, SCHEMAS } from './hosts';

const WIDTH = { width: 40 };

function formatted(text: string, format: RuleFormat): string {
  return applyEdits(text, formattingEdits(analyze(text, format, SCHEMAS), WIDTH));
}

describe('formatting a file', () => {
  const cases: readonly [name: string, format: RuleFormat, before: string, after: string][] = [
    ['a plain file', 'eql', 'any  where a==1\n', 'any where a == 1\n'],
    [
      'a block of TOML',
      'toml',
      "[rule]\nname='x'   # kept\ntype = \"eql\"\nquery = '''\nany where user.name == \"aaaaaa\" and user.id==\"b\"\n'''\n",
      "[rule]\nname='x'   # kept\ntype = \"eql\"\nquery = '''\nany where user.name == \"aaaaaa\" and\n  user.id == \"b\"\n'''\n",
    ],
    [
      'a block of YAML, within its indentation',
      'yaml',
      'rule:\n  type: eql\n  query: |\n    any where user.name == "aaaaa" and user.id==1\n  name:  x\n',
      'rule:\n  type: eql\n  query: |\n    any where user.name == "aaaaa" and\n      user.id == 1\n  name:  x\n',
    ],
    [
      'a string of one line, on its line',
      'toml',
      '[rule]\ntype = "eql"\nquery = "any  where user.name==\\"aaaaaaaaaaaaaaaa\\" and user.id==1"\n',
      '[rule]\ntype = "eql"\nquery = "any where user.name == \\"aaaaaaaaaaaaaaaa\\" and user.id == 1"\n',
    ],
    [
      'a folded block not at all',
      'yaml',
      'type: eql\nquery: >\n  any   where a\nrule_id: x\n',
      'type: eql\nquery: >\n  any   where a\nrule_id: x\n',
    ],
    ['a broken query not at all', 'eql', 'any  where a ==', 'any  where a =='],
    [
      'another language not at all',
      'toml',
      '[rule]\ntype = "query"\nquery = "a :   b"\n',
      '[rule]\ntype = "query"\nquery = "a :   b"\n',
    ],
  ];
  for (const [name, format, before, after] of cases)
    it(`changes ${name}`, () => {
      assert.equal(formatted(before, format), after);
      assert.equal(formatted(after, format), after, 'a second time');
    });
});

describe('formatting a range', () => {
  it('changes the white space that touches it and no other', () => {
    const text = 'any where   a==1 and   b==2 and   c==3\n';
    const from = text.indexOf('b==');
    const edits = rangeFormattingEdits(analyze(text, 'eql', SCHEMAS), { from, to: from + 4 }, { width: 80 });
    assert.equal(applyEdits(text, edits), 'any where   a==1 and b == 2 and   c==3\n');
  });

  it('changes nothing outside of a query', () =>
    eachHost('any   where true', ({ analysis }) => {
      if (analysis.file.format !== 'eql')
        assert.deepEqual(rangeFormattingEdits(analysis, { from: 0, to: 2 }, { width: 80 }), []);
    }));
});

describe('a new line', () => {
  const cases: readonly [marked: string, expected: string][] = [
    ['any where a and\n$0', 'any where a and\n  '],
    ['any where a and (\n$0', 'any where a and (\n    '],
    ['any where a and (b\n$0)', 'any where a and (b\n  )'],
    ['any where a and (b or\n$0)', 'any where a and (b or\n    )'],
    ['sequence\n  [any where a and\n$0]', 'sequence\n  [any where a and\n    ]'],
    ['sequence by x\n$0', 'sequence by x\n  '],
    ['sequence\n  [any where a and\n$0', 'sequence\n  [any where a and\n    '],
  ];
  for (const [marked, expected] of cases)
    it(`in ${JSON.stringify(marked)}`, () => {
      const offset = marked.indexOf('$0');
      const text = marked.replace('$0', '');
      const edits: readonly TextEdit[] = newLineEdits(analyze(text, 'eql', SCHEMAS), offset);
      assert.equal(applyEdits(text, edits), expected);
    });

  it('in a block of YAML is indented below the block', () => {
    const text = 'type: eql\nrule_id: x\nquery: |\n  any where a and\n  \n';
    const edits = newLineEdits(analyze(text, 'yaml', SCHEMAS), text.length - 1);
    assert.equal(applyEdits(text, edits), 'type: eql\nrule_id: x\nquery: |\n  any where a and\n    \n');
  });
});

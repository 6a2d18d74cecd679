// Edits of queries as a person sees them in the file.
import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/base/edit';
import { liftEdit } from '../../server/src/rule/edits';
import { readRuleFile } from '../../server/src/rule/read';

/** Puts `inserted` in place of the first `old` of the first query; undefined where that cannot be expressed. */
function edited(file: string, old: string, inserted: string): string | undefined {
  const query = readRuleFile(file, file.includes('[rule]') ? 'toml' : 'yaml').rules[0]?.query;
  const from = query?.text.indexOf(old) ?? -1;
  assert.ok(query && from >= 0);
  const edit = liftEdit(query, file, { from, to: from + old.length, text: inserted });
  return edit && applyEdits(file, [edit]);
}

describe('an edit of a query', () => {
  const cases: readonly [name: string, file: string, old: string, inserted: string, expected: string | undefined][] = [
    ['escapes quotes in a basic string', '[rule]\nquery = "a b"', 'b', '"c\\"\n', '[rule]\nquery = "a \\"c\\\\\\"\\n"'],
    [
      'leaves quotes in a multi-line basic string',
      '[rule]\nquery = """a b"""',
      'a',
      '"c" \\',
      '[rule]\nquery = """"c" \\\\ b"""',
    ],
    [
      'escapes what would end a multi-line basic string',
      '[rule]\nquery = """a b"""',
      'a',
      '"""',
      '[rule]\nquery = """\\"\\"\\" b"""',
    ],
    [
      'goes into a literal string as it is',
      "[rule]\nquery = '''\na\\b\n'''",
      'a',
      'c\nd',
      "[rule]\nquery = '''\nc\nd\\b\n'''",
    ],
    [
      'gives a literal string more quotes for a line break',
      "[rule]\nquery = 'a b'",
      ' ',
      '\n',
      "[rule]\nquery = '''\na\nb'''",
    ],
    ['cannot put three quotes into a literal string', "[rule]\nquery = '''a'''", 'a', "'''", undefined],
    [
      'indents in a block',
      'type: eql\nquery: |\n    a\n    b\nname: x',
      'a',
      'c\n\nd',
      'type: eql\nquery: |\n    c\n\n    d\n    b\nname: x',
    ],
    [
      'removes whole lines of a block',
      'type: eql\nquery: |\n  a\n  b\n  c\n',
      'b\n',
      '',
      'type: eql\nquery: |\n  a\n  c\n',
    ],
    ['joins lines of a block', 'type: eql\nquery: |\n  a\n  b\n', '\nb', ' b', 'type: eql\nquery: |\n  a b\n'],
    [
      'adds a line at the end of a block',
      'type: eql\nquery: |\n  a\nname: x',
      'a\n',
      'a\nb\n',
      'type: eql\nquery: |\n  a\n  b\nname: x',
    ],
    ['adds to a block that ends the file', 'type: eql\nquery: |\n  a', 'a', 'a\nb', 'type: eql\nquery: |\n  a\n  b'],
    [
      'keeps CRLF in a block',
      'type: eql\r\nquery: |\r\n  a\r\n',
      'a',
      'a\nb',
      'type: eql\r\nquery: |\r\n  a\r\n  b\r\n',
    ],
    [
      'puts a blank line into a folded block',
      'type: eql\nquery: >-\n  a\n  b\n',
      'b',
      'b\nc',
      'type: eql\nquery: >-\n  a\n  b\n\n  c\n',
    ],
    ['stays without quotes where it can', 'type: eql\nquery: a b', 'b', 'c', 'type: eql\nquery: a c'],
    [
      'gets quotes where YAML needs them',
      'type: eql\nquery: a b # x',
      'b',
      'n : "c"',
      'type: eql\nquery: \'a n : "c"\' # x',
    ],
    [
      'gets quotes in a mapping in braces',
      'rule: {query: a, type: eql}',
      'a',
      'a, b',
      "rule: {query: 'a, b', type: eql}",
    ],
    ['doubles single quotes', "type: eql\nquery: 'a'", 'a', "b'c", "type: eql\nquery: 'b''c'"],
    ['changes single quotes for a line break', "type: eql\nquery: 'a ''b'", 'a', 'a\n', 'type: eql\nquery: "a\\n \'b"'],
    ['escapes in double quotes', 'type: eql\nquery: "a"', 'a', '"\\\n', 'type: eql\nquery: "\\"\\\\\\n"'],
  ];
  for (const [name, file, old, inserted, expected] of cases)
    it(name, () => {
      assert.equal(edited(file, old, inserted), expected);
    });

  it('goes into a file that is broken elsewhere', () => {
    const toml = "[rule]\nname = \nquery = '''\na\n'''";
    assert.equal(edited(toml, 'a', 'b'), toml.replace('\na', '\nb'));
    const yaml = 'rule:\n  name: "\n  query: |\n    a\n  type: eql\n';
    assert.equal(edited(yaml, 'a\n', 'b\nc\n'), yaml.replace('    a\n', '    b\n    c\n'));
  });

  it('goes into a query that is not closed yet', () => {
    const file = "[rule]\nquery = '''\na\n[[rule.threat]]\nb = 1";
    assert.equal(edited(file, 'a', 'c'), file.replace('\na', '\nc'));
  });

  it('goes into an .eql file', () => {
    const query = readRuleFile('\ufeffany where a', 'eql').rules[0]?.query;
    assert.ok(query);
    assert.deepEqual(liftEdit(query, '\ufeffany where a', { from: 10, to: 11, text: 'b' }), {
      from: 11,
      to: 12,
      text: 'b',
    });
  });
});

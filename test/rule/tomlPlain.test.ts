// Files that are said to be plain TOML, without the parser's word: the parser must agree about each of them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse as parseBySmol } from 'smol-toml';
import { parseTOML } from 'toml-eslint-parser';
import { isPlainToml } from '../../server/src/rule/tomlPlain';
import { scanToml } from '../../server/src/rule/tomlScan';

const isPlain = (file: string): boolean => isPlainToml(file, scanToml(file));

const rule = `[metadata]
creation_date = "2024/01/01"
integration = ["endpoint", 'windows']
maturity = "production" # for all

[rule]
name = "A \\"b\\""
risk_score = 47
enabled = true
query = '''
any where true
'''
note = """
## A
"""

[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1059"
[[rule.threat.technique.subtechnique]]
id = "T1059.001"
[rule.threat.tactic]
id = "TA0002"

[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0002"

[transform]
[[transform.osquery]]
label = { a = 1, b = ["x", "y"] }
`;

describe('a plain TOML file', () => {
  const plain: readonly string[] = ['', rule, rule.replaceAll('\n', '\r\n'), `\ufeff${rule}`, '[a.b]\n[a]\nc = 1\n'];
  for (const file of plain)
    it(`is known as one: ${JSON.stringify(file.slice(0, 30))}`, () => assert.equal(isPlain(file), true));

  const others: readonly (readonly [what: string, file: string])[] = [
    ['a key that stands twice', 'a = 1\na = 2\n'],
    ['a key that stands twice in an inline table', 'a = {b = 1, b = 2}\n'],
    ['a table that stands twice', '[a]\n[b]\n[a]\n'],
    ['a table that is a list elsewhere', '[[a]]\n[a]\n'],
    ['a list that is a table elsewhere', '[a]\n[[a]]\n'],
    ['a list that is a key elsewhere', 'a = []\n[[a]]\n'],
    ['a table below a key', 'a = 1\n[a.b]\n'],
    ['a key that a table below has', '[a.b]\n[a]\nb = 1\n'],
    ['a text without quotes', 'a = b\n'],
    ['a number with a leading zero', 'a = 01\n'],
    ['two numbers', 'a = 1 2\n'],
    ['a list without a comma', 'a = [1 2]\n'],
    ['a string without its end', 'a = "b\n'],
    ['a wrong escape', 'a = "\\d"\n'],
    ['a control character in a comment', '# \u0001\n'],
    ['a lone carriage return', 'a = 1\rb = 2\n'],
    ['a value on the next line', 'a =\n1\n'],
    ['two keys on a line', 'a = 1 b = 2\n'],
    ['a header that is not closed', '[a\nb = 1\n'],
    ['an empty header', '[]\n'],
  ];
  for (const [what, file] of others)
    it(`is none with ${what}`, () => {
      assert.equal(isPlain(file), false);
      assert.throws(() => parseTOML(file, { tomlVersion: '1.1' }));
    });

  it('is TOML to two parsers, however the file was changed', () => {
    let known = 0;
    fc.assert(
      fc.property(fc.constantFrom(...plain), fc.array(change, { maxLength: 3 }), (file, changes) => {
        const changed = changes.reduce(applied, file);
        if (!isPlain(changed)) return;
        known++;
        const text = changed.replace(/^\ufeff/, '');
        parseTOML(text, { tomlVersion: '1.1' });
        parseBySmol(text);
      }),
      { numRuns: 4000, seed: 5 },
    );
    assert.ok(known > 400, `${known} of the files were plain`);
  });
});

interface Change {
  /** From 0 to 1. */
  readonly place: number;
  readonly removed: number;
  readonly added: string;
}

const WORDS = '" \' [ ] { } = . , # \n \r \\ """ \'\'\' [[ ]] a 1 0 - _ + true \u0001 \u00a0 é 😀'
  .split(' ')
  .concat([
    ' ',
    '[rule]\n',
    '[rule.threat]\n',
    '[[rule.threat]]\n',
    'name = "x"\n',
    'a.b = 1\n',
    '"a" = 1\n',
    'x = {a = 1, a = 2}\n',
    'x = {a = 1,}\n',
    'x = 1979-05-27\n',
    'x = [1, "a", [],]\n',
  ]);

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.constantFrom(0, 0, 1, 2, 5),
  added: fc.constantFrom('', ...WORDS),
});

function applied(file: string, { place, removed, added }: Change): string {
  const at = Math.floor(place * file.length);
  return file.slice(0, at) + added + file.slice(at + removed);
}

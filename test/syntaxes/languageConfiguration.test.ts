// What the editor itself does with EQL before the server has a word: where a new line begins, and what goes on in a comment.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

declare const __ROOT__: string;

interface OnEnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly previousLineText?: string;
  readonly action: {
    readonly indent: 'none' | 'indent' | 'outdent' | 'indentOutdent';
    readonly appendText?: string;
    readonly removeText?: number;
  };
}
interface LanguageConfiguration {
  readonly brackets: readonly (readonly [string, string])[];
  readonly autoClosingPairs: readonly { readonly open: string; readonly notIn: readonly string[] }[];
  readonly wordPattern: string;
  readonly onEnterRules: readonly OnEnterRule[];
}

const configuration = JSON.parse(
  readFileSync(path.join(__ROOT__, 'syntaxes/eql.language-configuration.json'), 'utf8'),
) as LanguageConfiguration;
const step = '  ';

/** The text after Enter at `$0`, as the first rule that fits makes it; the indentation of the line above where none does. */
function entered(marked: string): string {
  const [before = '', after = ''] = marked.split('$0');
  const lines = before.split('\n');
  const line = lines.at(-1) ?? '';
  const indentation = /^\s*/.exec(line)?.[0] ?? '';
  const rule = configuration.onEnterRules.find((each) => fits(each, line, after.split('\n')[0] ?? '', lines.at(-2)));
  const { indent, appendText = '', removeText = 0 } = rule?.action ?? { indent: 'none' };
  const kept =
    indent === 'outdent' ? indentation.slice(step.length) : indentation.slice(0, indentation.length - removeText);
  const added = (indent === 'none' || indent === 'outdent' ? '' : step) + appendText.replace('\t', step);
  if (indent === 'indentOutdent') return `${before}\n${indentation}${appendText}$0\n${indentation}${after}`;
  return `${before}\n${kept}${added}$0${after.trimStart()}`;
}

function fits(rule: OnEnterRule, before: string, after: string, previous = ''): boolean {
  const matches = (pattern: string | undefined, text: string): boolean =>
    pattern === undefined || new RegExp(pattern).test(text);
  return matches(rule.beforeText, before) && matches(rule.afterText, after) && matches(rule.previousLineText, previous);
}

describe('a new line in EQL, before the server looks at it', () => {
  const cases: readonly [name: string, marked: string, expected: string][] = [
    ['is indented below a head', 'any where$0', 'any where\n  $0'],
    ['is indented below a head that ends in `and`', 'any where a == 1 and$0', 'any where a == 1 and\n  $0'],
    ['is indented below a head that ends in `or`', 'any where a == 1 or $0', 'any where a == 1 or \n  $0'],
    ['is indented once, not at each `and`', 'any where a and\n  b and$0', 'any where a and\n  b and\n  $0'],
    ['is not indented below a word that only ends so', 'any where brand$0', 'any where brand\n$0'],
    ['is not indented below a whole head', 'any where a == 1$0', 'any where a == 1\n$0'],
    ['is indented below a comment on the head', 'any where a and // why$0', 'any where a and // why\n  $0'],
    ['is indented in a parenthesis', '  not ($0', '  not (\n    $0'],
    ['is indented in a parenthesis that goes on', '  not (a and$0', '  not (a and\n    $0'],
    ['is indented in a list', '  a in ("x",$0', '  a in ("x",\n    $0'],
    ['is indented in an item', '  [$0', '  [\n    $0'],
    ['is indented twice in a parenthesis of the head', 'any where not ($0', 'any where not (\n    $0'],
    ['is indented in an item whose head ends in `and`', '  [any where a and$0', '  [any where a and\n    $0'],
    ['is indented twice in a parenthesis of an item', '  [any where a and ($0', '  [any where a and (\n      $0'],
    ['is indented before a bracket when the line goes on', '  [any where a and$0]', '  [any where a and\n    $0]'],
    ['is indented twice so in a head', 'any where (a or$0)', 'any where (a or\n    $0)'],
    ['is indented so in a list', '  a in ("x",$0)', '  a in ("x",\n    $0)'],
    ['is not indented before a bracket that it closes', '  not (a$0)', '  not (a\n  $0)'],
    ['is not indented after brackets that are closed', '  a in (1, 2) and$0', '  a in (1, 2) and\n  $0'],
    ['takes no bracket of a string for one', '  a == "(" and$0', '  a == "(" and\n  $0'],
    ['takes no bracket of a comment for one', '  a and // (so$0', '  a and // (so\n  $0'],
    ['stands below its bracket when that is closed', '    b in (1, 2)) and$0', '    b in (1, 2)) and\n  $0'],
    ['stays where a line begins with what it closes', '  ) and$0', '  ) and\n  $0'],
    ['is indented below a sequence', 'sequence by a with maxspan=1m$0', 'sequence by a with maxspan=1m\n  $0'],
    ['is indented below a sample', 'sample by a$0', 'sample by a\n  $0'],
    ['begins a block comment', '/* why$0', '/* why\n * $0'],
    ['opens a block comment', '/*$0 */', '/*\n * $0\n */'],
    ['goes on in a block comment', '/* why\n * that$0', '/* why\n * that\n * $0'],
    ['goes on after an empty line of a block comment', '/*\n *$0', '/*\n *\n * $0'],
    ['is no comment after a block comment', '/* why\n */$0', '/* why\n */\n$0'],
    ['is no comment after one on one line', '/* why */$0', '/* why */\n$0'],
    ['is no comment after a product', '  a == 2\n  * b$0', '  a == 2\n  * b\n  $0'],
    ['is a comment where one is broken', '  // why $0it is', '  // why \n  // $0it is'],
    ['is no comment at the end of one', '  // why$0', '  // why\n  $0'],
    ['is no comment where an address is broken', '  a == "http://$0x"', '  a == "http://\n  $0x"'],
  ];
  for (const [name, marked, expected] of cases) it(name, () => assert.equal(entered(marked), expected));
});

describe('the brackets and words of EQL', () => {
  it('are paired', () => {
    assert.deepEqual(configuration.brackets, [
      ['(', ')'],
      ['[', ']'],
    ]);
  });

  it('are not closed in strings and comments', () => {
    for (const { open, notIn } of configuration.autoClosingPairs) assert.deepEqual(notIn, ['string', 'comment'], open);
  });

  it('are whole fields, functions with their tilde, and numbers', () => {
    const words = 'process.parent.name : endsWith~(@timestamp, -1.5) and ?user.id'.match(
      new RegExp(configuration.wordPattern, 'g'),
    );
    assert.deepEqual(words, ['process.parent.name', 'endsWith~', '@timestamp', '-1.5', 'and', 'user.id']);
  });
});

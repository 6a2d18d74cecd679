// The form in which the tests say what a text looks like: under a line of text, lines that mark some of it and name the scope.
import assert from 'node:assert/strict';
import { openGrammar } from './grammars';
import type { Language, ScopedLine } from './grammars';

/**
 * Lines that begin with `|` are the text; a line below names scopes of what stands above its `^^^`:
 *
 *     |process where pid == 4
 *      ^^^^^^^ entity.name.type.category
 *                    ^^^ variable      (the innermost scope begins so)
 *      ^^^ -string                     (no scope is of this kind)
 *      ^^^ +meta.embedded              (some scope is of this kind)
 */
export function looks(of: Language, name: string, marked: string): void {
  it(name, async () => {
    const { text, marks } = readMarks(marked);
    const lines = (await openGrammar(of))(text.join('\n'));
    assert.ok(marks.length > 0, 'nothing is marked');
    for (const mark of marks) checkMark(mark, text, lines);
  });
}

interface Mark {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly scopes: readonly string[];
}

function readMarks(marked: string): { text: readonly string[]; marks: readonly Mark[] } {
  const text: string[] = [];
  const marks: Mark[] = [];
  for (const each of marked.split('\n').map((line) => line.replace(/^ {4}/, ''))) {
    if (each.startsWith('|')) text.push(each.slice(1));
    else if (each.trim() !== '') marks.push(readMark(each, text.length - 1));
  }
  return { text, marks };
}

function readMark(written: string, line: number): Mark {
  const found = /^ ( *)(\^+) (\S.*)$/.exec(written);
  assert.ok(found, `not a mark: ${written}`);
  const [, before = '', carets = '', scopes = ''] = found;
  return { line, from: before.length, to: before.length + carets.length, scopes: scopes.split(' ') };
}

function checkMark({ line, from, to, scopes }: Mark, text: readonly string[], lines: readonly ScopedLine[]): void {
  const marked = text[line]?.slice(from, to) ?? '';
  assert.equal(marked.length, to - from, `a mark reaches beyond its line: ${text[line]}`);
  (lines[line] ?? []).slice(from, to).forEach((found) => {
    for (const scope of scopes)
      assert.ok(hasScope(found, scope), `«${marked}» is no ${scope} but ${found.join(' > ')}`);
  });
}

function hasScope(found: readonly string[], wanted: string): boolean {
  const words = found.flatMap((scope) => scope.split(' '));
  const isKind = (scope: string, kind: string): boolean => scope === kind || scope.startsWith(`${kind}.`);
  if (wanted.startsWith('-')) return !words.some((scope) => isKind(scope, wanted.slice(1)));
  if (wanted.startsWith('+')) return words.some((scope) => isKind(scope, wanted.slice(1)));
  return isKind(words.at(-1) ?? '', wanted);
}

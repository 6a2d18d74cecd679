// What went wrong, and what would be right, in words: chevrotain's errors become sentences for people.
import type { IRecognitionException, IToken } from 'chevrotain';
import * as t from './tokens';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['Identifier', 'a name'],
  ['CloseParen', '`)`'],
  ['OpenParen', '`(`'],
  ['CloseBracket', '`]`'],
  ['OpenBracket', '`[`'],
  ['Where', '`where`'],
  ['Maxspan', '`maxspan`'],
  ['Assign', '`=`'],
  ['By', '`by`'],
  ['Integer', 'a whole number'],
  ['EOF', 'the end of the query'],
]);

/** One sentence or two. `atEnd`: the text ended too early. */
export function describeSyntaxError(error: IRecognitionException, tokens: readonly IToken[], atEnd: boolean): string {
  const found = atEnd ? 'the query ends' : `\`${shown(error.token)}\` stands`;
  const rule = error.context.ruleStack[error.context.ruleStack.length - 1] ?? '';
  const expected = expectedOf(error, rule);
  if (error.name === 'NotAllInputParsedException') return notAllInput(error.token, tokens);
  if (rule === 'category' || (rule === 'eventQuery' && expected === undefined)) {
    return `A query begins with an event category and \`where\`, such as \`process where …\` or \`any where …\`; ${found} here.`;
  }
  if (expected === '`where`') return `After the event category comes \`where\`; ${found} here.`;
  return `Expected ${expected ?? 'a value, a field, a function or `(`'} here, where ${found}.`;
}

/** Something that has to stand where `token` stands, or at the end. */
export function describeMissing(expected: string, token: IToken, atEnd: boolean): string {
  return `Expected ${expected} here, where ${atEnd ? 'the query ends' : `\`${shown(token)}\` stands`}.`;
}

function expectedOf(error: IRecognitionException, rule: string): string | undefined {
  const name = /type --> (\w+) <--/.exec(error.message)?.[1];
  const word = name === undefined ? undefined : (NAMES.get(name) ?? wordOf(name));
  if (word !== undefined) return word;
  return rule === 'item' ? '`[` and an item' : undefined;
}

function wordOf(name: string): string | undefined {
  return name.startsWith('Word_') ? `\`${name.slice(5).replace('Tilde', '~')}\`` : undefined;
}

function shown(token: IToken): string {
  return token.image.length > 30 ? `${token.image.slice(0, 27)}…` : token.image;
}

const COMPARISONS: ReadonlySet<unknown> = new Set([
  t.Equal,
  t.NotEqual,
  t.Less,
  t.LessEqual,
  t.Greater,
  t.GreaterEqual,
]);

function notAllInput(token: IToken, tokens: readonly IToken[]): string {
  return describeGarbage(token, tokens[tokens.indexOf(token) - 1]);
}

/** Something that cannot follow what stands before it. */
export function describeGarbage(token: IToken, before: IToken | undefined): string {
  if (COMPARISONS.has(token.tokenType)) return 'Comparisons cannot be chained; join two of them with `and`.';
  if (token.tokenType === t.CloseParen) return 'This `)` closes nothing; remove it or open it before.';
  if (token.tokenType === t.CloseBracket) return 'This `]` closes nothing; remove it or open it before.';
  const after = before === undefined || !(before.startOffset >= 0) ? '' : ` after \`${shown(before)}\``;
  return `\`${shown(token)}\` cannot stand here${after}; join conditions with \`and\` or \`or\`.`;
}

// Which brackets of a text belong together. Known before anything is parsed, so that one bracket too many or too few costs nothing else.
import type { IToken, TokenType } from 'chevrotain';
import * as t from './tokens';

export interface Brackets {
  /** Opening brackets that have their closing one. */
  readonly matched: ReadonlySet<IToken>;
  /** Opening brackets whose closing one was swallowed by a string that is not closed: that mistake is the string's. */
  readonly excused: ReadonlySet<IToken>;
  /** Opening brackets that lack theirs. */
  readonly open: readonly IToken[];
  /** Closing brackets that close nothing. */
  readonly stray: ReadonlySet<IToken>;
}

export const OPENING: ReadonlySet<TokenType> = new Set([t.OpenParen, t.OpenBracket, t.MissingOpen]);
export const CLOSING: ReadonlySet<TokenType> = new Set([t.CloseParen, t.CloseBracket]);

/** A `]` closes the nearest `[`, and leaves parentheses in between open; a `)` never reaches beyond a `[`. */
export function pairBrackets(tokens: readonly IToken[]): Brackets {
  const open: IToken[] = [];
  const left: IToken[] = [];
  const [matched, excused, stray] = [new Set<IToken>(), new Set<IToken>(), new Set<IToken>()];
  for (const token of tokens) {
    const type = token.tokenType;
    if (OPENING.has(type)) open.push(token);
    else if (type === t.OpenText) for (const image of swallowed(token.image)) closeNearest(open, image, excused, left);
    else if (CLOSING.has(type) && !closeNearest(open, token.image, matched, left)) stray.add(token);
  }
  return { matched, excused, open: [...left, ...open], stray };
}

function closeNearest(open: IToken[], image: string, closed: Set<IToken>, left: IToken[]): boolean {
  const isParen = image === ')';
  let at = open.length - 1;
  if (!isParen) while (at >= 0 && open[at]?.tokenType === t.OpenParen) at--;
  const found = open[at];
  if (found === undefined || (isParen && found.tokenType !== t.OpenParen)) return false;
  left.push(...open.slice(at + 1));
  open.length = at;
  closed.add(found);
  return true;
}

function swallowed(text: string): string {
  return (/[)\]\s]*$/.exec(text)?.[0] ?? '').replace(/\s/g, '');
}

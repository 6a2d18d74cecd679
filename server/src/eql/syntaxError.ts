// What went wrong, and what would be right, in words for people.
import { EOF } from 'chevrotain';
import type { IToken, TokenType } from 'chevrotain';
import { COMPARISONS } from './tokenSets';
import type { TokenSet } from './tokenSets';
import * as t from './tokens';

/** Something has to stand where `found` stands, or at the end. */
export function describeMissing(expected: string, found: IToken): string {
  return `Expected ${expected} here, where ${found.tokenType === EOF ? 'the query ends' : `${quoted(found)} stands`}.`;
}

/** A bracket without its closing one. */
export function describeOpen(open: IToken): string {
  return `This ${quoted(open)} is never closed; put \`${open.tokenType === t.OpenParen ? ')' : ']'}\` where it ends.`;
}

/** Something that cannot follow what stands before it. */
export function describeGarbage(token: IToken, before?: IToken, isInList = false): string {
  const type = token.tokenType;
  if (COMPARISONS.has(type)) return 'Comparisons cannot be chained; join two of them with `and`.';
  if (type === t.CloseParen || type === t.CloseBracket)
    return `This ${quoted(token)} closes nothing; remove it or open it before.`;
  const after = before === undefined || !(before.startOffset >= 0) ? '' : ` after ${quoted(before)}`;
  return `${quoted(token)} cannot stand here${after}; ${cureFor(token, before, isInList)}.`;
}

function cureFor({ tokenType }: IToken, before: IToken | undefined, isInList: boolean): string {
  const own = CURES.get(tokenType);
  if (own !== undefined) return own;
  if (before !== undefined && ITEM_NEIGHBOURS.has(before.tokenType)) return ITEMS;
  return isInList
    ? 'put a comma between two values, or `and` or `or` between two conditions'
    : 'join conditions with `and` or `or`';
}

const ITEMS = 'an item stands in brackets, `[category where condition]`';
const ITEM_NEIGHBOURS: TokenSet = new Set([t.CloseBracket, t.Sequence, t.Sample, t.Join]);
const CURES: ReadonlyMap<TokenType, string> = new Map([
  [t.Comma, 'several values stand in parentheses, such as `in ("a", "b")`'],
  [t.Not, 'put `not` before the field, or join conditions with `and` or `or`'],
  [t.WrongNot, 'EQL writes `not`: `not in (…)`, or `not` before the field'],
  [t.OpenBracket, 'items stand in a `sequence` or `sample`, before `until` and pipes'],
  [t.MissingOpen, 'items stand in a `sequence`, before `until` and pipes'],
  [t.By, '`by` stands behind `sequence`, `sample` or an item'],
  [t.With, '`with maxspan` stands before the items of a `sequence`, `with runs` behind one of them'],
  [t.Until, '`until` stands once, behind the items of a `sequence`'],
  [t.Bar, 'a pipe has a name and a number, such as `| head 10`'],
]);

function quoted({ image }: IToken): string {
  const short = image.length > 30 ? `${image.slice(0, 27)}…` : image;
  return short.includes('`') ? short : `\`${short}\``;
}

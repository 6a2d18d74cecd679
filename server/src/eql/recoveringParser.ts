// What every rule of the grammar uses to go on after a mistake. Chevrotain's own recovery gives whole rules up; here a rule that misses
// something says so and ends with what it has, so that no rule ever fails and one mistake makes one issue.
import { EmbeddedActionsParser, EOF } from 'chevrotain';
import type { IToken, ParserMethod, TokenType } from 'chevrotain';
import type { Issue } from '../base/issue';
import type { Span } from '../base/span';
import { CLOSING, OPENING, pairBrackets } from './brackets';
import type { Brackets } from './brackets';
import { tokenSpan } from './nodes';
import { describeGarbage, describeMissing, describeOpen } from './syntaxError';
import { syntaxIssue } from './syntaxIssue';
import { QUERY_STOPS } from './tokenSets';
import type { TokenSet } from './tokenSets';
import * as t from './tokens';

export type Rule<T> = ParserMethod<[], T>;

export abstract class RecoveringParser extends EmbeddedActionsParser {
  /** What was found while parsing, in no order. */
  issues: Issue[] = [];
  /** The text ended too early, and that has been said: what else is missing there is no further mistake. */
  protected isCut = false;
  protected brackets: Brackets = pairBrackets([]);
  private stops: TokenSet = QUERY_STOPS;
  /** What was said to be no part of the query, by the word behind it; undefined is the end. A second issue there would only repeat it. */
  private takenOut: Map<IToken | undefined, IToken> = new Map();
  private textLength = 0;

  constructor() {
    // With one word alone a rule is begun also where the text ends behind that word.
    super([...t.ALL_TOKENS], { maxLookahead: 1, skipValidations: true });
  }

  /** Takes the words of a text; then a rule may be called. `isCut`: something that is not closed reaches to the end. */
  read(tokens: readonly IToken[], textLength: number, isCut: boolean): void {
    this.brackets = pairBrackets(tokens);
    this.issues = [...this.brackets.stray].map((token) => syntaxIssue(tokenSpan(token), describeGarbage(token)));
    this.isCut = isCut;
    this.stops = QUERY_STOPS;
    this.textLength = textLength;
    this.input = this.takeOut(tokens);
  }

  protected isNext(type: TokenType): boolean {
    return this.LA(1).tokenType === type;
  }

  protected isNextIn(types: TokenSet): boolean {
    return types.has(this.LA(1).tokenType);
  }

  /** Nothing is reported while chevrotain records the grammar. */
  protected report(...issues: readonly Issue[]): void {
    this.ACTION(() => this.issues.push(...issues));
  }

  /** Says what should stand here. At the end of the text that is said once. */
  protected missing(expected: string): void {
    const next = this.LA(1);
    const isEnd = next.tokenType === EOF;
    if ((isEnd && this.isCut) || this.takenOut.has(next)) return;
    this.isCut ||= isEnd;
    this.report(syntaxIssue(isEnd ? this.lastWord() : tokenSpan(next), describeMissing(expected, next)));
  }

  /** Consumes a word of this type, or says that `expected` is missing. */
  protected expect(type: TokenType, expected: string): IToken | undefined {
    const isMissing = this.ACTION(() => !this.isNext(type));
    if (isMissing) return this.missing(expected) as undefined;
    return this.CONSUME(type);
  }

  /** Consumes the closing bracket of `open`, or says that there is none; what stands inside is read all the same. */
  protected close(type: TokenType, open: IToken, end: number): Span {
    const isMissing = this.ACTION(() => !this.isNext(type));
    if (!isMissing) return tokenSpan(this.CONSUME9(type), end);
    this.reportOpen(open);
    return { from: end, to: end };
  }

  /** Consumes whatever word stands here. */
  protected skip(): IToken {
    return this.CONSUME8(this.LA(1).tokenType);
  }

  /** Inside of `parse`, clauses end at `closed` where the bracket has its closing one, else also where those around it end. */
  protected inBracket<T>(open: IToken, closed: TokenSet, parse: () => T, unclosed?: TokenSet): T {
    const isClosed = this.ACTION(() => this.isClosed(open));
    if (isClosed !== false) return this.until(closed, parse);
    return this.until(unclosed ?? new Set([...closed, ...this.stops]), parse);
  }

  /** Whether a bracket has its closing one. */
  protected isClosed(open: IToken): boolean {
    return this.brackets.matched.has(open);
  }

  protected until<T>(stops: TokenSet, parse: () => T): T {
    const around = this.stops;
    this.stops = stops;
    const result = parse();
    this.stops = around;
    return result;
  }

  /** Where items may follow, a word before `where` begins one that lacks its bracket. */
  protected isAtStop(): boolean {
    return this.isNextIn(this.stops) || (this.stops.has(t.OpenBracket) && this.LA(2).tokenType === t.Where);
  }

  protected isInList(): boolean {
    return this.stops.has(t.Comma);
  }

  /** Says that the next word cannot stand here, unless something was said of it already. */
  protected reportGarbage(): void {
    const next = this.LA(1);
    if (this.takenOut.has(next)) return;
    this.report(syntaxIssue(tokenSpan(next), describeGarbage(next, this.LA(0), this.isInList())));
  }

  /** Says that what stands here cannot, and passes over it. Tells whether there was any and something to read follows. */
  protected passOver(stops: TokenSet): boolean {
    if (this.isNextIn(stops)) return false;
    this.reportGarbage();
    this.skipTo(() => this.isNextIn(stops));
    return !this.isNext(EOF);
  }

  /** Passes over words, and brackets with all that they hold, up to where reading may go on. */
  protected skipTo(isEnough: () => boolean): void {
    for (let depth = 0; !this.isNext(EOF); this.skip()) {
      if (depth === 0 && isEnough()) return;
      if (this.isNextIn(OPENING) && this.brackets.matched.has(this.LA(1))) depth++;
      if (this.isNextIn(CLOSING) && depth > 0) depth--;
    }
  }

  /** The place behind the last word that was read. */
  protected here(): Span {
    const last = this.LA(0);
    const at = last.startOffset >= 0 ? tokenSpan(last).to : 0;
    return { from: at, to: at };
  }

  /** The opening bracket that was said to be missing here makes the next one that closes nothing: that is no further mistake. Tells whether there is one. */
  protected forgiveStray(type: TokenType): boolean {
    const { from } = this.here();
    const stray = [...this.brackets.stray].find((token) => token.tokenType === type && token.startOffset >= from);
    if (stray !== undefined) this.issues = this.issues.filter((issue) => issue.from !== stray.startOffset);
    return stray !== undefined;
  }

  /** What the grammar sees: without characters that are no part of EQL and brackets that close nothing. */
  private takeOut(tokens: readonly IToken[]): IToken[] {
    const kept: IToken[] = [];
    let out: IToken | undefined;
    this.takenOut = new Map();
    for (const token of [...tokens, undefined]) {
      if (token !== undefined && this.isForeign(token)) {
        out ??= token;
        continue;
      }
      if (out !== undefined) this.takenOut.set(token, out);
      if (token !== undefined) kept.push(token);
      out = undefined;
    }
    this.isCut ||= this.takenOut.has(undefined);
    return kept;
  }

  private isForeign(token: IToken): boolean {
    return token.tokenType === t.Invalid || this.brackets.stray.has(token);
  }

  private reportOpen(open: IToken): void {
    if ((this.isNext(EOF) && this.isCut) || this.brackets.excused.has(open)) return;
    this.isCut ||= this.isNext(EOF);
    this.report(syntaxIssue(tokenSpan(open), describeOpen(open)));
  }

  private lastWord(): Span {
    const last = this.LA(0);
    return last.startOffset >= 0 ? tokenSpan(last) : { from: 0, to: this.textLength };
  }
}

// The grammar of operands: literals, fields, functions, lists and parentheses. Source: EqlBase.g4, primaryExpression.
import type { IToken } from 'chevrotain';
import type { Span } from '../base/span';
import type { EventFilter, Expression, Literal } from './ast';
import { findFunction } from './functions';
import { callNode, unsupportedRelationship } from './lowerExpression';
import type { ExpressionList } from './lowerExpression';
import { lowerConstant, lowerNumber, lowerString } from './lowerLiteral';
import { between, fieldNode, holeAt, tokenSpan, unquoteIdentifier } from './nodes';
import { RecoveringParser } from './recoveringParser';
import type { Rule } from './recoveringParser';
import { queryError, replacement, syntaxIssue } from './syntaxIssue';
import * as sets from './tokenSets';
import * as t from './tokens';

export abstract class OperandGrammar extends RecoveringParser {
  protected abstract readonly expression: Rule<Expression>;
  protected abstract readonly eventFilter: Rule<EventFilter>;

  protected readonly primary: Rule<Expression> = this.RULE('primary', () => {
    const isBareCall = this.ACTION(() => this.isBareCall());
    if (isBareCall === true) return this.bareCall();
    const missing = this.ACTION(() => this.missingOperand());
    return missing ?? this.operand();
  });

  protected readonly literal: Rule<Literal> = this.RULE('literal', () =>
    this.OR([
      { ALT: () => this.SUBRULE(this.stringLiteral) },
      { ALT: () => lowerNumber(this.CONSUME(t.Integer)) },
      { ALT: () => lowerNumber(this.CONSUME(t.Decimal)) },
      { ALT: () => lowerConstant(this.CONSUME(t.True)) },
      { ALT: () => lowerConstant(this.CONSUME(t.False)) },
      { ALT: () => lowerConstant(this.CONSUME(t.Null)) },
    ]),
  );

  protected readonly stringLiteral: Rule<Literal> = this.RULE('stringLiteral', () => {
    const token = this.OR([
      { ALT: () => this.CONSUME(t.Text) },
      { ALT: () => this.CONSUME(t.RawString) },
      { ALT: () => this.CONSUME(t.BadText) },
      { ALT: () => this.CONSUME(t.OpenText) },
      { ALT: () => this.CONSUME(t.UnopenedText) },
      { ALT: () => this.CONSUME(t.SingleQuoted) },
      { ALT: () => this.CONSUME(t.CurlyQuoted) },
      { ALT: () => this.CONSUME(t.QuestionQuoted) },
    ]);
    return this.ACTION(() => this.decoded(token));
  });

  /** A list may be empty: whether it may be so here is a question of what it belongs to. */
  protected readonly list: Rule<ExpressionList> = this.RULE('list', () => {
    const open = this.CONSUME(t.OpenParen);
    const items: Expression[] = [];
    const isEmpty = this.ACTION(() => this.isNext(t.CloseParen) || this.isUnwritten(open));
    if (isEmpty !== true) this.inBracket(open, sets.LIST_STOPS, () => this.listItems(items));
    else if (!this.isNext(t.CloseParen)) items.push(holeAt(tokenSpan(open).to));
    const end = items[items.length - 1] ?? tokenSpan(open);
    return { items, ...between(tokenSpan(open), this.close(t.CloseParen, open, end.to)) };
  });

  private readonly field: Rule<Expression> = this.RULE('field', (): Expression => {
    const question = this.OPTION(() => this.CONSUME(t.Question));
    const isNameless = this.ACTION(() => question !== undefined && !this.isNextIn(sets.NAMES));
    if (isNameless === true) return this.namelessField();
    const segments: string[] = [];
    let last = this.fieldStart(segments);
    const start = tokenSpan(question ?? last);
    this.MANY({
      GATE: () => !this.isNext(t.OpenBracket) || this.LA(2).tokenType === t.Integer,
      DEF: () => {
        last = this.OR1([{ ALT: () => this.fieldSegment(segments) }, { ALT: () => this.arrayIndex() }]);
      },
    });
    const span = between(start, tokenSpan(last));
    return segments.includes('') ? { kind: 'hole', ...span } : fieldNode(segments, question !== undefined, span);
  });

  // ------------------------------------------------------------ what is no operand

  /** A hole, and no exception: what stands before it is still in the tree. Undefined where an operand begins. */
  private missingOperand(): Expression | undefined {
    const after = this.LA(2).tokenType;
    if (this.isNext(t.TildeIdentifier) && after !== t.OpenParen) return this.loneFunctionName();
    if (this.isNextIn(sets.OPERANDS) || this.isKeywordAsField()) return undefined;
    const { to } = this.here();
    this.missing('a value, a field, a function or `(`');
    return holeAt(to);
  }

  /** The name of a function with a value right behind it: its `(` is missing. */
  private isBareCall(): boolean {
    if (!BARE_ARGUMENTS.has(this.LA(2).tokenType)) return false;
    return (
      this.isNext(t.TildeIdentifier) || (this.isNext(t.Identifier) && findFunction(this.LA(1).image) !== undefined)
    );
  }

  private bareCall(): Expression {
    const name = this.skip();
    const gap = { from: tokenSpan(name).to, to: this.LA(1).startOffset };
    const items = [this.SUBRULE3(this.primary)];
    for (; this.isNext(t.Comma) && !this.isInList(); items.push(this.SUBRULE3(this.primary))) this.skip();
    const { to } = this.here();
    const edits = [{ ...gap, text: '(' }, ...(this.forgiveStray(t.CloseParen) ? [] : [{ from: to, to, text: ')' }])];
    const message = `\`${name.image}\` is the name of a function; its arguments stand in parentheses behind it.`;
    this.report(syntaxIssue(tokenSpan(name), message, [{ title: 'Put them in parentheses', edits }]));
    return callNode(name, { items, from: gap.to, to });
  }

  private loneFunctionName(): Expression {
    const name = this.skip();
    const span = tokenSpan(name);
    this.report(
      syntaxIssue(span, `\`${name.image}\` is the name of a function; its arguments stand in parentheses behind it.`),
    );
    return { kind: 'hole', ...span };
  }

  /** A keyword can be no operand; with an operator behind it somebody means a field. */
  private isKeywordAsField(): boolean {
    const after = this.LA(2).tokenType;
    const isOperator = sets.COMPARISONS.has(after) || sets.PREDICATES.has(after) || after === t.Dot;
    return isOperator && this.isNextIn(sets.FIELD_LIKE_KEYWORDS);
  }

  // ------------------------------------------------------------ what is one

  private decoded(token: IToken): Literal {
    const { value, issues } = lowerString(token);
    this.report(...issues);
    return value;
  }

  private operand(): Expression {
    return this.OR<Expression>({
      MAX_LOOKAHEAD: 2,
      DEF: [
        { ALT: () => this.SUBRULE(this.literal) },
        { ALT: () => this.call() },
        { ALT: () => this.relationship() },
        { ALT: () => this.SUBRULE(this.field) },
        { ALT: () => this.parenthesised() },
      ],
    });
  }

  private call(): Expression {
    const name = this.OR1([{ ALT: () => this.CONSUME(t.Identifier) }, { ALT: () => this.CONSUME(t.TildeIdentifier) }]);
    return callNode(name, this.SUBRULE(this.list));
  }

  /** Parentheses leave no trace in the tree. */
  private parenthesised(): Expression {
    const open = this.CONSUME(t.OpenParen);
    const inner = this.inBracket(open, sets.PAREN_STOPS, () => this.SUBRULE(this.expression));
    this.close(t.CloseParen, open, inner.to);
    return inner;
  }

  private relationship(): Expression {
    const word = this.CONSUME1(t.Identifier);
    this.CONSUME(t.Of);
    const open = this.expect(t.OpenBracket, '`[` and an event filter');
    if (open === undefined) return { kind: 'hole', ...between(tokenSpan(word), this.here()) };
    const inner = this.inBracket(open, sets.ITEM_STOPS, () => this.SUBRULE(this.eventFilter));
    const span = between(tokenSpan(word), this.close(t.CloseBracket, open, inner.to));
    this.report(unsupportedRelationship(span, word.image));
    return { kind: 'hole', ...span };
  }

  // ------------------------------------------------------------ the values of a list

  /** A list that is never closed and does not go on with a value: it has one that is not written yet. */
  private isUnwritten(open: IToken): boolean {
    return !this.isClosed(open) && !VALUE_STARTS.has(this.LA(1).tokenType);
  }

  private listItems(items: Expression[]): void {
    do {
      items.push(this.listItem());
      this.MANY(() => {
        this.CONSUME(t.Comma);
        items.push(this.listItem());
      });
    } while (this.ACTION(() => this.lacksComma()) === true);
  }

  /** Most values are lone literals: they need not go through all the rules of an expression. */
  private listItem(): Expression {
    const isLone = this.ACTION(() => {
      const ends = this.brackets.open.length > 0 ? VALUE_ENDS_WHERE_OPEN : VALUE_ENDS;
      return this.isNextIn(sets.LITERALS) && ends.has(this.LA(2).tokenType);
    });
    return isLone === true ? this.SUBRULE(this.literal) : this.SUBRULE(this.expression);
  }

  private lacksComma(): boolean {
    if (!this.isNextIn(sets.LITERALS)) return false;
    this.reportGarbage();
    return true;
  }

  // ------------------------------------------------------------ the parts of a field

  private fieldStart(segments: string[]): IToken {
    return this.OR([
      { ALT: () => this.segment(this.CONSUME(t.Identifier), segments) },
      { ALT: () => this.segment(this.CONSUME(t.QuotedIdentifier), segments) },
      { ALT: () => this.openSegment(this.CONSUME(t.OpenQuotedIdentifier), segments) },
      ...[...sets.FIELD_LIKE_KEYWORDS].map((type) => ({
        ALT: () => this.keywordSegment(this.CONSUME(type), segments),
      })),
    ]);
  }

  /** A dot with nothing behind it ends the name: its segment is empty. */
  private fieldSegment(segments: string[]): IToken {
    const dot = this.CONSUME(t.Dot);
    if (this.ACTION(() => this.lacksName(dot)) === true) {
      segments.push('');
      return dot;
    }
    return this.OR2([
      { ALT: () => this.segment(this.CONSUME1(t.Identifier), segments) },
      { ALT: () => this.segment(this.CONSUME1(t.QuotedIdentifier), segments) },
      { ALT: () => this.openSegment(this.CONSUME1(t.OpenQuotedIdentifier), segments) },
      ...t.KEYWORD_TOKENS.map((type) => ({ ALT: () => this.keywordSegment(this.CONSUME1(type), segments) })),
    ]);
  }

  /** A keyword with white space before it is not taken for a part of the name: somebody is still typing there. */
  private lacksName(dot: IToken): boolean {
    const next = this.LA(1);
    const isBeside = next.startOffset === tokenSpan(dot).to;
    if (this.isNextIn(sets.NAMES) || (isBeside && t.KEYWORD_TOKENS.includes(next.tokenType))) return false;
    this.missing('the next part of the name');
    return true;
  }

  private namelessField(): Expression {
    const { from, to } = this.here();
    this.missing('the name of a field');
    return { kind: 'hole', from: from - 1, to };
  }

  private segment(token: IToken, segments: string[]): IToken {
    const name = token.image.startsWith('`') ? unquoteIdentifier(token.image) : token.image;
    if (name === '') this.report(syntaxIssue(tokenSpan(token), 'The name of a field cannot be empty.'));
    segments.push(name);
    return token;
  }

  private openSegment(token: IToken, segments: string[]): IToken {
    const message = 'This backquote is never closed; put one at the end of the field name.';
    this.report(syntaxIssue(tokenSpan(token), message));
    segments.push(unquoteIdentifier(token.image));
    return token;
  }

  private keywordSegment(token: IToken, segments: string[]): IToken {
    const span = tokenSpan(token);
    const message = `\`${token.image}\` is a word of the language; as part of a field name it needs backquotes.`;
    this.report(syntaxIssue(span, message, [replacement(span, `\`${token.image}\``, 'Add backquotes')]));
    return this.segment(token, segments);
  }

  private arrayIndex(): IToken {
    const open = this.CONSUME(t.OpenBracket);
    const index = this.CONSUME(t.Integer);
    const span: Span = between(tokenSpan(open), this.close(t.CloseBracket, open, tokenSpan(index).to));
    const message = 'EQL has no array indexes; a condition on the field holds when any of its values satisfies it.';
    this.report(queryError('array-index', span, message));
    return this.LA(0);
  }
}

const BARE_ARGUMENTS: sets.TokenSet = new Set([...sets.LITERALS, ...sets.NAMES, t.Question, t.TildeIdentifier]);
const VALUE_STARTS: sets.TokenSet = new Set([...sets.OPERANDS, t.Not, t.WrongNot, t.Minus, t.Plus, t.Comma]);
const VALUE_ENDS: sets.TokenSet = new Set([t.Comma, t.CloseParen]);
/** In a text that lacks a closing parenthesis it is most likely missing between a literal in a list and one of these. */
const VALUE_ENDS_WHERE_OPEN: sets.TokenSet = new Set([...VALUE_ENDS, t.And, t.Or, t.WrongAnd, t.WrongOr]);

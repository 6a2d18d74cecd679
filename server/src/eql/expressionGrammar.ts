// The grammar of conditions, from `or` down to what binds to one operand. It takes some things that EQL does not have (`=`, `&&`), says
// so and reads on. Source of the rules and of their precedence: EqlBase.g4, booleanExpression, valueExpression, predicate.
import type { IToken, TokenType } from 'chevrotain';
import type { Expression } from './ast';
import {
  arithmeticNode,
  comparisonNode,
  logicalNode,
  matchNode,
  membershipNode,
  negatedNode,
  signedNode,
  wrongComparison,
  wrongOperator,
} from './lowerExpression';
import type { ExpressionList } from './lowerExpression';
import { between, tokenSpan } from './nodes';
import { OperandGrammar } from './operandGrammar';
import type { Rule } from './recoveringParser';
import { syntaxIssue } from './syntaxIssue';
import * as sets from './tokenSets';
import * as t from './tokens';

export abstract class ExpressionGrammar extends OperandGrammar {
  protected readonly expression: Rule<Expression> = this.RULE('expression', () => {
    const operands: [Expression, ...Expression[]] = [this.SUBRULE(this.conjunction)];
    this.MANY(() => {
      this.connective(t.Or, t.WrongOr);
      operands.push(this.SUBRULE1(this.conjunction));
    });
    return logicalNode('or', operands);
  });

  private readonly conjunction: Rule<Expression> = this.RULE('conjunction', () => {
    const operands: [Expression, ...Expression[]] = [this.SUBRULE(this.negation)];
    this.readUnjoined(operands);
    this.MANY(() => {
      this.connective(t.And, t.WrongAnd);
      operands.push(this.SUBRULE1(this.negation));
      this.readUnjoined(operands);
    });
    return logicalNode('and', operands);
  });

  private readonly negation: Rule<Expression> = this.RULE('negation', () => {
    const words: IToken[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => words.push(this.CONSUME(t.Not)) },
        { ALT: () => words.push(this.wrongWord(this.CONSUME(t.WrongNot), 'not')) },
      ]);
    });
    return negatedNode(words, this.SUBRULE(this.comparison));
  });

  private readonly comparison: Rule<Expression> = this.RULE('comparison', () => {
    const left = this.SUBRULE(this.sum);
    let result: Expression = left;
    this.OPTION(() => {
      const operator = this.OR(this.words(COMPARISONS));
      const wrong = wrongComparison(operator);
      if (wrong !== undefined) this.report(wrong);
      result = comparisonNode(left, operator, this.SUBRULE1(this.sum));
    });
    return result;
  });

  private readonly sum: Rule<Expression> = this.RULE('sum', () => {
    let result = this.SUBRULE(this.product);
    this.MANY(() => {
      result = arithmeticNode(result, this.OR(this.words(SUMS)), this.SUBRULE1(this.product));
    });
    return result;
  });

  private readonly product: Rule<Expression> = this.RULE('product', () => {
    let result = this.SUBRULE(this.signed);
    this.MANY(() => {
      result = arithmeticNode(result, this.OR(this.words(PRODUCTS)), this.SUBRULE1(this.signed));
    });
    return result;
  });

  private readonly signed: Rule<Expression> = this.RULE('signed', () => {
    const signs: IToken[] = [];
    this.MANY(() => signs.push(this.OR(this.words(SUMS))));
    return signedNode(signs, this.SUBRULE(this.predicated));
  });

  private readonly predicated: Rule<Expression> = this.RULE('predicated', () => {
    const operand = this.SUBRULE(this.primary);
    let result = operand;
    this.OPTION({
      GATE: () => sets.PREDICATES.has(this.LA(this.isNext(t.Not) ? 2 : 1).tokenType),
      DEF: () => {
        const negation = this.OPTION1(() => this.CONSUME(t.Not));
        result = this.OR([
          { ALT: () => this.membership(operand, negation) },
          { ALT: () => this.match(operand, negation) },
        ]);
      },
    });
    return result;
  });

  private words(types: readonly TokenType[]): { readonly ALT: () => IToken }[] {
    return types.map((type) => ({ ALT: () => this.CONSUME(type) }));
  }

  // ------------------------------------------------------------ between clauses

  private connective(right: TokenType, wrong: TokenType): void {
    this.OR([
      { ALT: () => this.CONSUME(right) },
      { ALT: () => this.wrongWord(this.CONSUME(wrong), right === t.Or ? 'or' : 'and') },
    ]);
  }

  private wrongWord(token: IToken, cure: string): IToken {
    this.ACTION(() => {
      const { from, to } = tokenSpan(token);
      const isBesideLast = tokenSpan(this.LA(-1)).to === from;
      const isBesideNext = this.LA(1).startOffset === to;
      this.report(wrongOperator(token, cure, `${isBesideLast ? ' ' : ''}${cure}${isBesideNext ? ' ' : ''}`));
    });
    return token;
  }

  /** A condition without a word before it is read as if `and` stood there; anything else that cannot stand here is passed over. */
  private readUnjoined(operands: Expression[]): void {
    while (this.ACTION(() => this.isUnjoined()) === true) operands.push(this.SUBRULE2(this.negation));
  }

  private isUnjoined(): boolean {
    if (this.isAtStop() || (this.isInList() && this.isNextIn(sets.LITERALS))) return false;
    this.reportGarbage();
    this.skipTo(() => this.isAtStop() || this.beginsCondition());
    return !this.isAtStop();
  }

  private beginsCondition(): boolean {
    const [first, second] = [this.LA(1).tokenType, this.LA(2).tokenType];
    if (first === t.Not || first === t.WrongNot) return sets.OPERANDS.has(second);
    if (first === t.OpenParen) return !sets.LITERALS.has(second);
    if (first === t.Identifier || first === t.TildeIdentifier) if (second === t.OpenParen) return true;
    return this.isFieldWithOperator();
  }

  private isFieldWithOperator(): boolean {
    let at = this.isNext(t.Question) ? 2 : 1;
    if (!sets.NAMES.has(this.LA(at).tokenType)) return false;
    while (this.LA(at + 1).tokenType === t.Dot) at += 2;
    const next = this.LA(at + 1).tokenType;
    const isNegated = next === t.Not && sets.PREDICATES.has(this.LA(at + 2).tokenType);
    return isNegated || sets.COMPARISONS.has(next) || sets.PREDICATES.has(next);
  }

  // ------------------------------------------------------------ what binds to one operand

  private membership(operand: Expression, negation: IToken | undefined): Expression {
    const word = this.OR1(this.words([t.In, t.InTilde]));
    const isBare = this.ACTION(() => !this.isNext(t.OpenParen)) === true;
    const list = isBare ? this.bareList(word) : this.SUBRULE(this.list);
    this.ACTION(() => this.reportEmpty(list, word, !isBare));
    return membershipNode(operand, negation, word, list);
  }

  /** After `in`, values without parentheses, or nothing yet. */
  private bareList(word: IToken): ExpressionList {
    if (this.isNextIn(sets.OPERANDS)) return this.bareValues(word, this.SUBRULE3(this.signed));
    this.missing('a list in parentheses');
    return { items: [], ...this.here() };
  }

  private bareValues(word: IToken, first: Expression): ExpressionList {
    const items = [first];
    for (; this.isNext(t.Comma) && !this.isInList(); items.push(this.SUBRULE3(this.signed))) this.skip();
    const { from, to } = between(first, this.here());
    const message = `The values after \`${word.image}\` stand in parentheses: \`${word.image} ("a", "b")\`.`;
    const edits = [
      { from, to: from, text: '(' },
      { from: to, to, text: ')' },
    ];
    this.report(syntaxIssue({ from, to }, message, [{ title: 'Put them in parentheses', edits }]));
    this.forgiveStray(t.CloseParen);
    return { items, from, to };
  }

  private reportEmpty(list: ExpressionList, word: IToken, isClosed: boolean): void {
    if (list.items.length === 0 && isClosed && !this.isCut)
      this.report(syntaxIssue(list, `A list after \`${word.image}\` needs at least one value.`));
  }

  private match(operand: Expression, negation: IToken | undefined): Expression {
    if (negation !== undefined) this.ACTION(() => this.reportNegatedMatch(negation, operand));
    const word = this.OR2(this.words(MATCHES));
    const isLone = this.ACTION(() => !this.isNext(t.OpenParen)) === true;
    const values = isLone ? this.lonePattern(word) : this.SUBRULE1(this.list);
    return this.ACTION(() => {
      this.reportEmpty(values, word, !isLone);
      const { value, issues } = matchNode(operand, word, values, !isLone || values.items.length > 1);
      this.report(...issues);
      return value;
    });
  }

  private lonePattern(word: IToken): ExpressionList {
    const value = this.isNextIn(sets.LITERALS) ? this.SUBRULE1(this.literal) : this.SUBRULE1(this.signed);
    if (this.isNext(t.Comma) && !this.isInList()) return this.bareValues(word, value);
    return { items: [value], from: value.from, to: value.to };
  }

  private reportNegatedMatch(negation: IToken, operand: Expression): void {
    const span = tokenSpan(negation);
    const edits = [
      { from: operand.from, to: operand.from, text: 'not ' },
      { from: span.from, to: this.LA(1).startOffset, text: '' },
    ];
    const message = 'There is no `not like` or `not :`; put `not` before the field: `not field like "…"`.';
    this.report(syntaxIssue(span, message, [{ title: 'Put `not` before the field', edits }]));
  }
}

const COMPARISONS: readonly TokenType[] = [...sets.COMPARISONS];
const SUMS: readonly TokenType[] = [t.Plus, t.Minus];
const PRODUCTS: readonly TokenType[] = [t.Star, t.Slash, t.Percent];
const MATCHES: readonly TokenType[] = [t.Colon, t.Like, t.LikeTilde, t.Regex, t.RegexTilde];

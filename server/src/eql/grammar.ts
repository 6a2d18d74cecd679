// The grammar of EQL on chevrotain. It takes some things that EQL does not have (`=`, single quotes, `&&`), says so at once and reads
// on, so that one mistake does not hide the rest. Source of the rules: EqlBase.g4, see docs/eql.md, sections 1 to 3.
import { EmbeddedActionsParser, EOF } from 'chevrotain';
import type { IToken, ParserMethod, TokenType } from 'chevrotain';
import type { Issue } from '../base/issue';
import type { Span } from '../base/span';
import { describeGarbage, describeMissing } from './syntaxError';
import type {
  Category,
  Comparison,
  EventFilter,
  Expression,
  Item,
  JoinKey,
  Literal,
  Match,
  Pipe,
  Query,
  TimeSpan,
} from './ast';
import {
  between,
  decimalNode,
  fieldNode,
  holeAt,
  integerNode,
  stringNode,
  tokenSpan,
  unquoteIdentifier,
} from './nodes';
import { decodeString } from './strings';
import { queryError, replacement, syntaxIssue } from './syntaxIssue';
import { checkPipe, checkRuns, checkSequence, readTimeSpan } from './structure';
import * as t from './tokens';

type Rule<T> = ParserMethod<[], T>;

/** What a value, a field, a function or a parenthesis begins with, mistakes that are read included. */
const OPERAND_STARTS: ReadonlySet<TokenType> = new Set([
  t.Text,
  t.RawString,
  t.BadText,
  t.OpenText,
  t.SingleQuoted,
  t.QuestionQuoted,
  t.Integer,
  t.Decimal,
  t.True,
  t.False,
  t.Null,
  t.Question,
  t.Identifier,
  t.TildeIdentifier,
  t.QuotedIdentifier,
  t.OpenQuotedIdentifier,
  t.OpenParen,
]);

export class EqlParser extends EmbeddedActionsParser {
  /** Filled while parsing; chevrotain's own errors are in `errors`. */
  issues: Issue[] = [];
  /** Where the text ends, for tokens that were expected there. */
  textLength = 0;

  readonly query: Rule<Query> = this.RULE('query', () => this.queryBody(), {
    recoveryValueFunc: () => this.emptyQuery(),
  });
  readonly loneExpression: Rule<Expression> = this.RULE('loneExpression', () => this.SUBRULE(this.expression), {
    recoveryValueFunc: () => holeAt(0),
  });

  private readonly sequence: Rule<Query> = this.RULE('sequence', () => this.sequenceBody(), {
    recoveryValueFunc: () => this.emptyQuery(),
  });
  private readonly sampleQuery: Rule<Query> = this.RULE('sampleQuery', () => this.sampleBody(), {
    recoveryValueFunc: () => this.emptyQuery(),
  });
  private readonly eventQuery: Rule<Query> = this.RULE(
    'eventQuery',
    (): Query => {
      const filter = this.SUBRULE(this.eventFilter);
      const pipes = this.pipes();
      const end = pipes[pipes.length - 1] ?? filter;
      return { kind: 'eventQuery', filter, pipes, ...between(filter, end) };
    },
    { recoveryValueFunc: () => this.emptyQuery() },
  );
  private readonly eventFilter: Rule<EventFilter> = this.RULE(
    'eventFilter',
    (): EventFilter => {
      const category = this.SUBRULE(this.category);
      const where = this.CONSUME(t.Where);
      const condition = this.SUBRULE(this.expression);
      return {
        kind: 'eventFilter',
        category,
        condition,
        ...between(between(category, tokenSpan(where, category.to)), condition),
      };
    },
    { recoveryValueFunc: () => this.emptyFilter() },
  );
  private readonly category: Rule<Category> = this.RULE(
    'category',
    (): Category =>
      this.OR<Category>([
        { ALT: () => ({ kind: 'category' as const, name: undefined, ...tokenSpan(this.CONSUME(t.Any)) }) },
        { ALT: () => this.namedCategory(this.CONSUME(t.Identifier)) },
        { ALT: () => this.literalCategory(this.SUBRULE(this.stringLiteral)) },
      ]),
    { recoveryValueFunc: (): Category => ({ kind: 'category', name: undefined, ...this.here() }) },
  );
  private readonly item: Rule<Item> = this.RULE('item', () => this.itemBody(), {
    recoveryValueFunc: () => this.emptyItem(),
  });
  private readonly joinKeys: Rule<JoinKey[]> = this.RULE(
    'joinKeys',
    () => {
      const keys: JoinKey[] = [];
      this.CONSUME(t.By);
      this.AT_LEAST_ONE_SEP({
        SEP: t.Comma,
        DEF: () => {
          const expression = this.SUBRULE(this.expression);
          keys.push({ kind: 'joinKey', expression, from: expression.from, to: expression.to });
        },
      });
      return keys;
    },
    { recoveryValueFunc: () => [] },
  );
  private readonly pipe: Rule<Pipe> = this.RULE('pipe', (): Pipe => this.pipeBody(), {
    recoveryValueFunc: (): Pipe => ({ kind: 'pipe', name: '', arguments: [], ...this.here() }),
  });

  private readonly expression: Rule<Expression> = this.RULE('expression', () => this.chain('or'), {
    recoveryValueFunc: () => this.hole(),
  });
  private readonly conjunction: Rule<Expression> = this.RULE('conjunction', () => this.chain('and'), {
    recoveryValueFunc: () => this.hole(),
  });
  private readonly negation: Rule<Expression> = this.RULE('negation', () => this.negationBody(), {
    recoveryValueFunc: () => this.hole(),
  });
  private readonly comparison: Rule<Expression> = this.RULE('comparison', () => this.comparisonBody(), {
    recoveryValueFunc: () => this.hole(),
  });
  private readonly sum: Rule<Expression> = this.RULE(
    'sum',
    () =>
      this.arithmetic(
        [t.Plus, t.Minus],
        () => this.product,
        () => this.product,
      ),
    {
      recoveryValueFunc: () => this.hole(),
    },
  );
  private readonly product: Rule<Expression> = this.RULE(
    'product',
    () =>
      this.arithmetic(
        [t.Star, t.Slash, t.Percent],
        () => this.signed,
        () => this.signed,
      ),
    {
      recoveryValueFunc: () => this.hole(),
    },
  );
  private readonly signed: Rule<Expression> = this.RULE('signed', () => this.signedBody(), {
    recoveryValueFunc: () => this.hole(),
  });
  private readonly predicated: Rule<Expression> = this.RULE('predicated', () => this.predicatedBody(), {
    recoveryValueFunc: () => this.hole(),
  });
  private readonly primary: Rule<Expression> = this.RULE('primary', () => this.primaryBody(), {
    recoveryValueFunc: () => this.hole(),
  });
  private readonly field: Rule<Expression> = this.RULE('field', () => this.fieldBody(), {
    recoveryValueFunc: () => this.hole(),
  });
  private readonly call: Rule<Expression> = this.RULE('call', () => this.callBody(), {
    recoveryValueFunc: () => this.hole(),
  });
  private readonly stringLiteral: Rule<Literal> = this.RULE('stringLiteral', () => this.stringBody(), {
    recoveryValueFunc: () => stringNode('', this.here()),
  });
  private readonly literal: Rule<Literal> = this.RULE('literal', () => this.literalBody(), {
    recoveryValueFunc: (): Literal => ({ kind: 'literal', type: 'null', value: null, ...this.here() }),
  });

  constructor() {
    super([...t.ALL_TOKENS], { recoveryEnabled: true, maxLookahead: 2, skipValidations: true });
    this.performSelfAnalysis();
    recoverAtTheEnd(this);
  }

  // ------------------------------------------------------------ queries

  private queryBody(): Query {
    return this.OR([
      { GATE: () => this.LA(1).tokenType === t.Sequence, ALT: () => this.SUBRULE(this.sequence) },
      { GATE: () => this.LA(1).tokenType === t.Sample, ALT: () => this.SUBRULE(this.sampleQuery) },
      { GATE: () => this.LA(1).tokenType === t.Join, ALT: () => this.joinQuery() },
      { ALT: () => this.SUBRULE(this.eventQuery) },
    ]);
  }

  private joinQuery(): Query {
    const start = this.CONSUME(t.Join);
    const { keys, items, end, until } = this.items();
    this.ACTION(() =>
      this.issues.push(
        queryError(
          'unsupported-join',
          tokenSpan(start),
          '`join` is not supported by Elasticsearch; use `sample by` for events without order, `sequence by` for ordered ones.',
        ),
      ),
    );
    const pipes = this.pipes();
    return {
      kind: 'sampleQuery',
      keys,
      items: until ? [...items, until] : items,
      pipes,
      ...between(tokenSpan(start), pipes[pipes.length - 1] ?? end),
    };
  }

  private items(): { keys: JoinKey[]; items: Item[]; end: { from: number; to: number }; until: Item | undefined } {
    let keys: JoinKey[] = [];
    const items: Item[] = [];
    let until: Item | undefined;
    this.OPTION(() => {
      keys = this.SUBRULE(this.joinKeys);
    });
    this.MANY(() => items.push(this.SUBRULE(this.item)));
    this.OPTION1(() => {
      this.CONSUME(t.Until);
      until = this.SUBRULE1(this.item);
    });
    return { keys, items, until, end: until ?? items[items.length - 1] ?? keys[keys.length - 1] ?? this.here() };
  }

  private sequenceBody(): Query {
    const start = this.CONSUME(t.Sequence);
    let keys: JoinKey[] = [];
    let maxspan: TimeSpan | undefined;
    let until: Item | undefined;
    const items: Item[] = [];
    this.OPTION(() => {
      keys = this.SUBRULE(this.joinKeys);
    });
    this.OPTION1(() => {
      maxspan = this.maxspanClause();
      this.OPTION2(() => {
        const late = this.SUBRULE1(this.joinKeys);
        this.ACTION(() =>
          this.issues.push(
            queryError(
              'maxspan',
              late[0] ?? this.here(),
              'In a sequence `by` stands before `with maxspan`, not after it.',
            ),
          ),
        );
        keys = late;
      });
    });
    this.MANY(() => items.push(this.SUBRULE(this.item)));
    this.OPTION3(() => {
      this.CONSUME(t.Until);
      until = this.SUBRULE2(this.item);
    });
    const pipes = this.pipes();
    const end =
      pipes[pipes.length - 1] ??
      until ??
      items[items.length - 1] ??
      maxspan ??
      keys[keys.length - 1] ??
      tokenSpan(start);
    const query: Query = {
      kind: 'sequenceQuery',
      keys,
      maxspan,
      items,
      until,
      pipes,
      ...between(tokenSpan(start), end),
    };
    this.ACTION(() => this.issues.push(...checkSequence(query, tokenSpan(start))));
    return query;
  }

  private sampleBody(): Query {
    const start = this.CONSUME(t.Sample);
    const { keys, items, end, until } = this.items();
    const pipes = this.pipes();
    const query: Query = {
      kind: 'sampleQuery',
      keys,
      items,
      pipes,
      ...between(tokenSpan(start), pipes[pipes.length - 1] ?? end),
    };
    this.ACTION(() => {
      if (until !== undefined)
        this.issues.push(syntaxIssue(until, 'A sample has no `until`: its events have no order.'));
      this.issues.push(...checkSequence(query, tokenSpan(start)));
    });
    return query;
  }

  private maxspanClause(): TimeSpan | undefined {
    this.CONSUME(t.With);
    this.CONSUME(t.Maxspan);
    this.CONSUME(t.Assign);
    let unit: IToken | undefined;
    const amount = this.OR([{ ALT: () => this.CONSUME(t.Integer) }, { ALT: () => this.CONSUME(t.Decimal) }]);
    this.OPTION5(() => {
      unit = this.CONSUME(t.Identifier);
    });
    return this.ACTION(() => {
      const { value, issues } = readTimeSpan(amount, unit);
      this.issues.push(...issues);
      return value;
    });
  }

  private itemBody(): Item {
    const open = this.OR([{ ALT: () => this.CONSUME(t.OpenBracket) }, { ALT: () => this.CONSUME(t.MissingOpen) }]);
    const filter = this.SUBRULE(this.eventFilter);
    let keys: JoinKey[] = [];
    let runs = 1;
    let end: Span = this.closed(t.CloseBracket, open, filter.to);
    this.OPTION(() => {
      keys = this.SUBRULE(this.joinKeys);
      end = keys[keys.length - 1] ?? end;
    });
    this.OPTION1(() => {
      this.CONSUME(t.With);
      const word = this.CONSUME(t.Identifier);
      this.CONSUME(t.Assign);
      const count = this.OR1([{ ALT: () => this.CONSUME(t.Integer) }, { ALT: () => this.CONSUME(t.Decimal) }]);
      this.ACTION(() => {
        const read = checkRuns(word, count);
        this.issues.push(...read.issues);
        runs = read.value;
      });
      end = tokenSpan(count, end.to);
    });
    return {
      kind: 'item',
      missing: open.tokenType === t.MissingOpen,
      filter,
      keys,
      runs,
      ...between(tokenSpan(open, filter.from), end),
    };
  }

  private pipes(): Pipe[] {
    const pipes: Pipe[] = [];
    this.MANY9(() => pipes.push(this.SUBRULE(this.pipe)));
    return pipes;
  }

  private pipeBody(): Pipe {
    const bar = this.CONSUME(t.Bar);
    const name = this.CONSUME(t.Identifier);
    const values: Expression[] = [];
    this.OPTION(() => {
      this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => values.push(this.SUBRULE(this.expression)) });
    });
    const span = between(tokenSpan(bar), values[values.length - 1] ?? tokenSpan(name, tokenSpan(bar).to));
    const pipe: Pipe = { kind: 'pipe', name: name.image, arguments: values, ...span };
    this.ACTION(() => this.issues.push(...checkPipe(pipe, tokenSpan(name))));
    return pipe;
  }

  private namedCategory(token: IToken): Category {
    return { kind: 'category', name: token.image, ...tokenSpan(token) };
  }

  private literalCategory(literal: Literal): Category {
    return { kind: 'category', name: String(literal.value), from: literal.from, to: literal.to };
  }

  // ------------------------------------------------------------ expressions

  private chain(operator: 'and' | 'or'): Expression {
    const operands: Expression[] = [];
    const next = operator === 'or' ? this.conjunction : this.negation;
    operands.push(this.SUBRULE(next));
    if (operator === 'and') this.skipGarbage();
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(operator === 'or' ? t.Or : t.And) },
        {
          GATE: () => this.LA(1).image === (operator === 'or' ? '||' : '&&'),
          ALT: () => {
            const wrong = this.CONSUME(t.WrongOperator);
            this.ACTION(() => this.wrongOperator(wrong, operator));
          },
        },
      ]);
      operands.push(this.SUBRULE1(next));
      if (operator === 'and') this.skipGarbage();
    });
    const [first = this.hole()] = operands;
    if (operands.length === 1) return first;
    return { kind: 'logical', operator, operands, ...between(first, operands[operands.length - 1] ?? first) };
  }

  private wrongOperator(token: IToken, right: string): void {
    const span = tokenSpan(token);
    this.issues.push(
      syntaxIssue(span, `\`${token.image}\` is not an EQL operator; use \`${right}\`.`, [replacement(span, right)]),
    );
  }

  private negationBody(): Expression {
    const starts: number[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => starts.push(tokenSpan(this.CONSUME(t.Not)).from) },
        {
          GATE: () => this.LA(1).image === '!',
          ALT: () => {
            const wrong = this.CONSUME(t.WrongOperator);
            this.ACTION(() =>
              this.issues.push(
                syntaxIssue(tokenSpan(wrong), '`!` is not an EQL operator; use `not`.', [
                  replacement(tokenSpan(wrong), 'not '),
                ]),
              ),
            );
            starts.push(tokenSpan(wrong).from);
          },
        },
      ]);
    });
    let result = this.SUBRULE(this.comparison);
    for (let at = starts.length - 1; at >= 0; at--) {
      result = { kind: 'not', operand: result, from: starts[at] ?? result.from, to: result.to };
    }
    return result;
  }

  private comparisonBody(): Expression {
    const left = this.SUBRULE(this.sum);
    let result: Expression = left;
    this.OPTION(() => {
      const operator = this.comparisonOperator();
      const right = this.SUBRULE1(this.sum);
      result = comparisonNode(left, operator, right);
    });
    return result;
  }

  private comparisonOperator(): IToken {
    return this.OR([
      { ALT: () => this.CONSUME(t.Equal) },
      { ALT: () => this.CONSUME(t.NotEqual) },
      { ALT: () => this.CONSUME(t.Less) },
      { ALT: () => this.CONSUME(t.LessEqual) },
      { ALT: () => this.CONSUME(t.Greater) },
      { ALT: () => this.CONSUME(t.GreaterEqual) },
      {
        ALT: () => {
          const wrong = this.CONSUME(t.Assign);
          this.ACTION(() =>
            this.issues.push(
              syntaxIssue(
                tokenSpan(wrong),
                '`=` is not an EQL operator; use `==` for an exact match or `:` for one without case.',
                [replacement(tokenSpan(wrong), '==')],
              ),
            ),
          );
          return wrong;
        },
      },
      {
        GATE: () => WRONG_COMPARISONS[this.LA(1).image] !== undefined,
        ALT: () => {
          const wrong = this.CONSUME(t.WrongOperator);
          this.ACTION(() => this.wrongOperator(wrong, WRONG_COMPARISONS[wrong.image] ?? '=='));
          return wrong;
        },
      },
    ]);
  }

  private arithmetic(
    operators: readonly TokenType[],
    first: () => Rule<Expression>,
    next: () => Rule<Expression>,
  ): Expression {
    let result = this.SUBRULE(first());
    this.MANY(() => {
      const operator = this.OR(operators.map((type) => ({ ALT: () => this.CONSUME(type) })));
      const right = this.SUBRULE1(next());
      result = { kind: 'arithmetic', operator: operator.image as '+', left: result, right, ...between(result, right) };
    });
    return result;
  }

  private signedBody(): Expression {
    const signs: IToken[] = [];
    this.MANY(() => {
      signs.push(this.OR([{ ALT: () => this.CONSUME(t.Minus) }, { ALT: () => this.CONSUME(t.Plus) }]));
    });
    let result = this.SUBRULE(this.predicated);
    for (const sign of signs.reverse()) {
      result = {
        kind: 'sign',
        operator: sign.image as '-',
        operand: result,
        from: tokenSpan(sign).from,
        to: result.to,
      };
    }
    return result;
  }

  private predicatedBody(): Expression {
    const operand = this.SUBRULE(this.primary);
    let result = operand;
    this.OPTION(() => {
      result = this.OR([
        { GATE: () => !MATCH_TYPES.has(this.LA(2).tokenType), ALT: () => this.membership(operand) },
        { ALT: () => this.match(operand) },
      ]);
    });
    return result;
  }

  private membership(operand: Expression): Expression {
    let negation: IToken | undefined;
    this.OPTION1(() => {
      negation = this.CONSUME(t.Not);
    });
    const word = this.OR1([{ ALT: () => this.CONSUME(t.In) }, { ALT: () => this.CONSUME(t.InTilde) }]);
    const open = this.CONSUME(t.OpenParen);
    const items: Expression[] = [];
    this.MANY_SEP({ SEP: t.Comma, DEF: () => items.push(this.SUBRULE(this.expression)) });
    this.ACTION(() => {
      if (items.length === 0)
        this.issues.push(syntaxIssue(tokenSpan(open), 'A list after `in` needs at least one value.'));
    });
    const last = items[items.length - 1] ?? tokenSpan(open);
    const end = this.closed(t.CloseParen, open, last.to);
    const operatorSpan = between(tokenSpan(negation ?? word), tokenSpan(word));
    return {
      kind: 'membership',
      negated: negation !== undefined,
      caseInsensitive: word.tokenType === t.InTilde,
      operatorSpan,
      operand,
      items,
      ...between(operand, end),
    };
  }

  private match(operand: Expression): Expression {
    this.OPTION2(() => {
      const negation = this.CONSUME1(t.Not);
      this.ACTION(() =>
        this.issues.push(
          syntaxIssue(
            tokenSpan(negation),
            'There is no `not like` or `not :`; put `not` before the field: `not field like "…"`.',
          ),
        ),
      );
    });
    const word = this.OR2([
      { ALT: () => this.CONSUME(t.Colon) },
      { ALT: () => this.CONSUME(t.Like) },
      { ALT: () => this.CONSUME(t.LikeTilde) },
      { ALT: () => this.CONSUME(t.Regex) },
      { ALT: () => this.CONSUME(t.RegexTilde) },
    ]);
    const patterns: Literal[] = [];
    let list = false;
    let end = tokenSpan(word);
    const missing = this.ACTION(() => (OPERAND_STARTS.has(this.LA(1).tokenType) ? undefined : this.missingOperand()));
    if (missing !== undefined) return this.matchNode(operand, word, patterns, list, end);
    this.OR3([
      {
        ALT: () => {
          const only = this.SUBRULE(this.literal);
          patterns.push(only);
          end = only;
        },
      },
      {
        ALT: () => {
          const open = this.CONSUME1(t.OpenParen);
          this.AT_LEAST_ONE_SEP1({ SEP: t.Comma, DEF: () => patterns.push(this.SUBRULE1(this.literal)) });
          end = this.closed(t.CloseParen, open, patterns[patterns.length - 1]?.to ?? tokenSpan(open).to);
          list = true;
        },
      },
      {
        ALT: () => {
          const other = this.SUBRULE(this.field);
          end = other;
          this.ACTION(() =>
            this.issues.push(
              syntaxIssue(
                other,
                `The right side of \`${word.image}\` must be a literal, such as "text", or a list of them; to compare two fields use \`==\`.`,
              ),
            ),
          );
        },
      },
    ]);
    return this.matchNode(operand, word, patterns, list, end);
  }

  private matchNode(operand: Expression, word: IToken, patterns: readonly Literal[], list: boolean, end: Span): Match {
    return {
      kind: 'match',
      operator: word.image as Match['operator'],
      operatorSpan: tokenSpan(word),
      operand,
      patterns,
      list,
      ...between(operand, end),
    };
  }

  private primaryBody(): Expression {
    const missing = this.ACTION(() => (OPERAND_STARTS.has(this.LA(1).tokenType) ? undefined : this.missingOperand()));
    if (missing !== undefined) return missing;
    return this.OR([
      { ALT: () => this.SUBRULE(this.literal) },
      { GATE: () => this.LA(2).tokenType === t.OpenParen, ALT: () => this.SUBRULE(this.call) },
      { GATE: () => this.LA(2).tokenType === t.Of, ALT: () => this.relationship() },
      { ALT: () => this.SUBRULE(this.field) },
      { ALT: () => this.parenthesised() },
    ]);
  }

  /** A hole, and no exception: what stands before it is still in the tree. */
  private missingOperand(): Expression {
    const next = this.LA(1);
    const last = this.LA(0);
    const atEnd = next.tokenType === EOF;
    const isFirst = !(last.startOffset >= 0);
    const span = !atEnd ? tokenSpan(next) : isFirst ? { from: 0, to: this.textLength } : tokenSpan(last);
    this.issues.push(syntaxIssue(span, describeMissing('a value, a field, a function or `(`', next, atEnd)));
    return holeAt(isFirst ? 0 : tokenSpan(last).to);
  }

  private parenthesised(): Expression {
    const open = this.CONSUME(t.OpenParen);
    const inner = this.SUBRULE(this.expression);
    this.closed(t.CloseParen, open, inner.to);
    return inner;
  }

  /** Consumes a closing bracket. Where it is absent, that is an issue and reading goes on, so that what stands inside is still analysed. */
  private closed(type: TokenType, open: IToken, end: number): Span {
    let close: IToken | undefined;
    this.OPTION9(() => {
      close = this.CONSUME9(type);
    });
    if (close !== undefined) return tokenSpan(close, end);
    return this.ACTION(() => {
      const image = type === t.CloseParen ? ')' : ']';
      this.issues.push(
        syntaxIssue(tokenSpan(open), `This \`${open.image}\` is never closed; put \`${image}\` where it ends.`),
      );
      return { from: end, to: end };
    });
  }

  /** Passes over what cannot follow a condition, so that the clauses after it are still read. */
  private skipGarbage(): void {
    this.ACTION(() => {
      if (FOLLOWERS.has(this.LA(1).tokenType)) return;
      const first = this.LA(1);
      this.issues.push(syntaxIssue(tokenSpan(first), describeGarbage(first, this.LA(0))));
      let depth = 0;
      while (this.LA(1).tokenType !== EOF && (depth > 0 || !FOLLOWERS.has(this.LA(1).tokenType))) {
        if (this.LA(1).tokenType === t.OpenParen) depth++;
        if (this.LA(1).tokenType === t.CloseParen) depth--;
        (this as unknown as { SKIP_TOKEN(): IToken }).SKIP_TOKEN();
      }
    });
  }

  private relationship(): Expression {
    const word = this.CONSUME(t.Identifier);
    this.CONSUME(t.Of);
    const open = this.CONSUME(t.OpenBracket);
    const inner = this.SUBRULE(this.eventFilter);
    const span = between(tokenSpan(word), this.closed(t.CloseBracket, open, inner.to));
    this.ACTION(() =>
      this.issues.push(
        queryError(
          'unsupported-relationship',
          span,
          `\`${word.image} of […]\` is not supported by Elasticsearch; use a \`sequence by process.entity_id\` or the \`process.parent.*\` fields.`,
        ),
      ),
    );
    return { kind: 'hole', ...span };
  }

  private fieldBody(): Expression {
    let question: IToken | undefined;
    this.OPTION(() => {
      question = this.CONSUME(t.Question);
    });
    const segments: string[] = [];
    let last = this.fieldStart(segments);
    const start = question ?? last;
    // An item of a sequence may follow a join key: only `[` and a number is an index.
    const goesOn = (): boolean => this.LA(1).tokenType !== t.OpenBracket || this.LA(2).tokenType === t.Integer;
    this.MANY({
      GATE: goesOn,
      DEF: () => {
        last = this.OR1([{ ALT: () => this.fieldSegment(segments) }, { ALT: () => this.arrayIndex() }]);
      },
    });
    const span = between(tokenSpan(start), tokenSpan(last, tokenSpan(start).to));
    if (segments.includes('')) return { kind: 'hole', ...span };
    return fieldNode(segments, question !== undefined, span);
  }

  private fieldStart(segments: string[]): IToken {
    return this.OR([
      { ALT: () => this.named(this.CONSUME(t.Identifier), segments) },
      { ALT: () => this.named(this.CONSUME(t.QuotedIdentifier), segments) },
      {
        ALT: () => {
          const open = this.CONSUME(t.OpenQuotedIdentifier);
          this.ACTION(() =>
            this.issues.push(
              syntaxIssue(tokenSpan(open), 'This backquote is never closed; put one at the end of the field name.'),
            ),
          );
          return this.named(open, segments);
        },
      },
    ]);
  }

  /** A dot with nothing behind it ends the name: its segment is empty. */
  private fieldSegment(segments: string[]): IToken {
    const dot = this.CONSUME(t.Dot);
    const isOver = this.ACTION(() => {
      const next = this.LA(1);
      const isBeside = next.startOffset === tokenSpan(dot).to;
      if (NAMES.has(next.tokenType) || (isBeside && RESERVED.includes(next.tokenType))) return false;
      const span = next.tokenType === EOF ? tokenSpan(dot) : tokenSpan(next);
      this.issues.push(syntaxIssue(span, describeMissing('the next part of the name', next, next.tokenType === EOF)));
      segments.push('');
      return true;
    });
    if (isOver) return dot;
    return this.OR2([
      { ALT: () => this.named(this.CONSUME1(t.Identifier), segments) },
      { ALT: () => this.named(this.CONSUME1(t.QuotedIdentifier), segments) },
      ...RESERVED.map((type) => ({ ALT: () => this.reserved(this.CONSUME(type), segments) })),
    ]);
  }

  private named(token: IToken, segments: string[]): IToken {
    segments.push(token.image.startsWith('`') ? unquoteIdentifier(token.image) : token.image);
    return token;
  }

  private reserved(token: IToken, segments: string[]): IToken {
    segments.push(token.image);
    this.ACTION(() =>
      this.issues.push(
        syntaxIssue(
          tokenSpan(token),
          `\`${token.image}\` is a word of the language; as part of a field name it needs backquotes.`,
          [replacement(tokenSpan(token), `\`${token.image}\``, 'Add backquotes')],
        ),
      ),
    );
    return token;
  }

  private arrayIndex(): IToken {
    const open = this.CONSUME(t.OpenBracket);
    this.CONSUME(t.Integer);
    const close = this.CONSUME(t.CloseBracket);
    this.ACTION(() =>
      this.issues.push(
        queryError(
          'array-index',
          between(tokenSpan(open), tokenSpan(close, tokenSpan(open).to)),
          'EQL has no array indexes; a condition on the field holds when any of its values satisfies it.',
        ),
      ),
    );
    return close;
  }

  private callBody(): Expression {
    const name = this.OR([{ ALT: () => this.CONSUME(t.Identifier) }, { ALT: () => this.CONSUME(t.TildeIdentifier) }]);
    const open = this.CONSUME(t.OpenParen);
    const values: Expression[] = [];
    this.OPTION({
      GATE: () => this.LA(1).tokenType !== t.CloseParen,
      DEF: () => {
        this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => values.push(this.SUBRULE(this.expression)) });
      },
    });
    const end = this.closed(t.CloseParen, open, (values[values.length - 1] ?? tokenSpan(open)).to);
    const caseInsensitive = name.tokenType === t.TildeIdentifier;
    const nameSpan = tokenSpan(name);
    return {
      kind: 'call',
      name: caseInsensitive ? name.image.slice(0, -1) : name.image,
      nameSpan,
      caseInsensitive,
      arguments: values,
      ...between(nameSpan, end),
    };
  }

  // ------------------------------------------------------------ literals

  private literalBody(): Literal {
    return this.OR([
      { ALT: () => this.SUBRULE(this.stringLiteral) },
      { ALT: () => this.numberNode(this.CONSUME(t.Integer), integerNode) },
      { ALT: () => this.numberNode(this.CONSUME(t.Decimal), decimalNode) },
      {
        ALT: () => ({
          kind: 'literal' as const,
          type: 'boolean' as const,
          value: true,
          ...tokenSpan(this.CONSUME(t.True)),
        }),
      },
      {
        ALT: () => ({
          kind: 'literal' as const,
          type: 'boolean' as const,
          value: false,
          ...tokenSpan(this.CONSUME(t.False)),
        }),
      },
      {
        ALT: () => ({
          kind: 'literal' as const,
          type: 'null' as const,
          value: null,
          ...tokenSpan(this.CONSUME(t.Null)),
        }),
      },
    ]);
  }

  private numberNode(token: IToken, build: (text: string, span: { from: number; to: number }) => Literal): Literal {
    return this.ACTION(() => build(/^[0-9.]/.test(token.image) ? token.image : '0', tokenSpan(token)));
  }

  private stringBody(): Literal {
    const token = this.OR([
      { ALT: () => this.CONSUME(t.Text) },
      { ALT: () => this.CONSUME(t.RawString) },
      { ALT: () => this.CONSUME(t.BadText) },
      { ALT: () => this.CONSUME(t.OpenText) },
      { ALT: () => this.CONSUME(t.SingleQuoted) },
      { ALT: () => this.CONSUME(t.QuestionQuoted) },
    ]);
    return this.ACTION(() => {
      const { literal, issues } = readStringToken(token);
      this.issues.push(...issues);
      return literal;
    });
  }

  // ------------------------------------------------------------ recovery

  private here(): { from: number; to: number } {
    const next = this.LA(1);
    const from = next.startOffset >= 0 ? next.startOffset : this.textLength;
    return { from, to: from };
  }

  private hole(): Expression {
    return holeAt(this.here().from);
  }

  private emptyFilter(): EventFilter {
    const at = this.here();
    return {
      kind: 'eventFilter',
      category: { kind: 'category', name: undefined, ...at },
      condition: holeAt(at.from),
      ...at,
    };
  }

  private emptyItem(): Item {
    return { kind: 'item', missing: false, filter: this.emptyFilter(), keys: [], runs: 1, ...this.here() };
  }

  private emptyQuery(): Query {
    return { kind: 'eventQuery', filter: this.emptyFilter(), pipes: [], ...this.here() };
  }
}

/** What may follow a condition. Anything else is garbage that is passed over. */
const FOLLOWERS: ReadonlySet<TokenType> = new Set([
  EOF,
  t.And,
  t.Or,
  t.WrongOperator,
  t.CloseParen,
  t.CloseBracket,
  t.OpenBracket,
  t.MissingOpen,
  t.Comma,
  t.Bar,
  t.Until,
  t.With,
  t.By,
]);

const WRONG_COMPARISONS: Readonly<Record<string, string>> = {
  '===': '==',
  '!==': '!=',
  '<>': '!=',
  '=~': 'regex~',
  '!~': '!=',
};
const MATCH_TYPES: ReadonlySet<TokenType> = new Set([t.Colon, t.Like, t.LikeTilde, t.Regex, t.RegexTilde]);
/** Keywords that stand, wrongly without backquotes, in a dotted name. */
const NAMES: ReadonlySet<TokenType> = new Set([t.Identifier, t.QuotedIdentifier]);

const RESERVED: readonly TokenType[] = [
  t.And,
  t.Any,
  t.By,
  t.In,
  t.Join,
  t.Like,
  t.Maxspan,
  t.Not,
  t.Null,
  t.Of,
  t.Or,
  t.Regex,
  t.Sample,
  t.Sequence,
  t.Until,
  t.Where,
  t.With,
];

function comparisonNode(left: Expression, operator: IToken, right: Expression): Comparison {
  const image = operator.image === '=' ? '==' : (WRONG_COMPARISONS[operator.image] ?? operator.image);
  const known = image === 'regex~' ? '==' : image;
  return {
    kind: 'comparison',
    operator: known as Comparison['operator'],
    operatorSpan: tokenSpan(operator, left.to),
    left,
    right,
    ...between(left, right),
  };
}

function readStringToken(token: IToken): { literal: Literal; issues: readonly Issue[] } {
  const span = tokenSpan(token);
  const { image } = token;
  switch (token.tokenType) {
    case t.RawString:
      return { literal: stringNode(image.slice(3, -3), span), issues: [] };
    case t.OpenText:
      return {
        literal: stringNode(image.slice(1), span),
        issues: [syntaxIssue(span, 'This string is never closed; put `"` at its end, on the same line.')],
      };
    case t.SingleQuoted:
      return { literal: stringNode(image.slice(1).replace(/'$/, ''), span), issues: [singleQuotes(image, span)] };
    case t.QuestionQuoted:
      return { literal: stringNode(image.slice(2, -1), span), issues: [questionQuotes(image, span)] };
    default: {
      const decoded = decodeString(image.slice(1, -1), span.from + 1);
      return { literal: stringNode(decoded.value, span), issues: decoded.issues };
    }
  }
}

function singleQuotes(image: string, span: { from: number; to: number }): Issue {
  const body = image.slice(1).replace(/'$/, '');
  return syntaxIssue(span, 'Strings stand in double quotes in EQL, not in single quotes: "…".', [
    replacement(span, `"${body.replaceAll('"', '\\"')}"`, 'Use double quotes'),
  ]);
}

function questionQuotes(image: string, span: { from: number; to: number }): Issue {
  return syntaxIssue(span, 'A string without escapes stands in three double quotes, `"""…"""`, not after `?`.', [
    replacement(span, `"""${image.slice(2, -1)}"""`, 'Use three double quotes'),
  ]);
}

/**
 * At the end of the text every rule ends with what it has. By itself chevrotain gives up all rules up to the outermost there, and a
 * half-written clause would take all clauses before it out of the tree.
 */
function recoverAtTheEnd(parser: EqlParser): void {
  const recovering = parser as unknown as { isInCurrentRuleReSyncSet: (type: TokenType) => boolean };
  const isInSet = recovering.isInCurrentRuleReSyncSet.bind(parser);
  recovering.isInCurrentRuleReSyncSet = (type) => type === EOF || isInSet(type);
}

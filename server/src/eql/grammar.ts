// The grammar of EQL: event queries, sequences, samples and pipes, on top of that of expressions. Every rule ends with what it has, so
// that one mistake does not hide the rest. Source: EqlBase.g4, see docs/eql.md, sections 1 to 3.
import { EOF } from 'chevrotain';
import type { IToken, TokenType } from 'chevrotain';
import type { Span } from '../base/span';
import type { EventFilter, Expression, Item, JoinKey, Pipe, Query, TimeSpan } from './ast';
import { FilterGrammar } from './filterGrammar';
import { between, holeAt, tokenSpan } from './nodes';
import type { Rule } from './recoveringParser';
import { checkPipe, checkRuns, checkSequence, readTimeSpan } from './structure';
import { queryError, syntaxIssue } from './syntaxIssue';
import * as sets from './tokenSets';
import * as t from './tokens';

/** What stands between the first word and the pipes. */
interface Frame {
  readonly keys: readonly JoinKey[];
  readonly maxspan: TimeSpan | undefined;
  readonly items: readonly Item[];
  readonly until: Item | undefined;
  readonly end: Span;
}

export class EqlParser extends FilterGrammar {
  readonly query: Rule<Query> = this.RULE('query', (): Query => {
    const form = this.ACTION(() => this.form());
    if (form === 'sequence') return this.SUBRULE(this.sequence);
    if (form === 'sample') return this.SUBRULE(this.sampleQuery);
    if (form === 'join') return this.SUBRULE(this.joinQuery);
    const filter = form === 'condition' ? this.SUBRULE(this.bareFilter) : this.SUBRULE(this.eventFilter);
    const pipes = this.pipes();
    return { kind: 'eventQuery', filter, pipes, ...between(filter, pipes[pipes.length - 1] ?? filter) };
  });

  /** As `rulewright eval` takes it. */
  readonly loneExpression: Rule<Expression> = this.RULE('loneExpression', () => {
    const expression = this.SUBRULE(this.expression);
    this.ACTION(() => this.passOver(NOTHING));
    return expression;
  });

  private readonly sequence: Rule<Query> = this.RULE('sequence', () => {
    const word = this.expect(t.Sequence, '`sequence`');
    if (word === undefined && this.isNext(t.Identifier)) this.skip();
    const start = word === undefined ? { from: 0, to: 0 } : tokenSpan(word);
    const { end, ...frame } = this.frame();
    const pipes = this.pipes();
    const query = {
      kind: 'sequenceQuery',
      ...frame,
      pipes,
      ...between(start, pipes[pipes.length - 1] ?? end),
    } as const;
    this.ACTION(() => this.report(...checkSequence(query, start, this.isCut)));
    return query;
  });

  private readonly sampleQuery: Rule<Query> = this.RULE('sampleQuery', () => {
    const start = tokenSpan(this.CONSUME(t.Sample));
    const { keys, items, maxspan, until, end } = this.frame();
    const pipes = this.pipes();
    const query = {
      kind: 'sampleQuery',
      keys,
      items,
      pipes,
      ...between(start, pipes[pipes.length - 1] ?? end),
    } as const;
    if (maxspan !== undefined)
      this.report(syntaxIssue(maxspan, 'A sample has no `with maxspan`: its events have no order.'));
    if (until !== undefined) this.report(syntaxIssue(until, 'A sample has no `until`: its events have no order.'));
    this.ACTION(() => this.report(...checkSequence(query, start, this.isCut)));
    return query;
  });

  private readonly joinQuery: Rule<Query> = this.RULE('joinQuery', (): Query => {
    const start = tokenSpan(this.CONSUME(t.Join));
    const { keys, items, until, end } = this.frame();
    const pipes = this.pipes();
    const message =
      '`join` is not supported by Elasticsearch; use `sample by` for events without order, `sequence by` for ordered ones.';
    this.report(queryError('unsupported-join', start, message));
    const all = until === undefined ? items : [...items, until];
    return { kind: 'sampleQuery', keys, items: all, pipes, ...between(start, pipes[pipes.length - 1] ?? end) };
  });

  private readonly sequenceItem: Rule<Item> = this.RULE('sequenceItem', () => {
    const isMissing = this.ACTION(() => !this.isNextIn(ITEM_STARTS));
    if (isMissing === true) return this.isLooseItem() ? this.looseItem() : this.emptyItem();
    const open = this.OR([{ ALT: () => this.CONSUME(t.OpenBracket) }, { ALT: () => this.CONSUME(t.MissingOpen) }]);
    const filter = this.inBracket(open, sets.ITEM_STOPS, () => this.SUBRULE(this.eventFilter), sets.OPEN_ITEM_STOPS);
    this.close(t.CloseBracket, open, filter.to);
    return this.itemNode(tokenSpan(open), open.tokenType === t.MissingOpen, filter);
  });

  private readonly joinKeys: Rule<readonly JoinKey[]> = this.RULE('joinKeys', () => {
    const keys: JoinKey[] = [];
    this.CONSUME(t.By);
    this.until(sets.KEY_STOPS, () =>
      this.commaSeparated((key) => keys.push({ kind: 'joinKey', expression: key, from: key.from, to: key.to })),
    );
    return keys;
  });

  private readonly pipe: Rule<Pipe> = this.RULE('pipe', () => {
    const bar = tokenSpan(this.CONSUME(t.Bar));
    const name = this.expect(t.Identifier, 'a name, `head` or `tail`,');
    const values: Expression[] = [];
    if (name === undefined) this.skipTo(() => this.isNext(t.Bar));
    else this.OPTION(() => this.until(sets.PIPE_STOPS, () => this.commaSeparated((value) => values.push(value))));
    const nameSpan = name === undefined ? bar : tokenSpan(name);
    const span = between(bar, values[values.length - 1] ?? nameSpan);
    const pipe: Pipe = { kind: 'pipe', name: name?.image ?? '', arguments: values, ...span };
    this.ACTION(() => this.report(...checkPipe(pipe, nameSpan)));
    return pipe;
  });

  constructor() {
    super();
    this.performSelfAnalysis();
  }

  /** A keyword before `where` is meant for a category; without any `where` a text is a lone condition, as other EQL engines take it. */
  private form(): 'sequence' | 'sample' | 'join' | 'condition' | 'event' {
    const [first, second] = [this.LA(1).tokenType, this.LA(2).tokenType];
    const form = second === t.Where ? undefined : FORMS.get(first);
    const isMisspelt = first === t.Identifier && IN_SEQUENCES.has(second);
    return form ?? (isMisspelt ? 'sequence' : this.isLoneCondition() ? 'condition' : 'event');
  }

  private pipes(): Pipe[] {
    const pipes: Pipe[] = [];
    do this.MANY9(() => pipes.push(this.SUBRULE(this.pipe)));
    while (this.ACTION(() => this.passOver(PIPE)) === true);
    return pipes;
  }

  private commaSeparated(take: (value: Expression) => void): void {
    take(this.SUBRULE(this.expression));
    this.MANY8(() => {
      this.CONSUME(t.Comma);
      take(this.SUBRULE1(this.expression));
    });
  }

  // ------------------------------------------------------------ sequences

  private frame(): Frame {
    const early = this.OPTION(() => this.SUBRULE(this.joinKeys)) ?? [];
    const maxspan = this.OPTION1(() => this.maxspanClause());
    const late = this.OPTION2(() => this.lateKeys('maxspan', 'In a sequence `by` stands before `with maxspan`.')) ?? [];
    const keys = this.ACTION(() => [...early, ...late]);
    const items: Item[] = [];
    do this.MANY(() => items.push(this.SUBRULE(this.sequenceItem)));
    while (this.ACTION(() => this.readLooseItem(items) || this.passOver(sets.AFTER_ITEM)) === true);
    const until = this.OPTION3(() => {
      this.CONSUME(t.Until);
      return this.SUBRULE1(this.sequenceItem);
    });
    return { keys, maxspan, items, until, end: this.here() };
  }

  private lateKeys(code: string, message: string): readonly JoinKey[] {
    const keys = this.SUBRULE1(this.joinKeys);
    this.ACTION(() => this.report(queryError(code, keys[0] ?? this.here(), message)));
    return keys;
  }

  private maxspanClause(): TimeSpan | undefined {
    const setting = this.setting(t.Maxspan, '`maxspan=`, such as `maxspan=5m`,');
    const unit = this.OPTION5(() => this.CONSUME(t.Identifier));
    return this.ACTION(() => {
      if (setting === undefined) return undefined;
      const { value, issues } = readTimeSpan(setting.value, unit);
      this.report(...issues);
      return value;
    });
  }

  private runsClause(): number {
    if (this.ACTION(() => this.passMaxspan()) === true) return 1;
    const setting = this.setting(t.Identifier, '`runs=`, such as `runs=3`,');
    return this.ACTION(() => {
      if (setting === undefined) return 1;
      const { value, issues } = checkRuns(setting.word, setting.value);
      this.report(...issues);
      return value;
    });
  }

  /** `with word=N`. What is missing in it is said once, and the rest of it passed over. */
  private setting(type: TokenType, expected: string): { word: IToken; value: IToken } | undefined {
    this.CONSUME(t.With);
    const word = this.expect(type, expected);
    const assign = word && this.expect(t.Assign, '`=`');
    const value = assign && this.amount();
    if (word !== undefined && value !== undefined) return { word, value };
    this.skipTo(() => this.isNextIn(AFTER_SETTING));
    return undefined;
  }

  private amount(): IToken | undefined {
    const isMissing = this.ACTION(() => !this.isNext(t.Integer) && !this.isNext(t.Decimal));
    if (isMissing === true) return this.missing('a number') as undefined;
    return this.OR7([{ ALT: () => this.CONSUME(t.Integer) }, { ALT: () => this.CONSUME(t.Decimal) }]);
  }

  private passMaxspan(): boolean {
    const word = this.LA(2);
    if (word.tokenType !== t.Maxspan) return false;
    const message =
      '`with maxspan` stands before the first item, behind the join keys, and counts for the whole sequence.';
    this.report(queryError('maxspan', tokenSpan(word), message));
    this.skipTo(() => this.isNextIn(AFTER_SETTING) && !this.isNext(t.With));
    return true;
  }

  // ------------------------------------------------------------ items

  private itemNode(start: Span, missing: boolean, filter: EventFilter): Item {
    const keys = this.OPTION(() => this.SUBRULE(this.joinKeys)) ?? [];
    const runs = this.OPTION1(() => this.runsClause()) ?? 1;
    const late = this.OPTION2(() => this.lateKeys('syntax', 'Behind an item `by` stands before `with runs`.')) ?? [];
    const all = this.ACTION(() => [...keys, ...late]);
    return { kind: 'item', missing, filter, keys: all, runs, ...between(start, this.here()) };
  }

  private readLooseItem(items: Item[]): boolean {
    if (!this.isLooseItem()) return false;
    items.push(this.SUBRULE2(this.sequenceItem));
    return true;
  }

  private isLooseItem(): boolean {
    return this.isNextIn(sets.CATEGORIES) && this.LA(2).tokenType === t.Where;
  }

  /** Without its opening bracket. */
  private looseItem(): Item {
    this.missing('`[` and an item');
    const filter = this.until(sets.OPEN_ITEM_STOPS, () => this.SUBRULE1(this.eventFilter));
    this.forgiveStray(t.CloseBracket);
    return this.itemNode(filter, false, filter);
  }

  private emptyItem(): Item {
    const at = this.here();
    this.missing('`[` and an item');
    const category = { kind: 'category', name: undefined, ...at } as const;
    const filter = { kind: 'eventFilter', category, condition: holeAt(at.from), ...at } as const;
    return { kind: 'item', missing: false, filter, keys: [], runs: 1, ...at };
  }
}

/** What follows the word `sequence`: where it stands without it, that word is missing or misspelt. */
const IN_SEQUENCES: sets.TokenSet = new Set([t.By, t.With, t.OpenBracket, t.MissingOpen]);
const FORMS: ReadonlyMap<TokenType, 'sequence' | 'sample' | 'join'> = new Map([
  ...[t.Sequence, ...IN_SEQUENCES].map((type) => [type, 'sequence'] as const),
  [t.Sample, 'sample'],
  [t.Join, 'join'],
]);
const ITEM_STARTS: sets.TokenSet = new Set([t.OpenBracket, t.MissingOpen]);
const AFTER_SETTING: sets.TokenSet = new Set([...sets.AFTER_ITEM, t.By, t.With]);
const PIPE: sets.TokenSet = new Set([EOF, t.Bar]);
const NOTHING: sets.TokenSet = new Set([EOF]);

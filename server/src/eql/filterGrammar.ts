// The grammar of event filters, `category where condition`, and of conditions that lack their `where`. Source: EqlBase.g4, eventFilter.
import { EOF } from 'chevrotain';
import type { IToken } from 'chevrotain';
import type { Category, EventFilter } from './ast';
import { ExpressionGrammar } from './expressionGrammar';
import { between, tokenSpan, unquoteIdentifier } from './nodes';
import type { Rule } from './recoveringParser';
import { quoteString } from './strings';
import { replacement, syntaxIssue } from './syntaxIssue';
import * as sets from './tokenSets';
import * as t from './tokens';

export abstract class FilterGrammar extends ExpressionGrammar {
  protected readonly eventFilter: Rule<EventFilter> = this.RULE('eventFilter', (): EventFilter => {
    const category = this.SUBRULE(this.category);
    this.where();
    const condition = this.SUBRULE(this.expression);
    return { kind: 'eventFilter', category, condition, ...between(between(category, this.here()), condition) };
  });

  /** A condition alone, as other EQL engines take it: an issue, but still analysed. */
  protected readonly bareFilter: Rule<EventFilter> = this.RULE('bareFilter', (): EventFilter => {
    this.ACTION(() => this.reportBare());
    const start = this.here();
    const condition = this.SUBRULE(this.expression);
    return {
      kind: 'eventFilter',
      category: { kind: 'category', name: undefined, ...start },
      condition,
      ...between(start, condition),
    };
  });

  private readonly category: Rule<Category> = this.RULE('category', () => {
    const wrong = this.ACTION(() => this.wrongCategory());
    return wrong ?? this.rightCategory();
  });

  /** No `where` anywhere, and no name that could be a category before something else. */
  protected isLoneCondition(): boolean {
    const [first, second] = [this.LA(1).tokenType, this.LA(2).tokenType];
    if (first === EOF || this.input.some(({ tokenType }) => tokenType === t.Where)) return false;
    if (first === t.Any) return false;
    const isName = first === t.Identifier && (second === EOF || second === t.Bar);
    return !isName && !(sets.CATEGORIES.has(first) && (sets.NAMES.has(second) || second === t.Question));
  }

  private rightCategory(): Category {
    return this.OR<Category>([
      { ALT: () => ({ kind: 'category', name: undefined, ...tokenSpan(this.CONSUME(t.Any)) }) },
      { ALT: () => this.namedCategory(this.CONSUME(t.Identifier)) },
      {
        ALT: () => {
          const { value, from, to } = this.SUBRULE(this.stringLiteral);
          return { kind: 'category', name: String(value), from, to };
        },
      },
    ]);
  }

  private namedCategory(token: IToken): Category {
    const name = token.tokenType === t.QuotedIdentifier ? unquoteIdentifier(token.image) : token.image;
    return { kind: 'category', name, ...tokenSpan(token) };
  }

  /** Undefined where a category begins. */
  private wrongCategory(): Category | undefined {
    if (this.isNextIn(sets.CATEGORIES)) return undefined;
    if (this.LA(2).tokenType === t.Where) return this.unquotedCategory(this.skip());
    const at = this.here();
    this.missing('an event category and `where` (`process where …` or `any where …`)');
    return { kind: 'category', name: undefined, ...at };
  }

  private unquotedCategory(token: IToken): Category {
    const category = this.namedCategory(token);
    const quoted = quoteString(category.name ?? '');
    const message = `An event category that is no plain name stands in double quotes: ${quoted}.`;
    this.report(syntaxIssue(category, message, [replacement(category, quoted)]));
    return category;
  }

  private where(): void {
    const isMissing = this.ACTION(() => !this.isNext(t.Where));
    if (isMissing !== true) return void this.CONSUME(t.Where);
    this.missing('`where` after the event category');
    this.passToCondition();
  }

  /** To behind a later `where`, or behind a word that was meant for one. */
  private passToCondition(): void {
    let where = 1;
    while (!FILTER_ENDS.has(this.LA(where).tokenType) && this.LA(where).tokenType !== t.Where) where++;
    const isMisspelt = this.isNext(t.Identifier) && CONDITIONS.has(this.LA(2).tokenType);
    const words = this.LA(where).tokenType === t.Where ? where : isMisspelt ? 1 : 0;
    for (let skipped = 0; skipped < words; skipped++) this.skip();
  }

  private reportBare(): void {
    const at = tokenSpan(this.LA(1));
    const message = 'A query begins with an event category and `where`, such as `process where …` or `any where …`.';
    const edits = [{ from: at.from, to: at.from, text: 'any where ' }];
    this.report(syntaxIssue(at, message, [{ title: 'Begin with `any where`', edits }]));
  }
}

const FILTER_ENDS: sets.TokenSet = new Set([...sets.AFTER_ITEM, t.CloseBracket]);
const CONDITIONS: sets.TokenSet = new Set([...sets.OPERANDS, t.Not, t.WrongNot]);

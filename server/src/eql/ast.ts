// The tree of an EQL query: plain data. Parentheses and comments are not in it; precedence is in its shape.
import type { Span } from '../base/span';

/** `pipes` stand after any of the three. */
export type Query = EventQuery | SequenceQuery | SampleQuery;

export interface EventQuery extends Span {
  readonly kind: 'eventQuery';
  readonly filter: EventFilter;
  readonly pipes: readonly Pipe[];
}

export interface SequenceQuery extends Span {
  readonly kind: 'sequenceQuery';
  /** Keys that every item and `until` share; they come before the item's own. */
  readonly keys: readonly JoinKey[];
  readonly maxspan?: TimeSpan;
  /** As written: an item `with runs=3` is one element here. */
  readonly items: readonly Item[];
  readonly until?: Item;
  readonly pipes: readonly Pipe[];
}

/** EQL's `sample by`: unordered. */
export interface SampleQuery extends Span {
  readonly kind: 'sampleQuery';
  readonly keys: readonly JoinKey[];
  readonly items: readonly Item[];
  readonly pipes: readonly Pipe[];
}

/** One `[…]` or `![…]` with what follows it. */
export interface Item extends Span {
  readonly kind: 'item';
  readonly missing: boolean;
  readonly filter: EventFilter;
  readonly keys: readonly JoinKey[];
  /** 1 where `with runs` is absent. */
  readonly runs: number;
}

export interface EventFilter extends Span {
  readonly kind: 'eventFilter';
  readonly category: Category;
  readonly condition: Expression;
}

/** `any` has no name. A name is compared case sensitively. */
export interface Category extends Span {
  readonly kind: 'category';
  readonly name: string | undefined;
}

/** What the grammar takes after `by`; only fields are accepted, everything else is an issue and `expression` tells what was there. */
export interface JoinKey extends Span {
  readonly kind: 'joinKey';
  readonly expression: Expression;
}

export interface TimeSpan extends Span {
  readonly kind: 'timeSpan';
  readonly milliseconds: number;
}

export interface Pipe extends Span {
  readonly kind: 'pipe';
  readonly name: string;
  readonly arguments: readonly Expression[];
}

export type Expression =
  Literal | Field | Sign | Arithmetic | Comparison | Membership | Match | Call | Not | Logical | Hole;

/** `integer` and `long` values within ±2^53 are numbers, beyond it bigints; a `long` beyond 64 bits is a `double`. */
export type Literal = Span & { readonly kind: 'literal' } & (
    | { readonly type: 'null'; readonly value: null }
    | { readonly type: 'boolean'; readonly value: boolean }
    | { readonly type: 'string'; readonly value: string }
    | { readonly type: 'integer'; readonly value: number }
    | { readonly type: 'long'; readonly value: number | bigint }
    | { readonly type: 'double'; readonly value: number }
  );

/** `path` is the dotted name without backquotes: `` a.`b c` `` has the path `a.b c`. `optional` stands for a leading `?`. */
export interface Field extends Span {
  readonly kind: 'field';
  readonly path: string;
  readonly optional: boolean;
}

export interface Sign extends Span {
  readonly kind: 'sign';
  readonly operator: '+' | '-';
  readonly operand: Expression;
}

export interface Arithmetic extends Span {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-' | '*' | '/' | '%';
  readonly left: Expression;
  readonly right: Expression;
}

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export interface Comparison extends Span {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

/** `operand in (items)`, `in~`, `not in`, `not in~`. */
export interface Membership extends Span {
  readonly kind: 'membership';
  readonly negated: boolean;
  readonly caseInsensitive: boolean;
  readonly operatorSpan: Span;
  readonly operand: Expression;
  readonly items: readonly Expression[];
}

export type MatchOperator = ':' | 'like' | 'like~' | 'regex' | 'regex~';

/** `operand : "x"`, `operand like ("x", "y")`: any of the patterns. `list` tells whether they stood in parentheses. */
export interface Match extends Span {
  readonly kind: 'match';
  readonly operator: MatchOperator;
  readonly operatorSpan: Span;
  readonly operand: Expression;
  readonly patterns: readonly Literal[];
  readonly list: boolean;
}

/** `name` as written without `~`; `caseInsensitive` stands for the `~`. */
export interface Call extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly caseInsensitive: boolean;
  readonly arguments: readonly Expression[];
}

export interface Not extends Span {
  readonly kind: 'not';
  readonly operand: Expression;
}

/** A chain of one operator without parentheses is one node with all its operands, at least two. */
export interface Logical extends Span {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or';
  readonly operands: readonly Expression[];
}

/** Where the parser found nothing that it could read; the query has a syntax issue. */
export interface Hole extends Span {
  readonly kind: 'hole';
}

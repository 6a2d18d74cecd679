// The exclusions of a query as things: every arm, down to the single value of a list, with what it leaves out, and the query without them.
import type { EventFilter, Expression, Literal, Logical, Match, Membership, Query } from '../eql/ast';
import type { Span } from '../base/span';
import { isExclusionLeaf } from '../eql/reason/deadParts';
import { walkPlaces } from '../eql/reason/places';
import type { Place } from '../eql/reason/places';
import { printExpression } from '../eql/print';
import { armsOf, clausesOf, filtersOf } from '../eql/walk';

/** Spans are in the query. */
export interface Arm {
  /** Of all filters of the query, in the order of the text. */
  readonly filter: EventFilter;
  /** The alternative of a `not (…)`, or the `x != …` itself. */
  readonly node: Expression;
  /** One value of its list, where it has several. */
  readonly value?: Literal;
  /** What it leaves out, of that value only. */
  readonly condition: Expression;
  /** Clauses beside the exclusion that hold for whatever it leaves out, where it belongs to an alternative of the query. */
  readonly around: readonly Expression[];
  /** The value, else the arm. */
  readonly span: Span;
}

/** Longer lists are one arm: nobody looks at thousands of rows. */
const MOST_VALUES = 200;

export function armsOfQuery(query: Query): readonly Arm[] {
  return exclusionsOfQuery(query).flatMap(({ arms }) => arms);
}

/** A `not (…)`, `x != …` or `x not in (…)` with its arms. */
export interface QueryExclusion {
  /** What it excludes; of `x != …` the leaf itself. */
  readonly node: Expression;
  /** The `not` around it, else itself. */
  readonly span: Span;
  /** In the order of the text, the values of one list behind each other. */
  readonly arms: readonly Arm[];
}

/** In the order of the text. */
export function exclusionsOfQuery(query: Query): readonly QueryExclusion[] {
  return filtersOf(query).flatMap(exclusionsOfFilter);
}

/** As EQL: what the arm leaves out. */
export function printArm({ condition }: Arm): string {
  return printExpression(condition);
}

/** The filter as if none of its exclusions were there. */
export function withoutExclusions(filter: EventFilter): EventFilter {
  return { ...filter, condition: stripped(filter.condition, new Set(exclusionsOf(filter.condition).map(holderOf))) };
}

/** The filter as if one arm, or one value of it, were not there. */
export function withoutArm({ filter, node, value }: Arm): EventFilter {
  return { ...filter, condition: replaced(filter.condition, node, value) };
}

interface Exclusion {
  /** What it excludes; of `x != …` the leaf itself. */
  readonly node: Expression;
  /** The `not` around it, else itself. */
  readonly holder: Expression;
  readonly place: Place;
}

function exclusionsOfFilter(filter: EventFilter): readonly QueryExclusion[] {
  const exclusions = exclusionsOf(filter.condition);
  const holders = new Set(exclusions.map(holderOf));
  return exclusions.map(({ node, holder, place }) => {
    const isLeaf = node === holder;
    const around = place
      .around()
      .flatMap(({ condition }) => (holds(condition, holder) ? [] : [stripped(condition, holders)]));
    const arms = (isLeaf ? [node] : armsOf(node)).flatMap((arm): readonly Arm[] => {
      const excluded = isLeaf ? positive(arm) : arm;
      const list = listOf(excluded);
      const base = { filter, node: arm, around };
      if (list === undefined) return [{ ...base, condition: excluded, span: arm }];
      return valuesOf(list).map((value) => ({
        ...base,
        value,
        condition: withValues(excluded, list, [value]),
        span: value,
      }));
    });
    return { node, span: { from: holder.from, to: holder.to }, arms };
  });
}

function holderOf({ holder }: Exclusion): Expression {
  return holder;
}

function exclusionsOf(condition: Expression): readonly Exclusion[] {
  const found: Exclusion[] = [];
  let holder: Expression = condition;
  walkPlaces(condition, (place) => {
    const { node, role, isNegated } = place;
    if (node.kind === 'not') holder = node;
    if (role === 'excluded' && isNegated) {
      found.push({ node, holder, place });
      return false;
    }
    if (!isNegated && isExclusionLeaf(node)) found.push({ node, holder: node, place });
    return true;
  });
  return found;
}

/** Without the exclusions in it, which then leave nothing out. */
function stripped(node: Expression, holders: ReadonlySet<Expression>): Expression {
  if (holders.has(node)) return always(node);
  if (node.kind === 'not') return { ...node, operand: stripped(node.operand, holders) };
  if (node.kind === 'logical') return { ...node, operands: node.operands.map((each) => stripped(each, holders)) };
  return node;
}

function holds(node: Expression, wanted: Expression): boolean {
  return node === wanted || (node.kind === 'logical' && node.operands.some((each) => holds(each, wanted)));
}

function always({ from, to }: Span): Literal {
  return { kind: 'literal', type: 'boolean', value: true, from, to };
}

function never({ from, to }: Span): Literal {
  return { kind: 'literal', type: 'boolean', value: false, from, to };
}

/** An arm that is not there: of `not (a or b)` it is false, of `x != "a"` true. */
function replaced(node: Expression, arm: Expression, value: Literal | undefined): Expression {
  if (node === arm) return value === undefined ? gone(node) : withoutValue(node, value);
  if (node.kind === 'not') return { ...node, operand: replaced(node.operand, arm, value) };
  if (node.kind === 'logical') return { ...node, operands: node.operands.map((each) => replaced(each, arm, value)) };
  return node;
}

function gone(node: Expression): Literal {
  return isExclusionLeaf(node) ? always(node) : never(node);
}

function withoutValue(node: Expression, value: Literal): Expression {
  const list = listOf(node) ?? (node.kind === 'membership' ? node : undefined);
  const left = list === undefined ? [] : valuesOf(list).filter((each) => each !== value);
  return list === undefined || left.length === 0 ? gone(node) : withValues(node, list, left);
}

/** `x != "a"` leaves out `x == "a"`. */
function positive(node: Expression): Expression {
  if (node.kind === 'membership') return { ...node, negated: false };
  return node.kind === 'comparison' ? { ...node, operator: '==' } : node;
}

type List = Match | Membership;

/** The list with the most values among the clauses of an arm. */
function listOf(arm: Expression): List | undefined {
  const lists = clausesOf(arm).filter(isList);
  return lists.reduce<List | undefined>(
    (most, each) => (most === undefined || valuesOf(each).length > valuesOf(most).length ? each : most),
    undefined,
  );
}

function isList(node: Expression): node is List {
  if (node.kind !== 'match' && (node.kind !== 'membership' || node.negated)) return false;
  const values = valuesOf(node);
  return values.length > 1 && values.length <= MOST_VALUES;
}

function valuesOf(list: List): readonly Literal[] {
  if (list.kind === 'match') return list.patterns;
  const literals = list.items.filter((item): item is Literal => item.kind === 'literal');
  return literals.length === list.items.length ? literals : [];
}

function withValues(arm: Expression, list: List, values: readonly Literal[]): Expression {
  const narrowed: List = list.kind === 'match' ? { ...list, patterns: values } : { ...list, items: values };
  if (arm === list) return narrowed;
  const chain = arm as Logical;
  return { ...chain, operands: chain.operands.map((each) => (each === list ? narrowed : inner(each, list, narrowed))) };
}

/** Clauses may stand in an `and` of their own, in parentheses. */
function inner(node: Expression, list: List, narrowed: List): Expression {
  if (node.kind !== 'logical' || node.operator !== 'and') return node;
  return { ...node, operands: node.operands.map((each) => (each === list ? narrowed : inner(each, list, narrowed))) };
}

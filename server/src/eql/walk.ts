// Ways through the tree.
import { assertNever } from '../base/assertNever';
import type { EventFilter, Expression, Field, Item, JoinKey, Query } from './ast';

export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'literal':
    case 'field':
    case 'hole':
      return [];
    case 'sign':
    case 'not':
      return [node.operand];
    case 'arithmetic':
    case 'comparison':
      return [node.left, node.right];
    case 'membership':
      return [node.operand, ...node.items];
    case 'match':
      return [node.operand, ...node.patterns];
    case 'call':
      return node.arguments;
    case 'logical':
      return node.operands;
    default:
      return assertNever(node);
  }
}

/** Every node, a parent before its children, in the order of the text. */
export function walkExpression(node: Expression, visit: (node: Expression) => void): void {
  visit(node);
  for (const child of childrenOf(node)) walkExpression(child, visit);
}

/** The event filters of a query in the order of the text, `until` last. An item with runs is there once. */
export function filtersOf(query: Query): readonly EventFilter[] {
  switch (query.kind) {
    case 'eventQuery':
      return [query.filter];
    case 'sequenceQuery':
      return [...query.items, ...(query.until ? [query.until] : [])].map((item) => item.filter);
    case 'sampleQuery':
      return query.items.map((item) => item.filter);
    default:
      return assertNever(query);
  }
}

/** All expressions of a query or expression: conditions, join keys, arguments of pipes. */
export function conditionsOf(tree: Query | Expression): readonly Expression[] {
  switch (tree.kind) {
    case 'eventQuery':
      return [tree.filter.condition, ...tree.pipes.flatMap((pipe) => pipe.arguments)];
    case 'sequenceQuery':
    case 'sampleQuery':
      return [
        ...tree.keys.map((key) => key.expression),
        ...itemsWithUntil(tree).flatMap((item) => [item.filter.condition, ...item.keys.map((key) => key.expression)]),
        ...tree.pipes.flatMap((pipe) => pipe.arguments),
      ];
    default:
      return [tree];
  }
}

function itemsWithUntil(query: Exclude<Query, { kind: 'eventQuery' }>): readonly Item[] {
  return query.kind === 'sequenceQuery' && query.until !== undefined ? [...query.items, query.until] : query.items;
}

/** Items with `with runs=N` written out. */
export function expandRuns(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => Array.from({ length: item.runs }, () => item));
}

/** The keys of an item: the query's own come first. */
export function keysOf(query: { readonly keys: readonly JoinKey[] }, item: Item): readonly JoinKey[] {
  return [...query.keys, ...item.keys];
}

/** Every occurrence of a field, in the order of the text. */
export function fieldOccurrences(tree: Query | Expression): readonly Field[] {
  const fields: Field[] = [];
  for (const condition of conditionsOf(tree)) {
    walkExpression(condition, (node) => {
      if (node.kind === 'field') fields.push(node);
    });
  }
  return fields;
}

/** The paths of all fields, each once, in the order of their first appearance. */
export function fieldsOf(tree: Query | Expression): readonly string[] {
  return [...new Set(fieldOccurrences(tree).map((field) => field.path))];
}

/** The operands of the outermost `and`, or the condition itself. */
export function clausesOf(condition: Expression): readonly Expression[] {
  if (condition.kind !== 'logical' || condition.operator !== 'and') return [condition];
  return condition.operands.flatMap(clausesOf);
}

/** The alternatives of the outermost `or`, or the expression itself. */
export function armsOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'logical' || expression.operator !== 'or') return [expression];
  return expression.operands.flatMap(armsOf);
}

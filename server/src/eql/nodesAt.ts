// Which parts of a query hold a place in it.
import { spanContains } from '../base/span';
import type { Category, EventFilter, Expression, Item, JoinKey, Pipe, Query, TimeSpan } from './ast';
import { childrenOf } from './walk';

export type Node = Query | EventFilter | Category | Item | JoinKey | TimeSpan | Pipe | Expression;

/** The nodes whose span holds the offset, ends included, outermost first. At a place between two nodes the first one counts. */
export function nodesAt(query: Query, offset: number): readonly Node[] {
  const found: Node[] = [];
  let node: Node | undefined = query;
  while (node !== undefined) {
    found.push(node);
    node = partsOf(node).find((part) => spanContains(part, offset));
  }
  return found;
}

/** The parts of a node in the order of the text. */
export function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'eventQuery':
      return [node.filter, ...node.pipes];
    case 'sequenceQuery':
      return inOrder([...node.keys, node.maxspan, ...node.items, node.until, ...node.pipes]);
    case 'sampleQuery':
      return [...node.keys, ...node.items, ...node.pipes];
    case 'eventFilter':
      return [node.category, node.condition];
    case 'item':
      return [node.filter, ...node.keys];
    case 'joinKey':
      return [node.expression];
    case 'pipe':
      return node.arguments;
    case 'category':
    case 'timeSpan':
      return [];
    default:
      return childrenOf(node);
  }
}

function inOrder(nodes: readonly (Node | undefined)[]): readonly Node[] {
  return nodes.flatMap((node) => node ?? []);
}

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

interface Visited {
  readonly node: Node;
  readonly parts: readonly Node[];
  next: number;
}

/** The innermost node at an offset, for offsets that only grow: all of them together take one walk through the tree. */
export function innermostNodes(query: Query): (offset: number) => Node {
  const root = visit(query);
  const path = [root];
  return (offset) => {
    while (path.length > 1 && !spanContains((path[path.length - 1] ?? root).node, offset)) path.pop();
    for (;;) {
      const visited = path[path.length - 1] ?? root;
      while ((visited.parts[visited.next]?.to ?? offset) < offset) visited.next++;
      const part = visited.parts[visited.next];
      if (part === undefined || part.from > offset) return visited.node;
      path.push(visit(part));
    }
  };
}

function visit(node: Node): Visited {
  return { node, parts: partsOf(node), next: 0 };
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

// A tree as the lines that are in sight, and what a key does to it. Knows nothing of what the nodes are.

export interface TreeNode {
  readonly id: string;
  readonly children: readonly TreeNode[];
}

export interface TreeLine<Node extends TreeNode> {
  readonly node: Node;
  /** From 1. */
  readonly level: number;
  readonly isOpen: boolean;
  readonly position: number;
  readonly siblings: number;
  readonly parent: string | undefined;
}

/** The nodes in sight, top down. `open` holds the ids of open nodes. */
export function treeLines<Node extends TreeNode>(
  roots: readonly Node[],
  open: ReadonlySet<string>,
  level = 1,
  parent?: string,
): TreeLine<Node>[] {
  return roots.flatMap((node, index) => {
    const isOpen = open.has(node.id) && node.children.length > 0;
    const line = { node, level, isOpen, position: index + 1, siblings: roots.length, parent };
    return isOpen ? [line, ...treeLines(node.children as readonly Node[], open, level + 1, node.id)] : [line];
  });
}

export type TreeMove =
  | { readonly kind: 'go'; readonly id: string }
  | { readonly kind: 'open'; readonly ids: readonly string[] }
  | { readonly kind: 'close'; readonly id: string };

/** The moves of the tree pattern: arrows, Home, End, and `*` to open all siblings. Undefined for any other key. */
export function treeMove(lines: readonly TreeLine<TreeNode>[], active: string, key: string): TreeMove | undefined {
  const at = lines.findIndex(({ node }) => node.id === active);
  const line = lines[at];
  if (line === undefined) return undefined;
  switch (key) {
    case 'ArrowDown':
      return go(lines[at + 1]);
    case 'ArrowUp':
      return go(lines[at - 1]);
    case 'Home':
      return go(lines[0]);
    case 'End':
      return go(lines.at(-1));
    case 'ArrowRight':
      return openOrEnter(lines, at, line);
    case 'ArrowLeft':
      return closeOrLeave(line);
    case '*':
      return { kind: 'open', ids: lines.filter(({ parent }) => parent === line.parent).map(({ node }) => node.id) };
    default:
      return undefined;
  }
}

function openOrEnter(lines: readonly TreeLine<TreeNode>[], at: number, line: TreeLine<TreeNode>): TreeMove | undefined {
  if (line.node.children.length === 0) return undefined;
  return line.isOpen ? go(lines[at + 1]) : { kind: 'open', ids: [line.node.id] };
}

function closeOrLeave({ isOpen, node, parent }: TreeLine<TreeNode>): TreeMove | undefined {
  if (isOpen) return { kind: 'close', id: node.id };
  return parent === undefined ? undefined : { kind: 'go', id: parent };
}

function go(line: TreeLine<TreeNode> | undefined): TreeMove | undefined {
  return line === undefined ? undefined : { kind: 'go', id: line.node.id };
}

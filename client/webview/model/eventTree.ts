// An event as a tree of nodes with the field path of each, so that the values that a query looked at can be marked.
import type { LookedAt } from '../../../server/src/protocol';
import { counted } from './counted';
import type { JsonValue } from './jsonText';
import { readJson } from './jsonText';

export interface EventNode {
  /** Where it stands in the JSON: unique in the tree, stable for the event. */
  readonly id: string;
  readonly label: string;
  /** The field as EQL names it: dots for levels, no places in arrays. Empty for the event itself. */
  readonly path: string;
  readonly kind: JsonValue['kind'];
  /** A leaf's text; for others how much they hold: "12 fields", "3 values". */
  readonly text: string;
  readonly children: readonly EventNode[];
  readonly isLooked: boolean;
}

export interface EventTree {
  readonly roots: readonly EventNode[];
  /** Ids of the nodes that must be open so that every marked node is in sight. */
  readonly open: ReadonlySet<string>;
  /** Paths that the query looks at and the event lacks. */
  readonly missing: readonly string[];
}

export function buildEventTree(json: string, looked: readonly LookedAt[]): EventTree {
  const marked = new Set(looked.map(({ path }) => path));
  const value = readJson(json);
  const roots = childrenOf(value, { id: '', path: '' }, marked);
  const open = new Set<string>();
  roots.forEach((root) => openToMarked(root, open));
  return { roots, open, missing: looked.filter(({ values }) => values.length === 0).map(({ path }) => path) };
}

const groupSize = 100;

interface Place {
  readonly id: string;
  readonly path: string;
}

function childrenOf(value: JsonValue, at: Place, marked: ReadonlySet<string>): EventNode[] {
  switch (value.kind) {
    case 'object':
      return value.members.map(({ key, value: inside }, index) =>
        nodeOf(key, inside, { id: `${at.id}/${index}`, path: pathBelow(at, key) }, marked),
      );
    case 'array':
      return value.items.map((inside, index) =>
        nodeOf(String(index), inside, { id: `${at.id}/${index}`, path: at.path }, marked),
      );
    case 'string':
    case 'plain':
      return [];
  }
}

function nodeOf(label: string, value: JsonValue, at: Place, marked: ReadonlySet<string>): EventNode {
  const isArrayOfLeaves = value.kind === 'array' && value.items.every(isLeaf);
  return {
    id: at.id,
    label,
    path: at.path,
    kind: value.kind,
    text: textOf(value),
    children: inGroups(childrenOf(value, at, marked), at),
    isLooked: marked.has(at.path) && (isLeaf(value) || isArrayOfLeaves),
  };
}

/** Very many children are put into groups, so that opening their parent draws few lines. */
function inGroups(nodes: readonly EventNode[], at: Place): readonly EventNode[] {
  if (nodes.length <= groupSize * 2) return nodes;
  return Array.from({ length: Math.ceil(nodes.length / groupSize) }, (_, group) => {
    const children = nodes.slice(group * groupSize, (group + 1) * groupSize);
    const [first, last] = [group * groupSize, group * groupSize + children.length - 1];
    const label = `${first} … ${last}`;
    return { id: `${at.id}/group${group}`, label, path: at.path, kind: 'array', text: '', children, isLooked: false };
  });
}

/** Search answers wrap the event: its fields are counted from `_source`. */
function pathBelow({ id, path }: Place, key: string): string {
  if (id === '' && key === '_source') return '';
  return path === '' ? key : `${path}.${key}`;
}

function isLeaf(value: JsonValue): boolean {
  return value.kind === 'string' || value.kind === 'plain';
}

function textOf(value: JsonValue): string {
  switch (value.kind) {
    case 'object':
      return counted.fields(value.members.length);
    case 'array':
      return counted.values(value.items.length);
    case 'string':
    case 'plain':
      return value.text;
  }
}

function openToMarked(node: EventNode, open: Set<string>): boolean {
  const below = node.children.map((child) => openToMarked(child, open)).some(Boolean);
  if (below) open.add(node.id);
  return below || node.isLooked;
}

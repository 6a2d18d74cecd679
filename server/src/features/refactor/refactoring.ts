// What a refactoring is, and the few words in which each of them is written. All offsets are in the query.
import type { TextEdit } from '../../base/edit';
import type { Span } from '../../base/span';
import type { Expression, Query } from '../../eql/ast';
import { tokenize } from '../../eql/parse';
import type { Node } from '../../eql/nodesAt';

export interface RefactoringPlace {
  readonly text: string;
  readonly query: Query;
  /** The nodes around the cursor, outermost first. */
  readonly nodes: readonly Node[];
  readonly offset: number;
}

export interface Offer {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

export interface Refactoring {
  /** Stable, for resolving: `sort-list`. */
  readonly id: string;
  readonly kind: 'refactor.rewrite' | 'refactor.extract' | 'refactor.inline';
  /** Undefined, or none, where it does not apply. */
  readonly offer: (place: RefactoringPlace) => readonly Offer[];
}

/** The innermost node of a kind around the cursor. */
export function innermost<K extends Node['kind']>(
  { nodes }: RefactoringPlace,
  kind: K,
): Extract<Node, { readonly kind: K }> | undefined {
  return nodes.filter((node): node is Extract<Node, { readonly kind: K }> => node.kind === kind).at(-1);
}

export function parentOf({ nodes }: RefactoringPlace, node: Node): Node | undefined {
  return nodes[nodes.indexOf(node) - 1];
}

export function replace(span: Span, text: string): TextEdit {
  return { from: span.from, to: span.to, text };
}

export function sourceOf(text: string, { from, to }: Span): string {
  return text.slice(from, to);
}

/** A node with the parentheses that stand directly around it: they are not in the tree. Those of calls and lists are left out. */
export function withParentheses(text: string, node: Expression): Span {
  const tokens = tokenize(text);
  let first = tokens.findIndex(({ startOffset }) => startOffset >= node.from);
  let last = tokens.filter(({ startOffset, image }) => startOffset + image.length <= node.to).length - 1;
  let span: Span = { from: node.from, to: node.to };
  for (;;) {
    const before = tokens[first - 1];
    const after = tokens[last + 1];
    if (before?.image !== '(' || after?.image !== ')' || BEFORE_LIST.test(tokens[first - 2]?.tokenType.name ?? ''))
      return span;
    span = { from: before.startOffset, to: after.startOffset + 1 };
    first--;
    last++;
  }
}

const BEFORE_LIST = /^(?:Identifier|TildeIdentifier|QuotedIdentifier|Colon|Word_(?:in|like|regex)(?:Tilde)?)$/;

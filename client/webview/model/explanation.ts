// The clauses of a condition with their verdicts, as a tree whose lines to look at first are open.
import type { ExplanationNode } from '../../../server/src/protocol';

export type Verdict = 'true' | 'false' | 'missing';

export interface ClauseNode {
  readonly id: string;
  readonly eql: string;
  readonly verdict: Verdict;
  /** What the event has there; undefined where that says nothing, as on `and` and `or`. */
  readonly actual: string | undefined;
  readonly isExcluding: boolean;
  readonly children: readonly ClauseNode[];
}

export interface ClauseTree {
  readonly root: ClauseNode;
  readonly open: ReadonlySet<string>;
}

/** Open are the root and whatever leads to a clause that is not true, or to the arm that excluded the event. */
export function buildClauseTree(explanation: ExplanationNode): ClauseTree {
  const root = clauseOf(explanation, '0');
  const open = new Set<string>([root.id]);
  openToDecisive(root, open);
  return { root, open };
}

function clauseOf(node: ExplanationNode, id: string): ClauseNode {
  return {
    id,
    eql: node.eql.replace(/\s+/g, ' ').trim(),
    verdict: node.value === null ? 'missing' : node.value ? 'true' : 'false',
    actual: node.children.length === 0 ? (node.actual ?? undefined) : undefined,
    isExcluding: node.excludedBy === true,
    children: node.children.map((child, index) => clauseOf(child, `${id}/${index}`)),
  };
}

function openToDecisive(node: ClauseNode, open: Set<string>): boolean {
  const below = node.children.map((child) => openToDecisive(child, open)).some(Boolean);
  if (below) open.add(node.id);
  return below || node.isExcluding || (node.children.length === 0 && node.verdict === 'missing');
}

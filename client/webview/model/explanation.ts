// The clauses of a condition with their verdicts, as a tree whose lines to look at first are open.
import type { ExplanationNode } from '../../../server/src/protocol';

export type Verdict = 'true' | 'false' | 'missing' | 'error';

export interface ClauseNode {
  readonly id: string;
  readonly eql: string;
  readonly verdict: Verdict;
  /** What the event has there; undefined where that says nothing, as on `and` and `or`. */
  readonly actual: string | undefined;
  /** What would have matched; undefined on clauses that are true, and where they ask for more than a constant. */
  readonly expected: string | undefined;
  /** Why the clause could not be computed. */
  readonly error: string | undefined;
  /** The arm of an exclusion that took the event out. */
  readonly isExcluding: boolean;
  readonly children: readonly ClauseNode[];
}

export interface ClauseTree {
  readonly root: ClauseNode;
  readonly open: ReadonlySet<string>;
}

/** Open are the root and, where it is not true, whatever decided that. */
export function buildClauseTree(explanation: ExplanationNode): ClauseTree {
  const root = clauseOf(explanation, '0');
  const open = new Set<string>([root.id]);
  if (root.verdict !== 'true') openDecisive(root, open);
  return { root, open };
}

/** So many clauses that failed alike tell no more than the clause above them. */
const mostDecisive = 12;

function clauseOf(node: ExplanationNode, id: string): ClauseNode {
  const isLeaf = node.children.length === 0;
  const verdict = verdictOf(node);
  return {
    id,
    eql: node.eql.replace(/\s+/g, ' ').trim(),
    verdict,
    actual: isLeaf ? (node.actual ?? undefined) : undefined,
    expected: isLeaf && verdict !== 'true' ? node.expected : undefined,
    error: node.error,
    isExcluding: node.excludedBy === true,
    children: node.children.map((child, index) => clauseOf(child, `${id}/${index}`)),
  };
}

function verdictOf({ value, error }: ExplanationNode): Verdict {
  if (error !== undefined) return 'error';
  return value === null ? 'missing' : value ? 'true' : 'false';
}

function openDecisive(node: ClauseNode, open: Set<string>): void {
  const decisive = decisiveOf(node);
  if (decisive.length === 0 || decisive.length > mostDecisive) return;
  open.add(node.id);
  decisive.forEach((child) => openDecisive(child, open));
}

/**
 * The clauses below that made the verdict: of a true one the true ones; of another those that are not true, or of a `not`, which fails
 * because its operand is true, that operand.
 */
function decisiveOf({ verdict, children }: ClauseNode): readonly ClauseNode[] {
  const [holding, failing] = [true, false].map((wanted) =>
    children.filter((child) => (child.verdict === 'true') === wanted),
  );
  if (verdict === 'true') return holding ?? [];
  return failing === undefined || failing.length === 0 ? children : failing;
}

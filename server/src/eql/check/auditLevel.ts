// Rules over the audit log of Kubernetes that ask for one level: which requests are logged at it is the policy of each cluster.
// Source: the levels of an audit policy: Metadata, Request and RequestResponse, each with all that the one before it has.
import type { Fix, Issue } from '../../base/issue';
import type { Comparison, Expression } from '../ast';
import { replacement } from '../syntaxIssue';
import { issueAt } from './context';
import type { LintContext } from './lintContext';

const LEVEL = 'kubernetes.audit.level';

export function checkAuditLevels(context: LintContext): readonly Issue[] {
  return context.nodes.flatMap((node) =>
    node.kind === 'comparison' && node.operator === '==' && isLevel(node.left) && isRequest(node.right)
      ? [issueFor(node, context)]
      : [],
  );
}

function isLevel(node: Expression): boolean {
  return node.kind === 'field' && node.path === LEVEL;
}

function isRequest(node: Expression): boolean {
  return node.kind === 'literal' && node.value === 'Request';
}

function issueFor(node: Comparison, { text }: LintContext): Issue {
  const both = `${text.slice(node.left.from, node.left.to)} in ("Request", "RequestResponse")`;
  const fix: Fix = replacement(node, both, 'Take `RequestResponse` too');
  const message = `The audit policy of a cluster decides at which level a request is logged: one at \`RequestResponse\` has all that \`Request\` has and is missed here. Take both, or leave \`${LEVEL}\` out.`;
  return issueAt(node, 'audit-level', 'info', message, [fix]);
}

// Exclusions that rest on what the client says of itself: whoever knows the rule sends the same.
import type { Issue } from '../../base/issue';
import type { Expression } from '../ast';
import { fieldsOf } from '../walk';
import { armSpan } from './arms';
import { issueAt } from './context';
import { exclusionArmsOf } from './exclusionArms';
import type { LintContext } from './lintContext';

export function checkClientFields(context: LintContext): readonly Issue[] {
  const isAudit = context.nodes.some((node) => node.kind === 'field' && node.path.startsWith('kubernetes.audit.'));
  return context.filters.flatMap(({ condition }) =>
    exclusionArmsOf(condition).flatMap(({ node }) => {
      const paths = fieldsOf(node);
      return paths.length > 0 && paths.every((path) => isClientField(path, isAudit)) && !isNullTest(node)
        ? [issueFor(node, paths, context)]
        : [];
    }),
  );
}

/** Request headers. The audit log takes addresses from `X-Forwarded-For`, and the id of an event from `Audit-ID`. */
const HEADERS = /^(?:user_agent(?:\..+)?|http\.request\.(?:referrer|headers\..+)|network\.forwarded_ip)$/;
const AUDIT = /^(?:kubernetes\.audit\.(?:userAgent|sourceIPs|auditID)|source\.(?:ip|address))$/;

function isClientField(path: string, isAudit: boolean): boolean {
  return HEADERS.test(path) || (isAudit && AUDIT.test(path));
}

function isNullTest(node: Expression): boolean {
  return (
    node.kind === 'comparison' &&
    [node.left, node.right].some((side) => side.kind === 'literal' && side.type === 'null')
  );
}

function issueFor(node: Expression, paths: readonly string[], context: LintContext): Issue {
  const named = paths.map((path) => `\`${path}\``).join(' and ');
  const filled = paths.length === 1 ? 'is what the client says of itself' : 'are what the client says of itself';
  const message = `${named} ${filled}: anybody can send the same and is left out. Bind something that the client does not choose as well, such as \`user.name\`.`;
  return issueAt(armSpan(node, context), 'client-field', 'warning', message);
}

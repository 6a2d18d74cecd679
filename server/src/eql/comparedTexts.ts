// The texts that a clause demands of a field: `event.dataset == "a"`, `in ("a", "b")`, `: "a"`.
import type { Expression } from './ast';

/** As written, wildcards among them; empty where the clause demands nothing of one of the fields. */
export function comparedTexts(node: Expression, fields: ReadonlySet<string>): readonly string[] {
  const isAsked = (each: Expression): boolean => each.kind === 'field' && fields.has(each.path);
  switch (node.kind) {
    case 'comparison':
      if (node.operator !== '==') return [];
      return isAsked(node.left) ? textsOf([node.right]) : isAsked(node.right) ? textsOf([node.left]) : [];
    case 'membership':
      return !node.negated && isAsked(node.operand) ? textsOf(node.items) : [];
    case 'match':
      return isAsked(node.operand) ? textsOf(node.patterns) : [];
    default:
      return [];
  }
}

function textsOf(nodes: readonly Expression[]): readonly string[] {
  return nodes.flatMap((node) => (node.kind === 'literal' && node.type === 'string' ? [node.value] : []));
}

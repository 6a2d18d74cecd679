// `null` in a list or as a pattern: no value is null, so it matches nothing there. Source: docs/eql.md, section 5.
import type { Issue } from '../../base/issue';
import type { Expression, Literal } from '../ast';
import { shown } from './valueType';
import { unnecessary } from './lintContext';
import type { LintContext } from './lintContext';
import { removal } from './lists';

export function checkNullValues({ nodes, text }: LintContext): readonly Issue[] {
  return nodes.flatMap((node) => {
    if (node.kind !== 'membership' && node.kind !== 'match') return [];
    const values: readonly Expression[] = node.kind === 'membership' ? node.items : node.patterns;
    const literals = values.filter((value): value is Literal => value.kind === 'literal');
    const negated = node.kind === 'membership' && node.negated;
    return literals.flatMap((value) => {
      if (value.type !== 'null' || value.from === value.to) return [];
      const cure = negated ? `\`${plain(node.operand)} != null and …\`` : `\`${plain(node.operand)} == null or …\``;
      const message = `No value is null, so \`null\` matches nothing here, with \`not\` before it too. For events that lack the field write ${cure}.`;
      const fixes = values.length > 1 ? removal(literals, literals.indexOf(value), text) : [];
      return [unnecessary(value, 'null-value', message, [], fixes)];
    });
  });
}

function plain(node: Expression): string {
  return shown(node).slice(1, -1);
}

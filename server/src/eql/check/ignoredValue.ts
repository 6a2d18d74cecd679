// Values longer than what an index keeps of a keyword: no event can have them. Source: `ignore_above` of the mapping.
import type { Issue } from '../../base/issue';
import type { Expression, Field, Literal } from '../ast';
import { MANY } from '../reason/textPattern';
import { issueAt } from './context';
import type { LintContext } from './lintContext';
import { patternOf, shownValue } from './lists';

/** Only a mapping knows the limit for certain. */
export function checkIgnoredValues(context: LintContext): readonly Issue[] {
  if (context.fields.authority !== 'mapping') return [];
  return context.nodes.flatMap((node) => {
    switch (node.kind) {
      case 'comparison': {
        const [field, value] = node.left.kind === 'field' ? [node.left, node.right] : [node.right, node.left];
        return field.kind === 'field' && (node.operator === '==' || node.operator === '!=')
          ? tooLong(field, [value], lengthOfText, context)
          : [];
      }
      case 'membership':
        return node.operand.kind === 'field' ? tooLong(node.operand, node.items, lengthOfText, context) : [];
      case 'match': {
        const leastLength = (value: Literal): number =>
          patternOf(value, node)?.codes.filter((code) => code !== MANY).length ?? 0;
        return node.operand.kind === 'field' ? tooLong(node.operand, node.patterns, leastLength, context) : [];
      }
      default:
        return [];
    }
  });
}

function lengthOfText({ type, value }: Literal): number {
  return type === 'string' ? value.length : 0;
}

function tooLong(
  { path }: Field,
  values: readonly Expression[],
  leastLength: (value: Literal) => number,
  { fields }: LintContext,
): readonly Issue[] {
  const field = fields.find(path);
  const limit = (field?.exactField ?? field)?.ignoreAbove;
  if (limit === undefined || field?.fromCatalog === true) return [];
  return values.flatMap((value) => {
    if (value.kind !== 'literal' || leastLength(value) <= limit) return [];
    const message = `The index keeps no value of \`${path}\` that is longer than ${limit} characters (\`ignore_above\`), so ${shownValue(value)} can never match; ask for its beginning in another field.`;
    return [issueAt(value, 'ignored-value', 'warning', message)];
  });
}

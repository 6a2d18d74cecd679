// Lists of values in a query: `in`, `:`, `like`, `regex` and the blocks of `cidrMatch`, each with its values as they are compared.
import type { Fix } from '../../base/issue';
import type { Expression, Literal, Match, Membership } from '../ast';
import { findFunction } from '../functions';
import { printLiteral } from '../print';
import { literalPattern, wildcardPattern } from '../reason/textPattern';
import type { TextPattern } from '../reason/textPattern';

export interface ValueList {
  readonly operator: string;
  readonly ignoresCase: boolean;
  readonly values: readonly Literal[];
}

/** The list of a node that has one with more than one value, all of them literals. */
export function listOf(node: Expression): ValueList | undefined {
  switch (node.kind) {
    case 'membership':
      return made(node.caseInsensitive ? 'in~' : 'in', node.caseInsensitive, node.items);
    case 'match':
      return made(node.operator, ignoresCase(node), node.patterns);
    case 'call':
      return findFunction(node.name)?.name === 'cidrMatch'
        ? made('cidrMatch', false, node.arguments.slice(1))
        : undefined;
    default:
      return undefined;
  }
}

function made(operator: string, ignores: boolean, nodes: readonly Expression[]): ValueList | undefined {
  const values = nodes.flatMap((node) => (node.kind === 'literal' ? [node] : []));
  return values.length > 1 && values.length === nodes.length ? { operator, ignoresCase: ignores, values } : undefined;
}

export function ignoresCase({ operator }: Match): boolean {
  return operator === ':' || operator.endsWith('~');
}

/** A text of `in`, `:` or `like` as it is compared. */
export function patternOf(value: Literal, node: Membership | Match): TextPattern | undefined {
  if (value.type !== 'string') return undefined;
  if (node.kind === 'membership') return literalPattern(value.value, node.caseInsensitive);
  return node.operator.startsWith('regex') ? undefined : wildcardPattern(value.value, ignoresCase(node));
}

/** A value in backquotes, shortened where it is long. */
export function shownValue(value: Literal): string {
  const text = printLiteral(value);
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

/** Takes one value out of its list, with the comma beside it. Not where a comment stands between: it would go with it. */
export function removal(values: readonly Literal[], index: number, text: string): readonly Fix[] {
  const [before, value, after] = [values[index - 1], values[index], values[index + 1]];
  if (value === undefined) return [];
  const span =
    before !== undefined ? { from: before.to, to: value.to } : { from: value.from, to: after?.from ?? value.to };
  const gap = before !== undefined ? text.slice(before.to, value.from) : text.slice(value.to, after?.from);
  if (gap.trim() !== ',') return [];
  return [{ title: `Remove ${shownValue(value)}`, edits: [{ ...span, text: '' }] }];
}

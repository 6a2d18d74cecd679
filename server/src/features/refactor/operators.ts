// Refactorings of an operator: wildcards that are none under `==` and `in`, and letters with or without case.
import type { Call, Comparison, Expression, Literal, Match, Membership } from '../../eql/ast';
import { findFunction } from '../../eql/functions';
import type { Offer, Refactoring } from './refactoring';
import { innermost, replace, sourceOf, withParentheses } from './refactoring';

type Text = Extract<Literal, { readonly type: 'string' }>;

function isText(node: Expression): node is Text {
  return node.kind === 'literal' && node.type === 'string';
}

function hasWildcard(node: Expression): boolean {
  return isText(node) && /[*?]/.test(node.value);
}

/** `x == "a*"` to `x like "a*"` or `x : "a*"`; `!=` and `not in` get their `not` in front. */
export const useWildcards: Refactoring = {
  id: 'use-wildcards',
  kind: 'refactor.rewrite',
  offer: (place) => {
    const comparison = innermost(place, 'comparison');
    if (comparison !== undefined && isEquality(comparison) && hasWildcard(comparison.right))
      return ['like', ':'].map((operator) => ({
        title: `Match the wildcard with \`${operator}\``,
        edits: [
          ...(comparison.operator === '!=' ? [{ from: comparison.from, to: comparison.from, text: 'not ' }] : []),
          replace(comparison.operatorSpan, operator),
        ],
      }));
    const membership = innermost(place, 'membership');
    if (membership === undefined || !membership.items.every(isText) || !membership.items.some(hasWildcard)) return [];
    const operators = membership.caseInsensitive ? ['like~', ':'] : ['like', ':'];
    return operators.map((operator) => ({
      title: `Match the wildcards with \`${operator}\``,
      edits: [
        ...(membership.negated ? [{ from: membership.from, to: membership.from, text: 'not ' }] : []),
        replace(membership.operatorSpan, operator),
      ],
    }));
  },
};

function isEquality({ operator }: Comparison): boolean {
  return operator === '==' || operator === '!=';
}

/** With case to without, and back where the operator has both forms. */
export const toggleCase: Refactoring = {
  id: 'toggle-case',
  kind: 'refactor.rewrite',
  offer: (place) => {
    for (const node of [...place.nodes].reverse()) {
      switch (node.kind) {
        case 'comparison':
          return equalityWithoutCase(node, place.text);
        case 'membership':
          return [membershipCase(node, place.text)];
        case 'match':
          return matchCase(node);
        case 'call':
          return callCase(node);
        default:
          break;
      }
    }
    return [];
  },
};

function title(isInsensitive: boolean): string {
  return isInsensitive ? 'Compare with case' : 'Compare without case';
}

/** `:` reads `*` and `?` as wildcards, so a text that has them goes to `in~`. */
function equalityWithoutCase(node: Comparison, text: string): readonly Offer[] {
  if (!isEquality(node) || !isText(node.right)) return [];
  const literal = sourceOf(text, node.right);
  const negated = node.operator === '!=';
  const edits = hasWildcard(node.right)
    ? [replace({ from: node.operatorSpan.from, to: node.right.to }, `${negated ? 'not ' : ''}in~ (${literal})`)]
    : [...(negated ? [{ from: node.from, to: node.from, text: 'not ' }] : []), replace(node.operatorSpan, ':')];
  return [{ title: title(false), edits }];
}

function membershipCase({ caseInsensitive, negated, operatorSpan }: Membership, text: string): Offer {
  const written = sourceOf(text, operatorSpan);
  const operator = caseInsensitive ? written.replace(/~$/, '') : `${negated ? 'not ' : ''}in~`;
  return { title: title(caseInsensitive), edits: [replace(operatorSpan, operator)] };
}

const OTHER_CASE: Readonly<Partial<Record<Match['operator'], string>>> = {
  like: 'like~',
  'like~': 'like',
  regex: 'regex~',
  'regex~': 'regex',
  ':': 'like',
};

function matchCase({ operator, operatorSpan }: Match): readonly Offer[] {
  const other = OTHER_CASE[operator];
  if (other === undefined) return [];
  return [{ title: title(operator === ':' || operator.endsWith('~')), edits: [replace(operatorSpan, other)] }];
}

function callCase({ name, nameSpan, caseInsensitive }: Call): readonly Offer[] {
  if (findFunction(name)?.caseInsensitive !== true) return [];
  return [{ title: title(caseInsensitive), edits: [replace(nameSpan, caseInsensitive ? name : `${name}~`)] }];
}

/** The opposite condition. `<` is not turned into `>=`: on events that lack the field both would be false. */
export const negate: Refactoring = {
  id: 'negate',
  kind: 'refactor.rewrite',
  offer: (place) => {
    const node = innermostCondition(place.nodes);
    return node === undefined ? [] : [{ title: 'Negate the condition', edits: negationEdits(node, place.text) }];
  },
};

function innermostCondition(nodes: Parameters<typeof innermost>[0]['nodes']): Expression | undefined {
  const conditions = new Set(['comparison', 'membership', 'match', 'not']);
  return [...nodes].reverse().find((node): node is Expression => conditions.has(node.kind));
}

function negationEdits(node: Expression, text: string): Offer['edits'] {
  if (node.kind === 'comparison' && isEquality(node))
    return [replace(node.operatorSpan, node.operator === '==' ? '!=' : '==')];
  if (node.kind === 'membership') {
    const operator = `${node.negated ? '' : 'not '}in${node.caseInsensitive ? '~' : ''}`;
    return [replace(node.operatorSpan, operator)];
  }
  if (node.kind === 'not') {
    const operand = withParentheses(text, node.operand);
    return [{ from: node.from, to: operand.from, text: '' }];
  }
  return [{ from: node.from, to: node.from, text: 'not ' }];
}

// Refactorings of lists: sorted and without repeats, joined from an `or`, split into one.
import type { Span } from '../../base/span';
import type { Expression, Literal, Logical, Match, Membership } from '../../eql/ast';
import { parseQuery } from '../../eql/parse';
import { printLiteral } from '../../eql/print';
import type { Offer, Refactoring, RefactoringPlace } from './refactoring';
import { innermost, parentOf, replace, sourceOf, withParentheses } from './refactoring';

type ListNode = Membership | Match;

function listAround(place: RefactoringPlace): ListNode | undefined {
  const node = innermost(place, 'membership') ?? innermost(place, 'match');
  return node !== undefined && membersOf(node).length > 1 && membersOf(node).every(isLiteral) ? node : undefined;
}

function membersOf(node: ListNode): readonly Expression[] {
  return node.kind === 'membership' ? node.items : node.patterns;
}

function isLiteral(node: Expression): node is Literal {
  return node.kind === 'literal';
}

function hasComment(text: string, { from, to }: Span): boolean {
  return parseQuery(text).comments.some(({ startOffset }) => startOffset >= from && startOffset < to);
}

/** The values in order, each once. Not offered where a comment stands among them: it would lose its place. */
export const sortList: Refactoring = {
  id: 'sort-list',
  kind: 'refactor.rewrite',
  offer: (place) => {
    const node = listAround(place);
    const span = node === undefined ? undefined : membersSpan(node);
    if (node === undefined || span === undefined || hasComment(place.text, span)) return [];
    const written = membersOf(node).map((member) => sourceOf(place.text, member));
    const sorted = sortedOnce(membersOf(node).filter(isLiteral), place.text);
    if (sorted.join() === written.join()) return [];
    return [{ title: 'Sort the list and remove repeats', edits: [replace(span, layOut(sorted, place.text, node))] }];
  },
};

function membersSpan(node: ListNode): Span | undefined {
  const members = membersOf(node);
  const first = members[0];
  const last = members[members.length - 1];
  return first === undefined || last === undefined ? undefined : { from: first.from, to: last.to };
}

/** Numbers by size, texts as they are read; equal values once, however they are written. */
function sortedOnce(members: readonly Literal[], text: string): readonly string[] {
  const seen = new Map<string, Literal>();
  for (const member of members) {
    const key = printLiteral(member);
    if (!seen.has(key)) seen.set(key, member);
  }
  return [...seen.values()].sort(compareLiterals).map((member) => sourceOf(text, member));
}

function compareLiterals(a: Literal, b: Literal): number {
  if (typeof a.value === 'number' && typeof b.value === 'number') return a.value - b.value;
  const [left, right] = [String(a.value), String(b.value)];
  const [foldedLeft, foldedRight] = [left.toLowerCase(), right.toLowerCase()];
  if (foldedLeft !== foldedRight) return foldedLeft < foldedRight ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Values that stood on lines of their own stay so. */
function layOut(values: readonly string[], text: string, node: ListNode): string {
  const [first, second] = membersOf(node);
  const gap = first === undefined || second === undefined ? '' : text.slice(first.to, second.from);
  return values.join(gap.includes('\n') && gap.trim() === ',' ? gap : ', ');
}

interface Joinable {
  readonly field: string;
  readonly operator: 'in' | 'in~' | Match['operator'];
  readonly values: readonly string[];
}

/** `x == "a" or x in ("b", "c")` to `x in ("a", "b", "c")`, patterns likewise. Operands of other fields stay as they are. */
export const joinAlternatives: Refactoring = {
  id: 'join-alternatives',
  kind: 'refactor.rewrite',
  offer: (place) => {
    const chain = [...place.nodes].reverse().find((node): node is Logical => node.kind === 'logical');
    if (chain?.operator !== 'or') return [];
    const around = chain.operands.find((operand) => operand.from <= place.offset && place.offset <= operand.to);
    const wanted = around === undefined ? undefined : joinable(around, place.text);
    if (wanted === undefined) return [];
    return joinOperands(chain, wanted, place.text);
  },
};

function joinOperands(chain: Logical, wanted: Joinable, text: string): readonly Offer[] {
  const parts = chain.operands.map((operand) => ({ operand, part: joinable(operand, text) }));
  const joined = parts.flatMap(({ part }) => (part !== undefined && isAlike(part, wanted) ? [part] : []));
  if (joined.length < 2) return [];
  const list = `${wanted.field} ${wanted.operator} (${[...new Set(joined.flatMap((part) => part.values))].join(', ')})`;
  let isPlaced = false;
  const operands = parts.flatMap(({ operand, part }) => {
    if (part === undefined || !isAlike(part, wanted)) return [sourceOf(text, withParentheses(text, operand))];
    if (isPlaced) return [];
    isPlaced = true;
    return [list];
  });
  const span = chainSpan(chain, text);
  if (hasComment(text, span)) return [];
  return [{ title: `Join into one \`${wanted.operator}\` list`, edits: [replace(span, operands.join(' or '))] }];
}

function chainSpan({ operands }: Logical, text: string): Span {
  const first = operands[0];
  const last = operands[operands.length - 1];
  return {
    from: first === undefined ? 0 : withParentheses(text, first).from,
    to: last === undefined ? 0 : withParentheses(text, last).to,
  };
}

function isAlike(a: Joinable, b: Joinable): boolean {
  return a.field === b.field && a.operator === b.operator;
}

function joinable(node: Expression, text: string): Joinable | undefined {
  switch (node.kind) {
    case 'comparison':
      return node.operator === '==' && node.left.kind === 'field' && isLiteral(node.right) && node.right.type !== 'null'
        ? { field: sourceOf(text, node.left), operator: 'in', values: [sourceOf(text, node.right)] }
        : undefined;
    case 'membership':
      return node.negated || node.operand.kind !== 'field' || !node.items.every(isLiteral)
        ? undefined
        : {
            field: sourceOf(text, node.operand),
            operator: node.caseInsensitive ? 'in~' : 'in',
            values: node.items.map((item) => sourceOf(text, item)),
          };
    case 'match':
      return node.operand.kind !== 'field'
        ? undefined
        : {
            field: sourceOf(text, node.operand),
            operator: node.operator,
            values: node.patterns.map((pattern) => sourceOf(text, pattern)),
          };
    default:
      return undefined;
  }
}

/** `x in ("a", "b")` to `x == "a" or x == "b"`, in parentheses where it stands beside others. */
export const splitList: Refactoring = {
  id: 'split-list',
  kind: 'refactor.rewrite',
  offer: (place) => {
    const node = listAround(place);
    if (node === undefined || (node.kind === 'membership' && node.caseInsensitive)) return [];
    const operand = sourceOf(place.text, node.operand);
    const negated = node.kind === 'membership' && node.negated;
    const operator = node.kind === 'match' ? node.operator : negated ? '!=' : '==';
    const joint = negated ? ' and ' : ' or ';
    const alternatives = membersOf(node).map((member) => `${operand} ${operator} ${sourceOf(place.text, member)}`);
    const isAlone = standsAlone(place, node);
    const split = isAlone ? alternatives.join(joint) : `(${alternatives.join(joint)})`;
    const span = { from: node.from, to: listEnd(node, place.text) };
    if (hasComment(place.text, span)) return [];
    return [{ title: `Split into \`${joint.trim()}\``, edits: [replace(span, split)] }];
  },
};

/** As the whole condition of its filter. */
function standsAlone(place: RefactoringPlace, node: Expression): boolean {
  return parentOf(place, node)?.kind === 'eventFilter';
}

/** A list's closing parenthesis belongs to the node. */
function listEnd(node: ListNode, text: string): number {
  const written = sourceOf(text, node).trimEnd();
  if (written.endsWith(')')) return node.to;
  const close = text.indexOf(')', node.to);
  return close < 0 ? node.to : close + 1;
}

// Refactorings of exclusions: an arm of `not (… or …)` taken out as an exclusion of its own.
import type { Expression, Logical, Not } from '../../eql/ast';
import type { Node } from '../../eql/nodesAt';
import type { Refactoring, RefactoringPlace } from './refactoring';
import { replace, sourceOf, withParentheses } from './refactoring';

interface ArmPlace {
  readonly exclusion: Not;
  readonly arms: Logical;
  readonly arm: Expression;
}

/** `not (a or b or c)` at b to `not (a or c) and not b`: the same events, but the arm can be read, moved and reviewed alone. */
export const extractArm: Refactoring = {
  id: 'extract-arm',
  kind: 'refactor.extract',
  offer: (place) => {
    const found = armAt(place);
    if (found === undefined || !takesAnd(parentNode(place, found.exclusion))) return [];
    const { text } = place;
    const others = found.arms.operands
      .filter((operand) => operand !== found.arm)
      .map((operand) => sourceOf(text, withParentheses(text, operand)));
    const rest = others.length > 1 ? `(${others.join(' or ')})` : parenthesised(found, others[0] ?? '');
    const arm = parenthesise(found.arm, sourceOf(text, found.arm));
    const whole = { from: found.exclusion.from, to: withParentheses(text, found.arms).to };
    return [{ title: 'Extract the exclusion arm', edits: [replace(whole, `not ${rest} and not ${arm}`)] }];
  },
};

function armAt({ nodes, offset }: RefactoringPlace): ArmPlace | undefined {
  for (let index = nodes.length - 1; index > 0; index--) {
    const arms = nodes[index];
    const exclusion = nodes[index - 1];
    if (arms?.kind !== 'logical' || arms.operator !== 'or' || exclusion?.kind !== 'not') continue;
    const arm = arms.operands.find((operand) => operand.from <= offset && offset <= operand.to);
    return arm === undefined ? undefined : { exclusion, arms, arm };
  }
  return undefined;
}

function parentNode({ nodes }: RefactoringPlace, node: Node): Node | undefined {
  return nodes[nodes.indexOf(node) - 1];
}

/** Where `a and b` may stand in place of `a` without parentheses. */
function takesAnd(parent: Node | undefined): boolean {
  return parent?.kind === 'eventFilter' || (parent?.kind === 'logical' && parent.operator === 'and');
}

function parenthesised({ arm, arms }: ArmPlace, source: string): string {
  const other = arms.operands.find((operand) => operand !== arm);
  return other === undefined || source.startsWith('(') ? source : parenthesise(other, source);
}

function parenthesise(node: Expression, source: string): string {
  return node.kind === 'logical' || node.kind === 'not' ? `(${source})` : source;
}

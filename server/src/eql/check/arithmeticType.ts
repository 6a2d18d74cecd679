// Arithmetic takes numbers only. Source: ArithmeticOperation and Neg, resolveType. A leading `+` means nothing and asks for nothing.
import type { Issue } from '../../base/issue';
import type { Expression } from '../ast';
import { replacement } from '../syntaxIssue';
import { issueAt, refusal } from './context';
import type { CheckContext } from './context';
import { convertedLiteral } from './literals';
import { describe, isOpen, typeOf } from './valueType';

export function checkArithmetic(context: CheckContext): readonly Issue[] {
  return context.nodes.flatMap((node) => operandsOf(node).flatMap((operand) => judge(operand, context)));
}

function operandsOf(node: Expression): readonly Expression[] {
  if (node.kind === 'arithmetic') return [node.left, node.right];
  return node.kind === 'sign' && node.operator === '-' ? [node.operand] : [];
}

function judge(operand: Expression, context: CheckContext): readonly Issue[] {
  const type = typeOf(operand, context.fields);
  if (type.family === 'number' || isOpen(type)) return [];
  const cure = type.family === 'string' ? ' `number(…)` reads a text as a number, `concat(…)` joins texts.' : '';
  const message = `${describe(operand, type)}; arithmetic needs numbers.${cure}`;
  const converted = convertedLiteral(operand, NUMBER);
  const fixes = converted === undefined ? [] : [replacement(operand, converted)];
  return [issueAt(operand, 'type-mismatch', refusal(context, type), message, fixes)];
}

const NUMBER = { family: 'number', name: 'number', fromField: false } as const;

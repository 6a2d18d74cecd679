// How many hits a `head` or `tail` keeps: a constant whole number, computed where it is written as a sum.
// Source: LogicalPlanBuilder.pipeIntArgument, which folds its argument.
import type { Expression } from './ast';

/** From 0 to the largest int; undefined for what is no such number. */
export function pipeCount(argument: Expression): number | undefined {
  const value = wholeNumber(argument);
  return value === undefined || value < 0n || value > 2147483647n ? undefined : Number(value);
}

function wholeNumber(node: Expression): bigint | undefined {
  switch (node.kind) {
    case 'literal':
      return node.type === 'integer' || node.type === 'long' ? BigInt(node.value) : undefined;
    case 'sign': {
      const operand = wholeNumber(node.operand);
      return operand !== undefined && node.operator === '-' ? -operand : operand;
    }
    case 'arithmetic': {
      const [left, right] = [wholeNumber(node.left), wholeNumber(node.right)];
      return left === undefined || right === undefined ? undefined : compute(left, node.operator, right);
    }
    default:
      return undefined;
  }
}

function compute(left: bigint, operator: '+' | '-' | '*' | '/' | '%', right: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0n ? undefined : left / right;
    case '%':
      return right === 0n ? undefined : left % right;
  }
}

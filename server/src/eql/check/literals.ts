// Literals of one type written as another: what a cure puts in their place.
import type { Expression } from '../ast';
import { printExpression } from '../print';
import { quoteString } from '../strings';
import type { ValueType } from './valueType';

/** `"5"` as `5` for a number, `5` as `"5"` for a text, `"true"` as `true`; undefined where the value means nothing there. */
export function convertedLiteral(node: Expression, { family }: ValueType): string | undefined {
  switch (family) {
    case 'string':
    case 'version':
      return isNumeral(node) || (node.kind === 'literal' && node.type === 'boolean')
        ? quoteString(printExpression(node))
        : undefined;
    case 'number':
      return node.kind === 'literal' && node.type === 'string' && NUMBER.test(node.value) ? node.value : undefined;
    case 'boolean':
      return node.kind === 'literal' && node.type === 'string' && /^(?:true|false)$/.test(node.value)
        ? node.value
        : undefined;
    default:
      return undefined;
  }
}

/** As EQL writes numbers. */
const NUMBER = /^-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

function isNumeral(node: Expression): boolean {
  if (node.kind === 'sign') return isNumeral(node.operand);
  return node.kind === 'literal' && (node.type === 'integer' || node.type === 'long' || node.type === 'double');
}

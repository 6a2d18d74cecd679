// Tree to text: canonical EQL on one line, with the fewest parentheses that keep the tree.
import { assertNever } from '../base/assertNever';
import type { Expression, EventFilter, Item, JoinKey, Literal, Query } from './ast';
import { quoteString } from './strings';
import { KEYWORDS } from './tokens';

export function printQuery(query: Query): string {
  const pipes = query.pipes.map(
    (pipe) => ` | ${pipe.name}${pipe.arguments.length > 0 ? ' ' : ''}${pipe.arguments.map(printExpression).join(', ')}`,
  );
  return printBody(query) + pipes.join('');
}

function printBody(query: Query): string {
  switch (query.kind) {
    case 'eventQuery':
      return printFilter(query.filter);
    case 'sequenceQuery': {
      const maxspan = query.maxspan === undefined ? '' : ` with maxspan=${printSpan(query.maxspan.milliseconds)}`;
      const until = query.until === undefined ? '' : ` until ${printItem(query.until)}`;
      return `sequence${printKeys(query.keys)}${maxspan}${query.items.map((item) => ` ${printItem(item)}`).join('')}${until}`;
    }
    case 'sampleQuery':
      return `sample${printKeys(query.keys)}${query.items.map((item) => ` ${printItem(item)}`).join('')}`;
    default:
      return assertNever(query);
  }
}

export function printItem(item: Item): string {
  const runs = item.runs === 1 ? '' : ` with runs=${item.runs}`;
  return `${item.missing ? '!' : ''}[${printFilter(item.filter)}]${printKeys(item.keys)}${runs}`;
}

function printKeys(keys: readonly JoinKey[]): string {
  return keys.length === 0 ? '' : ` by ${keys.map((key) => printExpression(key.expression)).join(', ')}`;
}

function printSpan(milliseconds: number): string {
  const [unit, size] = (
    [
      ['d', 86_400_000],
      ['h', 3_600_000],
      ['m', 60_000],
      ['s', 1000],
    ] as const
  ).find(([, each]) => milliseconds % each === 0) ?? ['ms', 1];
  return `${milliseconds / size}${unit}`;
}

const PLAIN_NAME = /^[A-Za-z_@][A-Za-z0-9_]*$/;

export function printFilter(filter: EventFilter): string {
  return `${printCategory(filter.category.name)} where ${printExpression(filter.condition)}`;
}

function printCategory(name: string | undefined): string {
  if (name === undefined) return 'any';
  return PLAIN_NAME.test(name) && !KEYWORDS.includes(name) ? name : quoteString(name);
}

/** How strongly each kind binds, weakest first. */
const OR = 0;
const AND = 1;
const NOT = 2;
const COMPARISON = 3;
const SUM = 4;
const PRODUCT = 5;
const SIGN = 6;
const PREDICATE = 7;
const PRIMARY = 8;

export function printExpression(node: Expression): string {
  return print(node, OR);
}

function print(node: Expression, least: number): string {
  const text = printNode(node);
  return strength(node) < least ? `(${text})` : text;
}

function strength(node: Expression): number {
  switch (node.kind) {
    case 'logical':
      return node.operator === 'or' ? OR : AND;
    case 'not':
      return NOT;
    case 'comparison':
      return COMPARISON;
    case 'arithmetic':
      return node.operator === '+' || node.operator === '-' ? SUM : PRODUCT;
    case 'sign':
      return SIGN;
    case 'membership':
    case 'match':
      return PREDICATE;
    case 'literal':
    case 'field':
    case 'call':
    case 'hole':
      return PRIMARY;
    default:
      return assertNever(node);
  }
}

function printNode(node: Expression): string {
  switch (node.kind) {
    case 'literal':
      return printLiteral(node);
    case 'field':
      return `${node.optional ? '?' : ''}${printPath(node.path)}`;
    case 'sign':
      return `${node.operator}${node.operand.kind === 'sign' ? ' ' : ''}${print(node.operand, SIGN)}`;
    case 'arithmetic': {
      const own = strength(node);
      return `${print(node.left, own)} ${node.operator} ${print(node.right, own + 1)}`;
    }
    case 'comparison':
      return `${print(node.left, SUM)} ${node.operator} ${print(node.right, SUM)}`;
    case 'membership':
      return `${print(node.operand, PRIMARY)} ${node.negated ? 'not ' : ''}in${node.caseInsensitive ? '~' : ''} (${node.items.map(printExpression).join(', ')})`;
    case 'match': {
      const patterns = node.patterns.map(printLiteral).join(', ');
      return `${print(node.operand, PRIMARY)} ${node.operator} ${node.list ? `(${patterns})` : patterns}`;
    }
    case 'call':
      return `${node.name}${node.caseInsensitive ? '~' : ''}(${node.arguments.map(printExpression).join(', ')})`;
    case 'not':
      return `not ${print(node.operand, NOT)}`;
    case 'logical':
      return node.operands
        .map((operand) => print(operand, (node.operator === 'or' ? OR : AND) + 1))
        .join(` ${node.operator} `);
    case 'hole':
      return '…';
    default:
      return assertNever(node);
  }
}

export function printLiteral(node: Literal): string {
  switch (node.type) {
    case 'null':
      return 'null';
    case 'string':
      return quoteString(node.value);
    case 'double':
      return printDouble(node.value);
    case 'boolean':
    case 'integer':
    case 'long':
      return String(node.value);
    default:
      return assertNever(node);
  }
}

/** With a dot or an exponent, so that it is read as a double again. */
function printDouble(value: number): string {
  if (value === Infinity) return '1e999';
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A path as a query writes it: backquotes where a segment needs them. */
export function printPath(path: string): string {
  const segments = path.split('.');
  if (segments.every((segment) => PLAIN_NAME.test(segment) && !KEYWORDS.includes(segment))) return path;
  return `\`${path.replaceAll('`', '``')}\``;
}

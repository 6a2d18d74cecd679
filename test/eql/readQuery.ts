// Reads queries in tests: the shape of a tree as one line, and issues by marks in the text. `«…»` stands around what an issue is about.
import assert from 'node:assert/strict';
import type { Expression, Item, Query } from '../../server/src/eql/ast';
import { parseExpression, parseQuery } from '../../server/src/eql/parse';

/** Codes and, after a colon, words that the message has: `'runs: whole number'`. One for each mark, in the order of the text. */
export type ExpectedIssue = string;

/** The issues of a query are those that are marked, and no others. */
export function checkIssues(marked: string, ...expected: readonly ExpectedIssue[]): Query {
  const { text, spans } = readMarks(marked);
  const { value, issues } = parseQuery(text);
  const found = issues.map(({ code, from, to }) => `${code} «${text.slice(from, to)}» at ${from}`);
  assert.deepEqual(
    found,
    expected.map((each, at) => {
      const span = spans[at] ?? { from: NaN, to: NaN };
      return `${codeOf(each)} «${text.slice(span.from, span.to)}» at ${span.from}`;
    }),
    text,
  );
  for (const [at, each] of expected.entries()) {
    const message = issues[at]?.message ?? '';
    assert.ok(message.includes(wordsOf(each)), message);
  }
  return value;
}

function codeOf(expected: ExpectedIssue): string {
  return /^[a-z-]+/.exec(expected)?.[0] ?? '';
}

function wordsOf(expected: ExpectedIssue): string {
  return expected.slice(codeOf(expected).length).replace(/^: /, '');
}

interface Marks {
  readonly text: string;
  readonly spans: readonly { readonly from: number; readonly to: number }[];
}

/** Marks do not nest. */
export function readMarks(marked: string): Marks {
  const spans: { from: number; to: number }[] = [];
  let text = '';
  for (const [part] of marked.matchAll(/[«»]|[^«»]+/g)) {
    const last = spans[spans.length - 1];
    if (part === '«') spans.push({ from: text.length, to: text.length });
    else if (part === '»' && last !== undefined) last.to = text.length;
    else text += part;
  }
  return { text, spans };
}

/** The shape of a whole query that has no issue. */
export function shapeOfQuery(text: string): string {
  const { value, issues } = parseQuery(text);
  assert.deepEqual(issues, [], text);
  return queryShape(value);
}

/** The shape of an expression that has no issue. */
export function shapeOf(text: string): string {
  const { value, issues } = parseExpression(text);
  assert.deepEqual(issues, [], text);
  return shape(value);
}

/** A line a query: every node in brackets of its own, so that precedence shows. A hole is `_`. */
export function queryShape(query: Query): string {
  const pipes = query.pipes.map((pipe) => ` | ${[pipe.name, ...pipe.arguments.map(shape)].join(' ')}`).join('');
  if (query.kind === 'eventQuery') return filterShape(query) + pipes;
  const items = query.items.map(itemShape);
  const span = query.kind === 'sequenceQuery' && query.maxspan ? [`${query.maxspan.milliseconds}ms`] : [];
  const until = query.kind === 'sequenceQuery' && query.until ? ['until', itemShape(query.until)] : [];
  const word = query.kind === 'sequenceQuery' ? 'sequence' : 'sample';
  return [word, ...keysShape(query), ...span, ...items, ...until].join(' ') + pipes;
}

function filterShape({ filter }: Pick<Item, 'filter'>): string {
  return `${filter.category.name ?? '*'}? ${shape(filter.condition)}`;
}

function itemShape(item: Item): string {
  const runs = item.runs === 1 ? '' : `x${item.runs}`;
  return `${item.missing ? '!' : ''}[${[filterShape(item), ...keysShape(item)].join(' ')}]${runs}`;
}

function keysShape({ keys }: Pick<Item, 'keys'>): string[] {
  return keys.length === 0 ? [] : [`by ${keys.map(({ expression }) => shape(expression)).join(',')}`];
}

export function shape(node: Expression): string {
  switch (node.kind) {
    case 'literal':
      return node.type === 'string' ? JSON.stringify(node.value) : `${String(node.value)}${SUFFIXES[node.type]}`;
    case 'field':
      return `${node.optional ? '?' : ''}${node.path}`;
    case 'hole':
      return '_';
    case 'not':
      return `(not ${shape(node.operand)})`;
    case 'sign':
      return `(${node.operator} ${shape(node.operand)})`;
    case 'arithmetic':
    case 'comparison':
      return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`;
    case 'logical':
      return `(${node.operands.map(shape).join(` ${node.operator} `)})`;
    case 'call':
      return `${node.name}${node.caseInsensitive ? '~' : ''}(${node.arguments.map(shape).join(' ')})`;
    case 'membership': {
      const word = `${node.negated ? 'not ' : ''}in${node.caseInsensitive ? '~' : ''}`;
      return `(${shape(node.operand)} ${word} {${node.items.map(shape).join(' ')}})`;
    }
    case 'match': {
      const patterns = node.patterns.map(shape).join(' ');
      return `(${shape(node.operand)} ${node.operator} ${node.list ? `{${patterns}}` : patterns})`;
    }
  }
}

const SUFFIXES = { null: '', boolean: '', integer: '', long: 'L', double: 'd' } as const;

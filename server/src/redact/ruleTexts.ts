// What rules compare values with: the parts of a value that a rule matches on stay, so that it goes on matching.
import type { DslQuery } from '../base/queryDsl';
import type { Span } from '../base/span';
import { blockBounds } from '../eql/address';
import type { Expression, Query } from '../eql/ast';
import { conditionsOf, walkExpression } from '../eql/walk';
import { compileWildcard, foldAscii } from '../engine/wildcard';

/** One text that a rule asks of a field. */
export interface RuleText {
  readonly field: string;
  /** For people. */
  readonly rule: string;
  /** The parts of a value, in lower case, that it matches; undefined where it does not match. */
  readonly partsIn: (value: string) => readonly Span[] | undefined;
}

export interface RuleTexts {
  readonly texts: readonly RuleText[];
  /** IP blocks. */
  readonly blocks: readonly string[];
}

/** A rule as it is run. */
export interface AskingRule {
  readonly name: string;
  readonly query: Query | Expression;
  readonly filters?: readonly DslQuery[];
  /** Of a label: its whole values are rewritten with those of the events, only patterns count. */
  readonly patternsOnly?: boolean;
}

export function ruleTextsOf(rules: readonly AskingRule[]): RuleTexts {
  const texts = new Map<string, RuleText>();
  const blocks = new Set<string>();
  for (const { name, query, filters = [], patternsOnly = false } of rules) {
    const add: Add = (field, form, value) => {
      if (blockBounds(value) !== undefined) blocks.add(value);
      if (patternsOnly && form === 'whole') return;
      const key = JSON.stringify([field, form, value]);
      if (!texts.has(key)) texts.set(key, { field, rule: name, partsIn: FORMS[form](value.toLowerCase()) });
    };
    for (const condition of conditionsOf(query)) walkExpression(condition, (node) => addNode(node, add));
    for (const filter of filters) addFilter(filter, add);
  }
  return { texts: [...texts.values()], blocks: [...blocks] };
}

type Form = 'whole' | 'pattern' | 'part' | 'regex';
type Add = (field: string, form: Form, value: string) => void;

function addNode(node: Expression, add: Add): void {
  switch (node.kind) {
    case 'comparison':
      return addAll([node.left, node.right], 'whole', add);
    case 'membership':
      return addAll([node.operand, ...node.items], 'whole', add);
    case 'match':
      return addAll([node.operand, ...node.patterns], node.operator.startsWith('regex') ? 'regex' : 'pattern', add);
    case 'call':
      return addAll(node.arguments, CALLS[node.name.toLowerCase()] ?? 'part', add);
    default:
      return;
  }
}

/** Others look for a part. */
const CALLS: Readonly<Record<string, Form>> = { wildcard: 'pattern', match: 'regex', cidrmatch: 'whole' };

/** Every text beside every field, however deep the field is: `length(user.name) == 3` names no text. */
function addAll(nodes: readonly Expression[], form: Form, add: Add): void {
  const fields = new Set<string>();
  for (const each of nodes) walkExpression(each, (node) => void (node.kind === 'field' && fields.add(node.path)));
  for (const node of nodes)
    if (node.kind === 'literal' && node.type === 'string') for (const field of fields) add(field, form, node.value);
}

function addFilter(filter: DslQuery, add: Add): void {
  switch (filter.kind) {
    case 'bool':
      return [...filter.must, ...filter.mustNot, ...filter.should].forEach((each) => addFilter(each, add));
    case 'nested':
      return addFilter(filter.query, add);
    case 'term':
      return filter.values.forEach((value) => add(filter.field.path, 'whole', String(value)));
    case 'match':
      return add(filter.field.path, 'part', String(filter.value));
    case 'prefix':
      return add(filter.field.path, 'pattern', `${filter.value}*`);
    case 'wildcard':
      return add(filter.field.path, 'pattern', filter.value);
    case 'constant':
    case 'exists':
    case 'range':
      return;
  }
}

const FORMS: Readonly<Record<Form, (wanted: string) => RuleText['partsIn']>> = {
  whole: (wanted) => (value) => (value === wanted ? [{ from: 0, to: value.length }] : undefined),
  pattern(wanted) {
    const test = compileWildcard(wanted, foldAscii);
    const pieces = wanted.split(/[*?]+/);
    return (value) => (test(value) ? placesOf(pieces, value) : undefined);
  },
  part: (wanted) => (value) => someParts([wanted], value),
  regex(wanted) {
    const pieces = wanted.match(/[\p{L}\p{N}_-]{3,}/gu) ?? [];
    return (value) => someParts(pieces, value);
  },
};

/** The leftmost place of each piece behind the one before; the last one stands at the end. */
function placesOf(pieces: readonly string[], value: string): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  pieces.forEach((piece, index) => {
    const isLast = index === pieces.length - 1;
    const from = isLast && value.endsWith(piece) ? value.length - piece.length : value.indexOf(piece, at);
    if (piece === '' || from < at) return;
    at = from + piece.length;
    spans.push({ from, to: at });
  });
  return spans;
}

function someParts(pieces: readonly string[], value: string): readonly Span[] | undefined {
  const spans = pieces.flatMap((piece): readonly Span[] => {
    const from = piece === '' ? -1 : value.indexOf(piece);
    return from < 0 ? [] : [{ from, to: from + piece.length }];
  });
  return spans.length === 0 ? undefined : spans;
}

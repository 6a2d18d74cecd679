// An arm as an item of a Kibana exception list, where an item can say the same.
import type { Expression, Literal } from '../eql/ast';
import { printExpression } from '../eql/print';
import { clausesOf } from '../eql/walk';

/** Source: Kibana's exceptions API, create an exception list item. */
export interface ExceptionItemJson {
  readonly item_id?: string;
  readonly list_id?: string;
  readonly type: 'simple';
  readonly namespace_type: 'single';
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly comments: readonly { readonly comment: string }[];
  readonly entries: readonly ExceptionEntryJson[];
  /** When it ends. */
  readonly expire_time?: string;
}

export type ExceptionEntryJson =
  | { readonly field: string; readonly operator: Operator; readonly type: 'match' | 'wildcard'; readonly value: string }
  | {
      readonly field: string;
      readonly operator: Operator;
      readonly type: 'match_any';
      readonly value: readonly string[];
    }
  | { readonly field: string; readonly operator: Operator; readonly type: 'exists' };

type Operator = 'included' | 'excluded';

export interface ExceptionWords {
  readonly name: string;
  readonly reason?: string;
  /** There is no field for them: they become a tag. */
  readonly owner?: string;
  /** `YYYY-MM-DD` or a whole time of ISO 8601. */
  readonly until?: string;
  readonly listId?: string;
}

/** `problem`: one sentence that says what no item can express. */
export type MadeException =
  { readonly kind: 'item'; readonly item: ExceptionItemJson } | { readonly kind: 'none'; readonly problem: string };

export function toExceptionItem(arm: Expression, words: ExceptionWords): MadeException {
  const entries: ExceptionEntryJson[] = [];
  for (const clause of clausesOf(arm)) {
    const entry = entryOf(clause);
    if (typeof entry === 'string')
      return { kind: 'none', problem: `\`${shorten(printExpression(clause))}\`: ${entry}` };
    entries.push(entry);
  }
  const { name, reason = '', owner, until, listId } = words;
  const item: ExceptionItemJson = {
    ...(listId === undefined ? {} : { list_id: listId }),
    type: 'simple',
    namespace_type: 'single',
    name,
    description: reason === '' ? name : reason,
    tags: owner === undefined ? [] : [`owner:${owner}`],
    comments: reason === '' ? [] : [{ comment: reason }],
    entries,
    ...(until === undefined ? {} : { expire_time: until.length === 10 ? `${until}T00:00:00.000Z` : until }),
  };
  return { kind: 'item', item };
}

/** An entry, or the sentence that says why there is none. */
function entryOf(clause: Expression): ExceptionEntryJson | string {
  if (clause.kind === 'not') return excludedEntry(clause.operand);
  switch (clause.kind) {
    case 'comparison':
      return comparisonEntry(clause);
    case 'membership':
      return clause.caseInsensitive
        ? 'an item compares with case; write `in` in place of `in~`.'
        : valuesEntry(clause.operand, clause.items, clause.negated);
    case 'match':
      return matchEntry(clause);
    case 'call':
      return 'an item knows no functions.';
    case 'logical':
      return 'the entries of an item are all needed; alternatives are items of their own.';
    default:
      return 'an item asks for a field and its values, and for nothing else.';
  }
}

function excludedEntry(operand: Expression): ExceptionEntryJson | string {
  const entry = entryOf(operand);
  if (typeof entry === 'string') return entry;
  return { ...entry, operator: entry.operator === 'included' ? 'excluded' : 'included' };
}

function comparisonEntry(clause: Expression & { readonly kind: 'comparison' }): ExceptionEntryJson | string {
  const { left, operator, right } = clause;
  if (operator !== '==' && operator !== '!=') return 'an item knows no ranges.';
  if (left.kind === 'field' && right.kind === 'literal' && right.type === 'null')
    return { field: left.path, operator: operator === '==' ? 'excluded' : 'included', type: 'exists' };
  return valuesEntry(left, [right], operator === '!=');
}

function valuesEntry(
  operand: Expression,
  values: readonly Expression[],
  negated: boolean,
): ExceptionEntryJson | string {
  if (operand.kind !== 'field' || !values.every(isValue)) return 'an item compares a field with values only.';
  const texts = values.map(({ value }) => String(value));
  const [only = '', ...others] = texts;
  const operator = negated ? 'excluded' : 'included';
  return others.length === 0
    ? { field: operand.path, operator, type: 'match', value: only }
    : { field: operand.path, operator, type: 'match_any', value: texts };
}

function isValue(node: Expression): node is Literal {
  return node.kind === 'literal' && node.type !== 'null';
}

function matchEntry(clause: Expression & { readonly kind: 'match' }): ExceptionEntryJson | string {
  const { operand, operator, patterns } = clause;
  if (operator === 'regex' || operator === 'regex~') return 'an item knows no regular expressions.';
  if (operator !== 'like') return 'an item compares with case; write `==`, `in` or `like`.';
  if (operand.kind !== 'field') return 'an item compares a field with values only.';
  const texts = patterns.map(({ value }) => String(value));
  if (!texts.some((text) => /[*?]/.test(text))) return valuesEntry(operand, patterns, false);
  const [only = '', ...others] = texts;
  return others.length === 0
    ? { field: operand.path, operator: 'included', type: 'wildcard', value: only }
    : 'an item has one wildcard for a field; make an item of each.';
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

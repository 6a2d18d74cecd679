// What every check is given: the query taken apart once, what is known of fields, and how bad a finding is.
import type { Issue, Severity } from '../../base/issue';
import type { Span } from '../../base/span';
import type { Expression, Field, Query } from '../ast';
import type { FieldResolver } from '../types';
import { filtersOf, walkExpression } from '../walk';
import type { ValueType } from './valueType';

export interface CheckOptions {
  /** Where `process where` looks the category up: the rule's `event_category_override`, else `event.category`. */
  readonly eventCategoryField: string;
  readonly timestampField: string;
  /** The oldest stack that the rule is for: `8.3.0`. */
  readonly stackVersion?: string;
}

export interface CheckContext {
  readonly query: Query;
  readonly fields: FieldResolver;
  readonly options: CheckOptions;
  /** Every node of every condition, a parent before its children. Pipes and join keys are not among them. */
  readonly nodes: readonly Expression[];
  /** The join keys that are fields; the parser has refused the others. */
  readonly keyFields: readonly Field[];
}

export function createContext(query: Query, fields: FieldResolver, options: CheckOptions): CheckContext {
  const nodes: Expression[] = [];
  for (const { condition } of filtersOf(query)) walkExpression(condition, (node) => nodes.push(node));
  return { query, fields, options, nodes, keyFields: keyFieldsOf(query) };
}

/** Every field that stands in a condition or as a join key. A name that is not finished is none. */
export function fieldUsesOf({ nodes, keyFields }: CheckContext): readonly Field[] {
  const inConditions = nodes.filter((node) => node.kind === 'field');
  return [...inConditions, ...keyFields].filter((field) => !field.path.split('.').includes(''));
}

function keyFieldsOf(query: Query): readonly Field[] {
  if (query.kind === 'eventQuery') return [];
  const until = query.kind === 'sequenceQuery' && query.until !== undefined ? [query.until] : [];
  const keys = [...query.keys, ...[...query.items, ...until].flatMap((item) => item.keys)];
  return keys.flatMap(({ expression }) => (expression.kind === 'field' ? [expression] : []));
}

/** Elasticsearch refuses it for these types. An error, unless a type is only guessed from a sample. */
export function refusal({ fields }: CheckContext, ...types: readonly ValueType[]): Severity {
  return fields.authority === 'open' && types.some((type) => type.fromField) ? 'warning' : 'error';
}

/** A limitation of Elasticsearch that only its own mapping proves; the local engine evaluates it. */
export function limitation({ fields }: CheckContext): Severity {
  return fields.authority === 'mapping' ? 'error' : 'warning';
}

export function issueAt(
  { from, to }: Span,
  code: string,
  severity: Severity,
  message: string,
  fixes: Issue['fixes'] = [],
): Issue {
  return { code, severity, message, from, to, ...(fixes.length > 0 ? { fixes } : {}) };
}

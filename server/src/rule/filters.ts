// A rule's `filters`: Kibana's filter objects, which take events out before the query sees them. Read to plain queries of the query DSL.
import { dslAll, dslAny } from '../base/queryDsl';
import type { DslQuery } from '../base/queryDsl';
import type { Span } from '../base/span';
import type { Rule } from './document';
import { entryOf } from './fields';
import type { FieldValue, TableField } from './fields';
import { allOf, isTrue, readDsl, textOf, unread } from './queryDsl';
import type { ReadDsl } from './queryDsl';

export interface RuleFilter extends Span {
  /** For people: the filter's alias, its field, or its number. */
  readonly name: string;
  /** Undefined where it is not evaluated; `reason` then ends a sentence that begins with its name. */
  readonly query?: DslQuery;
  readonly reason?: string;
}

/** Those that are switched on, in the order in which they stand. */
export function filtersOfRule({ content }: Pick<Rule, 'content'>): readonly RuleFilter[] {
  const value = entryOf(content.rule, 'filters')?.value;
  const items = value?.kind === 'list' ? value.items : value === undefined ? [] : [value];
  return items.flatMap((item, index) => (isDisabled(item) ? [] : [toRuleFilter(item, index)]));
}

function isDisabled(item: FieldValue): boolean {
  return isTrue(entryOf(item, 'meta')?.value, 'disabled');
}

function toRuleFilter(item: FieldValue, index: number): RuleFilter {
  const { from, to } = item;
  const meta = entryOf(item, 'meta')?.value;
  const name = textOf(meta, 'alias') || textOf(meta, 'key') || `number ${index + 1}`;
  const read = readFilter(item);
  return read.kind === 'unread' ? { from, to, name, reason: read.reason } : { from, to, name, query: read };
}

function readFilter(item: FieldValue): ReadDsl {
  if (item.kind !== 'table') return unread(item, 'is no object');
  const meta = entryOf(item, 'meta')?.value;
  const asked = textOf(meta, 'type') === 'combined' ? readCombined(item, meta) : readOwn(item);
  if (asked.kind === 'unread' || !isTrue(meta, 'negate')) return asked;
  return dslAll([], [asked]);
}

/** Filters joined by `and` or `or` stand in `meta.params`. */
function readCombined(item: TableField, meta: FieldValue | undefined): ReadDsl {
  const params = entryOf(meta, 'params')?.value;
  if (params?.kind !== 'list') return unread(item, 'is combined of nothing');
  const parts = params.items.filter((part) => !isDisabled(part)).map(readFilter);
  return allOf(parts, textOf(meta, 'relation')?.toLowerCase() === 'or' ? dslAny : dslAll);
}

/** The query stands under `query`, in filters of older versions beside `meta`. */
function readOwn(item: TableField): ReadDsl {
  const query = entryOf(item, 'query')?.value;
  if (query !== undefined) return readDsl(query);
  const entries = item.entries.filter(({ key }) => key !== 'meta' && key !== '$state');
  return entries.length === 0 ? unread(item, 'has no query') : readDsl({ ...item, entries });
}

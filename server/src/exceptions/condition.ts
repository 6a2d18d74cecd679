// What an exception item asks of an event, as a query of the query DSL: Kibana sends it beside the rule's own query, negated.
// Source: Kibana's exception filters. Entries are all needed; items are alternatives; `match` is a `match_phrase`, which on a keyword is exact.
import { dslAll, dslAny } from '../base/queryDsl';
import type { DslField, DslQuery } from '../base/queryDsl';
import type { ExceptionEntry, ExceptionItem } from './list';

/** Undefined where an entry asks for a value list, which only Kibana has, or the item has no entry. */
export function conditionOfItem({ entries, osTypes }: ExceptionItem): DslQuery | undefined {
  const parts = entries.map((entry) => conditionOfEntry(entry, ''));
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  const known = parts.filter((part) => part !== undefined);
  return dslAll(osTypes.length === 0 ? known : [osCondition(osTypes), ...known]);
}

/** The filter that lets through what no item takes out; `now` in milliseconds. Items that have expired take nothing out. */
export function filterOfItems(items: readonly ExceptionItem[], now: number): DslQuery {
  const active = items.filter((item) => !isExpired(item, now));
  return dslAll(
    [],
    active.flatMap((item) => conditionOfItem(item) ?? []),
  );
}

/** A time that cannot be read never comes. A day without a time ends as it begins, in UTC. */
export function isExpired({ expireTime }: ExceptionItem, now: number): boolean {
  const time = expireTime === undefined ? NaN : Date.parse(expireTime.value.replaceAll('/', '-'));
  return time <= now;
}

function conditionOfEntry(entry: ExceptionEntry, parent: string): DslQuery | undefined {
  const { path, from, to } = placeOf(entry, parent);
  const field: DslField = { path, from, to };
  const asked = askOf(entry, field);
  return asked === undefined || !entry.excluded ? asked : dslAll([], [asked]);
}

function askOf(entry: ExceptionEntry, field: DslField): DslQuery | undefined {
  switch (entry.kind) {
    case 'match':
    case 'match_any':
      return dslAny(entry.values.map(({ value }) => ({ kind: 'match', field, value, tokens: 'phrase' })));
    case 'wildcard':
      return dslAny(entry.values.map(({ value }) => ({ kind: 'wildcard', field, value, caseInsensitive: false })));
    case 'exists':
      return { kind: 'exists', field };
    case 'list':
      return undefined;
    case 'nested': {
      const parts = entry.entries.map((inner) => conditionOfEntry(inner, `${field.path}.`));
      const known = parts.filter((part) => part !== undefined);
      return known.length === 0 || known.length < parts.length
        ? undefined
        : { kind: 'nested', path: field, query: dslAll(known) };
    }
  }
}

function placeOf({ field }: ExceptionEntry, parent: string): DslField {
  return { path: `${parent}${field.value}`, from: field.from, to: field.to };
}

/** Endpoint writes the system's type under another name than all others. */
function osCondition(osTypes: readonly string[]): DslQuery {
  const fields = ['host.os.type', 'host.os.name.caseless'].map((path) => ({ path, from: 0, to: 0 }));
  return dslAny(
    fields.flatMap((field) => osTypes.map((value): DslQuery => ({ kind: 'match', field, value, tokens: 'phrase' }))),
  );
}

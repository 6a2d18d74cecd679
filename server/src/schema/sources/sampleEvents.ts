// Fields that a sample of events shows: names, and types that are only a guess.
import type { FieldResolver, ResolvedField } from '../../eql/types';
import { inferredType } from '../inferred';
import { isRecord } from '../json';
import type { JsonRecord } from '../json';
import { fieldsResolver } from '../mapping';

/** Events alone, in a list, or as the hits of a search; none where it is something else. */
export function eventsOf(value: unknown): readonly JsonRecord[] {
  if (isRecord(value) && isRecord(value['hits'])) return eventsOf(value['hits']['hits']);
  const records = (Array.isArray(value) ? value : [value]).filter(isRecord);
  return records.map((each) => (isRecord(each['_source']) ? each['_source'] : each)).filter(isEvent);
}

function isEvent(record: JsonRecord): boolean {
  return '@timestamp' in record;
}

export function readEvents(events: readonly JsonRecord[]): FieldResolver {
  const values = new Map<string, Leaf>();
  for (const event of events) collect(event, '', 0, values);
  const fields = [...values].map(([path, value]): [string, ResolvedField] => {
    const type = inferredType([value]);
    return [path, { path, source: path, type, exact: 'self', uncertainType: true, fromCatalog: true }];
  });
  return fieldsResolver(new Map(fields), 'open');
}

type Leaf = string | number | boolean | null;

/** Elasticsearch stops at 20 unless it is told otherwise. */
const DEEPEST = 100;

/** The first value that is not null decides. */
function collect(value: unknown, path: string, depth: number, values: Map<string, Leaf>): void {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) for (const each of value) collect(each, path, depth + 1, values);
  else if (isRecord(value)) {
    for (const [name, child] of Object.entries(value))
      if (!name.startsWith('_')) collect(child, path === '' ? name : `${path}.${name}`, depth + 1, values);
  } else if (path !== '' && (values.get(path) ?? null) === null) values.set(path, value as Leaf);
}

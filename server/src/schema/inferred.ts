// Types that a sample itself shows, for fields that neither mapping nor catalogue knows.
import type { FieldResolver, ResolvedField } from '../eql/types';
import { nearestFields } from './nearest';

/** The JSON leaves that a sample has at a path, as many as the caller likes; the first that is not null decides. */
export type SampleValues = (path: string) => Iterable<string | number | bigint | boolean | null>;

/** Strings are keywords here: the local run has no use for the analysed text that dynamic mapping would make beside. */
export function inferredResolver(paths: Iterable<string>, valuesOf: SampleValues): FieldResolver {
  const known = new Set(paths);
  const names = [...known];
  const found = new Map<string, ResolvedField>();
  return {
    authority: 'open',
    find(path) {
      if (!known.has(path)) return undefined;
      let field = found.get(path);
      if (field === undefined)
        found.set(path, (field = { path, source: path, type: inferredType(valuesOf(path)), exact: 'self' }));
      return field;
    },
    nearest: (path) => nearestFields(path, names),
  };
}

/** Source: Elasticsearch's dynamic field mapping, date detection included. */
const DATE =
  /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}(?::\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?)?)$|^\d{4}\/\d{2}\/\d{2}(?: \d{2}:\d{2}:\d{2} (?:Z|[+-]\d{4}))?$/;

export function inferredType(values: Iterable<string | number | bigint | boolean | null>): string {
  for (const value of values) {
    if (value === null) continue;
    if (typeof value === 'boolean') return 'boolean';
    if (typeof value === 'string') return DATE.test(value) ? 'date' : 'keyword';
    return typeof value === 'bigint' || Number.isInteger(value) ? 'long' : 'float';
  }
  return 'keyword';
}

// Everything that is said of a query once its fields are known: a table of checks, each in a file of its own.
import type { Issue } from '../../base/issue';
import type { Query } from '../ast';
import type { FieldResolver } from '../types';

export interface CheckOptions {
  /** Where `process where` looks the category up: the rule's `event_category_override`, else `event.category`. */
  readonly eventCategoryField: string;
  readonly timestampField: string;
}

/** Issues in query offsets, in the order of the text. What `parseQuery` found already is not repeated. */
export function checkQuery(_query: Query, _fields: FieldResolver, _options: CheckOptions): readonly Issue[] {
  return [];
}

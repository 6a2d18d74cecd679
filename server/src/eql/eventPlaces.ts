// The events that each part of a query is about: the category of its item, and the categories and datasets that its conjunctions demand.
import type { EventFilter, Expression, Field, Query } from './ast';
import { comparedTexts } from './comparedTexts';
import type { EventPlace } from './types';
import { childrenOf, clausesOf, filtersOf } from './walk';

export const DATASET_FIELDS: ReadonlySet<string> = new Set(['event.dataset', 'data_stream.dataset']);

/** A field where it stands, or a join key with the place of each item that it is taken from. */
export interface PlacedField {
  readonly field: Field;
  readonly place: EventPlace;
}

/** In the order of the text within each filter. */
export function placedFields(query: Query, eventCategoryField: string): readonly PlacedField[] {
  const found: PlacedField[] = [];
  const categories = new Set([eventCategoryField]);
  for (const filter of filtersOf(query)) {
    const place = placeOf(filter);
    visit(filter.condition, place, categories, found);
    for (const field of keysOfItem(query, filter))
      found.push({ field, place: narrowed(place, filter.condition, categories) });
  }
  return found;
}

function placeOf({ category }: EventFilter): EventPlace {
  return category.name === undefined ? {} : { categories: [category.name] };
}

function visit(node: Expression, place: EventPlace, categories: ReadonlySet<string>, found: PlacedField[]): void {
  if (node.kind === 'field') found.push({ field: node, place });
  const here = narrowed(place, node, categories);
  for (const child of childrenOf(node)) if (child.kind !== 'literal') visit(child, here, categories, found);
}

/** What the clauses of a conjunction demand holds for all of them. Two demands of one kind are left to other checks: the first counts. */
function narrowed(place: EventPlace, condition: Expression, categories: ReadonlySet<string>): EventPlace {
  if (condition.kind !== 'logical' || condition.operator !== 'and') return place;
  const clauses = clausesOf(condition);
  const datasets = place.datasets ?? demanded(clauses, DATASET_FIELDS);
  const wanted = place.categories ?? demanded(clauses, categories);
  return {
    ...(wanted === undefined ? {} : { categories: wanted }),
    ...(datasets === undefined ? {} : { datasets }),
  };
}

/** Of an event with several values each clause holds for one of them, so no clause with a wildcard or beside a field is read. */
function demanded(clauses: readonly Expression[], fields: ReadonlySet<string>): readonly string[] | undefined {
  const texts = clauses.map((clause) => comparedTexts(clause, fields)).find((each) => each.length > 0);
  return texts?.some((text) => /[*?]/.test(text)) === true ? undefined : texts;
}

function keysOfItem(query: Query, filter: EventFilter): readonly Field[] {
  if (query.kind === 'eventQuery') return [];
  const until = query.kind === 'sequenceQuery' && query.until !== undefined ? [query.until] : [];
  const item = [...query.items, ...until].find((each) => each.filter === filter);
  const keys = [...query.keys, ...(item?.keys ?? [])];
  return keys.flatMap(({ expression }) => (expression.kind === 'field' ? [expression] : []));
}

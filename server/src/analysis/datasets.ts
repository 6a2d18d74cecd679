// What a rule says about the events that it reads: the datasets that its query compares with, its index patterns, its packages.
import type { Query } from '../eql/ast';
import { comparedTexts } from '../eql/comparedTexts';
import { DATASET_FIELDS } from '../eql/eventPlaces';
import { conditionsOf, walkExpression } from '../eql/walk';
import type { Rule } from '../rule/document';
import type { SchemaRequest } from '../schema/compose';

/** Each dataset that a condition compares with, once, in the order of the text. A pattern with a wildcard is none. */
export function datasetsOf(query: Query): readonly string[] {
  const found = new Set<string>();
  for (const condition of conditionsOf(query)) {
    walkExpression(condition, (node) => {
      for (const value of comparedTexts(node, DATASET_FIELDS)) if (!/[*?]/.test(value)) found.add(value);
    });
  }
  return [...found];
}

export function schemaRequestOf({ metadata }: Rule, query: Query): SchemaRequest {
  const dataView = metadata.dataViewId?.value ?? '';
  return {
    index: metadata.index.map((each) => each.value),
    integrations: metadata.integration.map((each) => each.value),
    datasets: datasetsOf(query),
    hasDataView: dataView !== '',
    ...(dataView === '' ? {} : { dataView }),
  };
}

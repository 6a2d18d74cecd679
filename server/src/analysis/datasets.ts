// What a rule says about the events that it reads: the datasets that its query compares with, its index patterns, its packages.
import type { Expression, Query } from '../eql/ast';
import { conditionsOf, walkExpression } from '../eql/walk';
import type { Rule } from '../rule/document';
import type { SchemaRequest } from '../schema/compose';

const DATASET_FIELDS: ReadonlySet<string> = new Set(['event.dataset', 'data_stream.dataset']);

/** Each dataset that a condition compares with, once, in the order of the text. A pattern with a wildcard is none. */
export function datasetsOf(query: Query): readonly string[] {
  const found = new Set<string>();
  for (const condition of conditionsOf(query)) {
    walkExpression(condition, (node) => {
      for (const value of comparedTexts(node)) if (!/[*?]/.test(value)) found.add(value);
    });
  }
  return [...found];
}

export function schemaRequestOf({ metadata }: Rule, query: Query): SchemaRequest {
  return {
    index: metadata.index.map((each) => each.value),
    integrations: metadata.integration.map((each) => each.value),
    datasets: datasetsOf(query),
    hasDataView: metadata.dataViewId !== undefined && metadata.index.length === 0,
  };
}

function comparedTexts(node: Expression): readonly string[] {
  switch (node.kind) {
    case 'comparison':
      if (node.operator !== '==') return [];
      return isDatasetField(node.left) ? textsOf([node.right]) : isDatasetField(node.right) ? textsOf([node.left]) : [];
    case 'membership':
      return !node.negated && isDatasetField(node.operand) ? textsOf(node.items) : [];
    case 'match':
      return isDatasetField(node.operand) ? textsOf(node.patterns) : [];
    default:
      return [];
  }
}

function isDatasetField(node: Expression): boolean {
  return node.kind === 'field' && DATASET_FIELDS.has(node.path);
}

function textsOf(nodes: readonly Expression[]): readonly string[] {
  return nodes.flatMap((node) => (node.kind === 'literal' && node.type === 'string' ? [node.value] : []));
}

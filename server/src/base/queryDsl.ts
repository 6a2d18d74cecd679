// The part of Elasticsearch's query DSL that is evaluated here, as plain data: what a rule's filters and exception items ask of an event.
import type { Span } from './span';

export type DslScalar = string | number | boolean | bigint;

/** A field and where its name stands in the file, so that a check can point at it. */
export interface DslField extends Span {
  readonly path: string;
}

export type DslQuery =
  | { readonly kind: 'constant'; readonly value: boolean }
  /** Every one of `must`, none of `mustNot`, and of `should` at least `minimum`. */
  | {
      readonly kind: 'bool';
      readonly must: readonly DslQuery[];
      readonly mustNot: readonly DslQuery[];
      readonly should: readonly DslQuery[];
      readonly minimum: number;
    }
  | { readonly kind: 'exists'; readonly field: DslField }
  /** A whole value of a keyword, one token of a text. */
  | {
      readonly kind: 'term';
      readonly field: DslField;
      readonly values: readonly DslScalar[];
      readonly caseInsensitive: boolean;
    }
  /** A whole value of a keyword. Of a text, `phrase`: its tokens in a row; `any`, `all`: its tokens wherever they are. */
  | {
      readonly kind: 'match';
      readonly field: DslField;
      readonly value: DslScalar;
      readonly tokens: 'phrase' | 'any' | 'all';
    }
  | { readonly kind: 'prefix'; readonly field: DslField; readonly value: string; readonly caseInsensitive: boolean }
  /** `*` and `?`, which a backslash before them makes literal. */
  | { readonly kind: 'wildcard'; readonly field: DslField; readonly value: string; readonly caseInsensitive: boolean }
  /** One value within all bounds. */
  | { readonly kind: 'range'; readonly field: DslField; readonly bounds: readonly DslBound[] }
  /** One object at the path that fulfils the query; the fields of the query have their whole paths. */
  | { readonly kind: 'nested'; readonly path: DslField; readonly query: DslQuery };

export interface DslBound {
  readonly operator: '<' | '<=' | '>' | '>=';
  readonly value: DslScalar;
}

/** All fields that a query names, in order. */
export function dslFields(query: DslQuery): readonly DslField[] {
  switch (query.kind) {
    case 'constant':
      return [];
    case 'bool':
      return [...query.must, ...query.mustNot, ...query.should].flatMap(dslFields);
    case 'nested':
      return [query.path, ...dslFields(query.query)];
    default:
      return [query.field];
  }
}

export function dslAll(must: readonly DslQuery[], mustNot: readonly DslQuery[] = []): DslQuery {
  return { kind: 'bool', must, mustNot, should: [], minimum: 0 };
}

export function dslAny(should: readonly DslQuery[]): DslQuery {
  return { kind: 'bool', must: [], mustNot: [], should, minimum: 1 };
}

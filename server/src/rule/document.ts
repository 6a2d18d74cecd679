// What a rule file holds, whatever its format: rules with their metadata and where their queries stand. Knows no query language.
import type { Issue } from '../base/issue';
import type { PositionMap } from '../base/positionMap';
import type { Span } from '../base/span';
import type { RuleContent } from './fields';

/** `json`: one rule or a list; `ndjson`: one object a line, as Kibana exports rules. */
export type RuleFormat = 'toml' | 'yaml' | 'eql' | 'json' | 'ndjson';

/** Offsets are in the file. `issues` are of the file's own syntax (code `toml-syntax`, `yaml-syntax`). */
export interface RuleFile {
  readonly format: RuleFormat;
  /** In the order in which they stand. */
  readonly rules: readonly Rule[];
  readonly issues: readonly Issue[];
  /** Beyond `LARGEST_FILE`: only the rules were looked for, and one issue says so. */
  readonly isLarge?: true;
  /** Exception lists stand in it, beside its rules or instead of them: `exceptions` reads them. */
  readonly hasExceptions?: true;
}

/** Characters of a file that is read whole. The parsers of whole files would take seconds for more, at every key. */
export const LARGEST_FILE = 1024 * 1024;

export interface Rule extends Span {
  /** Position in the file, from 0. */
  readonly index: number;
  readonly metadata: RuleMetadata;
  readonly content: RuleContent;
  /** Undefined for rules without one (machine learning). */
  readonly query?: EmbeddedQuery;
  /** Where a lens stands: the rule's heading (`[rule]`, the first key) or the query of an `.eql` file. */
  readonly heading: Span;
}

/** `language` as the rule says it (`eql`, `kuery`, `lucene`, `esql`, …), lower case; `eql` in an `.eql` file; `unknown` where nothing says it. */
export interface EmbeddedQuery extends Span {
  readonly language: string;
  /** Decoded: escapes resolved, indentation removed. */
  readonly text: string;
  readonly map: PositionMap;
  /** How the query is quoted in the file, for edits. */
  readonly quoting:
    | 'toml-basic'
    | 'toml-multiline-basic'
    | 'toml-literal'
    | 'toml-multiline-literal'
    | 'yaml-literal'
    | 'yaml-folded'
    | 'yaml-plain'
    | 'yaml-single'
    | 'yaml-double'
    | 'json-string'
    | 'plain';
}

/** A text of the file and where its content stands. */
export interface Placed<T> extends Span {
  readonly value: T;
}

/** The keys that Rulewright reads; a key of the wrong type is absent here. */
export interface RuleMetadata {
  readonly id?: Placed<string>;
  readonly name?: Placed<string>;
  /** The rule's `type`: `eql`, `query`, `esql`, `threshold`, `machine_learning`, … */
  readonly type?: Placed<string>;
  readonly language?: Placed<string>;
  readonly index: readonly Placed<string>[];
  readonly dataViewId?: Placed<string>;
  readonly integration: readonly Placed<string>[];
  readonly minStackVersion?: Placed<string>;
  readonly timestampField?: Placed<string>;
  readonly eventCategoryOverride?: Placed<string>;
  readonly tiebreakerField?: Placed<string>;
  readonly timestampOverride?: Placed<string>;
  readonly falsePositives: readonly Placed<string>[];
  readonly tags: readonly Placed<string>[];
}

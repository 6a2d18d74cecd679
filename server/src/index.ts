// The library's public face: reading and checking rules, running queries over events in memory, and explaining the answer.
// Synchronous and total: nothing is thrown for what a user typed. Offsets are UTF-16 units, half-open.

/** Rule files: TOML, YAML and `.eql`, with every finding on its characters. */
export { analyze } from './analysis/analyze';
export type { Analysis, EqlAnalysis, FileIssue, RuleAnalysis, SchemaSource } from './analysis/analyze';
export { formatOf, readRuleFile } from './rule/read';
export type { EmbeddedQuery, Rule, RuleFile, RuleFormat, RuleMetadata } from './rule/document';

/** The language. */
export { parseExpression, parseQuery } from './eql/parse';
export type { Parsed } from './eql/parse';
export { printExpression, printQuery } from './eql/print';
export type { Expression, Query } from './eql/ast';

/** What fields exist and of which type they are. */
export { mappingResolver } from './schema/mapping';
export type { CatalogReader } from './schema/compose';
export type { FieldResolver, ResolvedField } from './eql/types';

/** Events in memory: a list of objects, each like a line of a sample, or what a sample of any shape holds. */
export { readSample } from './library/readSample';
export type { ReadSample } from './library/readSample';
export { runOnEvents, explainOnEvents } from './library/runEvents';
export type { EventsOptions, EventsResult } from './library/runEvents';
export { evaluate } from './library/evaluate';
export type { Evaluated } from './engine/evaluate';
export type { Explanation } from './library/explain';
export type { ExplanationTree } from './engine/explain';
export type { SequenceTimeline } from './engine/timeline';
export type { Hit, RunOptions, RunProblem } from './engine/run';
export type { JsonObject, JsonValue } from './engine/store';

/** Issues and their places. */
export { createLineIndex } from './base/lineIndex';
export type { LineIndex, LinePosition } from './base/lineIndex';
export type { Fix, Issue, Severity, WithIssues } from './base/issue';
export type { TextEdit } from './base/edit';
export type { Span } from './base/span';

// What a rule's keys hold, before anything is known of the format's own trees: the meeting point of the TOML and YAML readers.
import type { Span } from '../base/span';
import type { DecodedText } from './decoded';
import type { EmbeddedQuery } from './document';

export type FieldValue = TextField | ListField | TableField | ScalarField | OtherField;

/** The span is that of the content, without quotes. */
export interface TextField extends Span, DecodedText {
  readonly kind: 'text';
  readonly quoting: EmbeddedQuery['quoting'];
}

export interface ListField extends Span {
  readonly kind: 'list';
  readonly items: readonly FieldValue[];
}

/** Keys in the order in which they stand, also those of tables further down in the file: `[[rule.threat]]`. Of a key defined twice the first stays. */
export interface TableField extends Span {
  readonly kind: 'table';
  readonly entries: readonly FieldEntry[];
}

export interface FieldEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: FieldValue;
}

/** A number, a boolean, a date or null, as it is written. */
export interface ScalarField extends Span {
  readonly kind: 'scalar';
  readonly text: string;
}

/** What cannot be told: an alias of nothing, what nests too deeply. */
export interface OtherField extends Span {
  readonly kind: 'other';
}

export type Fields = ReadonlyMap<string, FieldValue>;

/** A rule where it was found. `metadata` are the keys that stand beside the rule's own (`[metadata]`). */
export interface FoundRule extends Span {
  readonly heading: Span;
  readonly fields: Fields;
  readonly metadata: Fields;
  readonly content: RuleContent;
}

/** All that stands in a rule's file, as far as it can be read: for the checks of metadata. */
export interface RuleContent {
  /** The rule's own keys. */
  readonly rule: TableField;
  /** The keys beside them (`[metadata]`); without any where there is no such table. */
  readonly metadata: TableField;
  /** The document that holds the rule. */
  readonly file: TableField;
}

export const NO_TABLE: TableField = { kind: 'table', entries: [], from: 0, to: 0 };

export const NO_CONTENT: RuleContent = { rule: NO_TABLE, metadata: NO_TABLE, file: NO_TABLE };

/** The entry of a key; undefined where it is not there. A rule's keys are asked for hundreds of times. */
export function entryOf(table: FieldValue | undefined, key: string): FieldEntry | undefined {
  if (table?.kind !== 'table') return undefined;
  let known = indexes.get(table);
  if (known === undefined) indexes.set(table, (known = indexOf(table)));
  return known.get(key);
}

const indexes = new WeakMap<TableField, ReadonlyMap<string, FieldEntry>>();

function indexOf({ entries }: TableField): ReadonlyMap<string, FieldEntry> {
  const index = new Map<string, FieldEntry>();
  for (const entry of entries) if (!index.has(entry.key)) index.set(entry.key, entry);
  return index;
}

/** The tables of a list of tables, or the one table that stands for a list of one. */
export function tablesOf(value: FieldValue | undefined): readonly TableField[] {
  const items = value?.kind === 'list' ? value.items : [value];
  return items.flatMap((each) => (each?.kind === 'table' ? [each] : []));
}

/** Only what was found key by key, for files in which nothing more can be trusted. */
export function flatTable(fields: Fields, span: Span): TableField {
  const entries = [...fields].map(([key, value]) => ({ key, keySpan: { from: value.from, to: value.from }, value }));
  return { kind: 'table', entries, from: span.from, to: span.to };
}

// What a rule's keys hold, before anything is known of the format's own trees: the meeting point of the TOML and YAML readers.
import type { Span } from '../base/span';
import type { DecodedText } from './decoded';
import type { EmbeddedQuery } from './document';

export type FieldValue = TextField | ListField | OtherField;

/** The span is that of the content, without quotes. */
export interface TextField extends Span, DecodedText {
  readonly kind: 'text';
  readonly quoting: EmbeddedQuery['quoting'];
}

export interface ListField extends Span {
  readonly kind: 'list';
  readonly items: readonly FieldValue[];
}

/** A number, a date, a table: nothing that Rulewright reads. */
export interface OtherField extends Span {
  readonly kind: 'other';
}

export type Fields = ReadonlyMap<string, FieldValue>;

/** A rule where it was found. `metadata` are the keys that stand beside the rule's own (`[metadata]`). */
export interface FoundRule extends Span {
  readonly heading: Span;
  readonly fields: Fields;
  readonly metadata: Fields;
}

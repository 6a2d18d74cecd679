// What exception lists hold, whatever file they come from: Kibana's export or the TOML of detection-rules.
import type { Span } from '../base/span';
import type { Placed } from '../rule/document';

/** What one file holds. Offsets are in the file. */
export interface ExceptionFile {
  readonly lists: readonly ExceptionList[];
  /** The rules that the file names beside its lists (`[metadata]`): ids and names, in the same order. */
  readonly rules: readonly NamedRule[];
}

export interface NamedRule {
  readonly id?: Placed<string>;
  readonly name?: Placed<string>;
}

export interface ExceptionList extends Span {
  /** Undefined for items whose list the file does not hold. */
  readonly listId?: string;
  readonly name?: string;
  readonly type?: string;
  readonly items: readonly ExceptionItem[];
}

export interface ExceptionItem extends Span {
  readonly itemId?: string;
  readonly listId?: string;
  readonly name?: string;
  /** Where a report about the item stands: its name, else its beginning. */
  readonly heading: Span;
  /** All of them have to hold. */
  readonly entries: readonly ExceptionEntry[];
  readonly expireTime?: Placed<string>;
  /** `linux`, `macos`, `windows`: without any the item is for all. */
  readonly osTypes: readonly string[];
  readonly tags: readonly string[];
  readonly comments: readonly string[];
}

export type ExceptionEntry = ValueEntry | ExistsEntry | ListEntry | NestedEntry;

interface EntryBase extends Span {
  readonly field: Placed<string>;
  /** `operator = "excluded"`: the entry holds where its field does not match. */
  readonly excluded: boolean;
}

/** `match` and `match_any` compare as a whole and with case; `wildcard` knows `*` and `?`. */
export interface ValueEntry extends EntryBase {
  readonly kind: 'match' | 'match_any' | 'wildcard';
  readonly values: readonly Placed<string>[];
}

export interface ExistsEntry extends EntryBase {
  readonly kind: 'exists';
}

/** A value list that only Kibana has. */
export interface ListEntry extends EntryBase {
  readonly kind: 'list';
  readonly list?: string;
}

/** One object at the field has to fulfil all entries, whose fields are below it. */
export interface NestedEntry extends EntryBase {
  readonly kind: 'nested';
  readonly entries: readonly ExceptionEntry[];
}

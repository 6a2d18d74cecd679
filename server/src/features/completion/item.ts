// What is offered at a place, as data. Texts are as the file wants them: escaped for the quoting that the query stands in.
import type { Span } from '../../base/span';

export type CompletionKind =
  'field' | 'function' | 'keyword' | 'operator' | 'value' | 'category' | 'snippet' | 'key' | 'technique';

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** One short line beside the label: a type, a dataset, how often the sample has it. */
  readonly detail?: string;
  /** Items are shown in the order of this text. */
  readonly sort: string;
  /** What the typed word is compared with, where that is not the label. */
  readonly filter?: string;
  /** In the file. */
  readonly replaced: Span;
  readonly insert: string;
  /** `insert` has `$1`, `${2:name}` and `$0`. */
  readonly isSnippet?: boolean;
  /** Suggest again after it was taken: a value follows an operator. */
  readonly suggestsNext?: boolean;
  /** What `resolveCompletion` takes to tell more. */
  readonly about?: CompletionSubject;
}

export type CompletionSubject =
  | { readonly kind: 'field'; readonly path: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'technique'; readonly id: string };

export interface CompletionList {
  readonly items: readonly CompletionItem[];
  /** More would fit what is typed: ask again after the next key. */
  readonly isIncomplete: boolean;
}

export const NOTHING: CompletionList = { items: [], isIncomplete: false };

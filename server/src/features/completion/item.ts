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
}

/** What an item is about, where more can be told of it. */
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

/** An item says by its kind and label what it is about. */
export function subjectOf({ kind, label }: Pick<CompletionItem, 'kind' | 'label'>): CompletionSubject | undefined {
  switch (kind) {
    case 'field':
      return { kind, path: label };
    case 'function':
      return { kind, name: label.replace('~', '') };
    case 'technique':
      return { kind, id: label };
    default:
      return undefined;
  }
}

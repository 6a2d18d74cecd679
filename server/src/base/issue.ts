// What a check found. Plain data with offsets; turned into diagnostics only at the edge.
import type { TextEdit } from './edit';
import type { Span } from './span';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** `message` says what is wrong and what would be right, in one or two sentences. */
export interface Issue extends Span {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly tags?: readonly 'unnecessary'[];
  readonly related?: readonly RelatedSpan[];
  readonly fixes?: readonly Fix[];
}

export interface RelatedSpan extends Span {
  readonly message: string;
  /** Where it is in another file than the issue: as whoever collected the files names them. */
  readonly file?: string;
}

/** A cure that can be applied as it stands. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** A value that was made as well as possible, and what was wrong on the way. */
export interface WithIssues<T> {
  readonly value: T;
  readonly issues: readonly Issue[];
}

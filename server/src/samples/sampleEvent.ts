// An event as it comes out of a sample, in the shape in which Elasticsearch would have it.
import type { JsonObject } from '../engine/store';

/** What an event was, before it was brought into the shape of its dataset. */
export type Conversion = 'kubernetes-audit' | 'auditd' | 'alert';

export interface SampleEvent {
  readonly object: JsonObject;
  /** Of the first character of its text; both count from 1. */
  readonly line: number;
  readonly column: number;
  /** What a label's hash is made of: the line, or the element without the blanks of its layout, or all records of an auditd event. */
  readonly text: string;
  readonly isElement?: boolean;
  /** Of Elasticsearch. */
  readonly id?: string;
  readonly index?: string;
  readonly converted?: Conversion;
  /** It is of a dataset that it does not name itself. */
  readonly dataset?: string;
}

/** The JSON of an element without blanks between its parts, so that a hash does not depend on the layout. */
export function compactText(text: string): string {
  return text.replace(/("(?:[^"\\]|\\[^])*")|\s+/g, (_whole, quoted: string | undefined) => quoted ?? '');
}

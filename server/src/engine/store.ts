// The interface behind which the events of a run live, so that a faster store can take over.

export type JsonScalar = string | number | boolean | null;
export type JsonValue = JsonScalar | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Where an event came from: the first character of its text. `line` and `column` count from 1; without a column it is the line's first. */
export interface EventOrigin {
  readonly sample: number;
  readonly line: number;
  readonly column?: number;
}

/**
 * Events in input order, numbered from 0. Dotted keys and nested objects are the same path, `_source` wrapping is undone, arrays
 * (also of objects) are flattened.
 */
export interface EventStore {
  readonly count: number;
  /**
   * The JSON leaves at a path, in document order, an explicit null as null; empty where the event has none. A number whose text
   * does not survive a double (a long beyond 2^53) is given as bigint.
   */
  values(event: number, path: string): readonly (JsonScalar | bigint)[];
  origin(event: number): EventOrigin;
  /** `_id`, else `event.id`, else `kubernetes.audit.auditID`. */
  id(event: number): string | undefined;
  /** The whole event for display. */
  object(event: number): JsonObject;
  /** Every leaf path that occurs, for inference and completion. */
  paths(): Iterable<string>;
}

// What a sample shows of its fields: for completions and hovers. The worker counts, the language server hands it over.

/** How many events of the sample have the field, and its values, most frequent first. */
export interface FieldStatistics {
  readonly events: number;
  readonly present: number;
  readonly values: readonly { readonly text: string; readonly count: number }[];
  /** More distinct values than are listed. */
  readonly isCut: boolean;
}

export interface SampleKnowledge {
  /** Undefined where the sample does not have the field. */
  statistics(path: string): FieldStatistics | undefined;
  /** Every path that occurs. */
  readonly paths: readonly string[];
}

/** Where no sample is known. */
export const NO_SAMPLE: SampleKnowledge = { statistics: () => undefined, paths: [] };

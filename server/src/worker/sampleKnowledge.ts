// What the samples of a run show of their fields, counted for completions and hovers.
import { countField } from '../engine/statistics';
import type { FieldCounts } from '../engine/statistics';
import type { FinishedRun } from './orders';

export interface KnowledgeParams {
  /** Fields that are to be counted. */
  readonly fields: readonly string[];
  /** Distinct values of a field that are listed at most. */
  readonly limit: number;
}

export interface KnowledgeAnswer {
  readonly runId: number;
  /** Every path that occurs. */
  readonly paths: readonly string[];
  /** Of the fields that the samples have. */
  readonly counts: Readonly<Record<string, FieldCounts>>;
}

export function readKnowledge(
  runId: number,
  { fields, limit }: KnowledgeParams,
  { store }: FinishedRun,
): KnowledgeAnswer {
  const counted = fields.flatMap((path) => {
    const counts = countField(store, path, limit);
    return counts === undefined ? [] : [[path, counts] as const];
  });
  return { runId, paths: [...store.paths()], counts: Object.fromEntries(counted) };
}

// What the samples of a run show of their fields, counted for completions and hovers.
import { countField } from '../engine/statistics';
import type { FieldCounts } from '../engine/statistics';
import type { EventStore } from '../engine/store';
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
  { store }: Pick<FinishedRun, 'store'>,
): KnowledgeAnswer {
  let known = knowledge.get(store);
  if (known === undefined) knowledge.set(store, (known = { paths: [...store.paths()], counts: new Map() }));
  const { paths, counts } = known;
  const counted = fields.flatMap((path) => {
    const key = `${limit} ${path}`;
    if (!counts.has(key)) counts.set(key, countField(store, path, limit));
    const found = counts.get(key);
    return found === undefined ? [] : [[path, found] as const];
  });
  return { runId, paths, counts: Object.fromEntries(counted) };
}

interface Known {
  readonly paths: readonly string[];
  readonly counts: Map<string, FieldCounts | undefined>;
}

/** Loaded samples do not change, so each is counted once. */
const knowledge = new WeakMap<EventStore, Known>();

// What the ways around an arm are given and what they offer; whether one works is tried on the engine.
import type { JsonObject } from '../../engine/store';
import type { Expression } from '../../eql/ast';
import type { Changes } from './draft';
import type { Wish } from './wishes';

export type EvasionKind =
  | 'shell'
  | 'smuggled-parameters'
  | 'other-command'
  | 'same-name'
  | 'writable-path'
  | 'added-argument'
  | 'added-text'
  | 'other-image';

/** One way to satisfy the arm, with every clause of it understood. */
export interface ArmWay {
  readonly wishes: readonly Wish[];
  /** The clauses of the query beside its exclusions that are asked of every event. */
  readonly positive: readonly Expression[];
}

export interface Move {
  readonly kind: EvasionKind;
  /** A sentence. */
  readonly why: string;
  readonly changes: Changes;
}

/** Moves from an event that may satisfy the arm, the plainest first. */
export type FindMoves = (way: ArmWay, event: JsonObject) => readonly Move[];

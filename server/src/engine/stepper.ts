// What `startRun` drives: a kind of query as a series of visits and an end.
import type { Hit } from './run';

export interface Stepper {
  /** How many visits there are in all. An event may be visited more than once. */
  readonly total: number;
  /** Called with 0, 1, … `total` - 1, in order. */
  visit(index: number): void;
  /** Called once, after the last visit. */
  finish(): readonly Hit[];
}

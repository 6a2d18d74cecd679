// The exception files of a rule, and what each item of them does in a run.
import type { EventReference } from './rules';
import type { RunTotals } from './runs';

/** The exception files that a rule could be run with, those that are for it first. Parameters: RuleReference; answer: ExceptionFileChoice[]. */
export const ExceptionFilesRequest = 'rulewright/exceptionFiles';
export interface ExceptionFileChoice {
  readonly uri: string;
  /** Path from the folder of the project, for people. */
  readonly label: string;
  /** "3 items for this rule", "for other rules", or why it cannot be read. */
  readonly detail: string;
  readonly chosen: boolean;
}

/** Notification server → client: the remembered exceptions changed. */
export const ChosenExceptionsNotification = 'rulewright/chosenExceptions';
export interface ChosenExceptionsParams {
  readonly chosenExceptions: Readonly<Record<string, readonly string[]>>;
}

/** What each exception item does to the hits of a finished run, those that do most first. Answer null for a run without exceptions. */
export const ExceptionItemsRequest = 'rulewright/exceptionItems';
export interface ExceptionItemsParams {
  readonly runId: number;
  /** At most so many items. */
  readonly limit: number;
}
export interface ExceptionItemsAnswer {
  readonly runId: number;
  readonly before: RunTotals;
  readonly after: RunTotals;
  /** Hits that are there only because of the exceptions. */
  readonly adds: number;
  readonly total: number;
  readonly items: readonly ExceptionItemRow[];
}
export interface ExceptionItemRow {
  readonly name: string;
  readonly list?: string;
  readonly state: 'active' | 'never-used' | 'expired' | 'value-list' | 'unreadable';
  /** The hits that go when only this item is there. */
  readonly removes: Omit<RunTotals, 'misses'>;
  /** How many of them no other item takes away. */
  readonly alone: number;
  /** Hits that come when only this item is there. */
  readonly adds: number;
  /** Arms of the query that take out, on these events, all that the item asks for. */
  readonly doubles?: readonly string[];
  /** An event of the first true positive that the item takes away. */
  readonly firstLost?: EventReference;
}

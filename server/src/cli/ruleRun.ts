// What became of one rule: the run, or why there is none, and everything that is to be said about it.
import type { Severity } from '../base/issue';
import type { EventReference } from '../protocol';
import { referenceTo } from '../worker/eventReference';
import type { FinishedRun, RunNote } from '../worker/orders';
import type { LocatedIssue } from './issues';

export type RunIssue = LocatedIssue | RunNote;

export interface RuleRun {
  readonly name: string;
  /** The rule's file; undefined for a query of the command line. */
  readonly path?: string;
  /** Undefined where the rule is not run: what Elasticsearch would refuse, another language, no sample. */
  readonly finished?: FinishedRun;
  /** There is no sample to run it on. */
  readonly lacksSample?: true;
  readonly issues: readonly RunIssue[];
}

/** A sample's event as the reports name it. */
export type EventName = Pick<EventReference, 'sample' | 'line' | 'id'>;

export function nameEvent(event: number, run: FinishedRun): EventName {
  const { sample, line, id } = referenceTo(event, run);
  return { sample, line, ...(id === undefined ? {} : { id }) };
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** The gravest first, else as they came. */
export function bySeverity(issues: readonly RunIssue[]): readonly RunIssue[] {
  return [...issues].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

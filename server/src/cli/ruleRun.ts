// What became of one rule: the run, or why there is none, and everything that is to be said about it.
import type { Severity } from '../base/issue';
import type { FinishedRun, RunNote } from '../worker/orders';
import type { LocatedIssue } from './issues';

export type RunIssue = LocatedIssue | RunNote;

export interface RuleRun {
  readonly name: string;
  /** The rule's file; undefined for a query of the command line. */
  readonly path?: string;
  /** Undefined where the rule is not run: what Elasticsearch would refuse, another language, no sample. */
  readonly finished?: FinishedRun;
  readonly issues: readonly RunIssue[];
}

/** A sample's event as the reports name it. */
export interface EventName {
  readonly sample: string;
  /** From 1. */
  readonly line: number;
  readonly id?: string;
}

export function nameEvent(event: number, { store, order }: FinishedRun): EventName {
  const { sample, line } = store.origin(event);
  const id = store.id(event);
  return { sample: order.samples[sample]?.path ?? '', line, ...(id === undefined ? {} : { id }) };
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** The gravest first, else as they came. */
export function bySeverity(issues: readonly RunIssue[]): readonly RunIssue[] {
  return [...issues].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

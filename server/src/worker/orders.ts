// What the worker is asked and what a run leaves behind. The command line calls the same functions without a thread.
import type { Schedule } from '../analysis/schedule';
import type { EvaluationContext } from '../engine/condition';
import type { EventStoreBuilder } from '../engine/eventStore';
import type { RunOptions, RunResult } from '../engine/run';
import type { Query } from '../eql/ast';
import type { FieldResolver } from '../eql/types';
import type { SchemaRequest } from '../schema/compose';
import type { WorkspaceFile } from '../schema/workspace';
import type { LabelBook } from '../tuning/labelBook';
import type { AlertEstimate } from '../tuning/alerts';
import type { ExceptionEffect } from '../tuning/exceptionEffect';
import type { Judgement } from '../tuning/outcome';
import type { OrderedExceptions } from './exceptionOrder';

/** A sample and, where there is one, the Elasticsearch mapping that its fields follow. Paths; `-` is standard input. */
export interface SampleFile {
  readonly path: string;
  readonly mapping?: string;
}

/** One query over samples. Everything in it can be sent to a thread. */
export interface RunOrder {
  readonly rule: { readonly name: string; readonly id?: string };
  readonly query: string;
  readonly samples: readonly SampleFile[];
  readonly options: RunOptions;
  readonly schema: SchemaRequest;
  /** The schema files of the workspace that the fields follow where no sample has a mapping of its own. */
  readonly schemaFiles?: readonly WorkspaceFile[];
  /** How the rule runs in production; undefined for a query by itself. */
  readonly schedule?: Schedule;
  /** Filters of the rule that are not evaluated, so that the run is incomplete. */
  readonly unreadFilters?: readonly { readonly name: string; readonly reason: string }[];
  /** Given by a person; undefined where none are. */
  readonly exceptions?: OrderedExceptions;
}

/** What the types of a run's fields are read from, but for the catalogues: paths. */
export function schemaPathsOf({
  samples,
  schemaFiles = [],
}: Pick<RunOrder, 'samples' | 'schemaFiles'>): readonly string[] {
  const mappings = mappingsOf(samples);
  return mappings.length > 0 ? mappings : schemaFiles.map(({ path }) => path);
}

export function mappingsOf(samples: readonly SampleFile[]): readonly string[] {
  return [...new Set(samples.flatMap(({ mapping }) => mapping ?? []))];
}

/** A sample as it was read. `events` counts non-blank lines read, broken ones included. */
export interface LoadedSample {
  readonly path: string;
  readonly events: number;
  readonly problems: readonly RunNote[];
  /** An event of it may stand on several lines, and several events on one. */
  readonly isLaidOut?: true;
}

/** A sentence about a run that is not about the query's text; `line` from 1, where one line of a sample is meant. */
export interface RunNote {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly sample?: string;
  readonly line?: number;
  readonly count?: number;
}

/** All that is kept of a run, so that its rows, events and explanations can be asked for. */
export interface FinishedRun {
  readonly order: RunOrder;
  readonly query: Query;
  readonly samples: readonly LoadedSample[];
  readonly store: EventStoreBuilder;
  readonly fields: FieldResolver;
  readonly context: EvaluationContext;
  readonly result: RunResult;
  readonly labels: LabelBook;
  /** With exceptions, where there are any: so are the hits. */
  readonly judgement: Judgement;
  readonly exceptions?: ExceptionEffect;
  /** Only of a rule that says, or leaves to Kibana, how it runs. */
  readonly alerts?: AlertEstimate;
  /** Of loading, labels and evaluation. */
  readonly notes: readonly RunNote[];
  readonly milliseconds: number;
}

export interface Watch {
  /** `fraction` from 0 to 1 within the phase. */
  onProgress(phase: 'loading' | 'running', fraction: number): void;
  isCancelled(): boolean;
}

// The wire between the client of the worker and its thread. Plain data; runs and questions bear numbers that the client gives.
import type {
  ArmsParams,
  EventAnswer,
  EventParams,
  ExceptionItemsAnswer,
  ExceptionItemsParams,
  FindEventAnswer,
  PanelState,
  RowsAnswer,
  RowsParams,
  RuleReference,
  SamplePageAnswer,
  TimelineAnswer,
  TimelineParams,
} from '../protocol';
import type { SchemaRequest } from '../schema/compose';
import type { FoundSample } from './findSamples';
import type { MarkOrder, Marked } from './markEvents';
import type { RunOrder } from './orders';
import type { RedactAnswer, RedactOrder } from './redact/redactSamples';
import type { QueryArmRow } from './runArms';
import type { SampleDetails } from './sampleDetails';
import type { SampleListing } from './sampleFiles';
import type { KnowledgeAnswer, KnowledgeParams } from './sampleKnowledge';

/** What can be asked, and the answer; null where the run is not the last one, or has nothing of the kind. */
export interface Questions {
  readonly rows: { readonly asked: RowsParams; readonly answer: RowsAnswer | null };
  readonly event: { readonly asked: EventParams; readonly answer: EventAnswer | null };
  readonly timeline: { readonly asked: TimelineParams; readonly answer: TimelineAnswer | null };
  readonly exceptionItems: { readonly asked: ExceptionItemsParams; readonly answer: ExceptionItemsAnswer | null };
  readonly arms: { readonly asked: ArmsParams; readonly answer: readonly QueryArmRow[] | null };
  /** `sample` is a path as the run was given it. */
  readonly findEvent: {
    readonly asked: { readonly sample: string; readonly line: number; readonly column?: number };
    readonly answer: FindEventAnswer | null;
  };
  readonly findSamples: {
    readonly asked: { readonly folder: string; readonly request: SchemaRequest };
    readonly answer: readonly FoundSample[];
  };
  readonly mark: { readonly asked: MarkOrder; readonly answer: Marked | null };
  readonly sampleFiles: { readonly asked: { readonly folders: readonly string[] }; readonly answer: SampleListing };
  readonly sampleDetails: { readonly asked: { readonly path: string }; readonly answer: SampleDetails };
  readonly samplePage: {
    readonly asked: { readonly path: string; readonly from: number; readonly count: number };
    readonly answer: SamplePageAnswer;
  };
  readonly redact: { readonly asked: RedactOrder; readonly answer: RedactAnswer };
  /** Null for samples that are too large to be read for it. */
  readonly knowledge: { readonly asked: KnowledgeParams; readonly answer: KnowledgeAnswer | null };
}

export type QuestionKind = keyof Questions;

export type Question = {
  [K in QuestionKind]: { readonly ask: K; readonly asked: Questions[K]['asked'] };
}[QuestionKind];

export type ToWorker =
  | { readonly kind: 'run'; readonly runId: number; readonly order: RunOrder; readonly rule: RuleReference }
  | { readonly kind: 'cancel'; readonly runId: number }
  | { readonly kind: 'question'; readonly id: number; readonly question: Question };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'state'; readonly state: PanelState }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  /** The question could not be answered: a sentence. */
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** Handed to the thread at its start. */
export interface WorkerSetting {
  readonly schemaFolder: string;
}

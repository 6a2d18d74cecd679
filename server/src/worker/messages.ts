// The wire between the client of the worker and its thread. Plain data; runs and questions bear numbers that the client gives.
import type {
  AcceptProposalParams,
  ArmsParams,
  CompareAnswer,
  CompareParams,
  ConditionAnswer,
  ConditionParams,
  EventAnswer,
  EventParams,
  ExceptionItemAnswer,
  ExceptionItemParams,
  ExceptionItemsAnswer,
  ExceptionItemsParams,
  ExportRowsAnswer,
  ExportRowsParams,
  FindEventAnswer,
  GroupFieldsAnswer,
  GroupFieldsParams,
  GroupsAnswer,
  GroupsParams,
  HitTimelineAnswer,
  HitTimelineParams,
  MoveProposalParams,
  PanelState,
  ProposalRow,
  ProposalsAnswer,
  ProposalsParams,
  RowsAnswer,
  RowsParams,
  RuleReference,
  SamplePageAnswer,
  TimelineAnswer,
  TimelineParams,
} from '../protocol';
import type { SchemaRequest } from '../schema/compose';
import type { FoundSample } from './findSamples';
import type { LofpFillAnswer, LofpFillOrder, LofpProposalOrder, LofpSeed, LofpSeedOrder } from './lofpRun';
import type { MarkOrder, Marked } from './markEvents';
import type { MatrixRun } from './matrix';
import type { RunOrder } from './orders';
import type { Acceptance } from './proposalBook';
import type { RedactAnswer, RedactOrder } from './redact/redactSamples';
import type { QueryArmRow } from './runArms';
import type { SampleDetails } from './sampleDetails';
import type { SampleListing } from './sampleFiles';
import type { KnowledgeAnswer, KnowledgeParams } from './sampleKnowledge';

/** What can be asked, and the answer; null where the run is not the last one, or has nothing of the kind. */
export interface Questions {
  readonly rows: { readonly asked: RowsParams; readonly answer: RowsAnswer | null };
  readonly groups: { readonly asked: GroupsParams; readonly answer: GroupsAnswer | null };
  readonly groupFields: { readonly asked: GroupFieldsParams; readonly answer: GroupFieldsAnswer | null };
  readonly hitTimeline: { readonly asked: HitTimelineParams; readonly answer: HitTimelineAnswer | null };
  readonly exportRows: { readonly asked: ExportRowsParams; readonly answer: ExportRowsAnswer | null };
  readonly condition: { readonly asked: ConditionParams; readonly answer: ConditionAnswer | null };
  readonly event: { readonly asked: EventParams; readonly answer: EventAnswer | null };
  readonly timeline: { readonly asked: TimelineParams; readonly answer: TimelineAnswer | null };
  readonly exceptionItems: { readonly asked: ExceptionItemsParams; readonly answer: ExceptionItemsAnswer | null };
  readonly arms: { readonly asked: ArmsParams; readonly answer: readonly QueryArmRow[] | null };
  readonly proposals: { readonly asked: ProposalsParams; readonly answer: ProposalsAnswer | null };
  /** `row` is null where nothing would be asked for any more. */
  readonly moveProposal: {
    readonly asked: MoveProposalParams;
    readonly answer: { readonly row: ProposalRow | null } | null;
  };
  readonly acceptProposal: { readonly asked: AcceptProposalParams; readonly answer: Acceptance | null };
  /** `list`: the list that the item is for. */
  readonly exceptionItem: {
    readonly asked: { readonly params: ExceptionItemParams; readonly list?: string };
    readonly answer: ExceptionItemAnswer | null;
  };
  readonly lofpFill: { readonly asked: LofpFillOrder; readonly answer: LofpFillAnswer | null };
  readonly lofpProposal: { readonly asked: LofpProposalOrder; readonly answer: ProposalRow | null };
  readonly lofpSeed: { readonly asked: LofpSeedOrder; readonly answer: LofpSeed | null };
  readonly compare: { readonly asked: CompareParams; readonly answer: CompareAnswer | null };
  /** Runs beside the last run, which stays; only its hits are remembered. */
  readonly runBeside: {
    readonly asked: { readonly runId: number; readonly order: RunOrder };
    readonly answer: Pick<PanelState, 'totals' | 'events'> | null;
  };
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
  /** Each order has one sample. */
  readonly matrix: { readonly asked: { readonly orders: readonly RunOrder[] }; readonly answer: MatrixRun };
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
  | { readonly kind: 'question'; readonly id: number; readonly question: Question }
  /** What was done until then is the answer. */
  | { readonly kind: 'cancelQuestion'; readonly id: number };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'state'; readonly state: PanelState }
  /** Of a question that takes long: from 0 to 1. */
  | { readonly kind: 'progress'; readonly id: number; readonly fraction: number }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  /** The question could not be answered: a sentence. */
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** Handed to the thread at its start. */
export interface WorkerSetting {
  readonly schemaFolder: string;
}

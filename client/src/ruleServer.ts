// The server's own requests as typed functions. Nothing else in the client spells the name of a request.
import { ResponseError, ErrorCodes } from 'vscode-languageclient/node';
import type { CancellationToken, LanguageClient } from 'vscode-languageclient/node';
import {
  ArmEvasionRequest,
  AcceptProposalRequest,
  CancelRunRequest,
  ChooseSampleRequest,
  CompareRequest,
  ConditionRequest,
  EventRequest,
  ExceptionFilesRequest,
  ExceptionItemRequest,
  ExceptionItemsRequest,
  ExclusionsRequest,
  ExportRowsRequest,
  ExportedRuleRequest,
  ExportedRulesRequest,
  FindEventRequest,
  GroupFieldsRequest,
  GroupsRequest,
  HeadRunRequest,
  HistoryRequest,
  HitTimelineRequest,
  LofpEntriesRequest,
  LofpExclusionsRequest,
  LofpLinkRequest,
  LofpNewEntryRequest,
  LofpPageRequest,
  LofpProposalRequest,
  MarkRequest,
  MatrixRequest,
  MoveProposalRequest,
  ProposalsRequest,
  RedactRequest,
  RowsRequest,
  RuleAtRequest,
  RunRequest,
  SampleDetailsRequest,
  SampleFilesRequest,
  SamplePageRequest,
  SamplesRequest,
  TimelineRequest,
} from '../../server/src/protocol';
import type {
  ArmEvasionAnswer,
  ArmEvasionParams,
  AcceptProposalAnswer,
  AcceptProposalParams,
  ChooseSampleParams,
  CompareAnswer,
  CompareParams,
  ConditionAnswer,
  ConditionParams,
  EventAnswer,
  EventParams,
  ExceptionFileChoice,
  ExceptionItemAnswer,
  ExceptionItemParams,
  ExceptionItemsAnswer,
  ExceptionItemsParams,
  ExclusionsAnswer,
  ExportRowsAnswer,
  ExportRowsParams,
  ExportedRule,
  ExportedRuleAnswer,
  ExportedRuleParams,
  FindEventAnswer,
  FindEventParams,
  GroupFieldsAnswer,
  GroupFieldsParams,
  GroupsAnswer,
  GroupsParams,
  HeadRunAnswer,
  HistoryAnswer,
  HitTimelineAnswer,
  HitTimelineParams,
  LofpEditAnswer,
  LofpEntriesAnswer,
  LofpExclusionsAnswer,
  LofpExclusionsParams,
  LofpLinkParams,
  LofpNewEntryParams,
  LofpPageAnswer,
  LofpPageParams,
  LofpProposalAnswer,
  LofpProposalParams,
  MarkAnswer,
  MarkParams,
  MatrixAnswer,
  MatrixParams,
  MoveProposalParams,
  ProposalRow,
  ProposalsAnswer,
  ProposalsParams,
  RedactAnswer,
  RedactParams,
  RowsAnswer,
  RowsParams,
  RuleAtParams,
  RuleReference,
  RunAnswer,
  RunParams,
  SampleChoice,
  SampleDetailsAnswer,
  SampleFilesAnswer,
  SamplePageAnswer,
  SamplePageParams,
  TimelineAnswer,
  TimelineParams,
} from '../../server/src/protocol';

/** What the server can be asked for. Each rejects with a sentence when the server is down or refuses. */
export interface RuleServer {
  run(params: RunParams): Promise<RunAnswer>;
  cancelRun(runId: number): Promise<void>;
  samples(rule: RuleReference): Promise<readonly SampleChoice[]>;
  chooseSample(params: ChooseSampleParams): Promise<void>;
  /** Those that a rule could be run with. */
  exceptionFiles(rule: RuleReference): Promise<readonly ExceptionFileChoice[]>;
  /** Undefined for a run without exceptions. */
  exceptionItems(params: ExceptionItemsParams): Promise<ExceptionItemsAnswer | undefined>;
  /** None of a document without rules. */
  exclusions(uri: string): Promise<ExclusionsAnswer>;
  /** Undefined where the document is another one by now. */
  armEvasion(params: ArmEvasionParams): Promise<ArmEvasionAnswer | undefined>;
  /** The runs of this session. */
  history(): Promise<HistoryAnswer>;
  compare(params: CompareParams): Promise<CompareAnswer>;
  /** Runs a rule as git's HEAD has it, beside its last run. */
  runHead(rule: RuleReference): Promise<HeadRunAnswer>;
  rows(params: RowsParams): Promise<RowsAnswer>;
  groups(params: GroupsParams): Promise<GroupsAnswer>;
  groupFields(params: GroupFieldsParams): Promise<GroupFieldsAnswer>;
  hitTimeline(params: HitTimelineParams): Promise<HitTimelineAnswer>;
  /** One piece of an export. */
  exportRows(params: ExportRowsParams): Promise<ExportRowsAnswer>;
  condition(params: ConditionParams): Promise<ConditionAnswer>;
  event(params: EventParams): Promise<EventAnswer>;
  /** Undefined for a run of another kind than a sequence. */
  timeline(params: TimelineParams): Promise<TimelineAnswer | undefined>;
  /** Undefined where the last run read no event there. */
  findEvent(params: FindEventParams): Promise<FindEventAnswer | undefined>;
  /** Edits of label files, for the editor to apply. */
  mark(params: MarkParams): Promise<MarkAnswer>;
  /** Undefined where the run is no longer the last. */
  proposals(params: ProposalsParams): Promise<ProposalsAnswer | undefined>;
  /** Undefined where nothing would be asked for any more. */
  moveProposal(params: MoveProposalParams): Promise<ProposalRow | undefined>;
  /** Edits of the rule, for the editor to apply. */
  acceptProposal(params: AcceptProposalParams): Promise<AcceptProposalAnswer>;
  exceptionItem(params: ExceptionItemParams): Promise<ExceptionItemAnswer>;
  /** What the workspace knows of false positives. */
  lofpEntries(): Promise<LofpEntriesAnswer>;
  /** Undefined where nothing is known of that. */
  lofpPage(params: LofpPageParams): Promise<LofpPageAnswer | undefined>;
  lofpExclusions(params: LofpExclusionsParams): Promise<LofpExclusionsAnswer>;
  lofpProposal(params: LofpProposalParams): Promise<LofpProposalAnswer>;
  /** Edits, for the editor to apply. */
  lofpLink(params: LofpLinkParams): Promise<LofpEditAnswer>;
  lofpNewEntry(params: LofpNewEntryParams): Promise<LofpEditAnswer>;
  /** What is known is not run again. When it is cancelled the answer is what was done. */
  matrix(params: MatrixParams, token: CancellationToken): Promise<MatrixAnswer>;
  redact(params: RedactParams, token: CancellationToken): Promise<RedactAnswer>;
  sampleFiles(): Promise<SampleFilesAnswer>;
  sampleDetails(uri: string): Promise<SampleDetailsAnswer>;
  samplePage(params: SamplePageParams): Promise<SamplePageAnswer>;
  /** None where the file holds no rule. */
  exportedRules(uri: string): Promise<readonly ExportedRule[]>;
  exportedRule(params: ExportedRuleParams): Promise<ExportedRuleAnswer>;
  /** Undefined where the file holds no rule. */
  ruleAt(params: RuleAtParams): Promise<RuleReference | undefined>;
}

export function connectServer(client: LanguageClient): RuleServer {
  return {
    run: (params) => client.sendRequest<RunAnswer>(RunRequest, params),
    cancelRun: (runId) => client.sendRequest(CancelRunRequest, { runId }),
    samples: ({ uri, rule }) => client.sendRequest<readonly SampleChoice[]>(SamplesRequest, { uri, rule }),
    chooseSample: (params) => client.sendRequest(ChooseSampleRequest, params),
    exceptionFiles: ({ uri, rule }) =>
      client.sendRequest<readonly ExceptionFileChoice[]>(ExceptionFilesRequest, { uri, rule }),
    exceptionItems: async (params) =>
      (await client.sendRequest<ExceptionItemsAnswer | null>(ExceptionItemsRequest, params)) ?? undefined,
    exclusions: (uri) => client.sendRequest<ExclusionsAnswer>(ExclusionsRequest, { uri }),
    armEvasion: async (params) =>
      (await client.sendRequest<ArmEvasionAnswer | null>(ArmEvasionRequest, params)) ?? undefined,
    history: () => client.sendRequest<HistoryAnswer>(HistoryRequest),
    compare: (params) => client.sendRequest<CompareAnswer>(CompareRequest, params),
    runHead: ({ uri, rule }) => client.sendRequest<HeadRunAnswer>(HeadRunRequest, { uri, rule }),
    rows: (params) => client.sendRequest<RowsAnswer>(RowsRequest, params),
    groups: (params) => client.sendRequest<GroupsAnswer>(GroupsRequest, params),
    groupFields: (params) => client.sendRequest<GroupFieldsAnswer>(GroupFieldsRequest, params),
    hitTimeline: (params) => client.sendRequest<HitTimelineAnswer>(HitTimelineRequest, params),
    exportRows: (params) => client.sendRequest<ExportRowsAnswer>(ExportRowsRequest, params),
    condition: (params) => client.sendRequest<ConditionAnswer>(ConditionRequest, params),
    event: (params) => client.sendRequest<EventAnswer>(EventRequest, params),
    timeline: async (params) => (await client.sendRequest<TimelineAnswer | null>(TimelineRequest, params)) ?? undefined,
    findEvent: async (params) =>
      (await client.sendRequest<FindEventAnswer | null>(FindEventRequest, params)) ?? undefined,
    mark: (params) => client.sendRequest<MarkAnswer>(MarkRequest, params),
    proposals: async (params) =>
      (await client.sendRequest<ProposalsAnswer | null>(ProposalsRequest, params)) ?? undefined,
    moveProposal: async (params) =>
      (await client.sendRequest<ProposalRow | null>(MoveProposalRequest, params)) ?? undefined,
    acceptProposal: (params) => client.sendRequest<AcceptProposalAnswer>(AcceptProposalRequest, params),
    exceptionItem: (params) => client.sendRequest<ExceptionItemAnswer>(ExceptionItemRequest, params),
    lofpEntries: () => client.sendRequest<LofpEntriesAnswer>(LofpEntriesRequest),
    lofpPage: async (params) => (await client.sendRequest<LofpPageAnswer | null>(LofpPageRequest, params)) ?? undefined,
    lofpExclusions: (params) => client.sendRequest<LofpExclusionsAnswer>(LofpExclusionsRequest, params),
    lofpProposal: (params) => client.sendRequest<LofpProposalAnswer>(LofpProposalRequest, params),
    lofpLink: (params) => client.sendRequest<LofpEditAnswer>(LofpLinkRequest, params),
    lofpNewEntry: (params) => client.sendRequest<LofpEditAnswer>(LofpNewEntryRequest, params),
    matrix: (params, token) => client.sendRequest<MatrixAnswer>(MatrixRequest, params, token),
    redact: (params, token) => client.sendRequest<RedactAnswer>(RedactRequest, params, token),
    sampleFiles: () => client.sendRequest<SampleFilesAnswer>(SampleFilesRequest),
    sampleDetails: (uri) => client.sendRequest<SampleDetailsAnswer>(SampleDetailsRequest, { uri }),
    samplePage: (params) => client.sendRequest<SamplePageAnswer>(SamplePageRequest, params),
    exportedRules: (uri) => client.sendRequest<readonly ExportedRule[]>(ExportedRulesRequest, { uri }),
    exportedRule: (params) => client.sendRequest<ExportedRuleAnswer>(ExportedRuleRequest, params),
    ruleAt: async (params) => (await client.sendRequest<RuleReference | null>(RuleAtRequest, params)) ?? undefined,
  };
}

/** The sentence of whatever was thrown, for a person. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ResponseError && error.code === ErrorCodes.InternalError) {
    return error.message.replace(/^Request \S+ failed with message: /, '');
  }
  return error instanceof Error ? error.message : String(error);
}

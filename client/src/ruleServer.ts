// The server's own requests as typed functions. Nothing else in the client spells the name of a request.
import { ResponseError, ErrorCodes } from 'vscode-languageclient/node';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  CancelRunRequest,
  ChooseSampleRequest,
  EventRequest,
  ExceptionFilesRequest,
  ExceptionItemsRequest,
  ExportedRuleRequest,
  ExportedRulesRequest,
  FindEventRequest,
  MarkRequest,
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
  ChooseSampleParams,
  EventAnswer,
  EventParams,
  ExceptionFileChoice,
  ExceptionItemsAnswer,
  ExceptionItemsParams,
  ExportedRule,
  ExportedRuleAnswer,
  ExportedRuleParams,
  FindEventAnswer,
  FindEventParams,
  MarkAnswer,
  MarkParams,
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
  rows(params: RowsParams): Promise<RowsAnswer>;
  event(params: EventParams): Promise<EventAnswer>;
  /** Undefined for a run of another kind than a sequence. */
  timeline(params: TimelineParams): Promise<TimelineAnswer | undefined>;
  /** Undefined where the last run read no event there. */
  findEvent(params: FindEventParams): Promise<FindEventAnswer | undefined>;
  /** Edits of label files, for the editor to apply. */
  mark(params: MarkParams): Promise<MarkAnswer>;
  redact(params: RedactParams): Promise<RedactAnswer>;
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
    rows: (params) => client.sendRequest<RowsAnswer>(RowsRequest, params),
    event: (params) => client.sendRequest<EventAnswer>(EventRequest, params),
    timeline: async (params) => (await client.sendRequest<TimelineAnswer | null>(TimelineRequest, params)) ?? undefined,
    findEvent: async (params) =>
      (await client.sendRequest<FindEventAnswer | null>(FindEventRequest, params)) ?? undefined,
    mark: (params) => client.sendRequest<MarkAnswer>(MarkRequest, params),
    redact: (params) => client.sendRequest<RedactAnswer>(RedactRequest, params),
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

// The table of requests: which function answers which. What goes wrong in one is logged and answered; the server lives.
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type {
  CancellationToken,
  CodeAction,
  CompletionParams,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  HoverParams,
  ReferenceParams,
} from 'vscode-languageserver';
import { ruleAt } from '../analysis/analyze';
import {
  AcceptProposalRequest,
  ArmEvasionRequest,
  ArmsRequest,
  CancelRunRequest,
  ChooseSampleRequest,
  CompareRequest,
  ConditionRequest,
  EventRequest,
  ExceptionFilesRequest,
  ExceptionItemRequest,
  ExceptionItemsRequest,
  ExportRowsRequest,
  ExclusionsRequest,
  ExportedRuleRequest,
  ExportedRulesRequest,
  FindEventRequest,
  GroupFieldsRequest,
  GroupsRequest,
  HeadRunRequest,
  HistoryRequest,
  HitTimelineRequest,
  MarkRequest,
  MoveProposalRequest,
  ProposalsRequest,
  MatrixRequest,
  RedactRequest,
  RowsRequest,
  RuleAtRequest,
  RunRequest,
  SampleDetailsRequest,
  SampleFilesRequest,
  SamplePageRequest,
  SamplesRequest,
  TimelineRequest,
} from '../protocol';
import type {
  AcceptProposalParams,
  ArmEvasionParams,
  ArmsParams,
  CancelRunParams,
  ChooseSampleParams,
  CompareParams,
  ConditionParams,
  EventParams,
  ExceptionItemParams,
  ExceptionItemsParams,
  ExportRowsParams,
  ExclusionsParams,
  ExportedRuleParams,
  ExportedRulesParams,
  FindEventParams,
  GroupFieldsParams,
  GroupsParams,
  HitTimelineParams,
  MarkParams,
  MoveProposalParams,
  ProposalsParams,
  MatrixParams,
  RedactParams,
  RowsParams,
  RuleAtParams,
  RuleReference,
  RunParams,
  SampleChoice,
  SampleFileParams,
  SamplePageParams,
  TimelineParams,
} from '../protocol';
import { openDiagnostics } from './diagnostics';
import { ExclusionDesk } from './exclusionDesk';
import { ExportDesk } from './exportDesk';
import { allCodeActions } from './language/armActions';
import { resolveCodeAction } from './language/codeActions';
import { codeLenses, resolveCodeLens } from './language/codeLens';
import { completion, resolveCompletion, signatureHelp } from './language/completion';
import { formatDocument, formatOnType, formatRange } from './language/formatting';
import { documentLinks, hover, inlayHint } from './language/hover';
import { resolveTieAction, tieCompletion, tieDefinition, tieHover, tieReferences } from './language/lofp';
import {
  definition,
  documentHighlights,
  prepareRename,
  references,
  rename,
  workspaceSymbols,
} from './language/navigation';
import { schemaCodeActions, schemaCompletion, schemaHover } from './language/schemaYaml';
import { documentSymbols, foldingRanges, selectionRanges } from './language/structure';
import type { TokenService } from './language/tokens';
import { lofpRequests } from './lofp/requests';
import { toOffset } from './places';
import { beginRequest } from './requestProgress';
import type { Session } from './session';
import { TuneDesk } from './tuneDesk';

type Handler = (params: never, token: CancellationToken) => unknown;

export function requestTable(session: Session, tokens: TokenService): Readonly<Record<string, Handler>> {
  const bind =
    <P>(answer: (session: Session, params: P) => unknown): Handler =>
    (params: P) =>
      answer(session, params);
  /** A document with a schema is asked first. */
  const either = <P>(first: (session: Session, params: P) => unknown, then: (session: Session, params: P) => unknown) =>
    bind((_session, params: P) => first(session, params) ?? then(session, params));
  return {
    ...ownRequests(session),
    'textDocument/diagnostic': bind(documentDiagnostics),
    'textDocument/codeLens': bind(codeLenses),
    'codeLens/resolve': bind(resolveCodeLens),
    'textDocument/completion': either(
      schemaCompletion,
      (own, params: CompletionParams) => tieCompletion(own, params) ?? completion(own, params),
    ),
    'completionItem/resolve': bind(resolveCompletion),
    'textDocument/signatureHelp': bind(signatureHelp),
    'textDocument/hover': either(
      schemaHover,
      (own, params: HoverParams) => tieHover(own, params) ?? hover(own, params),
    ),
    'textDocument/inlayHint': bind(inlayHint),
    'textDocument/documentLink': bind(documentLinks),
    'textDocument/documentHighlight': bind(documentHighlights),
    'textDocument/definition': either(tieDefinition, definition),
    'textDocument/references': bind(
      async (own, params: ReferenceParams) => (await tieReferences(own, params)) ?? references(own, params),
    ),
    'textDocument/prepareRename': bind(prepareRename),
    'textDocument/rename': bind(rename),
    'workspace/symbol': bind(workspaceSymbols),
    'textDocument/documentSymbol': bind(documentSymbols),
    'textDocument/foldingRange': bind(foldingRanges),
    'textDocument/selectionRange': bind(selectionRanges),
    'textDocument/semanticTokens/full': (params: never) => tokens.full(session, params),
    'textDocument/semanticTokens/full/delta': (params: never) => tokens.delta(session, params),
    'textDocument/semanticTokens/range': (params: never) => tokens.range(session, params),
    'textDocument/formatting': bind(formatDocument),
    'textDocument/rangeFormatting': bind(formatRange),
    'textDocument/onTypeFormatting': bind(formatOnType),
    'textDocument/codeAction': either(schemaCodeActions, allCodeActions),
    'codeAction/resolve': bind(
      async (own, action: CodeAction) => (await resolveTieAction(own, action)) ?? resolveCodeAction(own, action),
    ),
  };
}

function ownRequests(session: Session): Readonly<Record<string, Handler>> {
  const { runs } = session;
  const exported = new ExportDesk(session.host);
  const tuning = new TuneDesk(session);
  const exclusions = new ExclusionDesk(session);
  return {
    [RunRequest]: (params: RunParams) => runs.run(params),
    [CancelRunRequest]: ({ runId }: CancelRunParams) => {
      runs.cancel(runId);
      return null;
    },
    [RowsRequest]: (params: RowsParams) => runs.about('rows', params),
    [GroupsRequest]: (params: GroupsParams) => runs.about('groups', params),
    [GroupFieldsRequest]: (params: GroupFieldsParams) => runs.about('groupFields', params),
    [HitTimelineRequest]: (params: HitTimelineParams) => runs.about('hitTimeline', params),
    [ExportRowsRequest]: (params: ExportRowsParams) => runs.about('exportRows', params),
    [ConditionRequest]: (params: ConditionParams) => runs.about('condition', params),
    [EventRequest]: (params: EventParams) => runs.event(params),
    [TimelineRequest]: (params: TimelineParams) => runs.timeline(params),
    [ExceptionItemsRequest]: (params: ExceptionItemsParams) => runs.exceptionItems(params),
    [ArmsRequest]: (params: ArmsParams) => runs.arms(params),
    [ExclusionsRequest]: (params: ExclusionsParams) => exclusions.tree(params),
    [ArmEvasionRequest]: (params: ArmEvasionParams) => exclusions.evasion(params),
    [ProposalsRequest]: (params: ProposalsParams) => tuning.proposals(params),
    [MoveProposalRequest]: (params: MoveProposalParams) => tuning.move(params),
    [AcceptProposalRequest]: (params: AcceptProposalParams) => tuning.accept(params),
    [ExceptionItemRequest]: (params: ExceptionItemParams) => tuning.exceptionItem(params),
    ...lofpRequests(session),
    [HistoryRequest]: () => runs.history.runs(),
    [CompareRequest]: (params: CompareParams) => runs.history.compare(params),
    [HeadRunRequest]: (params: RuleReference) => runs.history.runHead(params),
    [ExceptionFilesRequest]: (params: RuleReference) => runs.exceptionFiles(params),
    [MarkRequest]: (params: MarkParams) => runs.mark(params),
    [FindEventRequest]: (params: FindEventParams) => runs.findEvent(params),
    [RuleAtRequest]: (params: RuleAtParams) => findRule(session, params),
    [ExportedRulesRequest]: (params: ExportedRulesParams) => exported.rules(params),
    [ExportedRuleRequest]: (params: ExportedRuleParams) => ({ text: exported.rule(params) }),
    [MatrixRequest]: ({ workDoneToken }: MatrixParams, token) =>
      session.matrix(beginRequest(session.connection, token, { workDoneToken, title: 'Rulewright: all rules' })),
    [RedactRequest]: (params: RedactParams, token) => {
      const { workDoneToken } = params;
      return runs.redact(
        params,
        beginRequest(session.connection, token, { workDoneToken, title: 'Rulewright: redacting' }),
      );
    },
    [SampleFilesRequest]: () => session.sampleFiles.files(),
    [SampleDetailsRequest]: (params: SampleFileParams) => session.sampleFiles.details(params),
    [SamplePageRequest]: (params: SamplePageParams) => session.sampleFiles.page(params),
    [SamplesRequest]: (params: RuleReference) => sampleChoices(session, params),
    [ChooseSampleRequest]: (params: ChooseSampleParams) => chooseSample(session, params),
  };
}

/** An unchanged version need not be sent again. */
function documentDiagnostics(
  session: Session,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
): DocumentDiagnosticReport {
  const found = openDiagnostics(textDocument.uri, session);
  if (found === undefined) return { kind: 'full', items: [] };
  const { version, items } = found;
  const resultId = `${version}:${hashOf(JSON.stringify(items))}`;
  return resultId === previousResultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
}

/** A schema may change what is said of the same version. */
function hashOf(text: string): string {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash.toString(36);
}

function findRule({ documents }: Session, { uri, line, character }: RuleAtParams): RuleReference | null {
  const document = documents.get(uri);
  const rule =
    document === undefined ? undefined : ruleAt(document.analysis, toOffset(document.lines, { line, character }));
  return rule === undefined ? null : { uri, rule: rule.rule.index };
}

async function sampleChoices(session: Session, { uri, rule: index }: RuleReference): Promise<readonly SampleChoice[]> {
  const rule = session.documents.openOrSaved(uri)?.analysis.rules[index];
  return rule === undefined ? [] : session.samples.choices(uri, rule);
}

function chooseSample(session: Session, { uri, rule: index, sample }: ChooseSampleParams): null {
  const rule = session.documents.openOrSaved(uri)?.analysis.rules[index];
  if (rule === undefined) throw new ResponseError(ErrorCodes.InvalidParams, 'The rule is not there any more.');
  session.runs.forget({ uri, rule: index });
  session.samples.choose(uri, rule, sample);
  return null;
}

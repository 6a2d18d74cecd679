// The panel's messages: intents one way, data the other.
import type { EventAnswer, EventParams, TimelineAnswer, TimelineParams } from './events';
import type { ExceptionItemsAnswer, ExceptionItemsParams } from './exceptions';
import type { GroupFieldsAnswer, GroupFieldsParams, GroupsAnswer, GroupsParams } from './groups';
import type { CompareAnswer, CompareParams, HeadRunAnswer, HistoryAnswer } from './history';
import type { HitTimelineAnswer, HitTimelineParams } from './hitTimeline';
import type { LofpFromPanel, LofpToPanel } from './lofpPages';
import type { MarkParams } from './marks';
import type { ConditionParams, ExportRowsParams } from './rowExports';
import type { RowsAnswer, RowsParams } from './rows';
import type { RuleReference } from './rules';
import type { PanelState } from './runs';
import type {
  AcceptProposalParams,
  ExceptionItemParams,
  MoveProposalParams,
  ProposalRow,
  ProposalsAnswer,
  ProposalsParams,
} from './tuning';

/** Extension → webview. */
export type ToPanel =
  | LofpToPanel
  | { readonly type: 'state'; readonly state: PanelState | undefined }
  | { readonly type: 'rows'; readonly request: number; readonly answer: RowsAnswer }
  | { readonly type: 'event'; readonly request: number; readonly answer: EventAnswer }
  | { readonly type: 'timeline'; readonly request: number; readonly answer: TimelineAnswer }
  | { readonly type: 'exceptions'; readonly request: number; readonly answer: ExceptionItemsAnswer }
  | { readonly type: 'proposals'; readonly request: number; readonly answer: ProposalsAnswer }
  /** No answer where nothing would be asked for any more. */
  | { readonly type: 'proposalMoved'; readonly request: number; readonly answer: ProposalRow | undefined }
  | { readonly type: 'proposalAccepted'; readonly request: number; readonly answer: PanelAccepted }
  | { readonly type: 'groups'; readonly request: number; readonly answer: GroupsAnswer }
  | { readonly type: 'groupFields'; readonly request: number; readonly answer: GroupFieldsAnswer }
  | { readonly type: 'hitTimeline'; readonly request: number; readonly answer: HitTimelineAnswer }
  | { readonly type: 'history'; readonly request: number; readonly answer: HistoryAnswer }
  | { readonly type: 'compared'; readonly request: number; readonly answer: CompareAnswer }
  | { readonly type: 'headRun'; readonly request: number; readonly answer: HeadRunAnswer }
  /** Opens an event that was asked for outside the panel. */
  | { readonly type: 'showEvent'; readonly event: number }
  | { readonly type: 'failed'; readonly request: number; readonly message: string };

/** Webview → extension: intents only. */
export type FromPanel =
  | LofpFromPanel
  | { readonly type: 'ready' }
  | { readonly type: 'rows'; readonly request: number; readonly params: RowsParams }
  | { readonly type: 'event'; readonly request: number; readonly params: EventParams }
  | { readonly type: 'timeline'; readonly request: number; readonly params: TimelineParams }
  | { readonly type: 'exceptions'; readonly request: number; readonly params: ExceptionItemsParams }
  | { readonly type: 'groups'; readonly request: number; readonly params: GroupsParams }
  | { readonly type: 'groupFields'; readonly request: number; readonly params: GroupFieldsParams }
  | { readonly type: 'hitTimeline'; readonly request: number; readonly params: HitTimelineParams }
  /** A person chooses the format and the place. `name`: what the rows are of. */
  | { readonly type: 'exportRows'; readonly name: string; readonly rule: RuleReference; readonly params: ShownRows }
  /** To the clipboard. */
  | { readonly type: 'copyCondition'; readonly params: ConditionParams }
  | { readonly type: 'history'; readonly request: number }
  | { readonly type: 'compare'; readonly request: number; readonly params: CompareParams }
  /** Runs the rule as git's HEAD has it. */
  | { readonly type: 'runHead'; readonly request: number; readonly rule: RuleReference }
  | { readonly type: 'openEvent'; readonly sample: string; readonly line: number; readonly column?: number }
  /** Marks events, and runs the rule again. */
  | { readonly type: 'mark'; readonly rule: RuleReference; readonly params: MarkParams }
  | { readonly type: 'proposals'; readonly request: number; readonly params: ProposalsParams }
  | { readonly type: 'moveProposal'; readonly request: number; readonly params: MoveProposalParams }
  /** Edits the rule, and runs it again. */
  | {
      readonly type: 'acceptProposal';
      readonly request: number;
      readonly rule: RuleReference;
      readonly params: AcceptProposalParams;
    }
  /** Opens the item as a document. */
  | { readonly type: 'exceptionItem'; readonly request: number; readonly params: ExceptionItemParams }
  | { readonly type: 'openRule'; readonly rule: RuleReference }
  | { readonly type: 'run'; readonly rule: RuleReference }
  | { readonly type: 'cancel'; readonly runId: number }
  | { readonly type: 'chooseSample'; readonly rule: RuleReference }
  | { readonly type: 'chooseExceptions'; readonly rule: RuleReference }
  /** From the empty panel, which knows no rule: the one at the cursor is meant. */
  | { readonly type: 'begin'; readonly way: BeginWay };

/** What became of what was accepted: done, refused with a reason, or to be confirmed first. */
export interface PanelAccepted {
  readonly kind: 'done' | 'refused' | 'asks';
  /** A sentence. */
  readonly message: string;
}

/** The rows that are in sight or can be scrolled to. */
export type ShownRows = Omit<ExportRowsParams, 'format' | 'from' | 'withSecrets'>;

export type BeginWay = 'run' | 'chooseSample' | 'walkthrough';

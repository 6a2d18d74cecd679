// Proposals as the editor asks for them: made by the worker from the last run, and written into the rule as it is now, or not at all.
import type { RuleAnalysis } from '../analysis/analyze';
import type { TextEdit } from '../base/edit';
import type {
  AcceptProposalAnswer,
  AcceptProposalParams,
  ExceptionItemAnswer,
  ExceptionItemParams,
  MoveProposalParams,
  ProposalRow,
  ProposalsAnswer,
  ProposalsParams,
} from '../protocol';
import { liftEdit } from '../rule/edits';
import { suppressionEdit } from '../rule/suppressionEdit';
import { TIE_MARK } from '../lofp/tie/tieText';
import { insertArm } from '../tuning/insertArm';
import { listsOfRule } from '../worker/exceptionFiles';
import type { Acceptance } from '../worker/proposalBook';
import { durationParts } from '../worker/proposalRows';
import type { RuleDocument } from './documents';
import { toWireEdits } from './places';
import { changedFile, runTextOf } from './runBasis';
import type { ChangedFile } from './runBasis';
import type { Session } from './session';
import { exportPathOf } from './uris';

/** The rule that was run, where it and its sample are as they were. */
interface Standing {
  readonly document: RuleDocument;
  readonly rule: RuleAnalysis;
}

const LATE = 'The run is over: run the rule again.';
const RULE_GONE = 'The rule is not there any more: open its file and run it again.';
const RULE_CHANGED = 'The rule has changed since the proposals were made; run it again.';
const READ_ONLY = 'This rule is shown from an export and cannot be changed here: accept the proposal in its own file.';

export class TuneDesk {
  constructor(private readonly session: Pick<Session, 'host' | 'documents' | 'runs' | 'worker' | 'settings'>) {}

  async proposals(params: ProposalsParams): Promise<ProposalsAnswer | null> {
    const standing = this.standing(params.runId);
    if (standing === undefined) return null;
    if (typeof standing === 'string') return { runId: params.runId, proposals: [], refusals: [], message: standing };
    return this.session.worker().ask('proposals', params);
  }

  async move(params: MoveProposalParams): Promise<ProposalRow | null> {
    const moved = await this.session.worker().ask('moveProposal', params);
    if (moved === null) throw new Error(LATE);
    return moved.row;
  }

  /** What the person takes time to confirm may change meanwhile, so everything is looked at anew. */
  async accept(params: AcceptProposalParams): Promise<AcceptProposalAnswer> {
    const accepted = await this.session.worker().ask('acceptProposal', params);
    const standing = this.standing(params.runId);
    if (accepted === null || standing === undefined) return { message: LATE };
    if (typeof standing === 'string') return { message: standing };
    if (accepted.kind === 'none') return { message: accepted.message };
    if (exportPathOf(standing.document.uri) !== undefined) return { message: READ_ONLY };
    if (accepted.kind === 'arm' && accepted.warning !== undefined && params.isConfirmed !== true)
      return { message: 'Nothing was written yet.', asks: accepted.warning };
    const made =
      accepted.kind === 'arm'
        ? this.armEdit(accepted, params, standing)
        : suppressionOf(accepted.suppression, standing);
    return 'edit' in made ? { message: made.done, file: toFile(made.edit, standing) } : { message: made.problem };
  }

  async exceptionItem(params: ExceptionItemParams): Promise<ExceptionItemAnswer> {
    const standing = this.standing(params.runId);
    if (standing === undefined) return { problem: LATE };
    if (typeof standing === 'string') return { problem: standing };
    const lists = listsOfRule(standing.rule.rule);
    const list = lists.length === 1 ? { list: lists[0] } : {};
    return (await this.session.worker().ask('exceptionItem', { params, ...list })) ?? { problem: LATE };
  }

  /** A sentence where what a run says holds no more; undefined where it is not the last one. */
  private standing(runId: number): Standing | string | undefined {
    const { runs, documents, host } = this.session;
    const made = runs.madeFrom(runId);
    if (made === undefined) return undefined;
    const document = documents.openOrSaved(made.rule.uri);
    const rule = document?.analysis.rules[made.rule.rule];
    if (document === undefined || rule?.eql === undefined) return RULE_GONE;
    if (runTextOf(rule) !== made.basis.query) return RULE_CHANGED;
    const changed = changedFile(made.basis, host);
    return changed === undefined ? { document, rule } : sentenceOf(changed);
  }

  private armEdit(
    { filter, eql, reason, lofp, removes, unlabelled }: Acceptance & { readonly kind: 'arm' },
    { what }: AcceptProposalParams,
    { document, rule }: Standing,
  ): Made {
    const { host, settings } = this.session;
    const given = what.kind === 'proposal' ? what.comment : undefined;
    const words = given ?? `${host.today()}: ${reason ?? 'known to be harmless'}`;
    // The comment that ties it has its line for itself: whatever stood behind it would be taken for the id.
    const comment = lofp === undefined ? words : `${TIE_MARK} ${lofp}`;
    const embedded = rule.eql?.embedded;
    const edit = embedded && insertArm(embedded.text, { filter, eql, comment, width: settings.formatWidth });
    if (embedded === undefined || edit === undefined)
      return { problem: 'The exclusion cannot be written into this query: it would be read as something else.' };
    const lifted = liftEdit(embedded, document.analysis.text, edit);
    if (lifted === undefined)
      return { problem: 'The query is quoted in a way that cannot hold the exclusion; nothing was written.' };
    const hits = removes + unlabelled;
    return { edit: lifted, done: `One exclusion is added; it leaves out ${hits} ${hits === 1 ? 'hit' : 'hits'}.` };
  }
}

type Made = { readonly edit: TextEdit; readonly done: string } | { readonly problem: string };

function suppressionOf(
  { groupBy, duration, joinsMissing }: (Acceptance & { readonly kind: 'suppression' })['suppression'],
  { document: { analysis }, rule }: Standing,
): Made {
  const wanted = { groupBy, joinsMissing, duration: durationParts(duration) };
  const made = suppressionEdit(analysis.text, analysis.file, rule.rule, wanted);
  return made.kind === 'edit'
    ? { edit: made.edit, done: `Alerts are suppressed by ${groupBy.join(', ')}; none of them is lost.` }
    : { problem: made.message };
}

function toFile(edit: TextEdit, { document: { uri, lines } }: Standing): AcceptProposalAnswer['file'] {
  return { uri, edits: toWireEdits(lines, [edit]) };
}

function sentenceOf({ path, isGone }: ChangedFile): string {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return isGone
    ? `${name} is not there any more, so that nobody can tell what an exclusion would do; run the rule again.`
    : `${name} has changed since the rule was run; run it again.`;
}

// Exclusions for the panel: proposed, moved on their ladders, and accepted as one edit of the rule that the editor can undo, or as a document.
import * as vscode from 'vscode';
import { RunCommand } from '../../../server/src/protocol';
import type {
  AcceptProposalAnswer,
  AcceptProposalParams,
  ExceptionItemParams,
  FromPanel,
  MarkEdit,
  PanelAccepted,
  ProposalsAnswer,
  ProposalsParams,
} from '../../../server/src/protocol';
import { openText } from '../commands/showText';
import type { RuleServer } from '../ruleServer';
import { answer } from './answer';
import type { Post } from './answer';

type ProposalWish = Extract<
  FromPanel,
  { readonly type: 'proposals' | 'moveProposal' | 'acceptProposal' | 'exceptionItem' }
>;

const types: readonly FromPanel['type'][] = ['proposals', 'moveProposal', 'acceptProposal', 'exceptionItem'];

export function isAboutProposals(wish: FromPanel): wish is ProposalWish {
  return types.includes(wish.type);
}

export async function answerProposals(wish: ProposalWish, server: RuleServer, post: Post): Promise<void> {
  const { request } = wish;
  switch (wish.type) {
    case 'proposals':
      return answer(request, post, async () => ({
        type: 'proposals',
        request,
        answer: await proposalsOf(server, wish.params),
      }));
    case 'moveProposal':
      return answer(request, post, async () => ({
        type: 'proposalMoved',
        request,
        answer: await server.moveProposal(wish.params),
      }));
    case 'acceptProposal':
      return accept(wish, server, post);
    case 'exceptionItem':
      return answer(request, post, async () => ({
        type: 'proposalAccepted',
        request,
        answer: await showExceptionItem(server, wish.params),
      }));
  }
}

async function proposalsOf(server: RuleServer, params: ProposalsParams): Promise<ProposalsAnswer> {
  const proposals = await server.proposals(params);
  if (proposals === undefined)
    throw new Error(vscode.l10n.t('The hits are of a run that is over. Run the rule again.'));
  return proposals;
}

/** The answer comes first, so that it is told in the run that it is about; then the rule is run as it is now. */
async function accept(
  { request, rule, params }: Extract<ProposalWish, { readonly type: 'acceptProposal' }>,
  server: RuleServer,
  post: Post,
): Promise<void> {
  let isDone = false;
  await answer(request, post, async () => {
    const accepted = await writeProposal(server, params);
    isDone = accepted.kind === 'done';
    return { type: 'proposalAccepted', request, answer: accepted };
  });
  if (isDone) await vscode.commands.executeCommand(RunCommand, rule);
}

async function writeProposal(server: RuleServer, params: AcceptProposalParams): Promise<PanelAccepted> {
  const { message, asks, file } = await server.acceptProposal(params);
  if (asks !== undefined) return { kind: 'asks', message: asks };
  if (file === undefined) return { kind: 'refused', message };
  if (!(await edit(file))) throw new Error(vscode.l10n.t('The rule could not be edited. It may be read-only.'));
  return { kind: 'done', message };
}

/** One edit of the rule, in sight and not saved: whoever does not want it undoes it. */
async function edit({ uri, edits }: NonNullable<AcceptProposalAnswer['file']>): Promise<boolean> {
  const place = vscode.Uri.parse(uri);
  const editor = await vscode.window.showTextDocument(place, { preserveFocus: true, preview: false });
  const change = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) change.replace(place, toRange(range), newText);
  const isApplied = await vscode.workspace.applyEdit(change);
  const [first] = edits;
  if (isApplied && first !== undefined)
    editor.revealRange(toRange(first.range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return isApplied;
}

function toRange({ start, end }: MarkEdit['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

async function showExceptionItem(server: RuleServer, params: ExceptionItemParams): Promise<PanelAccepted> {
  const { text, problem, asks } = await server.exceptionItem(params);
  if (asks !== undefined) return { kind: 'asks', message: asks };
  if (text === undefined)
    return { kind: 'refused', message: problem ?? vscode.l10n.t('There is no exception item of it.') };
  await openText({ text, language: 'json' });
  return {
    kind: 'done',
    message: vscode.l10n.t('The exception item is open beside. Save it among your exceptions, or import it in Kibana.'),
  };
}

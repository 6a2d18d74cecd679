// Explains the event at the cursor's line of a sample with the rule of the last run: opens it in the panel, or says why it cannot.
import * as vscode from 'vscode';
import type { PanelState } from '../../../server/src/protocol';
import { sampleOf } from '../samples/sampleDocuments';
import { sampleUri } from '../samples/sampleUri';
import type { Parts } from './parts';

export async function explainEvent(parts: Parts): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const obstacle = obstacleOf(parts, editor);
  if (editor === undefined || obstacle !== undefined) return tell(obstacle);
  const sample = sampleOf(editor.document.uri);
  const { active } = editor.selection;
  const line = active.line + 1;
  const found = await parts.server.findEvent({ sample: sample.toString(), line, column: active.character + 1 });
  const { state } = parts.feed;
  if (found !== undefined && found.runId === state?.runId) return parts.results.showEvent(found.event);
  tell(state === undefined ? undefined : whyNone(state, sample, line));
}

/** What is in the way before anybody is asked. */
function obstacleOf({ feed }: Parts, editor: vscode.TextEditor | undefined): string | undefined {
  if (editor === undefined) return vscode.l10n.t('Open a sample file and place the cursor on an event.');
  if (feed.isRunning) return vscode.l10n.t('The rule is still running. Ask again when it is done.');
  if (feed.state?.phase !== 'done') {
    return vscode.l10n.t('Run a rule on this sample first: an event is explained with the rule that ran last.');
  }
  if (!editor.document.isDirty) return undefined;
  return vscode.l10n.t('The file was changed since it was read. Save it and run the rule again.');
}

function whyNone({ rule, samples }: PanelState, sample: vscode.Uri, line: number): string {
  const name = vscode.workspace.asRelativePath(sample);
  const isRead = samples.some((each) => sampleUri(each).toString() === sample.toString());
  return isRead
    ? vscode.l10n.t('Line {0} of {1} holds no event.', line, name)
    : vscode.l10n.t('“{0}”, the rule that ran last, read no event there. Run a rule on {1} first.', rule.name, name);
}

function tell(sentence: string | undefined): void {
  if (sentence !== undefined) void vscode.window.showInformationMessage(sentence);
}

// What is done with a sample of the samples view: look into it, take it for the rule at hand, find it in the explorer.
import * as vscode from 'vscode';
import { startServer } from '../languageClient';
import { sampleOfNode } from '../samples/samplesView';
import type { Parts } from './parts';
import { findRule } from './ruleReference';
import { runOnce } from './runRule';

/** `from`: how many events stand before those that are shown. Without a sample the file in the editor is meant. */
export async function openSample({ client, events }: Parts, given?: unknown, from?: unknown): Promise<void> {
  const sample = sampleOfNode(given) ?? vscode.window.activeTextEditor?.document.uri;
  if (sample === undefined) return;
  if (!client.isRunning()) await startServer(client);
  await vscode.window.withProgress({ location: { viewId: 'rulewright.samples' } }, () =>
    events.open(sample, typeof from === 'number' ? from : 0),
  );
}

/** For the rule at the cursor; whoever chooses wants to see what it finds there. */
export async function chooseThisSample(parts: Parts, given?: unknown): Promise<void> {
  const sample = sampleOfNode(given);
  if (sample === undefined) return;
  const rule = await findRule(parts.server, undefined);
  if (rule === undefined) return;
  await parts.server.chooseSample({ ...rule, sample: sample.toString() });
  await runOnce(parts, rule);
}

export async function revealSample(_parts: Parts, given?: unknown): Promise<void> {
  const sample = sampleOfNode(given);
  if (sample !== undefined) await vscode.commands.executeCommand('revealInExplorer', sample);
}

export function refreshSamples({ samples }: Parts): Promise<void> {
  samples.refresh();
  return Promise.resolve();
}

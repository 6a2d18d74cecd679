// Opens what a result leads to: an event at its line of the sample, or the rule.
import * as vscode from 'vscode';
import { isRuleReference } from '../results/messageParts';
import { sampleUri } from '../samples/sampleUri';
import type { Parts } from './parts';

/** Given a sample (uri, or path relative to a workspace folder), and a line and a column from 1. */
export async function openEvent(parts: Parts, sample?: unknown, line?: unknown, column?: unknown): Promise<void> {
  if (typeof sample !== 'string') return;
  const uri = sampleUri(sample);
  const readable = await parts.documents.readable(uri);
  const at = new vscode.Position(fromOne(line), fromOne(column));
  // `vscode.open` and not a text document: a sample may be larger than what extensions are handed.
  await vscode.commands.executeCommand('vscode.open', readable, {
    selection: new vscode.Range(at, at),
    preview: true,
  } satisfies vscode.TextDocumentShowOptions);
}

/** Given a RuleReference. The cursor is left where it was. */
export async function openRule(_parts: Parts, rule?: unknown): Promise<void> {
  if (!isRuleReference(rule)) return;
  await vscode.window.showTextDocument(vscode.Uri.parse(rule.uri), { preview: false });
}

function fromOne(count: unknown): number {
  return typeof count === 'number' && count > 1 ? count - 1 : 0;
}

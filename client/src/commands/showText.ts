// Opens a text that the server made, such as an event that passes an arm, beside what is looked at; nothing is saved.
import * as vscode from 'vscode';
import type { ShowTextParams } from '../../../server/src/protocol';
import type { Parts } from './parts';

export async function showText(_parts: Parts, given?: unknown): Promise<void> {
  if (isText(given)) await openText(given);
}

export async function openText(given: ShowTextParams): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content: given.text, language: given.language });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

function isText(given: unknown): given is ShowTextParams {
  const { text, language } = (given ?? {}) as Partial<ShowTextParams>;
  return typeof text === 'string' && typeof language === 'string';
}

// The page of the results panel.
import type * as vscode from 'vscode';
import { pageFolder, webviewPage } from '../webviewPage';

/** Where the page's files are; the webview may read nothing beyond. */
export const panelFolder = pageFolder;

export function panelPage(webview: vscode.Webview, extension: vscode.Uri): string {
  return webviewPage(webview, extension, { name: 'panel', title: 'Rulewright', element: 'rulewright-panel' });
}

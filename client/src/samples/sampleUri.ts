// From the way that the server names a sample to the file of it.
import * as vscode from 'vscode';

/** `sample` is a uri, an absolute path, or a path relative to the first workspace folder. */
export function sampleUri(sample: string): vscode.Uri {
  if (/^[a-z][a-z0-9+.-]+:/i.test(sample) && !isDrive(sample)) return vscode.Uri.parse(sample);
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined || sample.startsWith('/') || isDrive(sample)) return vscode.Uri.file(sample);
  return vscode.Uri.joinPath(folder.uri, ...sample.split(/[\\/]/));
}

function isDrive(path: string): boolean {
  return /^[a-z]:[\\/]/i.test(path);
}

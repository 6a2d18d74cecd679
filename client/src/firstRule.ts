// Waits for the first rule: an open document, or a file of the workspace, that reads like one. Looks for words; it parses nothing.
import * as vscode from 'vscode';

const places = '**/{rules,detections}/**/*.{toml,yaml,yml,eql}';
/** A folder of rules has one among its first files, and a folder of something else is not read through. */
const filesToRead = 20;
const largestFile = 1_000_000;

/** Calls back once, as soon as there is a rule. */
export function onFirstRule(found: () => void): vscode.Disposable {
  const end = new vscode.CancellationTokenSource();
  const tell = (): void => {
    if (end.token.isCancellationRequested) return;
    end.cancel();
    waiting.dispose();
    found();
  };
  const look = (document: vscode.TextDocument): void => {
    if (document.languageId === 'eql' || (isRuleFormat(document) && readsLikeRule(document.getText()))) tell();
  };
  const waiting = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument((change) => look(change.document)),
    new vscode.Disposable(() => end.cancel()),
  );
  vscode.workspace.textDocuments.forEach(look);
  void findInWorkspace(end.token).then((isFound) => (isFound ? tell() : undefined));
  return waiting;
}

function isRuleFormat({ languageId, fileName }: vscode.TextDocument): boolean {
  return languageId === 'toml' || languageId === 'yaml' || fileName.endsWith('.toml');
}

/** A line that begins with one of the words that every rule with a query has. */
function readsLikeRule(text: string): boolean {
  return text.length <= largestFile && /^\s*(?:\[\[?rule\]|(?:- +)?["']?(?:query|language)["']?\s*[=:])/m.test(text);
}

async function findInWorkspace(token: vscode.CancellationToken): Promise<boolean> {
  const files = await vscode.workspace.findFiles(places, undefined, filesToRead, token);
  for (const file of files) {
    if (token.isCancellationRequested) return false;
    if (file.path.endsWith('.eql') || readsLikeRule(await textOf(file))) return true;
  }
  return false;
}

/** Empty for what is gone or cannot be read. */
async function textOf(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return '';
  }
}

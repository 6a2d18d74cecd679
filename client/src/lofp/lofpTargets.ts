// Opens what a page or the panel leads to: a place in a file, an event of a sample, another page, an address on the web.
import * as vscode from 'vscode';
import { ShowLofpPageCommand } from '../../../server/src/protocol';
import type { LofpTarget } from '../../../server/src/protocol';

export async function goTo(to: LofpTarget): Promise<void> {
  switch (to.kind) {
    case 'place': {
      const { start, end } = to.range;
      const selection = new vscode.Range(start.line, start.character, end.line, end.character);
      const options: vscode.TextDocumentShowOptions = { selection, preview: true };
      return void (await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(to.uri), options));
    }
    case 'page':
      return void (await vscode.commands.executeCommand(ShowLofpPageCommand, { id: to.id }));
    case 'event':
      return void (await vscode.commands.executeCommand('rulewright.openEvent', to.uri, to.line));
    case 'web':
      return void (await vscode.env.openExternal(vscode.Uri.parse(to.url)));
  }
}

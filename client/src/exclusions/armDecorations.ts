// Dead arms fade in the tree, and those that hide an attack stand out. How an arm looks is written in the address of its row.
import * as vscode from 'vscode';
import type { ArmLook } from './exclusionWords';

const scheme = 'rulewright-arm';

const colors: Partial<Readonly<Record<ArmLook, string>>> = {
  dead: 'disabledForeground',
  hides: 'list.warningForeground',
};

export function armUri(rule: string, place: string, look: ArmLook): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${place}`, query: look, fragment: rule });
}

export function decorateArms(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme: given, query }) => {
      const color = given === scheme ? colors[query as ArmLook] : undefined;
      return color === undefined ? undefined : { color: new vscode.ThemeColor(color) };
    },
  });
}

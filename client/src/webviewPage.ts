// A page of a webview: one script, two style sheets, and a policy that allows nothing else.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export interface PageLook {
  /** Of `NAME.js` and `NAME.css`. */
  readonly name: string;
  readonly title: string;
  /** The element that is the page. */
  readonly element: string;
}

/** Where the files of pages are; a webview may read nothing beyond. */
export function pageFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

export function webviewPage(webview: vscode.Webview, extension: vscode.Uri, look: PageLook): string {
  const nonce = randomBytes(16).toString('hex');
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extension), name)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${look.title}</title>
    <link rel="stylesheet" id="vscode-codicon-stylesheet" nonce="${nonce}" href="${file('codicon.css')}" />
    <link rel="stylesheet" nonce="${nonce}" href="${file(`${look.name}.css`)}" />
  </head>
  <body>
    <${look.element}></${look.element}>
    <script type="application/json" id="words">${words()}</script>
    <script type="module" nonce="${nonce}" src="${file(`${look.name}.js`)}"></script>
  </body>
</html>`;
}

/** The words in the language of the editor; none where that is English. No text of them can end the element that holds them. */
function words(): string {
  return JSON.stringify(vscode.l10n.bundle ?? {}).replaceAll('<', '\\u003c');
}

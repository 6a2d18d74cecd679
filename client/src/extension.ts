// Where VS Code wakes the extension. Starts the parts and owns nothing else.
import type * as vscode from 'vscode';

export function activate(_context: vscode.ExtensionContext): void {}

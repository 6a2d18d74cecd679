// Where VS Code wakes the extension. It wakes for every TOML and YAML file, so this file is all that is loaded until a rule, a command or
// the results view asks for more: it imports nothing but the search for the first rule and the lens over exports.
import * as vscode from 'vscode';
import type { PanelState } from '../../server/src/protocol';
import type { Parts } from './commands/parts';
import { showExportLens } from './exports/exportLens';
import { onFirstRule } from './firstRule';
import { resultsViewId } from './results/viewId';

/** What other extensions may look at. */
export interface RulewrightApi {
  /** Whether the language server runs. It is started with the first rule, not with the first TOML file. */
  readonly isServing: boolean;
  /** How the last run stands; undefined while none has begun. */
  readonly lastRun: PanelState | undefined;
  /** One of these is another one now. */
  readonly onDidChange: vscode.Event<void>;
}

/** Commands that only links and quick fixes carry: nobody looks for them in a menu. */
const carried = ['rulewright.showText', 'rulewright.showLofpPage'];

let parts: Promise<Parts> | undefined;

export function activate(context: vscode.ExtensionContext): RulewrightApi {
  const changed = new vscode.EventEmitter<void>();
  let here: Parts | undefined;
  const need = (): Promise<Parts> => {
    parts ??= load(context, changed).then((made) => (here = made));
    return parts;
  };
  context.subscriptions.push(
    changed,
    ...[...commandsOf(context), ...carried].map((name) =>
      vscode.commands.registerCommand(name, async (...given: unknown[]) => {
        const { runCommand } = await import('./start');
        await runCommand(await need(), name, given);
      }),
    ),
    vscode.window.registerWebviewViewProvider(resultsViewId, {
      resolveWebviewView: async (view) => (await need()).results.resolveWebviewView(view),
    }),
    onFirstRule(() => void begin(need)),
    showExportLens(),
  );
  return {
    get isServing() {
      return here?.client.isRunning() === true;
    },
    get lastRun() {
      return here?.feed.state;
    },
    onDidChange: changed.event,
  };
}

/** Lets the server end by itself, so that no run is cut off in the middle of a write. */
export async function deactivate(): Promise<void> {
  const client = (await parts)?.client;
  if (client?.isRunning() === true) await client.stop();
}

async function load(context: vscode.ExtensionContext, changed: vscode.EventEmitter<void>): Promise<Parts> {
  const { createParts } = await import('./start');
  const made = createParts(context);
  context.subscriptions.push(
    made.feed.onDidChange(() => changed.fire()),
    made.client.onDidChangeState(() => changed.fire()),
  );
  return made;
}

/** The server comes with the first rule; menus and the walkthrough know of it too. */
async function begin(need: () => Promise<Parts>): Promise<void> {
  void vscode.commands.executeCommand('setContext', 'rulewright.hasRule', true);
  const { startServer } = await import('./start');
  await startServer((await need()).client);
}

/** The names of the commands, as the manifest has them. */
function commandsOf({ extension }: vscode.ExtensionContext): readonly string[] {
  const manifest = extension.packageJSON as {
    readonly contributes: { readonly commands: readonly { readonly command: string }[] };
  };
  return manifest.contributes.commands.map(({ command }) => command);
}

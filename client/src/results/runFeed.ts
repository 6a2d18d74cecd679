// The last state of the results as the server told it, and who wants to know. It changes nothing in a state but to end a run that was lost.
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient/node';
import type { LanguageClient } from 'vscode-languageclient/node';
import { PanelStateNotification } from '../../../server/src/protocol';
import type { PanelState } from '../../../server/src/protocol';

export class RunFeed implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<PanelState>();
  private readonly registrations: vscode.Disposable[];
  private last: PanelState | undefined;

  readonly onDidChange = this.changed.event;

  constructor(client: LanguageClient) {
    this.registrations = [
      this.changed,
      client.onNotification(PanelStateNotification, (state: PanelState) => this.take(state)),
      client.onDidChangeState(({ oldState, newState }) => {
        if (oldState === State.Running && newState !== State.Running) this.serverStopped();
      }),
    ];
  }

  get state(): PanelState | undefined {
    return this.last;
  }

  get isRunning(): boolean {
    return this.last !== undefined && isUnderWay(this.last);
  }

  dispose(): void {
    this.registrations.forEach((each) => void each.dispose());
  }

  /** An older run may still speak after a newer one began; what it says is dropped. */
  private take(state: PanelState): void {
    if (this.last !== undefined && state.runId < this.last.runId) return;
    this.set(state);
  }

  /** Its runs are gone with the server, and a new one counts from the start again. */
  private serverStopped(): void {
    if (this.last === undefined) return;
    const message = vscode.l10n.t('The language server stopped, and the run with it. Run the rule again.');
    this.set({ ...this.last, runId: -1, phase: 'failed', message });
  }

  private set(state: PanelState): void {
    this.last = state;
    this.changed.fire(state);
    void vscode.commands.executeCommand('setContext', 'rulewright.running', isUnderWay(state));
    // The walkthrough has no other way to know: a lens carries its command under another name.
    void vscode.commands.executeCommand('setContext', 'rulewright.hasRun', true);
  }
}

function isUnderWay({ phase }: PanelState): boolean {
  return phase === 'loading' || phase === 'running';
}

// The progress of a check of the whole workspace, as the editor shows it.
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { CheckProgress } from './checkDesk';

/** Undefined where the editor shows no progress, or refuses to. */
export async function beginCheckProgress(
  { window }: Connection,
  capabilities: ClientCapabilities,
): Promise<CheckProgress | undefined> {
  if (capabilities.window?.workDoneProgress !== true) return undefined;
  try {
    const progress = await window.createWorkDoneProgress();
    progress.begin('Rulewright: checking the rules of the workspace', 0, undefined, true);
    return {
      report: (percent, message) => progress.report(percent, message),
      done: () => progress.done(),
      get isCancelled() {
        return progress.token.isCancellationRequested;
      },
    };
  } catch {
    return undefined;
  }
}

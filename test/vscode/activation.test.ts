// The extension wakes by itself where there are rules. That it sleeps on beside other TOML is told by a story.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './editor';
import type { RulewrightApi } from '../../client/src/extension';

describe('the extension', () => {
  const found = vscode.extensions.getExtension<RulewrightApi>('rulewright.rulewright');

  it('wakes by itself in a folder with rules, before one is opened', async () => {
    assert.ok(found);
    assert.deepEqual(vscode.window.visibleTextEditors, []);
    await untilActive(found);
  });

  it('starts its server there', async () => {
    assert.ok(found);
    const api = found.exports;
    await until(api.onDidChange, () => (api.isServing ? true : undefined));
    assert.equal(api.lastRun, undefined);
  });
});

/**
 * Activation has no event, and asking VS Code to activate would hide that nothing else does: so it is looked at again after each answer
 * of the workbench. The test's limit ends the wait.
 */
async function untilActive(extension: vscode.Extension<unknown>): Promise<void> {
  while (!extension.isActive) await vscode.commands.getCommands();
}

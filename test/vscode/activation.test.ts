// The extension wakes when a rule is opened, and not before.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension', () => {
  const found = vscode.extensions.getExtension('rulewright.rulewright');

  it('is known to the editor and asleep while no rule is open', () => {
    assert.ok(found);
    assert.equal(found.isActive, false);
  });

  it('wakes when a TOML rule is opened', async () => {
    assert.ok(found);
    const [file] = await vscode.workspace.findFiles('rules/*.toml', undefined, 1);
    assert.ok(file, 'samples/rules holds no TOML rule');
    await vscode.window.showTextDocument(file);
    await untilActive(found);
  });
});

/** Activation has no event; asking VS Code to activate would hide that nothing else does. The test's limit ends the wait. */
async function untilActive(extension: vscode.Extension<unknown>): Promise<void> {
  while (!extension.isActive) await new Promise((resolve) => setTimeout(resolve, 20));
}

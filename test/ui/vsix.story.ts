// The packed extension, installed into an editor that has none: what its users get works without the checkout.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { installExtension } from '../host/installExtension.mjs';
import { setting, useWorkbench } from './driver';

describe('a person who installs the packed extension', () => {
  const workbench = useWorkbench({
    openFile: 'rules/kubernetes_user_exec_into_pod.toml',
    viewport: { width: 1440, height: 900 },
    install: installPacked,
  });
  let panel: Frame;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  const count = async (testId: string): Promise<number> =>
    Number((await inPanel(testId).textContent())?.replace(/\D/g, ''));

  it('sees the rule in colours, and the lens that runs it', async () => {
    await workbench.waitForLens(/Run on kubernetes-audit/);
    await workbench.screenshot('vsix-rule');
  });

  it('runs the rule and reads the totals', async () => {
    panel = await workbench.openByLens(/Run on kubernetes-audit/, '[data-testid="total-hits"]');
    await inPanel('hit-row').first().waitFor();
    const [hits, truePositives, falsePositives] = [
      await count('total-hits'),
      await count('total-true-positives'),
      await count('total-false-positives'),
    ];
    assert.ok(truePositives > 0 && falsePositives >= 31, `${truePositives} true and ${falsePositives} false positives`);
    assert.ok(hits >= truePositives + falsePositives);
    await workbench.screenshot('vsix-totals');
  });

  it('finds it among the installed extensions, with its README', async () => {
    await workbench.runCommand('Extensions: Show Installed Extensions');
    const entry = workbench.page.locator('.extensions-viewlet .monaco-list-row', { hasText: 'Rulewright' }).first();
    await entry.click();
    await workbench.panelFrame('h1:has-text("Rulewright")');
    await workbench.screenshot('vsix-installed');
  });

  it('asks no host beyond this machine', () => assert.deepEqual(workbench.refusedHosts, []));
});

/** Packs the checkout as `npm run package` does, and installs what came out. */
function installPacked(extensions: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'rulewright-vsix-'));
  try {
    const file = path.join(folder, 'rulewright.vsix');
    const packer = path.join(setting('RULEWRIGHT_ROOT'), 'scripts', 'package.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [packer, file], { encoding: 'utf8' });
    assert.equal(status, 0, `${stdout}${stderr}`);
    installExtension(setting('RULEWRIGHT_HOST'), file, extensions);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

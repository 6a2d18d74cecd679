// The workbench opens on the samples, shows a rule, and asks nobody beyond this machine for anything.
import assert from 'node:assert/strict';
import { useWorkbench } from './driver';

describe('the workbench on samples/', () => {
  const workbench = useWorkbench({ openFile: 'rules/kubernetes_user_exec_into_pod.toml' });

  it('shows the TOML rule that it was opened with', async () => {
    await workbench.page.locator('.view-line', { hasText: '[rule]' }).first().waitFor();
    await workbench.screenshot('workbench-rule');
  });

  it('opens another rule by its name', async () => {
    await workbench.openFile('rules/interactive_exec_into_container.yaml');
    const active = workbench.page.locator('.tab.active');
    assert.match((await active.first().textContent()) ?? '', /interactive_exec_into_container\.yaml/);
  });

  it('follows the theme that is chosen', async () => {
    await workbench.setTheme('Light Modern');
    await workbench.screenshot('workbench-light');
    await workbench.setTheme('Dark Modern');
  });

  it('puts no welcome and no question of trust in the way', async () => {
    assert.equal(await workbench.page.locator('.monaco-dialog-box').count(), 0);
    assert.equal(await workbench.page.locator('.gettingStartedContainer').count(), 0);
  });

  it('asks no host beyond this machine', () => {
    assert.deepEqual(workbench.refusedHosts, []);
  });
});

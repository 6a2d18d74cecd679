// What exceptions do: a person runs a rule with a list of them, looks at each item, and takes them back.
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';

describe('a person who asks what the exceptions of a rule do', () => {
  const workbench = useWorkbench({
    openFile: 'rules/kubernetes_user_exec_into_pod.toml',
    viewport: { width: 1440, height: 900 },
  });
  let panel: Frame;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);

  it('picks the list that the project names, with a word on what is in it', async () => {
    await workbench.waitForLens(/Run on kubernetes-audit/);
    await workbench.runCommand('Rulewright: Run with Exceptions…');
    const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'exceptions/kubernetes_user_exec_into_pod.toml' }).waitFor();
    assert.equal(await rows.filter({ hasText: '4 items for this rule' }).count(), 1);
    await workbench.screenshot('choose-exceptions');
    await workbench.pick('exceptions/kubernetes_user_exec_into_pod.toml');
    panel = await workbench.panelFrame('[data-testid="total-hits"]');
    await inPanel('exceptions').filter({ hasText: '191 hits before' }).waitFor();
    assert.equal(await inPanel('total-hits').textContent(), '169');
  });

  it('sees what each item removes, loses, and that others are of no use', async () => {
    await inPanel('outcome-tab-exceptions').click();
    await inPanel('exceptions-summary')
      .filter({ hasText: '191 hits before, 169 after: 2 true positives lost.' })
      .waitFor();
    const states = await inPanel('exception-item').evaluateAll((rows) =>
      rows.map((row) => row.getAttribute('data-state')),
    );
    assert.deepEqual(states, ['active', 'active', 'never-used', 'expired']);
    await inPanel('exception-item').filter({ hasText: 'doubles the arm' }).waitFor();
    await workbench.screenshot('exceptions');
  });

  it('opens the attack that would be lost, by the keyboard', async () => {
    await inPanel('exception-item').nth(1).click();
    await inPanel('exception-item').nth(1).press('ArrowUp');
    await panel.locator('[data-testid="exception-item"]:focus').press('Enter');
    await inPanel('details').filter({ hasText: 'the filters and exceptions beside the query' }).waitFor();
    await workbench.screenshot('lost-by-exception');
  });

  it('runs the rule without them again', async () => {
    await inPanel('exceptions').click();
    await workbench.pick('Run without exceptions');
    await inPanel('total-hits').filter({ hasText: '191' }).waitFor();
    assert.equal(await inPanel('exceptions').count(), 0);
    assert.equal(await inPanel('outcome-tab-exceptions').count(), 0);
  });
});

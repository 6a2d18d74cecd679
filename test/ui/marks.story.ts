// Marks: a person says of two hits that they are harmless, sees the totals follow, and takes it back in the label file.
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';

describe('a person who marks hits', () => {
  const workbench = useWorkbench({
    openFile: 'rules/kubernetes_user_exec_into_pod.toml',
    viewport: { width: 1440, height: 900 },
  });
  let panel: Frame;
  let before = 0;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  const total = async (): Promise<number> => Number(await inPanel('total-true-positives').textContent());
  const becomes = (count: number): Promise<void> =>
    inPanel('total-true-positives')
      .filter({ hasText: new RegExp(`^\\s*${count}\\s*$`) })
      .waitFor();

  it('selects two true positives and says that they are false', async () => {
    panel = await workbench.openByLens(/Run on kubernetes-audit/, '[data-testid="total-hits"]');
    before = await total();
    assert.ok(before > 2);
    await inPanel('outcome-tab-true-positive').click();
    const rows = panel.locator('[data-testid="hit-row"][data-outcome="true-positive"]');
    await rows.nth(0).click();
    await rows.nth(1).click({ modifiers: ['Shift'] });
    assert.equal(await panel.locator('[data-testid="hit-row"][aria-selected="true"]').count(), 2);
    await workbench.screenshot('marks');
    await inPanel('mark-false-positive').click();
    await becomes(before - 2);
  });

  it('sees which entry decided, and goes to it', async () => {
    await inPanel('outcome-tab-false-positive').click();
    await panel.locator('[data-testid="hit-row"][data-outcome="false-positive"]').first().click();
    await inPanel('label-decision').filter({ hasText: 'kubernetes-audit.labels.yaml' }).waitFor();
    await workbench.screenshot('label-decision');
  });

  it('takes the marks back by undo in the label file', async () => {
    await workbench.openFile('events/kubernetes-audit.labels.yaml');
    await workbench.page.keyboard.press('Control+z');
    await workbench.page.keyboard.press('Control+s');
    await workbench.openFile('rules/kubernetes_user_exec_into_pod.toml');
    await (await workbench.waitForLens(/Run on kubernetes-audit/)).click();
    await becomes(before);
  });

  it('marks one from the menu of its row, which opens by the keyboard too', async () => {
    await inPanel('outcome-tab-true-positive').click();
    const row = panel.locator('[data-testid="hit-row"][data-outcome="true-positive"]').first();
    await row.click();
    await row.press('Shift+F10');
    await panel.locator('[data-testid="row-menu-exclude"]:focus').waitFor();
    await workbench.screenshot('row-menu');
    await workbench.page.keyboard.press('Escape');
    await inPanel('row-menu').waitFor({ state: 'detached' });
    await row.click({ button: 'right' });
    await inPanel('row-menu-selection-false-positive').click();
    await becomes(before - 1);
  });
});

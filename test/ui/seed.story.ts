// The main story: a person opens a rule of the samples, misspells a field, runs the rule, and looks at what it hit and why.
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';

const ruleFile = 'rules/kubernetes_user_exec_into_pod.toml';
const text = async (locator: Locator): Promise<string> => (await locator.textContent())?.trim() ?? '';

describe('a person who tunes the exec rule', () => {
  const workbench = useWorkbench({
    openFile: ruleFile,
    viewport: { width: 1440, height: 900 },
  });
  let panel: Frame;
  let misspelt = 0;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);

  it('sees a field that is misspelt underlined, with the nearest name', async () => {
    await workbench.waitForLens(/Run on kubernetes-audit/);
    misspelt = await workbench.goToWords(ruleFile, 'not (');
    await workbench.type('kubernetes.audit.levl == "Request" and ');
    await workbench.squiggle('error');
    const problems = await workbench.problems();
    await problems.filter({ hasText: 'kubernetes.audit.level' }).first().waitFor();
    await workbench.screenshot('misspelt-field');
  });

  it('takes the nearest name by a quick fix', async () => {
    await workbench.goToLine(misspelt);
    await workbench.quickFix('kubernetes.audit.level');
    await workbench.noSquiggle('error');
  });

  it('clicks the lens and reads the totals', async () => {
    await workbench.goToWords(ruleFile, '[rule]');
    panel = await workbench.openByLens(/Run on kubernetes-audit/, '[data-testid="total-hits"]');
    await inPanel('hit-row').first().waitFor();
    assert.equal(await text(inPanel('rule-name')), 'Kubernetes User Exec into Pod');
    assert.notEqual(await text(inPanel('total-false-positives')), '0');
    await workbench.screenshot('hits');
  });

  it('looks at the false positives only', async () => {
    await inPanel('outcome-tab-false-positive').click();
    await panel.locator('[data-testid="hit-row"][data-outcome="true-positive"]').waitFor({ state: 'detached' });
    await panel.locator('[data-testid="hit-row"][data-outcome="false-positive"]').first().waitFor();
  });

  it('opens one and sees what the query looked at, and why it matched', async () => {
    await panel.locator('[data-testid="hit-row"][data-outcome="false-positive"]').first().click();
    await inPanel('looked').first().waitFor();
    assert.equal(await inPanel('clause').first().getAttribute('aria-level'), '1');
    await workbench.screenshot('false-positive');
  });

  it('reads it in the whole window, in every kind of theme', async () => {
    await workbench.toggleMaximizedPanel();
    for (const theme of [
      'Dark Modern',
      'Default High Contrast',
      'Default High Contrast Light',
      'Light Modern',
    ] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`event-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    await workbench.toggleMaximizedPanel();
  });

  it('goes to the line of the event', async () => {
    await inPanel('go-to-line').click();
    await workbench.page.locator('.tab.active[data-resource-name="kubernetes-audit.ndjson"]').waitFor();
    await workbench.screenshot('line-of-event');
  });
});

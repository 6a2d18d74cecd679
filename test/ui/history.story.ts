// Exclusions as things: a person sees that an arm is dead, mends it from the tree, runs again, and compares the two runs.
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';

const DEAD = 'cilium … endpoint … list';
const FIX = 'would match 31 events if the pattern began with `/`';

describe('a person who mends a dead arm', () => {
  const workbench = useWorkbench({
    openFile: 'rules/kubernetes_user_exec_into_pod.toml',
    viewport: { width: 1440, height: 900 },
  });
  let panel: Frame;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  const row = (text: string | RegExp): Locator =>
    workbench.page.locator('.monaco-list-row', {
      has: workbench.page.locator('.custom-view-tree-node-item', { hasText: text }),
    });
  const section = (name: string): Locator => workbench.page.locator('.pane-header', { hasText: name });

  it('sees the exclusions before a run', async () => {
    await workbench.waitForLens(/Run on kubernetes-audit/);
    await section('samples').first().click();
    await section('Exclusions').click();
    await row(/Kubernetes User Exec into Pod.*not run yet/).waitFor();
    await row(/namespace == "kube-system" and requestURI like \(4 values\)/).waitFor();
    await workbench.screenshot('exclusions-before');
  });

  it('runs the rule, and reads what each arm did', async () => {
    panel = await workbench.openByLens(/Run on kubernetes-audit/, '[data-testid="total-hits"]');
    await row(FIX).waitFor();
    assert.match((await row(DEAD).textContent()) ?? '', /−0/);
    await row(/−38.*trident/).waitFor();
    await workbench.screenshot('exclusions');
  });

  it('goes to the dead arm, and mends it', async () => {
    await row(DEAD).click();
    await row(DEAD).hover();
    await workbench.screenshot('exclusion-dead');
    await row(FIX).hover();
    await row(FIX).locator('.action-label.codicon-wrench').click();
    await row(/Kubernetes User Exec into Pod.*changed since its run/).waitFor();
  });

  it('runs again, and the arm removes 31 events', async () => {
    await row(/changed since its run/).hover();
    await row(/changed since its run/)
      .locator('.action-label.codicon-play')
      .click();
    await row(/−31.*cilium … endpoint … list/).waitFor();
    await workbench.screenshot('exclusion-mended');
  });

  it('compares the two runs: 31 hits are gone, and no true positive is lost', async () => {
    await inPanel('outcome-tab-history').click();
    await inPanel('compare-summary').waitFor();
    const summary = (await inPanel('compare-summary').textContent()) ?? '';
    assert.match(summary, /^\s*31 hits gone: 31 false positives\. 0 true positives lost\. No hit came\.\s*$/);
    assert.ok((await inPanel('history-run').count()) >= 2);
    assert.equal(await inPanel('compared-row').count(), 31);
    await workbench.screenshot('history-narrow');
  });

  it('opens one of them, in every kind of theme', async () => {
    await workbench.toggleMaximizedPanel();
    await inPanel('compared-row').first().locator('button').first().click();
    await inPanel('looked').first().waitFor();
    for (const theme of ['Dark Modern', 'Default High Contrast', 'Light Modern'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`history-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    await workbench.toggleMaximizedPanel();
  });

  it('looks at the event that passes an arm, and adds it to the sample as malicious', async () => {
    const df = row(/elasticsearch … stderr|stdin … tty/).first();
    await df.hover();
    await df.locator('.action-label.codicon-eye').click();
    await workbench.page.locator('.editor-instance', { hasText: 'kubernetes' }).last().waitFor();
    await workbench.screenshot('exclusion-evasion');
    await df.click({ button: 'right' });
    await workbench.page.locator('.monaco-menu .action-label', { hasText: 'Add Event That Passes the Arm' }).click();
    await inPanel('total-events').filter({ hasText: '2,026' }).waitFor();
    await row(/−5.*stdin … tty/).waitFor();
    await inPanel('compared-none').waitFor();
    await workbench.screenshot('history-after-evasion');
  });

  it('compares with the rule in git, and is told that there is none', async () => {
    await inPanel('history-base').selectOption('head');
    await inPanel('history-failure').filter({ hasText: 'There is no git around the rule.' }).waitFor();
  });
});

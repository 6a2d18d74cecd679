// Which events a rule runs on: a person changes the sample, and asks about events that no rule has read.
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';

describe('a person who looks for the right sample', () => {
  const workbench = useWorkbench({
    openFile: 'rules/service_account_token_read.eql',
    viewport: { width: 1440, height: 900 },
  });
  let panel: Frame;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  it('is told that no rule has run when asking about an event', async () => {
    await workbench.waitForLens(/Run on cloud-defend-process/);
    await workbench.openFile('events/kubernetes-audit.ndjson');
    await workbench.runCommand('Rulewright: Explain Event at Cursor');
    await workbench.readNotification('Run a rule on this sample first');
  });

  it('picks another sample from the lens, and sees why each is offered', async () => {
    await workbench.openFile('rules/service_account_token_read.eql');
    await (await workbench.waitForLens('Change sample')).click();
    const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'kubernetes-audit.ndjson' }).waitFor();
    await workbench.screenshot('choose-sample');
    assert.equal(await rows.filter({ hasText: 'has dataset cloud_defend.process' }).count(), 1);
    await workbench.pick('kubernetes-audit.ndjson');
    panel = await workbench.panelFrame('[data-testid="total-hits"]');
    await panel.locator('[data-testid="samples"]', { hasText: 'kubernetes-audit.ndjson' }).waitFor();
    await workbench.waitForLens(/Run on kubernetes-audit/);
    await workbench.screenshot('other-sample');
  });

  it('asks about a line of a file that was not read', async () => {
    await workbench.openFile('events/cloud-defend-process.ndjson');
    await workbench.runCommand('Rulewright: Explain Event at Cursor');
    await workbench.readNotification('read no event there');
  });

  it('asks about a line of the sample that was', async () => {
    await workbench.openFile('events/kubernetes-audit.ndjson');
    await workbench.goToLine(12);
    await workbench.runCommand('Rulewright: Explain Event at Cursor');
    await panel.locator('[data-testid="go-to-line"]', { hasText: 'kubernetes-audit.ndjson:12' }).waitFor();
    await inPanel('clause').first().waitFor();
    await workbench.screenshot('explained-sample-line');
  });
});

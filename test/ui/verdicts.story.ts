// Alerts that Kibana's people judged: a person reviews the verdicts in their tab, accepts one for the whole group, and takes it back.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';

const alert = (id: string, reason: string): string =>
  JSON.stringify({
    '@timestamp': '2026-01-02T00:00:00Z',
    process: { name: id },
    kibana: {
      alert: {
        uuid: `alert-${id}`,
        original_event: { id, dataset: 'acme.alerts', category: 'process' },
        original_time: '2026-01-01T00:00:00Z',
        workflow_status: 'closed',
        workflow_reason: reason,
        workflow_user: 'ann',
      },
    },
  });

const alerts = [
  alert('a', 'false_positive'),
  alert('b', 'true_positive'),
  alert('c', 'false_positive'),
  JSON.stringify({ '@timestamp': '2026-01-01T00:00:00Z', event: { id: 'd', dataset: 'acme.alerts' } }),
];

describe('a person with alerts that somebody judged', () => {
  const workbench = useWorkbench({
    openFile: 'rules/alerts.eql',
    viewport: { width: 1440, height: 900 },
    prepare: (folder) => {
      writeFileSync(path.join(folder, 'rules', 'alerts.eql'), 'any where event.dataset == "acme.alerts"\n');
      writeFileSync(path.join(folder, 'events', 'alerts.ndjson'), alerts.map((each) => `${each}\n`).join(''));
    },
  });
  let panel: Frame;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  const becomes = (testId: string, count: number): Promise<void> =>
    inPanel(testId)
      .filter({ hasText: new RegExp(`^\\s*${count}\\s*$`) })
      .waitFor();
  const labels = (): string => readFileSync(workbench.place('events/alerts.labels.yaml'), 'utf8');

  it('finds their verdicts in a tab of their own, counted as nothing else yet', async () => {
    panel = await workbench.openByLens(/Run on alerts/, '[data-testid="total-hits"]');
    await becomes('total-hits', 4);
    await becomes('total-unreviewed', 3);
    await becomes('total-false-positives', 0);
    await inPanel('outcome-tab-unreviewed').click();
    await inPanel('hit-row').nth(2).waitFor();
    assert.equal(await inPanel('row-unreviewed').count(), 3);
    await workbench.screenshot('unreviewed');
  });

  it('accepts one for all that bear it, and a label file says who said so', async () => {
    await inPanel('hit-row').first().click();
    await inPanel('accept-verdict').click();
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.filter({ hasText: 'Mark 2 events as benign?' }).waitFor();
    await workbench.screenshot('accept-verdict');
    await dialog.locator('.monaco-button', { hasText: 'Mark' }).click();
    await becomes('total-false-positives', 2);
    await becomes('total-unreviewed', 1);
    assert.equal(labels().match(/label: benign/g)?.length, 2);
    assert.match(labels(), /note: false_positive/);
    assert.match(labels(), /by: ann/);
  });

  it('takes it back by undo in the label file', async () => {
    await workbench.openFile('events/alerts.labels.yaml');
    await workbench.page.keyboard.press('Control+z');
    // The file was made by the mark, so it goes with it.
    await workbench.waitForLens(/the sample changed since/);
    await inPanel('run-again').click();
    await becomes('total-unreviewed', 3);
    await becomes('total-false-positives', 0);
    assert.equal(existsSync(workbench.place('events/alerts.labels.yaml')), false);
  });
});

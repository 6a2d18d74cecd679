// The samples of the workspace as a list: a person sees a log that came, looks into it, and runs the rule on it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { toPackedAudit } from '../samples/rawAudit';
import { setting, useWorkbench } from './driver';

describe('a person with samples in a list', () => {
  const workbench = useWorkbench({
    openFile: 'rules/kubernetes_user_exec_into_pod.toml',
    viewport: { width: 1440, height: 900 },
  });
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'rulewright-dropped-'));
  after(() => rmSync(elsewhere, { recursive: true, force: true }));
  const row = (name: string): Locator =>
    workbench.page.locator('.pane', { hasText: 'Samples' }).locator('.monaco-list-row', { hasText: name }).last();

  it('sees what is in each sample', async () => {
    await workbench.waitForLens(/Run on kubernetes-audit/);
    await workbench.runCommand('Explorer: Focus on Samples View');
    await row('kubernetes.audit_logs · 2,025 events').waitFor();
    await row('cloud_defend.process').waitFor();
    await workbench.screenshot('samples-view');
  });

  it('has a log there that came later', async () => {
    const sample = path.join(setting('RULEWRIGHT_ROOT'), 'samples', 'events', 'kubernetes-audit.ndjson');
    writeFileSync(workbench.place('events/audit.log.gz'), toPackedAudit(readFileSync(sample, 'utf8')));
    // A row that is still looked into is drawn again, and would take a click with it.
    await row('audit.log.gz').filter({ hasText: ' events' }).waitFor();
  });

  it('drops two more from the desktop on the list, and they are copied among the samples', async () => {
    const [log, export_] = ['dropped.ndjson', 'with space.json'].map((name) => path.join(elsewhere, name));
    writeFileSync(log ?? '', '{"event":{"dataset":"drop.one"}}\n{"event":{"dataset":"drop.one"}}\n');
    writeFileSync(export_ ?? '', '[{"event":{"dataset":"drop.two"}}]\n');
    await workbench.dropFiles([log ?? '', export_ ?? ''], row('audit.log.gz'));
    await row('dropped.ndjson').filter({ hasText: 'drop.one · 2 events' }).waitFor();
    await row('with space.json').filter({ hasText: 'drop.two' }).waitFor();
    const copied = readFileSync(workbench.place('events/dropped.ndjson'), 'utf8');
    assert.equal(copied, readFileSync(log ?? '', 'utf8'));
    await workbench.screenshot('samples-dropped');
  });

  it('looks into it, page by page', async () => {
    await row('audit.log.gz').click();
    const next = await workbench.waitForLens('Next');
    await workbench.screenshot('sample-events');
    await next.click();
    await workbench.waitForLens('Previous');
    await workbench.page.locator('.codelens-decoration', { hasText: 'Events 101 to 200' }).waitFor();
  });

  it('runs the rule on it', async () => {
    await workbench.openFile('rules/kubernetes_user_exec_into_pod.toml');
    await row('audit.log.gz').click({ button: 'right' });
    // A menu that has just opened takes no click, as the one that opened it may not have ended.
    await workbench.page.locator('.context-view .action-item', { hasText: 'Run the Rule on This Sample' }).hover();
    await workbench.page.keyboard.press('Enter');
    const panel = await workbench.panelFrame('[data-testid="total-hits"]');
    await panel.locator('[data-testid="samples"]', { hasText: 'audit.log.gz' }).waitFor();
    await panel.locator('[data-testid="hit-row"]').first().waitFor();
    await workbench.screenshot('sample-chosen-in-view');
  });
});

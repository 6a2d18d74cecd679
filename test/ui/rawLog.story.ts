// A log as a rotation left it: a person drops `audit.log.gz` into the folder of samples and runs the Kubernetes rule on it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { toPackedAudit } from '../samples/rawAudit';
import { useWorkbench } from './driver';

const CONVERTED = 'events/kubernetes-audit.ndjson';
const LABELS = 'events/kubernetes-audit.labels.yaml';

describe('a person with a raw audit log', () => {
  const workbench = useWorkbench({
    openFile: 'rules/kubernetes_user_exec_into_pod.toml',
    viewport: { width: 1440, height: 900 },
  });
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'rulewright-dropped-'));
  after(() => rmSync(elsewhere, { recursive: true, force: true }));
  let ofConverted: Seen;

  it('runs the rule on the events as the integration stores them', async () => {
    ofConverted = await see(await workbench.openByLens(/Run on kubernetes-audit/, '[data-testid="hit-row"]'));
    assert.notEqual(ofConverted.hits, '0');
    assert.ok(ofConverted.rows.length > 1);
  });

  it('has only the raw log afterwards, dropped into the folder of samples', async () => {
    const log = path.join(elsewhere, 'audit.log.gz');
    const labels = path.join(elsewhere, 'audit.labels.yaml');
    writeFileSync(log, toPackedAudit(readFileSync(workbench.place(CONVERTED), 'utf8')));
    writeFileSync(labels, readFileSync(workbench.place(LABELS)));
    rmSync(workbench.place(CONVERTED));
    rmSync(workbench.place(LABELS));
    await workbench.runCommand('File: Focus on Files Explorer');
    const folder = workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: /^events$/ });
    await workbench.dropFiles([log, labels], folder);
    await workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'audit.log.gz' }).waitFor();
    await workbench.screenshot('raw-log-dropped');
  });

  it('clicks the lens and reads the same hits', async () => {
    await workbench.openFile('rules/kubernetes_user_exec_into_pod.toml');
    const panel = await workbench.openByLens(/Run on audit\.log\.gz/, '[data-testid="hit-row"]');
    await panel.locator('[data-testid="samples"]', { hasText: 'audit.log.gz' }).waitFor();
    const { rows, ...totals } = await see(panel);
    await workbench.screenshot('raw-log-hits');
    const { rows: expected, ...expectedTotals } = ofConverted;
    assert.deepEqual(totals, expectedTotals);
    // A note says that events were converted, so there is room for fewer of them.
    const inSight = Math.min(rows.length, expected.length);
    assert.ok(inSight > 1);
    assert.deepEqual(rows.slice(0, inSight), expected.slice(0, inSight));
  });
});

interface Seen {
  readonly events: string | undefined;
  readonly hits: string | undefined;
  readonly falsePositives: string | undefined;
  readonly rows: readonly string[];
}

/** What stands in the panel, once the run is over and its rows are there. */
async function see(panel: Frame): Promise<Seen> {
  const text = async (testId: string): Promise<string | undefined> =>
    (await panel.locator(`[data-testid="${testId}"]`).textContent())?.trim();
  await panel.locator('[data-testid="duration"]').waitFor();
  // The lines of the panel find their room first: then there are rows for all of it.
  await panel.locator('[data-testid="hit-row"]').nth(1).waitFor();
  await panel.locator('[data-testid="row-loading"]').first().waitFor({ state: 'detached' });
  const rows = await panel.locator('[data-testid="hit-row"]').allInnerTexts();
  return {
    events: await text('total-events'),
    hits: await text('total-hits'),
    falsePositives: await text('total-false-positives'),
    rows: rows.map((row) => row.replace(/\s+/g, ' ').trim()),
  };
}

// A rule that Kibana exported: a person opens the file, opens the rule in it, and runs it.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { useWorkbench } from './driver';

const QUERY =
  'process where data_stream.dataset == "cloud_defend.process" and\n  process.args like "*/serviceaccount/token*"';
const EXPORT = [
  { rule_id: '5b1c', name: 'Service account token read', type: 'eql', language: 'eql', query: QUERY },
  { rule_id: '7d2e', name: 'Sign-in', type: 'query', language: 'kuery', query: 'event.action : "sign-in"' },
  { exported_count: 2, exported_rules_count: 2 },
];

function writeExport(folder: string): void {
  mkdirSync(path.join(folder, 'exports'));
  const lines = EXPORT.map((each) => `${JSON.stringify(each)}\n`);
  writeFileSync(path.join(folder, 'exports', 'rules_export.ndjson'), lines.join(''));
}

describe('a person with an export of rules', () => {
  const workbench = useWorkbench({
    openFile: 'exports/rules_export.ndjson',
    prepare: writeExport,
    viewport: { width: 1440, height: 900 },
  });

  it('sees how many there are, and picks one', async () => {
    await (await workbench.waitForLens('2 exported rules: open')).click();
    const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'Service account token read' }).waitFor();
    assert.equal(await rows.filter({ hasText: 'kuery' }).count(), 1);
    await workbench.screenshot('exported-rules');
    await workbench.pick('Service account token read');
  });

  it('reads it as TOML and runs it on a sample', async () => {
    await (await workbench.waitForLens(/Run on cloud-defend-process/)).click();
    const panel = await workbench.panelFrame('[data-testid="total-hits"]');
    assert.match((await panel.locator('[data-testid="total-hits"]').textContent()) ?? '', /[1-9]/);
    await workbench.screenshot('exported-rule-run');
  });
});

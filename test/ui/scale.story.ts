// A rule with 100,000 hits: the table scrolls to its end, is sorted and filtered, and its columns are chosen, all by the keyboard.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';

const hits = 100_000;
/** Each number below `hits` once, the least and the greatest at neither end. */
const pidOf = (index: number): number => (index * 7919 + 5) % hits;

const rule = `[rule]
name = "Every process"
rule_id = "7d1c2b8e-4a51-4c52-9f0a-3f5d1c9e2a44"
type = "eql"
language = "eql"
index = ["logs-lab.bulk-*"]
risk_score = 21
severity = "low"
query = '''
any where process.pid >= 0 and user.name : "user*" and host.name == "web-1"
'''
`;

function writeBulk(folder: string): void {
  const begin = Date.parse('2025-06-02T09:00:00Z');
  const lines = Array.from(
    { length: hits },
    (_, index) =>
      `{"@timestamp":"${new Date(begin + index * 100).toISOString()}","data_stream":{"dataset":"lab.bulk"},` +
      `"host":{"name":"web-1"},"user":{"name":"user${index % 1000}"},"process":{"pid":${pidOf(index)}}}\n`,
  );
  writeFileSync(path.join(folder, 'samples/events/bulk.ndjson'), lines.join(''));
  writeFileSync(path.join(folder, 'rules/every_process.toml'), rule);
}

describe('a person whose rule has 100,000 hits', () => {
  const workbench = useWorkbench({
    folder: 'test/ui/workspace',
    prepare: writeBulk,
    openFile: 'rules/every_process.toml',
    viewport: { width: 1440, height: 900 },
  });
  let panel: Frame;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  /** The n-th row of the table, from 1; the header counts as the first row. */
  const row = (number: number): Locator => panel.locator(`[data-testid="hit-row"][aria-rowindex="${number + 1}"]`);
  const cell = (number: number, text: string | RegExp): Locator => row(number).locator('.cell', { hasText: text });
  const press = (key: string): Promise<void> => workbench.page.keyboard.press(key);
  const sheetOf = (rows: number): Locator => panel.locator(`[role="grid"][aria-rowcount="${rows + 1}"]`);
  const names = (): Promise<string[]> => panel.locator('[role="columnheader"]').allInnerTexts();

  it('runs it and has the first rows', async () => {
    panel = await workbench.openByLens(/Run on bulk/, '[data-testid="hit-row"]');
    await sheetOf(hits).waitFor();
    await cell(1, /^5$/).waitFor();
    assert.deepEqual(await names(), ['Outcome', 'Time', 'process.pid', 'user.name', 'host.name']);
  });

  it('jumps to the end by one key and has the focus on the last row', async () => {
    await row(1).click();
    await inPanel('looked').first().waitFor();
    await press('End');
    await cell(hits, String(pidOf(hits - 1))).waitFor();
    await panel.locator(`[aria-rowindex="${hits + 1}"]:focus`).waitFor();
    const [table, last] = [await panel.locator('.table-scroll').boundingBox(), await row(hits).boundingBox()];
    assert.ok(table !== null && last !== null && last.y + last.height <= table.y + table.height + 1);
    assert.ok((await panel.locator('.table-line').count()) < 100);
    await workbench.screenshot('scale-end');
  });

  it('sorts by a column, and the greatest stands last', async () => {
    await panel.locator('button.column', { hasText: 'process.pid' }).press('Enter');
    await cell(1, /^0$/).waitFor();
    await row(1).focus();
    await press('End');
    await cell(hits, String(hits - 1)).waitFor();
  });

  it('filters by text', async () => {
    await inPanel('filter').locator('input').fill('USER999');
    await sheetOf(hits / 1000).waitFor();
    await cell(1, 'user999').waitFor();
    assert.equal((await inPanel('announcer').textContent())?.trim(), '100 rows hold “USER999”.');
    await workbench.screenshot('scale-filtered');
    await inPanel('filter').locator('input').fill('');
    await sheetOf(hits).waitFor();
  });

  it('takes a column out of the table by the keyboard', async () => {
    await inPanel('choose-columns').press('ArrowDown');
    await panel.locator('[role="menuitemcheckbox"]:focus', { hasText: 'process.pid' }).waitFor();
    await press('ArrowDown');
    await press('Space');
    await panel.locator('[role="menuitemcheckbox"][aria-checked="false"]:focus', { hasText: 'user.name' }).waitFor();
    await inPanel('announcer').filter({ hasText: 'user.name is hidden; 2 of 3 fields are in the table.' }).waitFor({
      state: 'attached',
    });
    for (const theme of ['Dark Modern', 'Default High Contrast', 'Light Modern'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`columns-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    await press('Escape');
    await inPanel('columns-menu').waitFor({ state: 'detached' });
    await panel.locator('[data-testid="choose-columns"]:focus').waitFor();
    assert.deepEqual(await names(), ['Outcome', 'Time', 'process.pid', 'host.name']);
  });

  it('runs the rule again without it, and has it back by one item of the menu', async () => {
    const announced = inPanel('announcer').filter({ hasText: '100,000 hits' });
    await inPanel('run-again').click();
    await announced.waitFor({ state: 'attached' });
    await cell(1, /^0$/).waitFor();
    assert.deepEqual(await names(), ['Outcome', 'Time', 'process.pid', 'host.name']);
    await inPanel('choose-columns').click();
    await inPanel('reset-columns').click();
    await panel.locator('[role="columnheader"]', { hasText: 'user.name' }).waitFor();
  });
});

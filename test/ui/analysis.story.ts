// The rows of a run looked at: in groups, by a span of time, as a file, and as a condition.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';

const exported = 'kubernetes-user-exec-into-pod.csv';

describe('a person who analyses hits', () => {
  const workbench = useWorkbench({
    openFile: 'rules/kubernetes_user_exec_into_pod.toml',
    viewport: { width: 1440, height: 900 },
  });
  let panel: Frame;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  const total = async (): Promise<number> => Number(await inPanel('total-hits').textContent());
  const tableRows = async (): Promise<number> =>
    Number(await panel.locator('[role="grid"].table-scroll').getAttribute('aria-rowcount')) - 1;
  const shows = (rows: number): Promise<void> =>
    panel.locator(`[role="grid"].table-scroll[aria-rowcount="${rows + 1}"]`).waitFor();

  it('groups them by a field that is found by typing', async () => {
    panel = await workbench.openByLens(/Run on kubernetes-audit/, '[data-testid="total-hits"]');
    await workbench.toggleMaximizedPanel();
    await inPanel('chart').waitFor();
    await workbench.screenshot('analysis-chart');
    await inPanel('group-by').click();
    await inPanel('group-input').pressSequentially('objectref name');
    await inPanel('group-choice').filter({ hasText: 'objectRef.namespace' }).first().waitFor();
    await workbench.screenshot('analysis-group-choice');
    await inPanel('group-input').press('Enter');
    await inPanel('group-row').first().waitFor();
    await workbench.screenshot('analysis-groups-light');
    const sizes = await panel.locator('[data-testid="group-row"] b').allTextContents();
    const numbers = sizes.map(Number);
    assert.ok(numbers.length > 2);
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => b - a),
      'the largest first',
    );
  });

  it('opens a group by the keyboard, and goes back to all of them', async () => {
    const first = inPanel('group-row').first();
    const size = Number(await first.locator('b').textContent());
    await first.focus();
    await first.press('ArrowDown');
    await panel.locator('[data-testid="group-row"]:nth-of-type(3):focus').waitFor();
    await inPanel('group-row').nth(1).press('ArrowUp');
    await first.press('Enter');
    await shows(size);
    await workbench.screenshot('analysis-group');
    await inPanel('close-group').click();
    await inPanel('group-row').first().waitFor();
    await first.click();
    await inPanel('clear-shown-group').click();
    await shows(await total());
  });

  it('chooses a time by the keyboard', async () => {
    const chart = inPanel('chart');
    await chart.focus();
    await chart.press('ArrowRight');
    await chart.press('Shift+ArrowRight');
    await workbench.screenshot('analysis-chart-keys');
    await chart.press('Enter');
    await inPanel('shown-span').waitFor();
    await chart.press('Escape');
    await inPanel('shown-span').waitFor({ state: 'detached' });
    await shows(await total());
  });

  it('sweeps over a time with the pointer', async () => {
    const box = await panel.locator('.chart .u-over').boundingBox();
    assert.ok(box !== null);
    const y = box.y + box.height / 2;
    await workbench.page.mouse.move(box.x + box.width * 0.3, y);
    await workbench.page.mouse.down();
    await workbench.page.mouse.move(box.x + box.width * 0.5, y);
    await workbench.page.mouse.move(box.x + box.width * 0.6, y);
    await workbench.page.mouse.up();
    await inPanel('shown-span').waitFor();
    await panel.locator('[role="grid"].table-scroll').waitFor();
    assert.ok((await tableRows()) < (await total()));
    await workbench.screenshot('analysis-span');
  });

  it('exports what is shown', async () => {
    const rows = await tableRows();
    await inPanel('export').click();
    await workbench.page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'NDJSON' }).waitFor();
    await workbench.screenshot('analysis-export');
    await workbench.pick('CSV');
    await workbench.page.waitForFunction(
      (name) =>
        [...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input')].some((input) =>
          input.value.endsWith(name),
        ),
      exported,
    );
    await workbench.page.keyboard.press('Enter');
    await workbench.readNotification(/rows exported to/);
    // A command gives the editors their room back.
    await workbench.toggleMaximizedPanel();
    await inPanel('chart').waitFor();
    const lines = readFileSync(workbench.place(exported), 'utf8').trimEnd().split('\r\n');
    assert.match(lines[0] ?? '', /^outcome,@timestamp,/);
    assert.equal(lines.length, rows + 1);
  });

  it('copies rows as a condition', async () => {
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const row = inPanel('hit-row').first();
    await row.click({ button: 'right' });
    await workbench.screenshot('analysis-row-menu');
    await inPanel('row-menu-condition').click();
    await workbench.page.locator('.statusbar-item', { hasText: 'Copied: 1 row as an EQL condition' }).waitFor();
    const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /kubernetes\.audit\.verb == "\w+"/);
    await inPanel('clear-shown-span').click();
    await shows(await total());
  });

  for (const theme of ['Dark Modern', 'Default High Contrast', 'Default High Contrast Light'] as const)
    it(`reads it in ${theme}`, async () => {
      await workbench.setTheme(theme);
      await inPanel('chart').focus();
      await inPanel('chart').press('Home');
      await workbench.screenshot(`analysis-chart-${theme.toLowerCase().replaceAll(' ', '-')}`);
      await inPanel('chart').press('Escape');
      await inPanel('group-by').click();
      await inPanel('group-input').press('Enter');
      await inPanel('group-row').first().waitFor();
      await inPanel('group-by').click();
      await workbench.screenshot(`analysis-groups-${theme.toLowerCase().replaceAll(' ', '-')}`);
      await inPanel('group-input').press('Enter');
      await inPanel('group-row').first().waitFor({ state: 'detached' });
    });

  it('has room for it in a narrow window', async () => {
    await workbench.setTheme('Light Modern');
    await workbench.page.setViewportSize({ width: 640, height: 800 });
    await inPanel('chart').waitFor();
    await workbench.screenshot('analysis-narrow');
    await inPanel('group-by').click();
    await inPanel('group-input').press('Enter');
    await inPanel('group-row').first().waitFor();
    await workbench.screenshot('analysis-narrow-groups');
    await inPanel('toggle-chart').click();
    await inPanel('chart').waitFor({ state: 'detached' });
  });
});

// The shape of the results panel: rows stand in sight where it is low, no line wraps where it is narrow, and nothing moves under the pointer.
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';

const leastRows = 6;

describe('a person with little room', () => {
  const workbench = useWorkbench({
    openFile: 'rules/kubernetes_user_exec_into_pod.toml',
    viewport: { width: 1440, height: 900 },
  });
  let panel: Frame;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  /** Where the part begins and ends, from the top of the panel. */
  const extent = (selector: string): Promise<{ readonly top: number; readonly bottom: number }> =>
    panel
      .locator(selector)
      .first()
      .evaluate((part) => {
        const { top, bottom } = part.getBoundingClientRect();
        return { top, bottom };
      });
  const rowsInSight = (): Promise<number> =>
    panel.locator('.table-scroll').evaluate((table) => {
      const { bottom } = table.getBoundingClientRect();
      return [...table.querySelectorAll('[data-testid="hit-row"]')].filter(
        (row) => row.getBoundingClientRect().bottom <= bottom,
      ).length;
    });

  it('sees rows in a panel of its usual height, and no chart', async () => {
    panel = await workbench.openByLens(/Run on kubernetes-audit/, '[data-testid="total-hits"]');
    await inPanel('hit-row').nth(leastRows).waitFor();
    assert.ok((await rowsInSight()) >= leastRows);
    assert.equal(await inPanel('chart').count(), 0);
    assert.equal(await inPanel('mark-bar').count(), 0);
    await workbench.screenshot('layout-low');
  });

  it('selects one, and the bar that comes moves none of them', async () => {
    const before = await extent('[data-testid="hit-row"]');
    await inPanel('hit-row').first().click();
    await inPanel('mark-bar').waitFor();
    assert.deepEqual(await extent('[data-testid="hit-row"]'), before);
    const [bar, table] = [await extent('[data-testid="mark-bar"]'), await extent('.table-scroll')];
    assert.ok(bar.top >= table.bottom, 'it covers no row');
    await workbench.screenshot('layout-low-selected');
  });

  it('goes through all tabs by the keyboard, though they show no words', async () => {
    const last = inPanel('outcome-tab-history');
    await inPanel('outcome-tab-all').focus();
    await workbench.page.keyboard.press('End');
    await panel.locator('[data-testid="outcome-tab-history"][aria-selected="true"]:focus').waitFor();
    assert.equal((await last.locator('.tab-label').textContent())?.trim(), 'History');
    assert.match((await last.getAttribute('title')) ?? '', /^History/);
    await workbench.page.keyboard.press('Home');
    await panel.locator('[data-testid="outcome-tab-all"][aria-selected="true"]:focus').waitFor();
  });

  for (const width of [900, 640, 350])
    it(`has each line whole in a window of ${width} pixels`, async () => {
      if (width === 900) await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
      await workbench.page.setViewportSize({ width, height: 760 });
      await panel.waitForFunction((most) => window.innerWidth < most, width);
      await inPanel('hit-row').first().click();
      await inPanel('mark-bar').waitFor();
      await panel.waitForFunction(() =>
        [...document.querySelectorAll('rw-fit-line')].every((line) => line.scrollWidth <= line.clientWidth),
      );
      const [head, tabs] = [await extent('.head'), await extent('.totals')];
      assert.ok(tabs.bottom - head.top < 80, 'two lines');
      await workbench.screenshot(`layout-${width}`);
    });

  it('filters where the field is an icon, which grows for it', async () => {
    const field = inPanel('filter').locator('input');
    await inPanel('filter').click();
    await field.pressSequentially('cilium');
    await inPanel('announcer')
      .filter({ hasText: /rows hold/ })
      .waitFor();
    const { width } = (await inPanel('filter').boundingBox()) ?? { width: 0 };
    assert.ok(width > 80);
    await workbench.screenshot('layout-filter');
  });
});

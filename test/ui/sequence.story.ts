// Stories on a small workspace: a sequence with every way to end, a rule that hits nothing, and an event that tries to be markup.
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';

const markup = '<img src=x onerror="document.body.remove()">';
const textOf = async (locator: Locator): Promise<string> =>
  ((await locator.textContent()) ?? '').replace(/\s+/g, ' ').trim();

describe('a person who writes a sequence', () => {
  const workbench = useWorkbench({
    folder: 'test/ui/workspace',
    openFile: 'rules/stolen_login.toml',
    viewport: { width: 1440, height: 1000 },
  });
  let panel: Frame;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);

  it('runs it and opens a hit as its events in order', async () => {
    panel = await workbench.openByLens(/Run on sessions/, '[data-testid="total-hits"]');
    await workbench.toggleMaximizedPanel();
    assert.equal(await panel.locator('meta[http-equiv="Content-Security-Policy"]').count(), 1);
    await inPanel('hit-row').first().click();
    await inPanel('sequence').waitFor();
    assert.equal(await textOf(inPanel('join-keys')), 'alice');
    assert.deepEqual(await inPanel('track-event').allInnerTexts(), ['1', '2', '4']);
    assert.match(await textOf(inPanel('sequence')), /30\.0 s.*must be missing.*31\.0 s/);
    await inPanel('hit-row').first().press('ArrowRight');
    await inPanel('missing-event').first().waitFor();
    await workbench.screenshot('sequence-hit');
  });

  it('shows text of a sample that looks like markup as the text that it is', async () => {
    await inPanel('hit-row').nth(1).click();
    await panel.locator('[data-testid="join-keys"]', { hasText: markup }).waitFor();
    await inPanel('track-event').nth(2).click();
    await panel.locator('.value', { hasText: "whoami <script>alert('sample')</script>" }).waitFor();
    assert.equal(await panel.locator('img, rulewright-panel script').count(), 0);
    await workbench.screenshot('sample-markup');
  });

  it('reads in the timeline how far each key came and what ended it', async () => {
    await inPanel('outcome-tab-timeline').click();
    await inPanel('timeline-key').first().waitFor();
    const ends = await inPanel('timeline-key').evaluateAll((keys) => keys.map((key) => key.getAttribute('data-ended')));
    assert.deepEqual([...ends].sort(), [
      'complete',
      'complete',
      'forbidden-event',
      'maxspan',
      'missing-key',
      'until',
      'waiting',
    ]);
    await workbench.screenshot('timeline');
  });

  it('walks through it with the arrows and opens the event that ended a key', async () => {
    const until = panel.locator('[data-testid="timeline-key"][data-ended="until"] [data-testid="track-end"]');
    await inPanel('track-event').first().focus();
    await panel.page().keyboard.press('ArrowDown');
    await panel.page().keyboard.press('ArrowRight');
    assert.equal(await panel.locator('.timeline-keys [tabindex="0"]').count(), 1);
    await until.click();
    await panel.locator('[data-testid="verdict"]', { hasText: 'no hit' }).waitFor();
    await workbench.screenshot('timeline-event');
  });
});

describe('a person whose rule hits nothing', () => {
  const workbench = useWorkbench({
    folder: 'test/ui/workspace',
    openFile: 'rules/never_matches.toml',
    viewport: { width: 1440, height: 900 },
  });
  let panel: Frame;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);

  it('sees the near misses first, the most frequent on top', async () => {
    panel = await workbench.openByLens(/Run on sessions/, '[data-testid="near-miss"]');
    await workbench.toggleMaximizedPanel();
    const [first = ''] = await inPanel('near-miss').allInnerTexts();
    assert.equal(first.replace(/\s+/g, ' ').trim(), '3 events fail only on user.name == "admin"');
    await workbench.screenshot('near-misses');
  });

  it('opens the first of them and reads what failed', async () => {
    await inPanel('near-miss').first().click();
    const failed = panel.locator('[data-testid="clause"]', { hasText: /^\s*false\s+user\.name == "admin"/ });
    await failed.waitFor();
    assert.match(await textOf(failed), /is mallory, asked for "admin"/);
    await workbench.screenshot('near-miss-opened');
  });

  it('sees the exclusion that took an event out', async () => {
    await panel.locator('[data-testid="near-miss"]', { hasText: 'ansible' }).click();
    const arm = panel.locator('[data-testid="clause"]', { has: panel.locator('[data-testid="excluded-by"]') });
    await arm.waitFor();
    assert.match(await textOf(arm), /process\.parent\.name == "ansible"/);
    await workbench.screenshot('excluded');
  });

  it('asks about a line of the sample', async () => {
    await workbench.toggleMaximizedPanel();
    await workbench.openFile('samples/events/sessions.ndjson');
    await workbench.goToLine(29);
    await workbench.runCommand('Rulewright: Explain Event at Cursor');
    await panel.locator('[data-testid="go-to-line"]', { hasText: 'sessions.ndjson:29' }).waitFor();
    assert.equal(await textOf(inPanel('verdict')), 'no hit');
    assert.equal(await textOf(inPanel('announcer')), 'sessions.ndjson, line 29: no hit.');
    await workbench.screenshot('explained-line');
  });
});

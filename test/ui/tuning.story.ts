// Tuning: a person picks false positives, takes a proposal that is proven on the sample, and undoes it; and asks who could pass an arm, and mends it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';

const themes = ['Dark Modern', 'Default High Contrast', 'Default High Contrast Light', 'Light Modern'] as const;
const ruleFile = 'rules/kubernetes_user_exec_into_pod.toml';

describe('a person who excludes false positives', () => {
  const workbench = useWorkbench({ openFile: ruleFile, viewport: { width: 1440, height: 1000 } });
  let panel: Frame;
  let before = 0;
  let written = '';
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  const total = async (name: string): Promise<number> => Number(await inPanel(`total-${name}`).textContent());
  const becomes = (name: string, count: number): Promise<void> =>
    inPanel(`total-${name}`)
      .filter({ hasText: new RegExp(`^\\s*${count}\\s*$`) })
      .waitFor();
  const figure = (name: string): Locator => inPanel(`figure-${name}`).locator('[data-testid="figure-now"]');

  it('picks the false positives of one product and asks for an exclusion', async () => {
    written = readFileSync(workbench.place(ruleFile), 'utf8');
    panel = await workbench.openByLens(/Run on kubernetes-audit/, '[data-testid="total-hits"]');
    before = await total('hits');
    await inPanel('outcome-tab-false-positive').click();
    await inPanel('filter').locator('input').fill('command=endpoint');
    await inPanel('announcer').filter({ hasText: '31 rows hold' }).waitFor();
    const rows = inPanel('hit-row');
    await rows.nth(0).click();
    await rows.nth(2).click({ modifiers: ['Shift'] });
    await inPanel('mark-scope').filter({ hasText: '3 rows selected' }).waitFor();
    await workbench.screenshot('exclude-selected');
    await inPanel('exclude').click();
    await inPanel('proof').waitFor();
  });

  it('reads what the proposal is proved to do', async () => {
    await inPanel('proposals-scope').filter({ hasText: 'For 3 selected hits' }).waitFor();
    assert.equal(await figure('removes').textContent(), '31');
    assert.equal(await figure('loses').textContent(), '0');
    assert.match((await inPanel('condition').textContent()) ?? '', /cilium-inspector/);
    await panel.locator('[data-testid="proposal"]:focus').waitFor();
    await workbench.screenshot('proposal');
  });

  it('moves the ladder by the keyboard and sees the figures follow', async () => {
    const address = inPanel('ladder-field').filter({ hasText: 'requestURI' });
    await address.locator('[data-testid="rung-prefix"]').focus();
    await workbench.page.keyboard.press('ArrowLeft');
    await figure('removes').filter({ hasNotText: '31' }).waitFor();
    assert.equal(await inPanel('figure-removes').locator('.figure-before').textContent(), '31');
    await workbench.screenshot('ladder-moved');
    await workbench.page.keyboard.press('ArrowRight');
    await figure('removes').filter({ hasText: '31' }).waitFor();
  });

  it('looks at it in the whole window, in every kind of theme', async () => {
    await workbench.toggleMaximizedPanel();
    for (const theme of themes) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`proposal-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
  });

  it('looks at it where there is little width', async () => {
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.page.setViewportSize({ width: 380, height: 900 });
    await panel.locator('rw-split-view.proposals-split[stacked]').waitFor();
    const ladder = await inPanel('ladder').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    assert.equal(ladder, 0, 'nothing of the ladder is cut off');
    await workbench.screenshot('proposal-narrow');
    await workbench.page.setViewportSize({ width: 1440, height: 1000 });
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.toggleMaximizedPanel();
  });

  it('adds it to the rule, and its hits are gone', async () => {
    await inPanel('arm-comment').locator('input').fill('Cilium asks each agent for its endpoints');
    await inPanel('add-to-rule').click();
    await becomes('hits', before - 31);
    await inPanel('proposals-done').waitFor();
    await workbench.screenshot('proposal-added');
  });

  it('undoes it in the editor, which brings the text back exactly', async () => {
    await workbench.openFile(ruleFile);
    await workbench.page.keyboard.press('Control+z');
    await workbench.page.keyboard.press('Control+s');
    await inPanel('run-again').click();
    await becomes('hits', before);
    assert.equal(readFileSync(workbench.place(ruleFile), 'utf8'), written);
  });

  it('makes an exception item of another one, which opens as a document', async () => {
    await inPanel('outcome-tab-proposals').click();
    await inPanel('propose-all').click();
    await inPanel('proposal').nth(1).click();
    await inPanel('as-exception').click();
    await inPanel('item-owner').locator('input').fill('platform team');
    await inPanel('item-reason').locator('input').fill('The operator asks its databases');
    await inPanel('item-until').locator('input').fill('2027-06-30');
    await workbench.screenshot('exception-form');
    await inPanel('make-item').click();
    await inPanel('proposals-done').filter({ hasText: 'The exception item is open beside' }).waitFor();
    await workbench.page.locator('.view-line', { hasText: 'owner:platform team' }).first().waitFor();
    await workbench.screenshot('exception-item');
    await workbench.runCommand('View: Revert and Close Editor');
  });

  it('is asked twice before an authorised hit is hidden', async () => {
    await inPanel('outcome-tab-all').click();
    await inPanel('filter').locator('input').fill('');
    const rows = inPanel('hit-row');
    await rows.first().click();
    await rows.first().press('Control+a');
    await rows.first().press('x');
    await inPanel('proof').waitFor();
    await inPanel('proposal').filter({ hasText: 'loses what it should not' }).first().click();
    await workbench.screenshot('dangerous-proposal');
    await inPanel('add-to-rule').click();
    await panel.locator('[data-testid="withdraw"]:focus').waitFor();
    await workbench.screenshot('asked-twice');
    await workbench.page.keyboard.press('Escape');
    await inPanel('proposal-question').waitFor({ state: 'detached' });
    assert.equal(await total('hits'), before);
  });

  it('is told why sessions at a terminal get no exclusion, and adds what suppression would do instead', async () => {
    await inPanel('refusal').first().click();
    await inPanel('suppression').waitFor();
    await workbench.screenshot('suppression-offer');
    await inPanel('add-suppression').click();
    await inPanel('proposals-done').waitFor();
    await workbench.screenshot('suppression-added');
  });
});

describe('a person who asks who could pass an arm', () => {
  const workbench = useWorkbench({ openFile: ruleFile, viewport: { width: 1440, height: 1000 } });
  let panel: Frame;
  let misses = 0;
  const pattern = 'pods/*/exec?command=df&command=-h&container=elasticsearch&stdin=true&stdout=true&tty=true';
  /** From 1. */
  const lineOfArm = (): number =>
    readFileSync(workbench.place(ruleFile), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(pattern)) + 1;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  const missesAre = (count: number): Promise<void> =>
    inPanel('total-misses')
      .filter({ hasText: new RegExp(`^\\s*${count}\\s*$`) })
      .waitFor();

  it('runs the rule and counts the misses', async () => {
    panel = await workbench.openByLens(/Run on kubernetes-audit/, '[data-testid="total-hits"]');
    misses = Number(await inPanel('total-misses').textContent());
  });

  it('adds an attack that passes the arm of `df -h` to the sample, by a quick fix', async () => {
    await workbench.goToLine(lineOfArm());
    await workbench.squiggle('warning');
    await workbench.screenshot('flagged-arm');
    await workbench.quickFix('Add an event that passes this arm to the sample');
    await workbench.openFile('events/kubernetes-audit.labels.yaml');
    await workbench.runCommand('File: Save All');
    await workbench.openFile(ruleFile);
    await inPanel('run-again').click();
    await missesAre(misses + 1);
  });

  it('sees that the arm hides it', async () => {
    await inPanel('outcome-tab-miss').click();
    await inPanel('hit-row').nth(misses).waitFor();
    await inPanel('hit-row').nth(misses).click();
    await inPanel('explanation').waitFor();
    await workbench.screenshot('hidden-attack');
  });

  it('mends the arm, and the attack is a hit', async () => {
    await workbench.goToLine(lineOfArm());
    // `Home` stands before the quote: only what is between the quotes is typed over, so that the editor adds none.
    for (const key of ['ArrowRight', 'Shift+End', 'Shift+ArrowLeft', 'Shift+ArrowLeft'])
      await workbench.page.keyboard.press(key);
    await workbench.type(`/api/v1/namespaces/elasticsearch-cluster/${pattern.replace('*', 'es-data-?')}`);
    await inPanel('stale').waitFor();
    await inPanel('run-again').click();
    await missesAre(misses);
    await workbench.screenshot('mended-arm');
  });
});

// Known false positives: from a statement of a rule to what is known of it, to an exclusion that is proven, and back by undo; what an entry
// refuses; and evidence that an edit of the rule breaks.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';
import type { Workbench } from './driver';

const themes = ['Dark Modern', 'Default High Contrast', 'Default High Contrast Light', 'Light Modern'] as const;
const ruleFile = 'rules/kubernetes_user_exec_into_pod.toml';
const ruleName = 'Kubernetes User Exec into Pod';
const mostUndone = 8;
const entryFile = 'lofp/vuls-results.yaml';
const pageElement = '[data-testid="lofp-page"]';

/** From 1. */
function lineOf(workbench: Workbench, file: string, words: string): number {
  const lines = readFileSync(workbench.place(file), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(words)) + 1;
}

/** Opens the page of an entry as a person does who searches for it. */
async function findEntry(workbench: Workbench, id: string): Promise<void> {
  await workbench.runCommand('Rulewright: Find a Known False Positive…');
  await workbench.page.locator('.quick-input-widget:visible input.input').fill(id);
  await workbench.pick(id);
}

describe('a person who excludes a known false positive', () => {
  const workbench = useWorkbench({ openFile: ruleFile, viewport: { width: 1440, height: 1000 } });
  let page: Frame;
  let panel: Frame;
  let before = 0;
  let written = '';
  const onPage = (testId: string): Locator => page.locator(`[data-testid="${testId}"]`);
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  const figure = (name: string): Locator => inPanel(`figure-${name}`).locator('[data-testid="figure-now"]');
  const becomes = (name: string, count: number): Promise<void> =>
    inPanel(`total-${name}`)
      .filter({ hasText: new RegExp(`^\\s*${count}\\s*$`) })
      .waitFor();

  it('rests the mouse on what the rule says of false positives, and reads which entries stand behind it', async () => {
    written = readFileSync(workbench.place(ruleFile), 'utf8');
    await workbench.waitForLens(/Run on kubernetes-audit/);
    // When the view has its rows, all entries have been read.
    await workbench.runCommand('Explorer: Focus on Known False Positives View');
    await workbench.page.locator('.monaco-list-row', { hasText: 'T1003.008' }).first().waitFor();
    await workbench.screenshot('lofp-view');
    await workbench.page.locator('.view-line', { hasText: 'Some programs reach their pods' }).hover();
    await workbench.page.locator('.monaco-hover:visible', { hasText: 'velero-backup-hook' }).waitFor();
    await workbench.screenshot('lofp-hover');
  });

  it('opens the page of one of them from there', async () => {
    // The second of the entries that the comment names.
    await workbench.page.locator('.monaco-hover:visible a', { hasText: 'Open its page' }).nth(1).click();
    page = await workbench.panelFrame(pageElement);
    await onPage('lofp-id').filter({ hasText: 'velero-backup-hook' }).waitFor();
    await onPage('lofp-outcome').first().waitFor();
    assert.equal(await page.locator('[data-testid="lofp-outcome"][data-holds="false"]').count(), 0);
  });

  it('reads the page in every kind of theme, and where there is little width', async () => {
    for (const theme of themes) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`lofp-page-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    await onPage('lofp-section-evidence').scrollIntoViewIfNeeded();
    await workbench.screenshot('lofp-page-evidence');
    await workbench.page.setViewportSize({ width: 640, height: 900 });
    const beyond = await onPage('lofp-scroll').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    assert.equal(beyond, 0, 'nothing of the page is cut off');
    await workbench.screenshot('lofp-page-narrow');
    await workbench.page.setViewportSize({ width: 1440, height: 1000 });
  });

  it('leaves it out of the rule: fills the form, and has it tried on the sample', async () => {
    await onPage('lofp-exclude').first().click();
    panel = await workbench.panelFrame('[data-testid="known-form"]');
    before = Number(await inPanel('total-hits').textContent());
    await workbench.screenshot('known-form');
    await inPanel('known-field-namespace').locator('textarea').fill('ledger*');
    await inPanel('known-prove').click();
    await inPanel('known-problem').waitFor();
    await workbench.screenshot('known-problem');
    await inPanel('known-field-namespace').locator('textarea').fill('ledger');
    await inPanel('known-prove').click();
    await inPanel('proof').waitFor();
    assert.equal(await figure('loses').textContent(), '0');
    assert.equal(await figure('authorised').textContent(), '0');
  });

  it('looks at the form and the proof in the whole window, in every kind of theme', async () => {
    await workbench.toggleMaximizedPanel();
    for (const theme of themes) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`known-proof-${theme.toLowerCase().replaceAll(' ', '-')}`);
      await inPanel('known-back').click();
      await inPanel('known-form').waitFor();
      await workbench.screenshot(`known-form-${theme.toLowerCase().replaceAll(' ', '-')}`);
      await inPanel('known-prove').click();
      await inPanel('proof').waitFor();
    }
    await workbench.toggleMaximizedPanel();
  });

  it('accepts it: the hits are gone, and the arm says which entry it is for', async () => {
    const removes = Number(await figure('removes').textContent());
    assert.ok(removes > 0);
    await inPanel('add-to-rule').click();
    await becomes('hits', before - removes);
    await workbench.page.locator('.view-line', { hasText: '// lofp: velero-backup-hook' }).first().waitFor();
    await workbench.screenshot('known-added');
  });

  it('undoes it in the editor, which brings the text back exactly', async () => {
    await workbench.openFile(ruleFile);
    await workbench.page.keyboard.press('Control+z');
    await workbench.page.keyboard.press('Control+s');
    await inPanel('run-again').click();
    await becomes('hits', before);
    assert.equal(readFileSync(workbench.place(ruleFile), 'utf8'), written);
  });

  it('picks hits and is shown the known false positives that leave out most of them', async () => {
    await inPanel('outcome-tab-false-positive').click();
    await inPanel('filter').locator('input').fill('command=endpoint');
    await inPanel('announcer').filter({ hasText: '31 rows hold' }).waitFor();
    const rows = inPanel('hit-row');
    await rows.nth(0).click();
    await rows.nth(2).click({ modifiers: ['Shift'] });
    await inPanel('known-exclude').click();
    await inPanel('known-entry').first().filter({ hasText: 'cilium-endpoint-list' }).waitFor();
    await inPanel('known-reach').filter({ hasText: 'would leave out 3 of the 3 selected' }).waitFor();
    await workbench.screenshot('known-for-hits');
  });

  it('writes a new entry from them', async () => {
    await inPanel('known-new').click();
    await workbench.page.locator('.tab.active[data-resource-name$=".yaml"]').waitFor();
    await workbench.page.locator('.view-line', { hasText: 'statement:' }).first().waitFor();
    await workbench.screenshot('lofp-new-entry');
  });
});

describe('a person who asks the entry of the seed for too much', () => {
  const workbench = useWorkbench({ openFile: ruleFile, viewport: { width: 1440, height: 1000 } });
  let panel: Frame;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  const fill = (name: string, text: string): Promise<void> =>
    inPanel(`known-field-${name}`).locator('textarea').fill(text);

  it('goes from its page to the form', async () => {
    await workbench.waitForLens(/Run on kubernetes-audit/);
    await findEntry(workbench, 'kubectl-exec-debugging');
    const page = await workbench.panelFrame(pageElement);
    await page.locator('[data-testid="lofp-exclude"]', { hasText: ruleName }).click();
    panel = await workbench.panelFrame('[data-testid="known-form"]');
  });

  it('is refused an interactive shell, at the field and with the reason', async () => {
    await fill('run', 'sh');
    await inPanel('known-prove').click();
    await inPanel('known-field-run').locator('[data-testid="known-problem"]').waitFor();
    await workbench.screenshot('known-refused-shell');
    assert.match((await inPanel('known-problem').textContent()) ?? '', /sh runs whatever is typed into it/);
  });

  it('is refused what would hide an event that must still alert, and opens that event', async () => {
    await fill('run', 'cat /var/log/cassandra/../../../var/run/secrets/kubernetes.io/serviceaccount/token');
    await inPanel('known-prove').click();
    await inPanel('known-lost').first().waitFor();
    await workbench.screenshot('known-refused-event');
    await inPanel('known-lost').first().click();
    await workbench.page.locator('.tab.active[data-resource-name="kubernetes-audit.ndjson"]').waitFor();
  });

  it('takes another entry from the rule, by a quick fix at what it says', async () => {
    await workbench.openFile(ruleFile);
    await workbench.goToLine(lineOf(workbench, ruleFile, 'Some programs reach their pods'));
    await workbench.quickFix('Exclude this known false positive: postgres-operator-script');
    await inPanel('known-details').filter({ hasText: 'postgres-operator-script' }).waitFor();
  });

  it('ties an arm to the entry that it is for', async () => {
    await workbench.goToLine(lineOf(workbench, ruleFile, 'command=cilium&command=endpoint'));
    await workbench.runCommand('Rulewright: Known False Positive at the Cursor…');
    await workbench.pick('Tie what is at the cursor to an entry');
    await workbench.pick('cilium-endpoint-list');
    await workbench.page.locator('.view-line', { hasText: '// lofp: cilium-endpoint-list' }).waitFor();
    await workbench.screenshot('lofp-tied');
  });
});

describe('a person who breaks the evidence of an entry', () => {
  const workbench = useWorkbench({ openFile: ruleFile, viewport: { width: 1440, height: 1300 } });
  const inView = (text: string): Locator =>
    workbench.page.locator('.pane .monaco-list-row', { hasText: text }).filter({ hasText: 'evidence broken' });

  /** By the other of the two. */
  const group = async (first: string): Promise<void> => {
    await workbench.page.locator('.pane-header', { hasText: 'Known False Positives' }).hover();
    await workbench.page.locator('.pane-header .action-label[aria-label="Group by Technique or by Rule"]').click();
    await workbench.page.locator('.pane .monaco-list-row', { hasText: first }).first().waitFor();
  };

  it('changes the arm that is tied to it', async () => {
    await workbench.waitForLens(/Run on kubernetes-audit/);
    // The view of the folder makes room for that of the catalogue.
    await workbench.page.locator('.pane-header', { hasText: 'samples' }).first().click();
    await workbench.runCommand('Explorer: Focus on Known False Positives View');
    await group(ruleName);
    await workbench.screenshot('lofp-view-by-rule');
    await group('T1609');
    await workbench.openFile(ruleFile);
    await workbench.goToLine(lineOf(workbench, ruleFile, 'pods/vuls-*/exec'));
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.type('user.name == "nobody" and ');
  });

  it('is told so on the arm', async () => {
    const problems = await workbench.problems();
    await problems.filter({ hasText: 'vuls-results' }).first().waitFor();
    await workbench.screenshot('lofp-broken-arm');
  });

  it('is told so on the entry, in the view and in its file', async () => {
    await inView('vuls-results').first().waitFor();
    await workbench.openFile(entryFile);
    await workbench.goToLine(lineOf(workbench, entryFile, '  excluded:'));
    await workbench.squiggle('error');
    await workbench.screenshot('lofp-broken-entry');
    await findEntry(workbench, 'vuls-results');
    const page = await workbench.panelFrame(pageElement);
    await page.locator('[data-testid="lofp-state"]', { hasText: 'evidence broken' }).waitFor();
    await page.locator('[data-testid="lofp-outcome"][data-holds="false"]').first().waitFor();
    await workbench.screenshot('lofp-broken-page');
  });

  it('takes the change back, and all is well', async () => {
    await workbench.openFile(ruleFile);
    // Each takes back a part of what was typed; one too many changes nothing.
    for (let undone = 0; undone < mostUndone; undone++) await workbench.page.keyboard.press('Control+z');
    await inView('vuls-results').first().waitFor({ state: 'detached' });
  });
});

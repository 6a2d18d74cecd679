// A newcomer: the panel is empty and says where to begin, the walkthrough leads from a rule to its results.
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { useWorkbench } from './driver';

const rule = 'rules/interactive_exec_into_container.yaml';

describe('a person who opens Rulewright for the first time', () => {
  const workbench = useWorkbench({ openFile: rule, viewport: { width: 1440, height: 900 } });
  let panel: Frame;
  const inPanel = (testId: string): Locator => panel.locator(`[data-testid="${testId}"]`);
  const step = (name = ''): Locator => workbench.page.locator(`.getting-started-step[data-step-id$="#${name}"]`);

  it('finds ways to begin in the empty panel', async () => {
    await workbench.waitForLens(/Run on cloud-defend-process/);
    await workbench.runCommand('Rulewright: Show Results');
    panel = await workbench.panelFrame('[data-testid="welcome"]');
    await inPanel('begin-run').waitFor();
    await workbench.screenshot('welcome-panel');
  });

  it('is shown the first steps from there', async () => {
    await inPanel('begin-walkthrough').click();
    await step('rule').waitFor();
    assert.equal(await workbench.page.locator('.getting-started-step').count(), 6);
    await step('results').click();
    await workbench.panelFrame('svg:has-text("Run again")');
  });

  for (const theme of ['Light Modern', 'Default High Contrast', 'Dark Modern'] as const) {
    it(`sees the pictures in the colours of ${theme}`, async () => {
      await workbench.setTheme(theme);
      await workbench.screenshot(`walkthrough-${theme.toLowerCase().replaceAll(' ', '-')}`);
    });
  }

  it('runs the rule at the cursor from the panel', async () => {
    await workbench.openFile(rule);
    await inPanel('begin-run').click();
    await inPanel('hit-row').first().waitFor();
    assert.match((await inPanel('rule-name').textContent()) ?? '', /Interactive Exec Into Container/);
  });

  it('has done that step of the walkthrough then', async () => {
    await workbench.page.locator('.tab', { hasText: 'Welcome' }).click();
    await step('run').locator('.codicon-getting-started-step-checked').waitFor();
    await step('explain').click();
    await workbench.panelFrame('svg:has-text("process.args")');
    await workbench.screenshot('walkthrough-explain');
  });
});

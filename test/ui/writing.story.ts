// A person who writes: values and metadata are offered inside strings, comments are those of the language at the cursor, lines indent.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { useWorkbench } from './driver';

const ruleFile = 'rules/kubernetes_user_exec_into_pod.toml';

describe('a person who writes a query in a TOML rule', () => {
  const workbench = useWorkbench({
    openFile: ruleFile,
    viewport: { width: 1440, height: 900 },
    // A busy editor closes no bracket: it does so only once it knows that the place is no string.
    settings: { 'editor.autoClosingBrackets': 'never' },
  });
  const line = (text: RegExp): Locator => workbench.page.locator('.editor-instance .view-line', { hasText: text });
  const suggestion = (text: string): Locator =>
    workbench.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: text }).first();
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };

  it('is offered the values of the sample inside a string inside a string', async () => {
    await workbench.waitForLens(/Run on kubernetes-audit/);
    await workbench.goToWords(ruleFile, 'kubernetes.audit.level ==');
    await press('End', 'Enter');
    await workbench.page.keyboard.type('kubernetes.audit.verb == "ge', { delay: 30 });
    await suggestion('get').waitFor();
    await workbench.screenshot('suggested-value');
    await press('Enter');
    await line(/kubernetes\.audit\.verb\s==\s"get"$/).waitFor();
  });

  it('comments that line out as EQL does', async () => {
    await press('Control+/');
    await line(/^\/\/\skubernetes\.audit\.verb/).waitFor();
    await press('Control+/');
    await line(/^kubernetes\.audit\.verb\s==\s"get"$/).waitFor();
  });

  it('comments a line of the file out as TOML does', async () => {
    await workbench.goToWords(ruleFile, 'type =');
    await press('Control+/');
    await line(/^#\stype\s=/).waitFor();
    await press('Control+/');
  });

  it('is offered what a key of the file may be', async () => {
    await workbench.goToWords(ruleFile, 'severity =');
    await press('Shift+End');
    await workbench.page.keyboard.type('severity = "hi', { delay: 30 });
    await suggestion('high').waitFor();
    await press('Enter');
    await line(/^severity\s=\s"high"$/).waitFor();
  });

  it('finds new lines indented in a query of its own file', async () => {
    await workbench.openFile('rules/service_account_token_read.eql');
    await press('Control+a', 'Delete');
    for (const words of ['sequence by host.id', '[any where a == 1 and']) {
      await workbench.page.keyboard.type(words, { delay: 20 });
      await press('Escape', 'Enter');
    }
    await workbench.page.keyboard.type('b == 2', { delay: 20 });
    await line(/^\s{4}b\s==\s2/).waitFor();
    assert.equal(await line(/^\s{2}\[any/).count(), 1);
  });
});

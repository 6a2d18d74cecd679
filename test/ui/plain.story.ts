// Beside TOML and YAML that is no rule, Rulewright stays out of sight; a rule that is written there wakes it.
import assert from 'node:assert/strict';
import { useWorkbench } from './driver';

describe('a person who has no rules', () => {
  const workbench = useWorkbench({ folder: 'test/ui/plain', openFile: 'Cargo.toml' });
  const statusItem = () => workbench.page.locator('.statusbar [id="rulewright.rulewright.rulewright.run"]');

  it('sees nothing of Rulewright beside other TOML and YAML', async () => {
    await workbench.openFile('compose.yaml');
    await workbench.runCommand('Developer: Show Running Extensions');
    await workbench.page.locator('.runtime-extensions-editor .name', { hasText: 'Rulewright' }).first().waitFor();
    await workbench.screenshot('no-rules');
    assert.equal(await statusItem().count(), 0);
    await workbench.page.keyboard.press('Escape');
    await workbench.page.locator('.runtime-extensions-editor').waitFor({ state: 'detached' });
  });

  it('writes a rule, and it is checked', async () => {
    await workbench.openFile('Cargo.toml');
    await workbench.goToLine(1);
    await workbench.type('[rule]\nname = "A rule"\nlanguage = "eql"\nquery = "process where process.nmae == 1"\n');
    await workbench.squiggle('error');
    await statusItem().waitFor();
  });
});

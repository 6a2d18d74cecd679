// All rules on all samples: a person sees the figures of the command line, edits a rule, and sees only its row change.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import type { MatrixAnswer } from '../../server/src/protocol';
import { setting, useWorkbench } from './driver';

interface Report {
  readonly matrix: readonly {
    readonly rule: string;
    readonly sample: string;
    readonly totals: Extract<
      NonNullable<MatrixAnswer['rules'][number]['cells'][number]['result']>,
      { kind: 'ran' }
    >['totals'];
  }[];
}

describe('a person with many rules and samples', () => {
  const workbench = useWorkbench({
    openFile: 'rules/kubernetes_user_exec_into_pod.toml',
    viewport: { width: 1440, height: 900 },
  });
  let page: Frame;
  const inPage = (testId: string): Locator => page.locator(`[data-testid="${testId}"]`);
  const row = (name: string): Locator => inPage('matrix-row').filter({ hasText: name });
  const exec = 'Kubernetes User Exec into Pod';

  /** Rule → the text of its cells, as they are drawn. */
  async function rows(): Promise<Readonly<Record<string, readonly string[]>>> {
    const all = await inPage('matrix-row').all();
    const read = await Promise.all(all.map((each) => each.locator('th, td').allInnerTexts()));
    return Object.fromEntries(
      read.map(([name = '', ...cells]) => [name, cells.map((cell) => cell.replace(/\s+/g, ' '))]),
    );
  }

  /** The command line over the same folder: rule → how often each word must be there. */
  function commandLine(): Readonly<Record<string, readonly string[]>> {
    const cli = path.join(setting('RULEWRIGHT_ROOT'), 'server', 'bin', 'rulewright.js');
    const words = ['run', '--matrix', workbench.place('rules'), '--format', 'json'];
    // It ends with 1 where an event is missed.
    const out = ((): string => {
      try {
        return execFileSync(process.execPath, [cli, ...words], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        });
      } catch (error) {
        return (error as { readonly stdout: string }).stdout;
      }
    })();
    const { matrix } = JSON.parse(out) as Report;
    return Object.fromEntries(matrix.map(({ rule, totals }) => [rule, inWords(totals)]));
  }

  function inWords(totals: Report['matrix'][number]['totals']): readonly string[] {
    const counts = [
      [totals.truePositives, 'TP'],
      [totals.falsePositives, 'FP'],
      [totals.authorised, 'authorised'],
      [totals.unlabelled, 'unlabelled'],
      [totals.misses, 'missed'],
    ] as const;
    return counts.flatMap(([count, word]) => (count === 0 ? [] : [`${count.toLocaleString('en')} ${word}`]));
  }

  it('opens the table by its command, and reads the figures of the command line', async () => {
    await workbench.waitForLens(/Run on kubernetes-audit/);
    await workbench.runCommand('Rulewright: Show All Rules on All Samples');
    page = await workbench.panelFrame('[data-testid="matrix-row"]');
    const [shown, expected] = [await rows(), commandLine()];
    assert.deepEqual(Object.keys(shown).sort(), Object.keys(expected).sort());
    for (const [rule, words] of Object.entries(expected)) {
      const drawn = (shown[rule] ?? []).filter((cell) => cell !== '–');
      assert.equal(drawn[0], words.length === 0 ? 'no hits' : words.join(' '), rule);
    }
  });

  it('reads it in every theme', async () => {
    await workbench.setTheme('Dark Modern');
    await workbench.screenshot('matrix-dark');
    await workbench.setTheme('Light Modern');
    await workbench.screenshot('matrix-light');
    await workbench.setTheme('Default High Contrast');
    await row(exec).locator('[data-testid="matrix-cell"]').first().focus();
    await workbench.screenshot('matrix-high-contrast');
    await workbench.setTheme('Light Modern');
  });

  it('edits a rule, and only its row is run again', async () => {
    const before = await rows();
    await workbench.openFile('rules/service_account_token_read.eql');
    await workbench.page.keyboard.press('Control+End');
    await workbench.type(' and process.name != "cat"');
    await workbench.page.locator('.tab', { hasText: 'Rules and Samples' }).click();
    page = await workbench.panelFrame('[data-testid="changed"]');
    await inPage('summary')
      .filter({ hasText: /run: 1, unchanged: [1-9]/ })
      .waitFor();
    const after = await rows();
    const changed = Object.keys(after).filter((name) => String(after[name]) !== String(before[name]));
    assert.deepEqual(changed, ['service_account_token_read']);
    await workbench.screenshot('matrix-edited');
  });

  it('finds a rule by its name', async () => {
    await inPage('filter').locator('input').fill('exec into');
    await row('service_account_token_read').waitFor({ state: 'detached' });
    assert.equal(await inPage('matrix-row').count(), 2);
  });

  it('goes to a cell with the keys, and the rule runs on that sample', async () => {
    await row(exec).locator('[tabindex="0"], [data-place$=":0"]').first().focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) await page.locator(':focus').press(key);
    const panel = await workbench.panelFrame('[data-testid="total-hits"]');
    await panel.locator('[data-testid="samples"]', { hasText: 'kubernetes-audit.ndjson' }).waitFor();
    const shown = (await rows())[exec]?.join(' ') ?? '';
    const falsePositives = await panel.locator('[data-testid="total-false-positives"]').innerText();
    assert.ok(shown.includes(`${falsePositives} FP`), shown);
    await workbench.screenshot('matrix-run');
  });
});

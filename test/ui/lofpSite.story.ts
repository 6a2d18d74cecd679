// The catalogue of known false positives in a browser, opened from the disk: search, an entry's page, the way to its rule; on a desk and on a telephone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../host/chromium.mjs';
import { elasticToml, SIGMA, SPLUNK, TIED_RULE, WRITTEN_ENTRY } from '../lofp/rules';

const desk = { width: 1280, height: 900 };
const telephone = { width: 390, height: 844 };

function setting(name: string): string {
  const value = process.env[name];
  assert.ok(value !== undefined, name);
  return value;
}

const hostile = '<img src=x onerror="document.title=1"><script>document.title = 1</script>';

const CONSOLES =
  'Terminals of cloud consoles open shells in containers by intent. Ask the person behind `kubectl exec`, and suppress by user and pod.';
const SHELL = `process where event.action == "exec" and process.interactive == true and
  // The first process of the session.
  process.name in ("bash", "sh") and length(process.args) > 1 and not (
    (container.image.name like "registry.example/tools/debugger*" and orchestrator.namespace == "development-of-the-platform") or
    process.args : "clear; (bash || ash || sh)"
  )`;

function writeRules(folder: string): void {
  mkdirSync(path.join(folder, 'lofp'), { recursive: true });
  const files: Readonly<Record<string, string>> = {
    'console_shell.toml': elasticToml({ name: 'Shell in a Container', statements: [CONSOLES], query: SHELL }),
    'exec.toml': TIED_RULE,
    'lofp/nightly-copy.yaml': WRITTEN_ENTRY,
    'pod_shell.yml': SIGMA,
    'kubernetes_shell.yml': SPLUNK,
    'hostile.toml': elasticToml({ name: hostile, statements: [hostile, `${'x'.repeat(5000)} ${hostile}`] }),
    'backup.toml': elasticToml({
      name: 'Backup',
      statements: ['Backup jobs of the storage team read all files each night.'],
    }),
    'backup_again.toml': elasticToml({
      name: 'Backup again',
      statements: ['Backup jobs of the storage team may read all files each night'],
    }),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}

function build(rules: string, out: string): void {
  const program = path.join(setting('RULEWRIGHT_ROOT'), 'server', 'bin', 'rulewright.js');
  execFileSync(process.execPath, [program, 'lofp', 'build', rules, '--out', out]);
}

describe('the site of known false positives, opened from the disk', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rulewright-lofp-'));
  /** What the page complained of, and what it asked for that is not beside it. */
  const complaints: string[] = [];
  let browser: Browser;
  let page: Page;
  const go = (place: string): Promise<unknown> =>
    page.goto(`${pathToFileURL(path.join(folder, 'site')).href}/${place}`);
  const picture = (name: string): Promise<unknown> =>
    page.screenshot({ path: path.join(setting('RULEWRIGHT_SCREENSHOTS'), `lofp-${name}.png`) });
  const rows = () => page.locator('#entries > li:visible');

  before('build the site', async () => {
    writeRules(path.join(folder, 'rules'));
    build(path.join(folder, 'rules'), path.join(folder, 'site'));
    const opened = await openBrowser(setting('RULEWRIGHT_CHROMIUM'), desk);
    ({ browser, page } = opened);
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(pathToFileURL(folder).href)) complaints.push(`asked for ${request.url()}`);
    });
    page.on('requestfailed', (request) => complaints.push(`did not get ${request.url()}`));
  });
  afterEach(() => assert.deepEqual(complaints, []));
  after('close the browser', async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lists the statements, and the search narrows them by statement, technique or rule', async () => {
    await go('index.html');
    assert.equal(await rows().count(), 8);
    await picture('index');
    await page.keyboard.press('/');
    await page.keyboard.type('DEBUG pod');
    assert.equal(await page.locator('#found').textContent(), '1 of 8 statements');
    assert.match((await rows().first().textContent()) ?? '', /administrators who debug a pod/i);
    await page.locator('#words').fill('T1609');
    assert.equal(await rows().count(), 2);
    await page.getByRole('radio', { name: 'Rules' }).check();
    assert.equal(await rows().count(), 0);
    await page.locator('#none').waitFor();
    await page.getByRole('radio', { name: 'Techniques' }).check();
    await picture('search');
    assert.equal(await rows().count(), 2);
    const address = page.url();
    await go('techniques.html');
    await page.goto(address);
    assert.equal(await page.locator('#words').inputValue(), 'T1609');
    assert.ok(await page.locator('input[value=technique]').isChecked());
  });

  it('draws a hundred rows of a large catalogue, and more when asked', async () => {
    const many = path.join(folder, 'many');
    mkdirSync(many);
    const rule = (index: number): string =>
      elasticToml({ name: `Rule ${index}`, statements: [`Job ${index} copies files.`] });
    for (let index = 0; index < 150; index++) writeFileSync(path.join(many, `${index}.toml`), rule(index));
    build(many, path.join(folder, 'many-site'));
    await page.goto(`${pathToFileURL(path.join(folder, 'many-site')).href}/index.html`);
    assert.equal(await page.locator('#found').textContent(), '150 statements');
    assert.equal(await rows().count(), 100);
    await page.getByRole('button', { name: 'Show more' }).click();
    assert.equal(await rows().count(), 150);
    assert.ok(await page.locator('#more').isHidden());
    assert.equal(await page.evaluate(() => document.activeElement?.closest('li')?.matches(':nth-child(101)')), true);
    await page.locator('#words').fill('job 149');
    assert.equal(await rows().count(), 1);
  });

  it('leads from a row to the page, from there to the technique, and back', async () => {
    await go('index.html#q=cloud+consoles');
    await rows().first().locator('a.title').click();
    await page.locator('h1', { hasText: 'Terminals of cloud consoles' }).waitFor();
    await page.locator('.keyword', { hasText: 'where' }).first().waitFor();
    await picture('entry');
    await page.locator('.chip').first().click();
    await page.locator('section.technique:target').waitFor();
    await picture('techniques');
    await page.locator('section.technique:target a').first().click();
    await page.locator('h1#statement').waitFor();
  });

  it('leads from each logic to the file of its rule', async () => {
    await go('index.html#q=debug+a+pod');
    await rows().first().locator('a.title').click();
    const files = page.locator('figcaption a');
    assert.deepEqual(await files.allTextContents(), ['rules/kubernetes_shell.yml', 'rules/pod_shell.yml']);
    for (const link of await files.all()) {
      const address = await link.evaluate((each: HTMLAnchorElement) => each.href);
      assert.ok(address.startsWith(pathToFileURL(path.join(folder, 'rules')).href), address);
    }
  });

  it('leads from an entry that is written by hand to its rule, to the arm, and to the events that prove it', async () => {
    await go('index.html#q=nightly-copy');
    assert.equal(await rows().locator('.badge').count(), 1);
    await rows().first().locator('a.title').click();
    const inOrder = ['Who and what', 'The exclusion', 'What it opens', 'When nothing is to be left out', 'Evidence'];
    assert.deepEqual(await page.locator('.part > h2').allTextContents(), [
      ...inOrder,
      'Arms that implement it',
      'Review',
      'Its rule',
    ]);
    assert.equal(await page.locator('.holds').count(), 2);
    await page.locator('summary').first().click();
    await page.getByText('"user.name": "ann"').waitFor();
    await picture('written');
    await page.getByRole('link', { name: 'Arms that implement it' }).click();
    await page.getByText('rules/exec.toml, line 14').waitFor();
    await picture('written-arms');
    await page.locator('#rules').waitFor();
    assert.equal(await page.locator('.rule h3').textContent(), 'Program in a container');
  });

  it('shows duplicates together, and sets apart what says nothing', async () => {
    await go('alike.html');
    assert.equal(await page.locator('.group li').count(), 2);
    await picture('alike');
    await go('nothing.html');
    assert.match((await page.locator('.group').textContent()) ?? '', /Unknown.*Shell in a Pod/s);
  });

  it('runs nothing that a rule says', async () => {
    await go('index.html#q=onerror');
    assert.equal(await rows().count(), 2);
    for (const link of await rows().locator('a.title').all()) {
      const address = await link.evaluate((each: HTMLAnchorElement) => each.href);
      const other = await browser.newPage();
      await other.goto(address);
      assert.notEqual(await other.title(), '1');
      assert.equal(await other.locator('img, script').count(), 0);
      await other.close();
    }
  });

  it('is reached by the keys, each with a ring around what has the focus', async () => {
    await go('index.html');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'skip');
    await picture('focus');
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab');
      const ring = await page.evaluate(() => {
        const focused = document.activeElement;
        const shown = focused?.matches('[type=radio]') ? focused.nextElementSibling : focused;
        return shown === null || shown === undefined ? 'none' : getComputedStyle(shown).outlineStyle;
      });
      assert.equal(ring, 'solid');
    }
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`fits a telephone, ${colorScheme}, and nothing has to be pushed aside`, async () => {
      await page.setViewportSize(telephone);
      await page.emulateMedia({ colorScheme });
      await go('index.html');
      const pages = await page
        .locator('#entries a.title')
        .evaluateAll((links) => links.map((each) => (each as HTMLAnchorElement).href));
      const base = pathToFileURL(path.join(folder, 'site')).href;
      const all = ['index', 'techniques', 'alike', 'nothing'].map((name) => `${base}/${name}.html`);
      for (const address of [...all, ...pages]) {
        await page.goto(address);
        const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
        assert.equal(needed, there, address);
      }
      await go('index.html');
      await picture(`telephone-${colorScheme}`);
      await go('index.html#q=cloud+consoles');
      await rows().first().locator('a.title').click();
      await page.locator('h1#statement').waitFor();
      await picture(`telephone-entry-${colorScheme}`);
      await page.setViewportSize(desk);
      await picture(`entry-${colorScheme}`);
    });
});

// Drives a workbench in a browser in the words of a person: open this file, click that lens, look at the panel.
// It waits for what is drawn and never for a clock; it knows nothing of what a story expects.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { openBrowser } from '../host/chromium.mjs';
import { type EditorServer, remotePath, startServer, workbenchAddress } from '../host/server.mjs';

/** What a story begins with. */
export interface WorkbenchOptions {
  /** The folder that is copied and opened; relative to the repository. `samples` when absent. */
  readonly folder?: string;
  /** A file that is open from the beginning, relative to the folder. */
  readonly openFile?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Writes into the copy of the folder before it is opened: what is too large to be kept, or made up by the story. */
  readonly prepare?: (folder: string) => void;
  /** Puts extensions into the folder of a server that has none; the checkout is not loaded as one then. */
  readonly install?: (extensions: string) => void;
}

/** A problem as the editor underlines it. */
export type SquiggleKind = 'error' | 'warning' | 'info' | 'hint';

/** The themes that a story may ask for, with the class that each puts on the workbench. */
const themeClass = {
  'Dark Modern': 'vs-dark',
  'Light Modern': 'vs',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
} as const;

/** How long the slowest thing may take on a busy machine: the first lens, after the start of the extension host. */
const slowMs = 60_000;
const drawnMs = 30_000;
/** How long a quick input takes that is not closed again at once. */
const openedMs = 5_000;

interface Running {
  readonly server: EditorServer;
  readonly browser: Browser;
  readonly page: Page;
  readonly refused: ReadonlySet<string>;
  /** The private copy that is open in the workbench. */
  readonly folder: string;
}

/** Opens a workbench for the suite that calls it, closes it afterwards, and keeps the evidence of a failure. */
export function useWorkbench(options: WorkbenchOptions = {}): Workbench {
  const workbench = new Workbench(options);
  before('open the workbench', () => workbench.open());
  afterEach('keep the evidence of a failure', async function () {
    const test = this.currentTest;
    if (test?.state === 'failed') await workbench.keepEvidence(test.fullTitle());
  });
  after('close the workbench', () => workbench.close());
  return workbench;
}

/** Opens a workbench outside a mocha suite; the caller closes it. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const workbench = new Workbench(options);
  await workbench.open();
  return workbench;
}

/** One workbench with its own server, its own copy of the folder and its own browser. */
export class Workbench {
  private running: Running | undefined;

  constructor(private readonly options: WorkbenchOptions) {}

  /** The page, for what this class has no word for. */
  get page(): Page {
    return this.need().page;
  }

  /** Hosts beyond this machine that the page asked for; each was refused. */
  get refusedHosts(): readonly string[] {
    return [...this.need().refused];
  }

  async open(): Promise<void> {
    const { folder: source = 'samples', openFile, settings = {}, viewport, install, prepare } = this.options;
    const folder = path.join(mkdtempSync(path.join(tmpdir(), 'rulewright-story-')), path.basename(source));
    cpSync(path.resolve(setting('RULEWRIGHT_ROOT'), source), folder, { recursive: true });
    prepare?.(folder);
    const server = await startServer(setting('RULEWRIGHT_HOST'), { settings, prepare: install });
    const opened = await openBrowser(setting('RULEWRIGHT_CHROMIUM'), viewport).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    this.running = { server, folder, ...opened };
    const extension = path.resolve(process.env.RULEWRIGHT_EXTENSION ?? setting('RULEWRIGHT_ROOT'));
    const payload = [
      ...(install === undefined ? [['extensionDevelopmentPath', remotePath(server.port, extension)]] : []),
      ...(openFile === undefined ? [] : [['openFile', remotePath(server.port, path.join(folder, openFile))]]),
      ['skipWelcome', 'true'],
    ];
    await opened.page.goto(workbenchAddress(server.port, folder, payload));
    await opened.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: drawnMs });
    if (openFile !== undefined) await this.waitForEditor(path.basename(openFile));
  }

  async close(): Promise<void> {
    const running = this.running;
    if (running === undefined) return;
    this.running = undefined;
    await running.browser.close();
    await running.server.stop();
    rmSync(path.dirname(running.folder), { recursive: true, force: true, maxRetries: 5 });
  }

  /** The absolute path of a file of the open folder. */
  place(file: string): string {
    return path.join(this.need().folder, file);
  }

  /** Opens a file, named relative to the folder, as a person does who types it into quick open. */
  async openFile(file: string): Promise<void> {
    await this.choose(this.place(file), path.basename(file));
    await this.waitForEditor(path.basename(file));
  }

  /** Runs a command by its title in the palette, category included: `View: Toggle Word Wrap`. */
  async runCommand(title: string): Promise<void> {
    await this.choose(`>${title}`, title);
  }

  /** Takes the first row with the text in a quick input that is open or about to open. */
  async pick(row: string | RegExp): Promise<void> {
    await this.quickInput.locator('.monaco-list-row', { hasText: row }).first().click({ timeout: drawnMs });
  }

  private get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /**
   * Opens the quick input from the title bar, types, and takes the row. A key could be lost to a webview that is loading.
   * A view that takes the focus late closes the quick input: then once more.
   */
  private async choose(typed: string, row: string): Promise<void> {
    const attempts = 5;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      await this.page.locator('.command-center .command-center-center').click({ timeout: drawnMs });
      const isOffered = await this.offers(typed, row).catch(() => false);
      if (isOffered) return this.pick(row);
    }
    throw new Error(`the quick input offers no "${row}"`);
  }

  private async offers(typed: string, row: string): Promise<boolean> {
    await this.quickInput.locator('input.input').fill(typed, { timeout: openedMs });
    const offered = this.quickInput.locator('.monaco-list-row', { hasText: row }).first();
    return Promise.race([
      offered.waitFor({ timeout: drawnMs }).then(() => true),
      this.quickInput.waitFor({ state: 'hidden', timeout: drawnMs }).then(() => false),
    ]);
  }

  /** Puts the cursor at the beginning of a line of the active editor, as a person does who types `:12` into quick open. */
  async goToLine(line: number): Promise<void> {
    await this.page.locator('.command-center .command-center-center').click({ timeout: drawnMs });
    await this.quickInput.locator('input.input').fill(`:${line}`, { timeout: openedMs });
    await this.page.keyboard.press('Enter');
    await this.page.locator(`.editor-instance .line-numbers.active-line-number`, { hasText: `${line}` }).waitFor();
    await this.page.keyboard.press('Home');
  }

  /** The same for the first line of a file that begins with these words, as the file lies on the disk. Gives its number. */
  async goToWords(file: string, words: string): Promise<number> {
    const lines = readFileSync(this.place(file), 'utf8').split('\n');
    const index = lines.findIndex((line) => line.trimStart().startsWith(words));
    if (index < 0) throw new Error(`no line of ${file} begins with ${words}`);
    await this.goToLine(index + 1);
    return index + 1;
  }

  /** Drags files of this machine into the window and drops them on what is there, as from the file manager of the desktop. */
  async dropFiles(files: readonly string[], target: Locator): Promise<void> {
    const box = await target.first().boundingBox({ timeout: drawnMs });
    if (box === null) throw new Error('there is nothing in sight to drop the files on');
    const devTools = await this.page.context().newCDPSession(this.page);
    const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    // A file manager offers to copy, to link and to move; a tree of an extension takes none but the last.
    const data = { items: [], files: [...files], dragOperationsMask: 1 | 2 | 16 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devTools.send('Input.dispatchDragEvent', { type, ...place, data });
    await devTools.detach();
  }

  /** Types text where the cursor of the active editor is; the editor adds no brackets and takes no suggestion. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** The code lens whose title has the text; resolves when it is drawn. */
  async waitForLens(text: string | RegExp): Promise<Locator> {
    const lens = this.page.locator('.codelens-decoration a', { hasText: text }).first();
    await lens.waitFor({ timeout: slowMs });
    return lens;
  }

  /** Reads a notification that has come or will come, and clears it. A workbench under test shows none by itself, only that there is one. */
  async readNotification(sentence: string | RegExp): Promise<void> {
    await this.page.locator('.statusbar .codicon-bell-dot').first().waitFor({ timeout: drawnMs });
    await this.runCommand('Notifications: Show Notifications');
    const shown = this.page.locator('.notifications-center .monaco-list-row', { hasText: sentence }).first();
    await shown.waitFor({ timeout: drawnMs });
    await this.runCommand('Notifications: Clear All Notifications');
    await shown.waitFor({ state: 'detached', timeout: drawnMs });
  }

  /**
   * Clicks a lens and gives the webview that then holds the element. A lens that has just come into sight may for a moment carry the
   * command of an older text; the editor says that it found none, and one clicks again.
   */
  async openByLens(text: string | RegExp, selector: string): Promise<Frame> {
    const opened = this.panelFrame(selector);
    const complaint = this.page.locator('.statusbar .codicon-bell-dot').first();
    for (;;) {
      await (await this.waitForLens(text)).click();
      const frame = await Promise.race([opened, complaint.waitFor({ timeout: slowMs }).then(() => undefined)]);
      if (frame !== undefined) return frame;
      await this.runCommand('Notifications: Clear All Notifications');
    }
  }

  /** The underlines of one kind in the visible lines; resolves when one is drawn. */
  async squiggle(kind: SquiggleKind): Promise<Locator> {
    const squiggles = this.page.locator(
      kind === 'hint' ? '.squiggly-hint, .squiggly-inline-unnecessary' : `.squiggly-${kind}`,
    );
    await squiggles.first().waitFor({ timeout: slowMs });
    return squiggles;
  }

  /** Resolves when no line in sight is underlined so. */
  async noSquiggle(kind: 'error' | 'warning' | 'info'): Promise<void> {
    await this.page.locator(`.squiggly-${kind}`).first().waitFor({ state: 'detached', timeout: slowMs });
  }

  /** Takes a quick fix at the cursor by the beginning of its title. */
  async quickFix(title: string): Promise<void> {
    await this.runCommand('Quick Fix...');
    const row = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    await row.waitFor({ timeout: drawnMs });
    await row.click();
  }

  /** Opens the problems view and gives its rows, files and problems alike; resolves when one is drawn. */
  async problems(): Promise<Locator> {
    await this.runCommand('Problems: Focus on Problems View');
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    await rows.first().waitFor({ timeout: slowMs });
    return rows;
  }

  /** The frame of the webview that holds an element for the selector, whichever of the webviews it is. */
  panelFrame(selector: string): Promise<Frame> {
    const { page } = this;
    return new Promise((resolve, reject) => {
      const look = (frame: Frame): void => {
        if (frame === page.mainFrame()) return;
        const element = frame.locator(selector).first();
        // A frame that goes away before it holds the element is not the one.
        element.waitFor({ state: 'attached', timeout: slowMs }).then(
          () => done(() => resolve(frame)),
          () => undefined,
        );
      };
      const limit = setTimeout(() => done(() => reject(new Error(`no webview holds ${selector}`))), slowMs);
      const done = (settle: () => void): void => {
        clearTimeout(limit);
        page.off('frameattached', look);
        settle();
      };
      page.on('frameattached', look);
      page.frames().forEach(look);
    });
  }

  /** Gives the panel the whole window, or takes it back: what stands in it can be read in one picture. */
  async toggleMaximizedPanel(): Promise<void> {
    await this.runCommand('View: Toggle Maximized Panel');
    // Where the row of the quick input was there is a tab now, which would explain itself in the picture.
    await this.page.mouse.move(0, 0);
  }

  /**
   * Changes the colour theme and resolves when the workbench wears it. Its watcher may miss a file that is written while it still reads the
   * one before: then the file is written once more.
   */
  async setTheme(theme: keyof typeof themeClass): Promise<void> {
    const worn = this.page.locator(`.monaco-workbench.${themeClass[theme]}`).first();
    const attempts = 4;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      this.changeSettings({ 'workbench.colorTheme': theme });
      const isWorn = await worn.waitFor({ timeout: drawnMs / attempts }).then(
        () => true,
        () => false,
      );
      if (isWorn) return;
    }
    throw new Error(`the workbench does not take the theme ${theme}`);
  }

  /** Writes settings of the machine; the workbench takes them over while it runs. */
  changeSettings(settings: Readonly<Record<string, unknown>>): void {
    this.need().server.changeSettings(settings);
  }

  /** Keeps a picture of the page as test/ui/screenshots/<name>.png. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(setting('RULEWRIGHT_SCREENSHOTS'), `${name}.png`) });
  }

  /** A picture and the end of the logs, for a person who asks why a story failed. Never fails itself. */
  async keepEvidence(title: string): Promise<void> {
    if (this.running === undefined) return;
    const name = `failed-${title.replace(/[^\w]+/g, '-').slice(0, 80)}`;
    await this.screenshot(name).catch((error: unknown) => console.error('no screenshot:', error));
    console.error(`screenshot: test/ui/screenshots/${name}.png\n${this.running.server.logTail()}`);
  }

  private async waitForEditor(name: string): Promise<void> {
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor({ timeout: drawnMs });
    await this.page.locator('.editor-instance .view-line').first().waitFor({ timeout: drawnMs });
  }

  private need(): Running {
    if (this.running === undefined) throw new Error('the workbench is not open');
    return this.running;
  }
}

/** What test/ui/run.mjs hands to the stories. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the stories with node test/ui/run.mjs`);
  return value;
}

// Known false positives: find one, look at its page, leave it out of a rule, tie a place to it, write a new one.
import * as vscode from 'vscode';
import type { LofpEntryRow, LofpPageParams, PanelState, RuleReference } from '../../../server/src/protocol';
import { applyLofpEdit, writeEntry } from '../lofp/lofpEdits';
import { knownOfNode, optionsOf } from '../lofp/lofpView';
import { itemsOf } from '../lofp/lofpWords';
import type { KnownItem } from '../lofp/lofpWords';
import { isFields, isRuleReference, isText } from '../results/messageParts';
import type { RunFeed } from '../results/runFeed';
import type { Parts } from './parts';
import { runAs } from './runRule';

export async function findKnown(parts: Parts): Promise<void> {
  const { entries, statements } = await parts.lofp.entries();
  if (entries.length === 0 && statements.length === 0) return sayNone();
  const id = await pickKnown(itemsOf(entries, statements), {
    title: vscode.l10n.t('Known false positives'),
    placeHolder: vscode.l10n.t('Type a word of the statement, a technique, an id or the name of a rule'),
  });
  if (id !== undefined) await showPage(parts, { id });
}

/** Given LofpPageParams; of the place of the cursor without. */
export async function showLofpPage(parts: Parts, given?: unknown): Promise<void> {
  const params = pageParams(given) ?? cursor();
  if (params !== undefined) await showPage(parts, params);
}

async function showPage({ lofpPage }: Parts, params: LofpPageParams): Promise<void> {
  if (await lofpPage.show(params)) return;
  void vscode.window.showInformationMessage(
    'id' in params
      ? vscode.l10n.t('Nothing is known of “{0}” any more.', params.id)
      : vscode.l10n.t('No entry and no statement of a false positive is at the cursor.'),
  );
}

export async function openEntryFile(_parts: Parts, given?: unknown): Promise<void> {
  const known = knownOfNode(given);
  const place = known?.kind === 'entry' ? known.row.place : known?.row.rules[0]?.place;
  if (place !== undefined)
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(place.uri), optionsOf(place));
}

export async function groupKnown({ lofp }: Parts): Promise<void> {
  await lofp.toggleGrouping();
}

/** Given a rule and the id of an entry, or a node of the view; else of the rule at the cursor, and whichever entry is picked in the panel. */
export async function excludeKnown(parts: Parts, given?: unknown, entry?: unknown): Promise<void> {
  const known = knownOfNode(given);
  const row = known?.kind === 'entry' ? known.row : undefined;
  const rule = isRuleReference(given) ? { uri: given.uri, rule: given.rule } : await ruleFor(parts, row);
  if (rule === undefined) return;
  const state = await runOf(parts, rule);
  if (state === undefined) return;
  if (state.totals.hits === 0) {
    const sentence = vscode.l10n.t('The rule hits nothing of its sample, so there is nothing to exclude.');
    return void vscode.window.showInformationMessage(sentence);
  }
  await parts.results.showKnown(rule, row?.id ?? (isText(entry) ? entry : undefined));
}

/** The rule in the editor where the entry is about it, or no entry is asked for; else one of those that the entry names. */
async function ruleFor({ server }: Parts, row: LofpEntryRow | undefined): Promise<RuleReference | undefined> {
  const at = cursor();
  const here = at === undefined ? undefined : await server.ruleAt(at);
  const named = (row?.rules ?? []).flatMap(({ name, place, rule = 0 }) =>
    place === undefined ? [] : [{ label: `$(law) ${name}`, reference: { uri: place.uri, rule } }],
  );
  const isNamed = named.some(({ reference }) => reference.uri === here?.uri && reference.rule === here.rule);
  if (here !== undefined && (isNamed || named.length === 0)) return here;
  if (named.length > 1) {
    const placeHolder = vscode.l10n.t('Pick the rule that is to leave it out');
    return (await vscode.window.showQuickPick(named, { placeHolder }))?.reference;
  }
  if (named.length === 0)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a rule file (TOML, YAML or .eql) and place the cursor in a rule.'),
    );
  return named[0]?.reference;
}

/** The finished run of a rule as it is; it is run first where there is none. Undefined where it did not come to its end. */
async function runOf(parts: Parts, rule: RuleReference): Promise<PanelState | undefined> {
  const { state } = parts.feed;
  if (state !== undefined && isOf(state, rule) && state.phase === 'done' && state.stale !== true) return state;
  const runId = await runAs(parts, rule);
  // No sample was chosen, say, and the person has been told.
  if (runId === undefined) return undefined;
  const end = await endOf(parts.feed, runId);
  return end.runId === runId && end.phase === 'done' ? end : undefined;
}

/** A later run, or a server that stopped, ends it too. */
function endOf(feed: RunFeed, runId: number): Promise<PanelState> {
  const isEnd = (state: PanelState | undefined): state is PanelState =>
    state !== undefined && (state.runId >= runId || state.runId < 0) && !isUnderWay(state);
  if (isEnd(feed.state)) return Promise.resolve(feed.state);
  return new Promise((resolve) => {
    const listening = feed.onDidChange((next) => {
      if (!isEnd(next)) return;
      listening.dispose();
      resolve(next);
    });
  });
}

function isUnderWay({ phase }: PanelState): boolean {
  return phase === 'loading' || phase === 'running';
}

function isOf({ rule: { uri, rule } }: PanelState, wanted: RuleReference): boolean {
  return uri === wanted.uri && rule === wanted.rule;
}

interface WayItem extends vscode.QuickPickItem {
  readonly act: () => Promise<void>;
}

/** What is done more rarely: with the place of the cursor, and with the entry of the view where it was asked for there. */
export async function knownHere(parts: Parts, given?: unknown): Promise<void> {
  const at = cursor();
  const known = knownOfNode(given);
  const link = known?.kind === 'entry' ? known.row.id : undefined;
  if (link !== undefined && at !== undefined) return linkTo(parts, at, link);
  if (at === undefined) return sayNoPlace();
  const ways: readonly WayItem[] = [
    { label: vscode.l10n.t('$(preview) Open the page of what is at the cursor'), act: () => showPage(parts, at) },
    { label: vscode.l10n.t('$(link) Tie what is at the cursor to an entry…'), act: () => pickAndLink(parts, at) },
    {
      label: vscode.l10n.t('$(new-file) Write a new entry for the statement at the cursor'),
      act: () => writeEntry(parts, { from: { kind: 'statement', ...at } }),
    },
    { label: vscode.l10n.t('$(exclude) Exclude a known false positive of the rule…'), act: () => excludeKnown(parts) },
  ];
  const placeHolder = vscode.l10n.t('What is to be done with the known false positive?');
  await (await vscode.window.showQuickPick(ways, { placeHolder }))?.act();
}

async function pickAndLink(parts: Parts, at: Place): Promise<void> {
  const { entries } = await parts.lofp.entries();
  if (entries.length === 0) return sayNone();
  const id = await pickKnown(itemsOf(entries, []), {
    title: vscode.l10n.t('Tie to an entry'),
    placeHolder: vscode.l10n.t('Type a word of the statement, a technique, an id or the name of a rule'),
  });
  if (id !== undefined) await linkTo(parts, at, id);
}

async function linkTo(parts: Parts, at: Place, entry: string): Promise<void> {
  await applyLofpEdit(parts, await parts.server.lofpLink({ ...at, entry }));
}

async function pickKnown(
  items: readonly vscode.QuickPickItem[],
  options: { readonly title: string; readonly placeHolder: string },
): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(items, {
    ...options,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked === undefined ? undefined : (picked as KnownItem).id;
}

interface Place {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** Of the active editor; while a page has the focus, of the one that is in sight beside it. */
function cursor(): Place | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = activeTextEditor ?? visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
  if (editor === undefined) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), line, character };
}

function pageParams(given: unknown): LofpPageParams | undefined {
  const known = knownOfNode(given);
  if (known !== undefined) return { id: known.row.id };
  if (!isFields(given)) return undefined;
  const { id, uri, line, character } = given;
  if (isText(id)) return { id };
  return isText(uri) && typeof line === 'number' && typeof character === 'number'
    ? { uri, line, character }
    : undefined;
}

function sayNone(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('No rule of this workspace says what is a false positive, and no entry is written.'),
  );
}

function sayNoPlace(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Open a rule file (TOML, YAML or .eql) and place the cursor in a rule.'),
  );
}

// The known false positives of the workspace as a tree: by technique or by rule. It follows what the server says of them.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { LofpChangedNotification, ShowLofpPageCommand } from '../../../server/src/protocol';
import type { LofpEntriesAnswer, LofpPlace } from '../../../server/src/protocol';
import { startServer } from '../languageClient';
import type { RuleServer } from '../ruleServer';
import { groupsOf } from './lofpGroups';
import type { LofpGroup, LofpGrouping, LofpLeaf, LofpNode } from './lofpGroups';
import {
  describeEntry,
  describeStatement,
  entryIcon,
  explainEntry,
  explainStatement,
  firstLine,
  isTroubled,
  speakEntry,
  titleOfTechnique,
} from './lofpWords';

export const lofpViewId = 'rulewright.lofp';
const groupingKey = 'rulewright.lofpGrouping';
/** Longer groups are closed at first. */
const mostOpen = 20;

export class LofpView implements vscode.TreeDataProvider<LofpNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly told = new vscode.EventEmitter<void>();
  /** The catalogue may be another one. A client has one listener for each notification, which is here. */
  readonly onDidChangeCatalogue = this.told.event;
  private readonly parts: vscode.Disposable;
  private readonly view: vscode.TreeView<LofpNode>;
  private grouping: LofpGrouping;

  constructor(
    private readonly client: LanguageClient,
    private readonly server: RuleServer,
    private readonly memory: vscode.Memento,
  ) {
    this.grouping = memory.get<LofpGrouping>(groupingKey) === 'rule' ? 'rule' : 'technique';
    this.view = vscode.window.createTreeView<LofpNode>(lofpViewId, { treeDataProvider: this, showCollapseAll: true });
    this.parts = vscode.Disposable.from(
      this.changed,
      this.told,
      this.view,
      client.onNotification(LofpChangedNotification, () => this.told.fire()),
      this.told.event(() => this.changed.fire(undefined)),
      client.onDidChangeState(() => this.changed.fire(undefined)),
    );
    this.describe();
  }

  dispose(): void {
    this.parts.dispose();
  }

  async toggleGrouping(): Promise<void> {
    this.grouping = this.grouping === 'technique' ? 'rule' : 'technique';
    this.describe();
    this.changed.fire(undefined);
    await this.memory.update(groupingKey, this.grouping);
  }

  async entries(): Promise<LofpEntriesAnswer> {
    if (!this.client.isRunning()) await startServer(this.client);
    return this.server.lofpEntries();
  }

  async getChildren(node?: LofpNode): Promise<LofpNode[]> {
    if (node !== undefined) return 'children' in node ? [...node.children] : [];
    return [...groupsOf(await this.entries(), this.grouping)];
  }

  getTreeItem(node: LofpNode): vscode.TreeItem {
    return 'children' in node ? groupItem(node) : leafItem(node);
  }

  private describe(): void {
    this.view.description = this.grouping === 'technique' ? vscode.l10n.t('by technique') : vscode.l10n.t('by rule');
  }
}

const groupLooks: Readonly<Record<LofpGroup['kind'], string>> = {
  technique: 'target',
  rule: 'law',
  rest: 'folder',
  statements: 'quote',
  'unreadable-files': 'error',
};

function groupItem(group: LofpGroup): vscode.TreeItem {
  const { kind, key, children } = group;
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const troubled = children.filter((leaf) => leaf.kind === 'entry' && isTroubled(leaf.row)).length;
  const isOpen = troubled > 0 || (kind !== 'statements' && children.length <= mostOpen);
  const item = new vscode.TreeItem(titleOfGroup(group), isOpen ? Expanded : Collapsed);
  // A group that was closed opens where there is something to look at: a row is remembered by its id.
  item.id = troubled > 0 ? `${key}/troubled` : key;
  const color = troubled > 0 ? new vscode.ThemeColor('list.warningForeground') : undefined;
  item.iconPath = new vscode.ThemeIcon(groupLooks[kind], color);
  item.description = describeGroup(children.length, troubled);
  item.contextValue = kind;
  return item;
}

/** A closed group tells that there is something to look at. */
function describeGroup(count: number, troubled: number): string {
  const all = count.toLocaleString();
  return troubled === 0 ? all : vscode.l10n.t('{0} · {1} to look at', all, troubled.toLocaleString());
}

function titleOfGroup({ kind, technique, rule }: LofpGroup): string {
  switch (kind) {
    case 'technique':
      return technique === undefined ? '' : titleOfTechnique(technique);
    case 'rule':
      return rule?.name ?? '';
    case 'rest':
      return vscode.l10n.t('Of no technique or rule');
    case 'statements':
      return vscode.l10n.t('Said by rules, without an entry');
    case 'unreadable-files':
      return vscode.l10n.t('Cannot be read');
  }
}

function leafItem(leaf: LofpLeaf): vscode.TreeItem {
  const { None } = vscode.TreeItemCollapsibleState;
  const { kind, group, row } = leaf;
  if (kind === 'unreadable') return unreadableItem(group, row.why, row.place);
  const item = new vscode.TreeItem(kind === 'entry' ? row.id : firstLine(row.statement), None);
  item.id = `${group}/${row.id}`;
  item.command = { command: ShowLofpPageCommand, title: vscode.l10n.t('Open Page'), arguments: [{ id: row.id }] };
  if (kind === 'statement') {
    item.iconPath = new vscode.ThemeIcon('quote');
    item.description = describeStatement(row);
    item.tooltip = explainStatement(row);
    item.contextValue = 'statement';
    return item;
  }
  item.iconPath = entryIcon(row);
  item.description = describeEntry(row);
  item.tooltip = explainEntry(row);
  item.accessibilityInformation = { label: speakEntry(row) };
  item.contextValue = row.hasExclusion ? 'entry exclusion' : 'entry';
  return item;
}

function unreadableItem(group: string, why: string, place: LofpPlace): vscode.TreeItem {
  const uri = vscode.Uri.parse(place.uri);
  const item = new vscode.TreeItem(uri.path.replace(/^.*\//, ''), vscode.TreeItemCollapsibleState.None);
  item.id = `${group}/${place.uri}`;
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.description = why;
  item.tooltip = why;
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open File'), arguments: [uri, optionsOf(place)] };
  return item;
}

export function optionsOf({ range: { start } }: LofpPlace): vscode.TextDocumentShowOptions {
  const at = new vscode.Position(start.line, start.character);
  return { selection: new vscode.Range(at, at), preview: true };
}

/** The entry or statement that a command of the view is about; undefined where it was called otherwise. */
export function knownOfNode(given: unknown): Exclude<LofpLeaf, { readonly kind: 'unreadable' }> | undefined {
  const node = (given ?? {}) as Partial<LofpLeaf>;
  return (node.kind === 'entry' || node.kind === 'statement') && node.row !== undefined
    ? (node as Exclude<LofpLeaf, { readonly kind: 'unreadable' }>)
    : undefined;
}

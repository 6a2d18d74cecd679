// The exclusions of the rules in the active editor as a tree: rule, exclusion, arm. It follows the editor, its text and the runs.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { ExclusionRow, ExclusionRule, ExclusionsAnswer, MarkEdit } from '../../../server/src/protocol';
import type { RunFeed } from '../results/runFeed';
import type { RuleServer } from '../ruleServer';
import { armUri, decorateArms } from './armDecorations';
import { describeRow, describeRule, explainRow, hintOf, iconOf, labelOf, lookOf, speakRow } from './exclusionWords';

export const exclusionsViewId = 'rulewright.exclusions';

/** Of a rule or one of its rows. `uri` and `rule` name the rule for commands. */
export interface ExclusionNode {
  readonly uri: string;
  readonly rule: number;
  readonly version: number;
  readonly parent: ExclusionNode | undefined;
  readonly of: ExclusionRule;
  /** Absent for the rule itself. */
  readonly row?: ExclusionRow;
  /** What a dead arm lacks, on a line of its own. */
  readonly hint?: string;
}

/** Typing changes the text many times a second. */
const calmMs = 300;

export class ExclusionsView implements vscode.TreeDataProvider<ExclusionNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly parts: vscode.Disposable;
  private readonly view: vscode.TreeView<ExclusionNode>;
  /** The rules that are shown; an editor of another kind, such as that of a sample, leaves them there. */
  private uri: vscode.Uri | undefined;
  private calm: NodeJS.Timeout | undefined;

  constructor(
    private readonly client: LanguageClient,
    private readonly server: RuleServer,
    feed: RunFeed,
  ) {
    this.view = vscode.window.createTreeView<ExclusionNode>(exclusionsViewId, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.follow(vscode.window.activeTextEditor);
    this.parts = vscode.Disposable.from(
      this.changed,
      this.view,
      decorateArms(),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.changedIn([document.uri])),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.closed(uri)),
      // What passes an arm is found when nobody is typing, and told as a diagnostic.
      vscode.languages.onDidChangeDiagnostics(({ uris }) => this.changedIn(uris)),
      feed.onDidChange(({ phase }) => phase === 'loading' || phase === 'running' || this.refreshSoon()),
      client.onDidChangeState(() => this.refreshSoon()),
    );
  }

  dispose(): void {
    clearTimeout(this.calm);
    this.parts.dispose();
  }

  async getChildren(node?: ExclusionNode): Promise<ExclusionNode[]> {
    if (node !== undefined) return childrenOf(node);
    const { uri } = this;
    if (uri === undefined || !this.client.isRunning()) return [];
    const answer = await this.server
      .exclusions(uri.toString())
      .catch((): ExclusionsAnswer => ({ version: 0, rules: [] }));
    return answer.rules.map((of) => ({
      uri: of.uri,
      rule: of.rule,
      version: answer.version,
      parent: undefined,
      of,
    }));
  }

  getParent({ parent }: ExclusionNode): ExclusionNode | undefined {
    return parent;
  }

  getTreeItem(node: ExclusionNode): vscode.TreeItem {
    if (node.row === undefined) return ruleItem(node);
    return node.hint === undefined ? rowItem(node, node.row) : hintItem(node, node.row, node.hint);
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    const document = editor?.document;
    if (document === undefined || !isRuleLanguage(document)) return;
    if (document.uri.toString() === this.uri?.toString()) return;
    this.uri = document.uri;
    this.refreshSoon();
  }

  private closed(uri: vscode.Uri): void {
    if (uri.toString() !== this.uri?.toString()) return;
    this.uri = undefined;
    this.refreshSoon();
  }

  private changedIn(uris: readonly vscode.Uri[]): void {
    if (uris.some((uri) => uri.toString() === this.uri?.toString())) this.refreshSoon();
  }

  private refreshSoon(): void {
    clearTimeout(this.calm);
    this.calm = setTimeout(() => this.changed.fire(undefined), calmMs);
  }
}

/** A project file and labels are YAML too: the server says of them that they hold no rule. */
function isRuleLanguage({ languageId, uri }: vscode.TextDocument): boolean {
  return ['toml', 'yaml', 'eql'].includes(languageId) || /\.(?:toml|eql)$/.test(uri.path);
}

function ruleItem(node: ExclusionNode): vscode.TreeItem {
  const { of } = node;
  const hasExclusions = of.exclusions.length > 0;
  const { None, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(of.name, hasExclusions ? Expanded : None);
  item.id = `${of.rule}`;
  item.iconPath = new vscode.ThemeIcon('law');
  item.description = describeRule(of);
  item.contextValue = 'rule';
  item.command = opening(of.uri, of.range, true);
  return item;
}

function childrenOf(node: ExclusionNode): ExclusionNode[] {
  if (node.hint !== undefined) return [];
  const { row, of } = node;
  const hint = row === undefined ? undefined : hintOf(row);
  if (hint !== undefined) return [{ ...node, parent: node, hint }];
  return (row?.parts ?? of.exclusions).map((part) => ({ ...node, parent: node, row: part }));
}

function hintItem({ of, parent }: ExclusionNode, row: ExclusionRow, hint: string): vscode.TreeItem {
  const item = new vscode.TreeItem(hint, vscode.TreeItemCollapsibleState.None);
  item.id = `${placeOf(row, of)}/hint`;
  item.iconPath = new vscode.ThemeIcon('lightbulb', new vscode.ThemeColor('editorLightBulb.foreground'));
  item.tooltip = hint;
  item.contextValue = parent?.row?.mend === undefined ? 'hint' : 'mend';
  item.command = opening(of.uri, row.range, false);
  return item;
}

function rowItem({ of, parent }: ExclusionNode, row: ExclusionRow): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const isDeep = parent?.row !== undefined;
  const isLarge = row.parts.length > mostOpen;
  const isLeaf = row.parts.length === 0 && hintOf(row) === undefined;
  const item = new vscode.TreeItem(labelOf(row), isLeaf ? None : isDeep && isLarge ? Collapsed : Expanded);
  const place = placeOf(row, of);
  // A row that was seen without a line below it would stay closed.
  item.id = isLeaf ? place : `${place}/open`;
  item.iconPath = iconOf(row);
  item.resourceUri = armUri(of.uri, place, lookOf(row));
  item.description = describeRow(row);
  item.tooltip = explainRow(row);
  item.accessibilityInformation = { label: speakRow(row) };
  item.contextValue = contextOf(row);
  item.command = opening(of.uri, row.range, false);
  return item;
}

/** Longer lists are closed at first. */
const mostOpen = 20;

/** A row keeps its place when lines are inserted above it, so that what is open stays open. */
function placeOf({ range, kind, title }: ExclusionRow, { rule, range: { start: heading } }: ExclusionRule): string {
  return `${rule}/${range.start.line - heading.line}:${range.start.character}/${kind}/${title}`;
}

/** Words that the menu looks for. */
function contextOf({ mend, passes, parts }: ExclusionRow): string {
  if (parts.length > 0) return 'group';
  return ['arm', ...(mend === undefined ? [] : ['mend']), ...(passes === undefined ? [] : ['passed'])].join(' ');
}

function opening(uri: string, { start, end }: MarkEdit['range'], isPlace: boolean): vscode.Command {
  const from = new vscode.Position(start.line, start.character);
  const to = isPlace ? from : new vscode.Position(end.line, end.character);
  const options: vscode.TextDocumentShowOptions = { selection: new vscode.Range(from, to) };
  return { command: 'vscode.open', title: vscode.l10n.t('Go to Arm'), arguments: [vscode.Uri.parse(uri), options] };
}

/** The arm that a command of the view is about; undefined where it was called otherwise. */
export function armOfNode(given: unknown): (ExclusionNode & { readonly row: ExclusionRow }) | undefined {
  const node = (given ?? {}) as Partial<ExclusionNode>;
  return node.row === undefined || node.uri === undefined ? undefined : (node as ExclusionNode & { row: ExclusionRow });
}

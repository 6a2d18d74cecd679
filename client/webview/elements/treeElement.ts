// The tree of the panel: lines that open and close, one of them in the tab order, all of them within reach of the arrows.
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { TreeLine, TreeNode } from '../model/treeLines';
import { treeLines, treeMove } from '../model/treeLines';

/** How far each level stands in, in pixels. */
const indent = 12;

export abstract class TreeElement<Node extends TreeNode> extends LitElement {
  @property() label = '';
  @state() private open: ReadonlySet<string> = new Set();
  @state() private active: string | undefined;
  private roots: readonly Node[] = [];
  private takesFocus = false;

  /** The content of a line; the element draws the arrow and the frame. */
  protected abstract renderNode(node: Node): TemplateResult;

  /** Extra classes of a line. */
  protected classOf(_node: Node): string {
    return '';
  }

  protected testIdOf(_node: Node): string {
    return 'tree-node';
  }

  /** Shows another tree. */
  protected show(roots: readonly Node[], open: ReadonlySet<string>): void {
    this.roots = roots;
    this.open = open;
    this.active = roots[0]?.id;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const lines = treeLines(this.roots, this.open);
    return html`<div
      class="tree"
      role="tree"
      aria-label=${this.label}
      @keydown=${(event: KeyboardEvent) => this.press(event, lines)}
    >
      ${repeat(
        lines,
        ({ node }) => node.id,
        (line) => this.renderLine(line),
      )}
    </div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    if (!this.takesFocus) return;
    this.takesFocus = false;
    this.querySelector<HTMLElement>('.tree-line[tabindex="0"]')?.focus();
  }

  private renderLine(line: TreeLine<Node>): TemplateResult {
    const { node, level, isOpen, position, siblings } = line;
    const hasChildren = node.children.length > 0;
    const arrow = hasChildren ? (isOpen ? 'codicon-chevron-down' : 'codicon-chevron-right') : '';
    return html`<div
      class="tree-line ${this.classOf(node)}"
      role="treeitem"
      data-testid=${this.testIdOf(node)}
      aria-level=${level}
      aria-posinset=${position}
      aria-setsize=${siblings}
      aria-expanded=${hasChildren ? String(isOpen) : nothing}
      tabindex=${node.id === this.active ? 0 : -1}
      .style=${`padding-left: ${(level - 1) * indent}px`}
      @click=${() => this.choose(line)}
      @focus=${() => (this.active = node.id)}
    >
      <span class="tree-arrow codicon ${arrow}" aria-hidden="true"></span>
      <span class="tree-content">${this.renderNode(node)}</span>
    </div>`;
  }

  private choose({ node, isOpen }: TreeLine<Node>): void {
    // A click that ends a text selection is meant for the text.
    if (document.getSelection()?.isCollapsed === false) return;
    this.active = node.id;
    if (node.children.length > 0) this.setOpen([node.id], !isOpen);
  }

  private press(event: KeyboardEvent, lines: readonly TreeLine<Node>[]): void {
    if (event.ctrlKey || event.metaKey || event.altKey || this.active === undefined) return;
    const line = lines.find(({ node }) => node.id === this.active);
    if ((event.key === 'Enter' || event.key === ' ') && line !== undefined) {
      event.preventDefault();
      return this.setOpen([line.node.id], !line.isOpen);
    }
    const move = treeMove(lines, this.active, event.key);
    if (move === undefined) return;
    event.preventDefault();
    this.takesFocus = true;
    if (move.kind === 'go') this.active = move.id;
    else if (move.kind === 'open') this.setOpen(move.ids, true);
    else this.setOpen([move.id], false);
  }

  private setOpen(ids: readonly string[], isOpen: boolean): void {
    const open = new Set(this.open);
    for (const id of ids) {
      if (isOpen) open.add(id);
      else open.delete(id);
    }
    this.open = open;
  }
}

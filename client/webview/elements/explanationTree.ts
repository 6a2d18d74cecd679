// Why the rule did or did not match an event: each clause with its verdict, in a word and an icon, and what the event has there.
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ExplanationNode } from '../../../server/src/protocol';
import { buildClauseTree } from '../model/explanation';
import type { ClauseNode, Verdict } from '../model/explanation';
import { clip } from '../model/format';
import { TreeElement } from './treeElement';

/** A clause of clauses is told by what is below it. */
const longestGroup = 160;
const longestClause = 2_000;
const icons: Readonly<Record<Verdict, string>> = { true: 'pass', false: 'close', missing: 'circle-slash' };

@customElement('rw-explanation-tree')
export class ExplanationTreeElement extends TreeElement<ClauseNode> {
  @property({ attribute: false }) explanation: ExplanationNode | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('explanation')) return;
    if (this.explanation === undefined) return this.show([], new Set());
    const { root, open } = buildClauseTree(this.explanation);
    this.show([root], open);
  }

  protected override classOf({ verdict, isExcluding }: ClauseNode): string {
    return `clause verdict-${verdict}${isExcluding ? ' excluding' : ''}`;
  }

  protected override testIdOf(): string {
    return 'clause';
  }

  protected override renderNode({ eql, verdict, actual, isExcluding, children }: ClauseNode): TemplateResult {
    return html`<span class="verdict">
        <span class="codicon codicon-${icons[verdict]}" aria-hidden="true"></span>
        ${verdict}
      </span>
      <span>
        <code class="eql">${clip(eql, children.length > 0 ? longestGroup : longestClause)}</code>
        ${
          actual === undefined
            ? nothing
            : html`<span class="actual">is <span class="value">${clip(actual, longestClause)}</span></span>`
        }
        ${isExcluding ? html`<span class="tag">excluded by this arm</span>` : nothing}
      </span>`;
  }
}

// Why the rule did or did not match an event: each clause with its verdict, in a word and an icon, and what the event has there.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ExplanationNode } from '../../../server/src/protocol';
import { buildClauseTree } from '../model/explanation';
import type { ClauseNode, Verdict } from '../model/explanation';
import { clip } from '../model/format';
import { renderSentence } from '../views/sentence';
import { TreeElement } from './treeElement';

/** A clause of clauses is told by what is below it. */
const longestGroup = 160;
const longestClause = 600;
const icons: Readonly<Record<Verdict, string>> = {
  true: 'pass',
  false: 'close',
  missing: 'circle-slash',
  error: 'error',
};

/** Truth is written as EQL writes it. */
const words: Readonly<Record<Verdict, string>> = {
  true: 'true',
  false: 'false',
  missing: l10n.t('missing'),
  error: l10n.t('error'),
};

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

  protected override renderNode(node: ClauseNode): TemplateResult {
    const { eql, verdict, isExcluding, children } = node;
    const shown = clip(eql, children.length > 0 ? longestGroup : longestClause);
    return html`<span class="verdict">
        <span class="codicon codicon-${icons[verdict]}" aria-hidden="true"></span>
        ${words[verdict]}
      </span>
      <span class="clause-text">
        <code class="eql" title=${shown === eql ? nothing : clip(eql, longestTitle)}>${shown}</code>
        ${isExcluding ? html`<span class="tag" data-testid="excluded-by">${l10n.t('this exclusion took it out')}</span>` : nothing}
        ${renderReason(node)}
      </span>`;
  }
}

const longestTitle = 4_000;

/** What the event has, beside what was asked for. */
function renderReason({ actual, expected, error, verdict, children }: ClauseNode): TemplateResult | typeof nothing {
  if (error !== undefined)
    return html`<span class="reason failed" data-testid="clause-error">${renderSentence(error)}</span>`;
  if (children.length > 0 || (actual === undefined && verdict !== 'missing')) return nothing;
  const found =
    actual === undefined
      ? html`${l10n.t('the event has no such field')}`
      : html`${l10n.t('is')}&nbsp;<span class="value" data-testid="actual">${clip(actual, longestClause)}</span>`;
  const wanted =
    expected === undefined
      ? nothing
      : html`, ${l10n.t('asked for')}
          <span class="value" data-testid="expected">${clip(expected, longestExpected)}</span>`;
  return html`<span class="reason ${verdict === 'true' ? '' : 'failed'}">${found}${wanted}</span>`;
}

const longestExpected = 200;

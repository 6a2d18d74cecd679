// One event as a tree, the values that the query looked at marked. The text of an event is data: it is only ever bound as text.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EventAnswer } from '../../../server/src/protocol';
import { buildEventTree } from '../model/eventTree';
import type { EventNode } from '../model/eventTree';
import { clip } from '../model/format';
import { TreeElement } from './treeElement';

const longestText = 5_000;

@customElement('rw-event-tree')
export class EventTreeElement extends TreeElement<EventNode> {
  @property({ attribute: false }) answer: EventAnswer | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('answer')) return;
    const { roots, open } = buildEventTree(this.answer?.json ?? '', this.answer?.looked ?? []);
    this.show(roots, open);
  }

  protected override classOf(node: EventNode): string {
    return node.isLooked ? 'looked' : '';
  }

  protected override testIdOf(node: EventNode): string {
    return node.isLooked ? 'looked' : 'tree-node';
  }

  protected override renderNode({ label, kind, text, isLooked }: EventNode): TemplateResult {
    const isLeaf = kind === 'string' || kind === 'plain';
    return html`<span class="key">${label}</span>${isLeaf ? html`<span class="colon">: </span>` : nothing}<span
        class=${isLeaf ? `value ${kind}` : 'size'}
        >${clip(text, longestText)}</span
      >${
        isLooked
          ? html`<span
              class="looked-mark codicon codicon-eye"
              title=${l10n.t('The query looks at this field')}
              role="img"
              aria-label=${l10n.t('The query looks at this field')}
            ></span>`
          : nothing
      }`;
  }
}

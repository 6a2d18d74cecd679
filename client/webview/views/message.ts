// One sentence in the place of what cannot be shown, or not yet: the same look in every view.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { renderSentence } from './sentence';

export type MessageKind = 'error' | 'info' | 'loading';

const icons: Readonly<Record<MessageKind, string>> = {
  error: 'error severity-error',
  info: 'info severity-info',
  loading: 'loading codicon-modifier-spin',
};

export function renderMessage(kind: MessageKind, sentence: string, testId: string): TemplateResult {
  return html`<div class="message" role=${kind === 'error' ? 'alert' : 'status'} data-testid=${testId}>
    <span class="codicon codicon-${icons[kind]}" aria-hidden="true"></span><span>${renderSentence(sentence)}</span>
  </div>`;
}

// A sentence of the server with its `names` set as code. The parts are bound as text.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { codeParts } from '../model/format';

export function renderSentence(sentence: string): TemplateResult {
  return html`${codeParts(sentence).map(({ text, isCode }) => (isCode ? html`<code>${text}</code>` : text))}`;
}

// The blocks of which the page of a known false positive is made. All that comes from a file is bound as text.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type {
  LofpBlock,
  LofpCode,
  LofpLink,
  LofpPageRule,
  LofpSection,
  LofpTarget,
} from '../../../server/src/protocol';
import { renderSentence } from './sentence';

type Go = (to: LofpTarget) => void;
type Block<K extends LofpBlock['kind']> = Extract<LofpBlock, { readonly kind: K }>;

export function renderSection({ id, title, blocks }: LofpSection, go: Go): TemplateResult {
  return html`<section data-testid="lofp-section-${id}">
    <h2>${renderSentence(title)}</h2>
    ${blocks.map((block) => renderBlock(block, go))}
  </section>`;
}

export function renderPageRule({ name, place, description, logic }: LofpPageRule, go: Go): TemplateResult {
  return html`<article class="page-rule" data-testid="lofp-rule">
    <h3>${place === undefined ? name : html`<button class="link" @click=${() => go(place)}>${name}</button>`}</h3>
    ${place === undefined ? html`<p class="faint">${l10n.t('It is not in this workspace.')}</p>` : nothing}
    ${description.trim() === '' ? nothing : html`<p>${renderSentence(description)}</p>`}
    ${logic === undefined ? nothing : renderCode(logic, go)}
  </article>`;
}

function renderBlock(block: LofpBlock, go: Go): TemplateResult {
  switch (block.kind) {
    case 'heading':
      return html`<h3>${renderSentence(block.text)}</h3>`;
    case 'text':
      return html`<p>${renderSentence(block.text)}</p>`;
    case 'notice':
      return renderNotice(block);
    case 'list':
      return html`<ul>
        ${block.items.map((item) => html`<li>${renderSentence(item)}</li>`)}
      </ul>`;
    case 'facts':
      return renderFacts(block, go);
    case 'code':
      return renderCode(block, go);
    case 'links':
      return html`<ul class="links">
        ${block.links.map((link) => html`<li>${renderLink(link, go)}</li>`)}
      </ul>`;
    case 'table':
      return renderTable(block);
    case 'event':
      return renderEvent(block, go);
  }
}

const tones: Readonly<Record<Block<'notice'>['tone'], string>> = {
  warning: 'warning severity-warning',
  good: 'pass outcome-true-positive',
  note: 'info severity-info',
};

function renderNotice({ tone, text }: Block<'notice'>): TemplateResult {
  return html`<p class="notice-box ${tone}">
    <span class="codicon codicon-${tones[tone]}" aria-hidden="true"></span><span>${renderSentence(text)}</span>
  </p>`;
}

function renderFacts({ facts }: Block<'facts'>, go: Go): TemplateResult {
  return html`<dl class="page-facts">
    ${facts.map(
      ({ term, values, link }) =>
        html`<dt>${renderSentence(term)}</dt>
          <dd>
            ${values.map((value) => html`<div>${renderSentence(value)}</div>`)}
            ${link === undefined ? nothing : html`<div>${renderLink(link, go)}</div>`}
          </dd>`,
    )}
  </dl>`;
}

function renderLink({ text, note, to }: LofpLink, go: Go): TemplateResult {
  const said = note === undefined ? nothing : html` <span class="faint">${renderSentence(note)}</span>`;
  if (to === undefined) return html`<span class="no-link">${renderSentence(text)}</span>${said}`;
  return html`<button class="link" data-testid="lofp-link" data-kind=${to.kind} @click=${() => go(to)}>
      ${renderSentence(text)}</button
    >${said}`;
}

function renderCode({ parts, language, caption, link }: LofpCode, go: Go): TemplateResult {
  const label = caption ?? (language === 'eql' ? l10n.t('Query') : l10n.t('Code'));
  return html`<figure class="page-code">
    ${
      caption === undefined && link === undefined
        ? nothing
        : html`<figcaption>
            ${caption === undefined ? nothing : html`<span>${renderSentence(caption)}</span>`}
            ${link === undefined ? nothing : renderLink(link, go)}
          </figcaption>`
    }
    <pre tabindex="0" aria-label=${label}><code>${parts.map(({ text, kind }) =>
      kind === undefined ? text : html`<span class="code-${kind}">${text}</span>`,
    )}</code></pre>
  </figure>`;
}

function renderTable({ heads, rows }: Block<'table'>): TemplateResult {
  return html`<div class="table-scroll">
    <table class="page-table">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${renderSentence(head)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${renderSentence(cell)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function renderEvent({ title, link, json, outcomes }: Block<'event'>, go: Go): TemplateResult {
  return html`<div class="page-event" data-testid="lofp-event">
    <div class="event-head">
      <b>${renderSentence(title)}</b>
      ${link === undefined ? nothing : html`<span>${renderLink(link, go)}</span>`}
    </div>
    <ul class="event-outcomes">
      ${outcomes.map(({ rule, text, holds }) => {
        const icon = holds ? 'pass outcome-true-positive' : 'error severity-error';
        const word = holds ? l10n.t('holds') : l10n.t('does not hold');
        return html`<li data-testid="lofp-outcome" data-holds=${holds ? 'true' : 'false'}>
          <span class="codicon codicon-${icon}" role="img" aria-label=${word}></span
          ><span><span class="faint">${rule}:</span> ${renderSentence(text)}</span>
        </li>`;
      })}
    </ul>
    ${
      json === undefined
        ? nothing
        : html`<details>
            <summary>${l10n.t('The event')}</summary>
            <pre tabindex="0" aria-label=${l10n.t('The event')}><code>${json}</code></pre>
          </details>`
    }
  </div>`;
}

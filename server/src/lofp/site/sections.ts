// What an entry that is written by hand has beyond a statement of rules, as plain data: the page shows it and knows nothing of what it means.
import { addressOf, html, inline, NOTHING, paragraphs, when } from './html';
import type { Markup } from './html';
import { highlight } from './highlight';

export interface PageSection {
  /** Of the heading, for links; letters, digits and dashes. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | EventBlock
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'notice'; readonly tone: 'warning' | 'good' | 'note'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'code';
      readonly language: string;
      readonly text: string;
      readonly caption?: string;
      readonly link?: Link;
    }
  | { readonly kind: 'links'; readonly links: readonly Link[] }
  | { readonly kind: 'table'; readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface Fact {
  readonly term: string;
  readonly values: readonly string[];
  readonly link?: Link;
}

/** An event that proves something: what it is, where it stands or its text, and what rules make of it. */
export interface EventBlock {
  readonly kind: 'event';
  readonly title: string;
  readonly link?: Link;
  readonly json?: string;
  readonly outcomes: readonly { readonly rule: string; readonly text: string; readonly holds: boolean }[];
}

/** `path` is relative to the folder of the site; without one it is a place on the page. */
export interface Link {
  readonly text: string;
  readonly path?: string;
  /** After a `#`. */
  readonly place?: string;
  readonly note?: string;
}

export function sectionMarkup({ id, title, blocks }: PageSection): Markup {
  return html`<section class="part" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${blocks.map((block) => html`${blockMarkup(block)} `)}
  </section>`;
}

function blockMarkup(block: Block): Markup {
  switch (block.kind) {
    case 'event':
      return eventMarkup(block);
    case 'heading':
      return html`<h3>${block.text}</h3>`;
    case 'text':
      return paragraphs(block.text);
    case 'notice':
      return html`<div class="notice ${block.tone}">${paragraphs(block.text)}</div>`;
    case 'list':
      return html`<ul>
        ${block.items.map((item) => html`<li>${inline(item)}</li>`)}
      </ul>`;
    case 'facts':
      return html`<dl class="facts">${block.facts.map(factMarkup)}</dl>`;
    case 'code':
      return codeMarkup(block.text, block.language, block.caption ?? '', block.link);
    case 'links':
      return html`<ul class="links">
        ${block.links.map((link) => html`<li>${linkMarkup(link)}</li>`)}
      </ul>`;
    case 'table':
      return tableMarkup(block.heads, block.rows);
  }
}

function factMarkup({ term, values, link }: Fact): Markup {
  const rest = link === undefined ? [] : [html`<dd>${linkMarkup(link)}</dd>`];
  return html`<div>
    <dt>${term}</dt>
    ${values.map((value) => html`<dd>${inline(value)}</dd>`)}${rest}
  </div>`;
}

function eventMarkup({ title, link, json, outcomes }: EventBlock): Markup {
  const text = json ?? '';
  return html`<div class="event">
    <p class="event-title">${inline(title)}</p>
    ${link === undefined ? NOTHING : html`<p class="event-place">${linkMarkup(link)}</p>`}
    ${when(
      outcomes.length > 0,
      () =>
        html`<ul class="outcomes">
          ${outcomes.map(outcomeMarkup)}
        </ul>`,
    )}
    ${when(
      json !== undefined,
      () =>
        html`<details>
          <summary>The event</summary>
          <pre tabindex="0" role="region" aria-label="The event"><code>${text}</code></pre>
        </details>`,
    )}
  </div>`;
}

function outcomeMarkup({ rule, text, holds }: EventBlock['outcomes'][number]): Markup {
  const [kind, word] = holds ? ['holds', 'Holds'] : ['broken', 'Does not hold'];
  return html`<li class="${kind}"><b>${word}:</b> ${inline(text)} <span class="quiet">${rule}</span></li>`;
}

function tableMarkup(heads: readonly string[], rows: readonly (readonly string[])[]): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${heads.join(', ')}">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${inline(cell)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Of an entry's page, which lies one folder below the site's. */
export function linkMarkup({ text, path, place, note }: Link): Markup {
  const address = `${path === undefined ? '' : `../${addressOf(path)}`}${place === undefined ? '' : `#${encodeURIComponent(place)}`}`;
  const name = address === '' ? html`${text}` : html`<a href="${address}">${text}</a>`;
  return html`${name}${when(note !== undefined, () => html` <span class="quiet">${note ?? ''}</span>`)}`;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  eql: 'EQL',
  kuery: 'KQL',
  kql: 'KQL',
  lucene: 'Lucene',
  esql: 'ES|QL',
  sigma: 'Sigma',
  spl: 'SPL',
  unknown: 'Query',
};

/** Written in one line, however long it is. */
const ONE_LINE: ReadonlySet<string> = new Set(['spl']);

export function codeMarkup(text: string, language: string, caption: string, link?: Link): Markup {
  const name = LANGUAGES[language] ?? language;
  return html`<figure class="code">
    <figcaption>
      <span class="language">${name}</span>${when(link !== undefined, () => linkMarkup(link ?? { text: '' }))}
    </figcaption>
    <pre
      ${when(ONE_LINE.has(language), () => html`class="wraps"`)}
      tabindex="0"
      role="region"
      aria-label="${caption === '' ? name : caption}"
    ><code>${highlight({ language, text })}</code></pre>
  </figure>`;
}

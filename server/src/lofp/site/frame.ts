// What all pages of the site have in common: the head that lets nothing in from outside, the way around, and the foot.
import { countOf, html, when } from './html';
import type { Markup } from './html';

export type PageName = 'index' | 'techniques' | 'alike' | 'nothing' | 'entry';

export interface Page {
  readonly name: PageName;
  readonly title: string;
  readonly main: Markup;
  /** Scripts beside the page. */
  readonly scripts?: readonly string[];
}

/** What stands at the head and the foot of every page. */
export interface SiteCounts {
  readonly pages: number;
  readonly duplicates: number;
  readonly boilerplate: number;
  readonly rules: number;
}

/**
 * Nothing is loaded but what lies beside the page, and no script or style stands in it. `file:` is for browsers to which a page from the disk
 * has no `'self'`.
 */
const POLICY =
  "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'none'; base-uri 'none'; form-action 'none'";

export function frame({ name, title, main, scripts = [] }: Page, counts: SiteCounts): string {
  const up = name === 'entry' ? '../' : '';
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <link rel="stylesheet" href="${up}site.css" />
        ${scripts.map((script) => html`<script src="${script}" defer></script> `)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          <div class="wide">
            <a class="brand" href="${up}index.html"
              ><span class="mark" aria-hidden="true"></span>Known false positives</a
            >
            ${navigation(name, up, counts)}
          </div>
        </header>
        <main id="main" class="wide">${main}</main>
        <footer class="wide">
          <p>
            Made by <code>rulewright lofp build</code> from ${countOf(counts.rules, 'rule')}. What rules say of
            themselves is shown as they say it.
          </p>
        </footer>
      </body>
    </html> `;
  return page.markup;
}

function navigation(current: PageName, up: string, { pages: all, duplicates, boilerplate }: SiteCounts): Markup {
  const pages: readonly (readonly [PageName, string, number | undefined])[] = [
    ['index', 'Statements', all],
    ['techniques', 'Techniques', undefined],
    ['alike', 'Duplicates', duplicates],
    ['nothing', 'Says nothing', boilerplate],
  ];
  return html`<nav aria-label="Catalogue">
    <ul>
      ${pages.map(
        ([name, label, count]) =>
          html`<li>
            <a href="${up}${name}.html" ${when(name === current, () => html` aria-current="page"`)}
              >${label}${when(count !== undefined, () => html` <span class="count">${(count ?? 0).toLocaleString('en')}</span>`)}</a
            >
          </li> `,
      )}
    </ul>
  </nav>`;
}

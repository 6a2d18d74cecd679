// The pages that lead to entries: all of them with a search, those of each technique, those that are nearly the same, and what says nothing.
import { foldStatement } from '../statements/fold';
import type { Catalogue } from '../statements/catalogue';
import type { Technique } from '../statements/statementRule';
import type { EntryPage } from './entryPage';
import { headline, nameOf, pathOf } from './entryPage';
import { frame } from './frame';
import type { SiteCounts } from './frame';
import { addressOf, countOf, html, inline, shorten, when } from './html';
import type { Markup } from './html';

/** Characters of a statement in a list. */
const LISTED = 240;
const LISTED_TECHNIQUES = 4;

export function indexPage(
  pages: readonly EntryPage[],
  { rules, rulesWithStatement }: Catalogue,
  counts: SiteCounts,
): string {
  const main = html`<h1>Known false positives</h1>
    <p class="lead">${leadOf(pages, rulesWithStatement, rules)}</p>
    <form class="search" role="search">
      <label for="words">Search the catalogue</label>
      <input
        id="words"
        type="search"
        autocomplete="off"
        spellcheck="false"
        placeholder="kubectl exec, T1609, ssh …"
        enterkeyhint="search"
      />
      <fieldset>
        <legend>Search in</legend>
        ${SCOPES.map(([value, label]) => html`<label><input type="radio" name="scope" value="${value}" ${when(value === 'all', () => html` checked`)} /><span>${label}</span></label> `)}
      </fieldset>
    </form>
    <p class="found" id="found" role="status">${countOf(pages.length, 'statement')}</p>
    ${when(pages.length === 0, () => html`<p class="quiet">None of the rules that were read says anything about false positives.</p>`)}
    <ul class="entries" id="entries">
      ${pages.map(entryRow)}
    </ul>
    <button class="more" id="more" type="button" hidden>Show more</button>
    <p class="none" id="none" hidden>No statement matches. Try fewer words, or search in all.</p>`;
  return frame(
    { name: 'index', title: 'Known false positives', main, scripts: ['search-data.js', 'search.js'] },
    counts,
  );
}

function leadOf(pages: readonly EntryPage[], speaking: number, rules: number): string {
  const written = pages.filter(({ isWritten }) => isWritten).length;
  const byHand = written === 0 ? '' : `, ${written.toLocaleString('en')} of them written by hand`;
  return `${countOf(pages.length, 'statement')}${byHand}, of ${countOf(speaking, 'rule')} out of ${rules.toLocaleString('en')} that were read: what fires an alert, and is no attack.`;
}

const SCOPES = [
  ['all', 'All'],
  ['statement', 'Statements'],
  ['technique', 'Techniques'],
  ['rule', 'Rules'],
] as const;

function entryRow({ id, statement, techniques, rules, isWritten }: EntryPage): Markup {
  const [first] = rules;
  const more = rules.length > 1 ? ` and ${countOf(rules.length - 1, 'more rule')}` : '';
  return html`<li>
    <a class="title" href="${addressOf(pathOf(id))}">${inline(shorten(statement, LISTED))}</a>
    <p class="about">
      ${when(isWritten, () => html`<span class="badge">Written entry</span> `)}${first === undefined ? html`no rule` : html`${shorten(nameOf(first), 90)}${more}`}
    </p>
    ${when(techniques.length > 0, () => chips(techniques))}
  </li> `;
}

function chips(techniques: readonly Technique[]): Markup {
  const rest = techniques.length - LISTED_TECHNIQUES;
  return html`<ul class="chips small" aria-label="Techniques">
    ${techniques.slice(0, LISTED_TECHNIQUES).map(
      ({ id, name }) =>
        html`<li>
          <a class="chip" href="techniques.html#${id}"
            ><b>${id}</b>${when(name !== undefined, () => html` ${name ?? ''}`)}</a
          >
        </li>`,
    )}${when(rest > 0, () => html`<li class="quiet">${rest} more</li>`)}
  </ul>`;
}

/** What the search looks through: a statement, its techniques, the names of its rules, in the order of the list. */
export function searchData(pages: readonly EntryPage[]): string {
  const rows = pages.map(({ id, isWritten, statement, techniques, rules }) => [
    foldStatement(isWritten ? `${statement} ${id}` : statement),
    foldStatement(techniques.map(({ id, name = '' }) => `${id} ${name}`).join('; ')),
    foldStatement(rules.map(nameOf).join('; ')),
  ]);
  // Beyond what JSON asks for: nothing in it may look like the end of a script, whoever reads the file.
  return `globalThis.lofpRows = [\n${rows.map((row) => JSON.stringify(row).replaceAll('<', '\\u003c')).join(',\n')}\n];\n`;
}

export function techniquesPage(pages: readonly EntryPage[], counts: SiteCounts): string {
  const techniques = new Map<string, { readonly technique: Technique; readonly pages: EntryPage[] }>();
  for (const page of pages)
    for (const technique of page.techniques) {
      const known = techniques.get(technique.id);
      if (known === undefined) techniques.set(technique.id, { technique, pages: [page] });
      else known.pages.push(page);
    }
  const sorted = [...techniques.values()].sort((a, b) => (a.technique.id < b.technique.id ? -1 : 1));
  const main = html`<h1>Techniques</h1>
    <p class="lead">
      ${countOf(sorted.length, 'technique')} of MITRE ATT&amp;CK, as the rules name them, and the statements that touch
      each.
    </p>
    ${sorted.map(
      ({ technique: { id, name = '' }, pages: own }) =>
        html`<section class="technique" id="${id}" aria-labelledby="${id}-name">
          <h2 id="${id}-name"><span class="id">${id}</span> ${name} <span class="count">${own.length}</span></h2>
          ${linkList(own)}
        </section> `,
    )}`;
  return frame({ name: 'techniques', title: 'Techniques – known false positives', main }, counts);
}

function linkList(pages: readonly EntryPage[]): Markup {
  return html`<ul class="links">
    ${pages.map(({ id, statement }) => html`<li><a href="${addressOf(pathOf(id))}">${inline(headline(statement))}</a></li>`)}
  </ul>`;
}

export function alikePage(pages: readonly EntryPage[], { proposals }: Catalogue, counts: SiteCounts): string {
  const known = new Map(pages.map((page) => [page.statementId, page]));
  const main = html`<h1>Duplicates</h1>
    <p class="lead">
      Statements that are nearly the same. Where they mean the same, one text for all their rules makes them one entry.
    </p>
    ${when(proposals.length === 0, () => html`<p class="quiet">No two statements are so much alike.</p>`)}
    ${proposals.map(
      (group, index) =>
        html`<section class="group" aria-labelledby="group-${index + 1}">
          <h2 id="group-${index + 1}">${countOf(group.length, 'statement')}</h2>
          <ul class="links">
            ${group
              .flatMap((id) => known.get(id) ?? [])
              .map(
                ({ id, statement, rules }) =>
                  html`<li>
                    <a href="${addressOf(pathOf(id))}">${inline(shorten(statement, 600))}</a>
                    <span class="quiet">${countOf(rules.length, 'rule')}</span>
                  </li>`,
              )}
          </ul>
        </section> `,
    )}`;
  return frame({ name: 'alike', title: 'Duplicates – known false positives', main }, counts);
}

export function nothingPage({ boilerplate }: Catalogue, counts: SiteCounts): string {
  const main = html`<h1>Says nothing</h1>
    <p class="lead">
      These are no statements: an analyst learns neither who nor what to look for. The rules below would be better off
      with a sentence, or with none.
    </p>
    ${when(boilerplate.length === 0, () => html`<p class="quiet">No rule has such a statement.</p>`)}
    ${boilerplate.map(
      ({ id, statement, rules }) =>
        html`<section class="group" aria-labelledby="${id}">
          <h2 id="${id}">
            “${shorten(statement, LISTED)}” <span class="count">${countOf(rules.length, 'rule')}</span>
          </h2>
          <ul class="links columns">
            ${rules.map((rule) => {
              const name = shorten(nameOf(rule), 120);
              return html`<li>
                ${rule.link === undefined ? html`${name}` : html`<a href="${addressOf(rule.link)}">${name}</a>`}
              </li>`;
            })}
          </ul>
        </section> `,
    )}`;
  return frame({ name: 'nothing', title: 'Says nothing – known false positives', main }, counts);
}

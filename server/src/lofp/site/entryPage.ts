// The page of an entry: the statement, its techniques, and each rule that makes it, with what the rule looks for.
import type { CatalogueRule } from '../statements/catalogue';
import type { Technique } from '../statements/statementRule';
import { frame } from './frame';
import type { SiteCounts } from './frame';
import { countOf, html, inline, paragraphs, shorten, when } from './html';
import type { Markup } from './html';
import { codeMarkup, linkMarkup, sectionMarkup } from './sections';
import type { Link, PageSection } from './sections';

/** What a page shows, whoever wrote the entry. */
export interface EntryPage {
  /** Names the page: `entries/<id>.html`. */
  readonly id: string;
  /** Of the statement that rules make; absent where none of those that were read makes it. */
  readonly statementId?: string;
  readonly statement: string;
  readonly spellings: readonly string[];
  readonly techniques: readonly Technique[];
  readonly rules: readonly CatalogueRule[];
  readonly similar: readonly SimilarPage[];
  /** Before its rules. */
  readonly sections: readonly PageSection[];
  readonly isWritten: boolean;
}

export interface SimilarPage extends Link {
  readonly isOne: boolean;
}

/** Rules that are shown with their logic; of a statement of very many the rest is named. */
const MOST_RULES = 40;

/** From the folder of the site. */
export function pathOf(id: string): string {
  return `entries/${id}.html`;
}

/** The first sentence where it is short, else the beginning. */
export function headline(statement: string, most = 150): string {
  const [sentence = ''] = /^.{20,}?[.!?](?=\s)/u.exec(statement.slice(0, most + 1)) ?? [];
  return sentence === '' ? shorten(statement, most) : sentence;
}

/** What the heading does not say: further sentences, or all of it where the heading is cut. */
function restOf(statement: string, title: string): string {
  return statement.startsWith(title) ? statement.slice(title.length) : statement;
}

export function entryPage(page: EntryPage, counts: SiteCounts): string {
  const { id, statement, techniques, rules, similar, spellings, sections, isWritten } = page;
  const title = headline(statement);
  const shown = rules.slice(0, MOST_RULES);
  const main = html`<div class="entry">
    <article class="body" aria-labelledby="statement">
      <p class="crumbs">
        <a href="../index.html">Statements</a> <span aria-hidden="true">/</span>
        <span>${isWritten ? 'Written entry' : 'From rules'}</span> <span aria-hidden="true">/</span> <code>${id}</code>
      </p>
      <h1 id="statement">${inline(title)}</h1>
      ${when(title !== statement, () => html`<div class="statement">${paragraphs(restOf(statement, title))}</div>`)}
      <section class="techniques" aria-labelledby="techniques">
        <h2 id="techniques">Techniques</h2>
        ${
          techniques.length === 0
            ? html`<p class="quiet">Its rules name none.</p>`
            : html`<ul class="chips">
                ${techniques.map(techniqueChip)}
              </ul>`
        }
      </section>
      ${sections.map(sectionMarkup)}
      <section class="part" aria-labelledby="rules">
        <h2 id="rules">${rulesHeading(page)}</h2>
        ${shown.map((rule, index) => ruleMarkup(rule, index + 1))}
        ${when(rules.length > shown.length, () => otherRules(rules.slice(shown.length)))}
      </section>
      ${when(similar.length > 0, () => similarSection(similar))}
      ${when(spellings.length > 1, () => spellingsSection(spellings))}
    </article>
    ${aside(page, shown)}
  </div>`;
  return frame({ name: 'entry', title: `${headline(statement, 80)} – known false positive`, main }, counts);
}

function rulesHeading({ rules, isWritten }: EntryPage): string {
  if (isWritten)
    return rules.length === 0
      ? 'None of its rules was read'
      : rules.length === 1
        ? 'Its rule'
        : `Its ${rules.length} rules`;
  return `${countOf(rules.length, 'rule')} that ${rules.length === 1 ? 'says' : 'say'} so`;
}

function aside({ sections, similar, spellings }: EntryPage, rules: readonly CatalogueRule[]): Markup {
  return html`<aside>
    <nav aria-labelledby="contents">
      <h2 id="contents">On this page</h2>
      <ol class="contents">
        ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li> `)}${rules.map((rule, index) => html`<li><a href="#rule-${index + 1}">${nameOf(rule)}</a></li> `)}${when(similar.length > 0, () => html`<li><a href="#similar">Similar statements</a></li> `)}${when(spellings.length > 1, () => html`<li><a href="#spellings">Other spellings</a></li> `)}
      </ol>
    </nav>
  </aside>`;
}

export function techniqueChip({ id, name }: Technique): Markup {
  return html`<li>
    <a class="chip" href="../techniques.html#${id}"
      ><b>${id}</b>${when(name !== undefined, () => html` ${name ?? ''}`)}</a
    >
  </li>`;
}

/** A rule without a name is known by its file. */
export function nameOf({ name, path }: CatalogueRule): string {
  return name === '' ? path : name;
}

function ruleMarkup(rule: CatalogueRule, number: number): Markup {
  const { description, logic, path, link } = rule;
  const file: Link = { text: path, ...(link === undefined ? {} : { path: link }) };
  const anchor = `rule-${number}`;
  return html`<article class="rule" id="${anchor}" aria-labelledby="${anchor}-name">
    <h3 id="${anchor}-name"><a class="anchor" href="#${anchor}">${nameOf(rule)}</a></h3>
    ${description === '' ? html`<p class="quiet">The rule has no description.</p>` : paragraphs(description)}
    <h4>Detection logic</h4>
    ${
      logic === undefined
        ? html`<p class="quiet">The rule has no query. It stands in ${linkMarkup(file)}.</p>`
        : codeMarkup(logic.text.replace(/^\s*\n|\s+$/g, ''), logic.language, `Detection logic of ${nameOf(rule)}`, file)
    }
  </article> `;
}

function otherRules(rules: readonly CatalogueRule[]): Markup {
  return html`<h3>And ${countOf(rules.length, 'more rule')}</h3>
    <ul class="links">
      ${rules.map((rule) => html`<li>${linkMarkup({ text: nameOf(rule), ...(rule.link === undefined ? {} : { path: rule.link }), note: rule.path })}</li>`)}
    </ul>`;
}

function similarSection(similar: readonly SimilarPage[]): Markup {
  return html`<section class="part" aria-labelledby="similar">
    <h2 id="similar">Similar statements</h2>
    <ul class="similar">
      ${similar.map((each) => html`<li>${when(each.isOne, () => html`<span class="badge">Nearly the same</span> `)}${linkMarkup(each)}</li> `)}
    </ul>
  </section>`;
}

function spellingsSection(spellings: readonly string[]): Markup {
  return html`<section class="part" aria-labelledby="spellings">
    <h2 id="spellings">Other spellings</h2>
    <ul>
      ${spellings.slice(1).map((spelling) => html`<li>${inline(spelling)}</li>`)}
    </ul>
  </section>`;
}

// The page of a known false positive: a picture of what is known of it. What it leads to is opened by the extension; it decides nothing.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type {
  FromLofpPage,
  LofpPageAnswer,
  LofpTarget,
  LofpWays,
  ShownLofpPage,
  ToLofpPage,
} from '../../../server/src/protocol';
import { openApi } from '../api';
import { moreOf, stateLooks } from '../model/lofpPage';
import { renderPageRule, renderSection } from '../views/lofpBlocks';
import { renderSentence } from '../views/sentence';

@customElement('rulewright-lofp')
export class LofpPageElement extends LitElement {
  @state() private shown: ShownLofpPage | undefined;
  @state() private trouble: string | undefined;
  @state() private ways: LofpWays = { back: false, forward: false };
  private shownId: string | undefined;
  private readonly api = openApi();

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('message', ({ data }: MessageEvent<ToLofpPage>) => this.receive(data));
    window.addEventListener('keydown', (event) => this.press(event));
    this.post({ type: 'ready' });
  }

  protected override createRenderRoot(): this {
    return this;
  }

  /** Another page begins at its top; the same one stays where it is read. */
  protected override updated(_changed: PropertyValues): void {
    const id = this.shown?.page.id;
    if (id === this.shownId) return;
    this.shownId = id;
    const scroll = this.querySelector('.lofp-scroll');
    if (scroll !== null) scroll.scrollTop = 0;
  }

  protected override render(): TemplateResult {
    const { shown, trouble } = this;
    return html`${this.renderHead(shown?.page)}
      <div class="lofp-scroll" data-testid="lofp-scroll">
        ${
          trouble === undefined
            ? nothing
            : html`<div class="message" role="alert" data-testid="lofp-trouble">
                <span class="codicon codicon-info severity-info" aria-hidden="true"></span><span>${trouble}</span>
              </div>`
        }
        ${shown === undefined || trouble !== undefined ? nothing : this.renderPage(shown)}
      </div>`;
  }

  private renderHead(page: LofpPageAnswer | undefined): TemplateResult {
    return html`<header class="lofp-head">
      ${this.renderArrow('back', 'arrow-left', l10n.t('Back'))}
      ${this.renderArrow('forward', 'arrow-right', l10n.t('Forward'))}
      ${
        page?.isEntry === true
          ? html`<span class="mono faint lofp-id" title=${page.id} data-testid="lofp-id">${page.id}</span>`
          : nothing
      }
      <span class="spring"></span>
      ${
        page === undefined
          ? nothing
          : page.file === undefined
            ? this.renderWrite(page)
            : html`<vscode-button
                secondary
                icon="go-to-file"
                data-testid="lofp-file"
                @click=${() => page.file && this.go(page.file)}
                >${l10n.t('Open its file')}</vscode-button
              >`
      }
    </header>`;
  }

  /** Nobody has written an entry for the statement yet. */
  private renderWrite({ isEntry, rules }: LofpPageAnswer): TemplateResult | typeof nothing {
    if (isEntry || !rules.some(({ place }) => place !== undefined)) return nothing;
    return html`<vscode-button
      secondary
      icon="new-file"
      data-testid="lofp-new"
      @click=${() => this.post({ type: 'newEntry' })}
      >${l10n.t('Write an entry for it')}</vscode-button
    >`;
  }

  private renderArrow(type: 'back' | 'forward', icon: string, title: string): TemplateResult {
    return html`<button
      class="icon-button"
      title=${title}
      aria-label=${title}
      data-testid="lofp-${type}"
      ?disabled=${!this.ways[type]}
      @click=${() => this.post({ type })}
    >
      <span class="codicon codicon-${icon}" aria-hidden="true"></span>
    </button>`;
  }

  private renderPage({ page, canExclude }: ShownLofpPage): TemplateResult {
    const { title, statement, sections, rules, spellings } = page;
    const more = moreOf(title, statement);
    const go = (to: LofpTarget): void => this.go(to);
    const exclude = (rule: number): void => this.post({ type: 'exclude', rule });
    return html`<main class="lofp" data-testid="lofp-page">
      <h1>${renderSentence(title)}</h1>
      ${this.renderMarks(page)}
      ${more === '' ? nothing : html`<p class="lead" data-testid="lofp-lead">${renderSentence(more)}</p>`}
      ${renderWhy(page)} ${canExclude ? renderExcludes(page, exclude) : nothing}
      ${sections.map((section) => renderSection(section, go))}
      ${
        rules.length === 0
          ? nothing
          : html`<section>
              <h2>${l10n.t('Rules')}</h2>
              ${rules.map((rule) => renderPageRule(rule, go))}
            </section>`
      }
      ${
        spellings.length === 0
          ? nothing
          : html`<section>
              <h2>${l10n.t('Other ways in which rules say it')}</h2>
              <ul>
                ${spellings.map((spelling) => html`<li>${renderSentence(spelling)}</li>`)}
              </ul>
            </section>`
      }
    </main>`;
  }

  private renderMarks({ state, techniques }: LofpPageAnswer): TemplateResult | typeof nothing {
    const look = state === undefined ? undefined : stateLooks[state];
    if (look === undefined && techniques.length === 0) return nothing;
    return html`<p class="marks">
      ${
        look === undefined
          ? nothing
          : html`<span class="tag state" data-testid="lofp-state"
              ><span class="codicon codicon-${look.icon} ${look.tone}" aria-hidden="true"></span> ${look.word}</span
            >`
      }
      ${techniques.map(
        ({ id, name, to }) =>
          html`<button class="link technique" data-testid="lofp-technique" @click=${() => this.go(to)}>
            ${name === undefined ? id : `${id} ${name}`}
          </button>`,
      )}
    </p>`;
  }

  private go(to: LofpTarget): void {
    this.post({ type: 'go', to });
  }

  /** As in a browser. */
  private press(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    this.post({ type: event.key === 'ArrowLeft' ? 'back' : 'forward' });
  }

  private receive(message: ToLofpPage): void {
    switch (message.type) {
      case 'page':
        [this.shown, this.trouble, this.ways] = [message.shown, undefined, message.shown.ways];
        return;
      case 'gone':
        this.trouble = l10n.t('Nothing is known of “{0}” any more.', message.id);
        this.ways = message.ways;
        return;
      case 'failed':
        [this.trouble, this.ways] = [message.message, message.ways];
    }
  }

  private post(message: FromLofpPage): void {
    this.api.postMessage(message);
  }
}

/** What is wrong with the entry, or to be known of it. */
function renderWhy({ state, why }: LofpPageAnswer): TemplateResult | typeof nothing {
  if (why === undefined || state === undefined) return nothing;
  const { icon, tone } = stateLooks[state];
  return html`<p
    class="notice-box ${state === 'fine' || state === 'unproven' ? 'note' : 'warning'}"
    data-testid="lofp-why"
  >
    <span class="codicon codicon-${icon} ${tone}" aria-hidden="true"></span><span>${renderSentence(why)}</span>
  </p>`;
}

function renderExcludes({ rules }: LofpPageAnswer, exclude: (rule: number) => void): TemplateResult {
  return html`<p class="excludes">
    ${rules.map(({ name, place }, index) =>
      place === undefined
        ? nothing
        : html`<button
            class="exclude-in ${index > 0 ? 'secondary' : ''}"
            data-testid="lofp-exclude"
            @click=${() => exclude(index)}
          >
            <span class="codicon codicon-exclude" aria-hidden="true"></span
            ><span>${l10n.t('Exclude in {0}', name)}</span>
          </button>`,
    )}
  </p>`;
}

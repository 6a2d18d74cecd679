// The page of the matrix: a picture of the last answer, with a filter of its own. It decides nothing about rules and samples.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { FromMatrix, MatrixAnswer, ToMatrix } from '../../../server/src/protocol';
import { openApi } from '../api';
import { counted } from '../model/counted';
import { formatProgress } from '../model/format';
import { gridMove, lackingOf, rowsOf, summaryOf, textsOf } from '../model/matrix';
import type { GridPlace, MatrixRow } from '../model/matrix';
import { renderFilter } from '../views/filterField';
import { renderMatrixTable } from '../views/matrixTable';

/** Of one row; for the keys that turn pages. */
const rowHeight = 30;
/** More rules without a sample are folded. */
const mostOpen = 6;

@customElement('rulewright-matrix')
export class MatrixElement extends LitElement {
  @state() private matrix: MatrixAnswer | undefined;
  @state() private earlier: ReadonlyMap<string, string> = new Map();
  @state() private progress: number | undefined = 0;
  @state() private failure: string | undefined;
  @state() private text: string;
  @state() private active: GridPlace = { row: 0, column: 0 };
  private takesFocus = false;
  private readonly api = openApi();

  constructor() {
    super();
    // The page wrote it itself, so its shape is known.
    this.text = (this.api.getState() as { readonly text: string } | undefined)?.text ?? '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('message', ({ data }: MessageEvent<ToMatrix>) => this.receive(data));
    this.post({ type: 'ready' });
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override updated(): void {
    if (!this.takesFocus) return;
    this.takesFocus = false;
    this.querySelector<HTMLElement>('.matrix [tabindex="0"]')?.focus();
  }

  protected override render(): TemplateResult {
    const { matrix } = this;
    return html`<div class="announcer" role="status" aria-live="polite" data-testid="announcer">
        ${matrix === undefined || this.progress !== undefined ? nothing : summaryOf(matrix)}
      </div>
      ${this.renderHead()}
      <div class="progress" data-testid="progress">
        ${
          this.progress === undefined
            ? nothing
            : html`<vscode-progress-bar
                .value=${Math.round(this.progress * 100)}
                .max=${100}
                aria-label=${l10n.t('Running the rules')}
              ></vscode-progress-bar>`
        }
      </div>
      ${this.failure === undefined ? nothing : renderMessage('error', this.failure)}
      ${matrix === undefined ? nothing : this.renderMatrix(matrix)}`;
  }

  private renderHead(): TemplateResult {
    const isRunning = this.progress !== undefined;
    return html`<header class="head">
      ${renderFilter({
        placeholder: l10n.t('Filter rules'),
        label: l10n.t('Filter the rules by name'),
        text: this.text,
        take: (text) => this.filter(text),
      })}
      <span class="faint" data-testid="summary">
        ${
          this.progress !== undefined
            ? l10n.t('Running the rules: {0}', formatProgress(this.progress))
            : this.matrix === undefined
              ? nothing
              : summaryOf(this.matrix)
        }
      </span>
      <span class="spring"></span>
      ${
        isRunning
          ? html`<vscode-button secondary data-testid="cancel" @click=${() => this.post({ type: 'cancel' })}
              >${l10n.t('Cancel')}</vscode-button
            >`
          : html`<vscode-button
              secondary
              icon="refresh"
              data-testid="refresh"
              @click=${() => this.post({ type: 'refresh' })}
              >${l10n.t('Refresh')}</vscode-button
            >`
      }
    </header>`;
  }

  private renderMatrix(matrix: MatrixAnswer): TemplateResult {
    const rows = rowsOf(matrix, this.text);
    const lacking = lackingOf(matrix, this.text);
    const before = this.earlier;
    const active = this.within(rows, matrix);
    const act = (place: GridPlace): void => this.act(place, rows);
    return html`<div
      class="matrix-scroll"
      @keydown=${(event: KeyboardEvent) => this.press(event, rows, matrix)}
      @focusin=${(event: FocusEvent) => this.follow(event)}
    >
      ${
        rows.length === 0
          ? renderMessage('info', this.emptySentence(matrix))
          : renderMatrixTable({ matrix, rows, active, before, act })
      }
      ${lacking.length === 0 ? nothing : this.renderLacking(lacking)}
    </div>`;
  }

  private emptySentence({ rules }: MatrixAnswer): string {
    if (this.text.trim() !== '') return l10n.t('No rule with a sample is called “{0}”.', this.text.trim());
    return rules.length === 0
      ? l10n.t('There is no rule in this workspace.')
      : l10n.t('No rule has a sample that fits it. Put samples into samples/events.');
  }

  private renderLacking(lacking: readonly Omit<MatrixRow, 'cells'>[]): TemplateResult {
    return html`<details class="lacking" data-testid="lacking" ?open=${lacking.length <= mostOpen}>
      <summary>${l10n.t('Not in the table: {0}', counted.rules(lacking.length))}</summary>
      <ul>
        ${lacking.map(
          ({ index, rule }) =>
            html`<li>
              <button class="link" title=${rule.file} @click=${() => this.post({ type: 'openRule', rule: index })}>
                ${rule.name}</button
              ><span class="faint">${rule.notRun}</span>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  /** The name of a rule opens it, a cell runs it. */
  private act(place: GridPlace, rows: readonly MatrixRow[]): void {
    this.active = place;
    const row = rows[place.row];
    if (row === undefined) return;
    if (place.column === 0) this.post({ type: 'openRule', rule: row.index });
    else if (row.cells[place.column - 1] !== undefined)
      this.post({ type: 'run', rule: row.index, sample: place.column - 1 });
  }

  /** The keys go on from where the focus is, however it came there. */
  private follow({ target }: FocusEvent): void {
    const place = target instanceof HTMLElement ? target.dataset['place'] : undefined;
    const [row, column] = (place ?? '').split(':').map(Number);
    if (row !== undefined && column !== undefined) this.active = { row, column };
  }

  private press(event: KeyboardEvent, rows: readonly MatrixRow[], matrix: MatrixAnswer): void {
    if (!(event.target instanceof Element) || event.target.closest('.matrix') === null) return;
    const at = this.within(rows, matrix);
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return this.act(at, rows);
    }
    const page = Math.max(1, Math.floor((this.querySelector('.matrix-scroll')?.clientHeight ?? 0) / rowHeight) - 2);
    const goal = gridMove(event, at, { rows: rows.length + 1, columns: matrix.samples.length + 2, page });
    if (goal === undefined) return;
    event.preventDefault();
    [this.active, this.takesFocus] = [goal, true];
  }

  /** Where the filter took the cell away, the nearest that is left. */
  private within(rows: readonly MatrixRow[], { samples }: MatrixAnswer): GridPlace {
    return { row: Math.min(this.active.row, rows.length), column: Math.min(this.active.column, samples.length + 1) };
  }

  private filter(text: string): void {
    this.text = text;
    this.api.setState({ text });
  }

  private receive(message: ToMatrix): void {
    switch (message.type) {
      case 'progress':
        this.progress = message.fraction;
        this.failure = undefined;
        return;
      case 'failed':
        [this.failure, this.progress] = [message.message, undefined];
        return;
      case 'done':
        return this.take(message.matrix);
    }
  }

  private take(matrix: MatrixAnswer): void {
    if (this.matrix !== undefined) {
      const now = textsOf(matrix);
      const old = [...textsOf(this.matrix)].filter(([key, text]) => now.has(key) && now.get(key) !== text);
      // What did not run anew did not change either, and keeps what is said of it.
      if (matrix.ran > 0) this.earlier = new Map(old);
    }
    [this.matrix, this.progress, this.failure] = [matrix, undefined, undefined];
  }

  private post(message: FromMatrix): void {
    this.api.postMessage(message);
  }
}

function renderMessage(icon: 'error' | 'info', sentence: string): TemplateResult {
  return html`<div class="message" data-testid="message">
    <span class="codicon codicon-${icon} severity-${icon}" aria-hidden="true"></span><span>${sentence}</span>
  </div>`;
}

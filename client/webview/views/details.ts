// One event beside the table: where it is from, why it matched or not, and all that it holds.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type {
  EventAnswer,
  EventReference,
  LabelDecision,
  ProposedLabel,
  ResultRow,
} from '../../../server/src/protocol';
import { sampleName } from '../model/format';
import { looks } from '../model/outcomes';
import type { PanelController } from '../model/panelController';
import type { OpenedEvent } from '../model/panelModel';
import { trackOfHit } from '../model/track';
import { renderMessage } from './message';
import { renderSentence } from './sentence';
import { renderTrack } from './track';

export function renderDetails(opened: OpenedEvent, controller: PanelController, onClose: () => void): TemplateResult {
  return html`<section
    class="details"
    aria-label=${l10n.t('Event')}
    data-testid="details"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    }}
  >
    ${renderTitle(opened, controller, onClose)}
    <div class="details-body">
      ${opened.row === undefined ? nothing : renderHit(opened.row, opened, controller)}
      ${opened.failure === undefined ? nothing : renderMessage('error', opened.failure, 'event-failed')}
      ${opened.answer === undefined ? nothing : renderAnswer(opened.answer)}
    </div>
  </section>`;
}

function renderTitle(opened: OpenedEvent, controller: PanelController, onClose: () => void): TemplateResult {
  return html`<header class="details-title">
    ${renderVerdict(opened)} ${renderPlace(opened.reference, controller)}
    ${opened.answer?.converted === undefined ? nothing : renderConverted()}
    <span class="spring"></span>
    <button
      class="icon-button"
      aria-label=${l10n.t('Close the event')}
      title=${l10n.t('Close (Escape)')}
      data-testid="close-event"
      @click=${onClose}
    >
      <span class="codicon codicon-close" aria-hidden="true"></span>
    </button>
  </header>`;
}

/** The event is not as its sample has it. */
function renderConverted(): TemplateResult {
  const why = l10n.t('The sample has it in another shape: the event is shown as the integration stores it.');
  return html`<span class="details-converted" data-testid="converted" title=${why}>${l10n.t('converted')}</span>`;
}

/** Leads to the line of the event. */
function renderPlace(
  { sample, line, column }: EventReference,
  controller: PanelController,
): TemplateResult | typeof nothing {
  if (sample === '') return nothing;
  return html`<button
    class="link details-where"
    data-testid="go-to-line"
    title=${l10n.t('Open {0} at line {1}', sample, line)}
    @click=${() => controller.post({ type: 'openEvent', sample, line, column })}
  >
    <span class="codicon codicon-go-to-file" aria-hidden="true"></span>
    <span class="details-sample">${sampleName(sample)}</span><span>:${line}</span>
  </button>`;
}

/** The outcome of a row; of an event that was opened by itself, whether it is a hit at all. */
function renderVerdict({ row, origin, answer }: OpenedEvent): TemplateResult | typeof nothing {
  if (row !== undefined) {
    const { label, icon } = looks[row.outcome];
    return html`<span class="details-outcome"
      ><span class="codicon codicon-${icon} outcome-${row.outcome}" aria-hidden="true"></span> ${label}</span
    >`;
  }
  if (origin === 'near-miss') return html`<span class="tag" data-testid="verdict">${l10n.t('near miss')}</span>`;
  const value = answer?.explanation?.value;
  if (value === undefined) return nothing;
  return html`<span class="tag" data-testid="verdict">${value === true ? l10n.t('hit') : l10n.t('no hit')}</span>`;
}

function renderHit(row: ResultRow, { reference }: OpenedEvent, controller: PanelController): TemplateResult {
  return html`${row.events.length < 2 ? nothing : renderSequence(row, reference.event, controller)}
  ${row.decided === undefined ? nothing : renderDecision(row.decided, controller)}
  ${row.proposed === undefined ? nothing : renderProposal(row.proposed, controller)}
  ${
    row.note === undefined && row.lofp === undefined
      ? nothing
      : html`<p class="note" data-testid="label-note">
          <span class="codicon codicon-tag" aria-hidden="true"></span>
          ${row.note === undefined ? nothing : renderSentence(row.note)}
          ${row.lofp === undefined ? nothing : html`<span class="tag">${row.lofp}</span>`}
        </p>`
  }`;
}

const byWhat: Readonly<Record<LabelDecision['kind'], (name: string) => string>> = {
  id: (name) => l10n.t('by id {0}', name),
  hash: (name) => l10n.t('by hash {0}', name),
  condition: (name) => l10n.t('by condition `{0}`', name),
};

/** Which entry decided, who wrote it, and the way to it. */
function renderDecision(decided: LabelDecision, controller: PanelController): TemplateResult {
  const { kind, name, by, at, path, line } = decided;
  return html`<p class="note" data-testid="label-decision">
    <span class="codicon codicon-law" aria-hidden="true"></span> ${l10n.t('Labelled')}
    ${renderSentence(byWhat[kind](name))}
    ${
      path === undefined
        ? nothing
        : html`<button
            class="link"
            data-testid="go-to-label"
            title=${l10n.t('Open {0} at line {1}', path, line ?? 1)}
            @click=${() => controller.post({ type: 'openEvent', sample: path, line: line ?? 1 })}
          >
            ${sampleName(path)}:${line}
          </button>`
    }
    ${by === undefined ? nothing : html`<span class="tag">${by}</span>`}
    ${at === undefined ? nothing : html`<span class="faint">${at}</span>`}
  </p>`;
}

/** What somebody said of the alert counts only once it is accepted, with all alerts of which the same is said. */
function renderProposal({ label, reason, by, at }: ProposedLabel, controller: PanelController): TemplateResult {
  return html`<p class="note" data-testid="proposed-label">
    <span class="codicon codicon-question" aria-hidden="true"></span>
    ${l10n.t('Unreviewed verdict: {0}', reason)} ${by === undefined ? nothing : html`<span class="tag">${by}</span>`}
    ${at === undefined ? nothing : html`<span class="faint">${at}</span>`}
    <button
      class="link"
      data-testid="accept-verdict"
      title=${l10n.t('Label all alerts with this verdict as {0}', label)}
      @click=${() => controller.acceptVerdict(reason, label)}
    >
      ${l10n.t('Accept for all alike')}
    </button>
  </p>`;
}

/** The events of a hit in order, with what joins them and the time between them. */
function renderSequence(row: ResultRow, opened: number, controller: PanelController): TemplateResult {
  const { state } = controller.model;
  return html`<div class="sequence" role="group" aria-label=${l10n.t('Events of the hit')} data-testid="sequence">
    ${renderTrack({
      track: trackOfHit(row, state?.hasTimeline === true),
      opened,
      onOpen: (event) => controller.openEvent(event, 'row', row),
    })}
    ${
      row.joinKeys.length === 0
        ? nothing
        : html`<span class="joined"
            >${l10n.t('joined by')} <span class="mono" data-testid="join-keys">${row.joinKeys.join(', ')}</span></span
          >`
    }
  </div>`;
}

function renderAnswer(answer: EventAnswer): TemplateResult {
  const { explanation } = answer;
  const missing = answer.looked.filter(({ values }) => values.length === 0).map(({ path }) => path);
  return html`${
      explanation === undefined
        ? nothing
        : html`<h2>${explanation.value === true ? l10n.t('Why it matches') : l10n.t('Why it does not match')}</h2>
            <rw-explanation-tree
              data-testid="explanation"
              label=${l10n.t('Clauses of the query')}
              .explanation=${explanation}
            ></rw-explanation-tree>`
    }
    <h2>${l10n.t('Event')}</h2>
    ${
      missing.length === 0
        ? nothing
        : html`<p class="note" data-testid="missing-fields">
            <span class="codicon codicon-circle-slash" aria-hidden="true"></span>
            ${renderSentence(l10n.t('The query also looks at {0}, which the event lacks.', inCode(missing)))}
          </p>`
    }
    ${
      answer.truncated
        ? html`<p class="note">
            <span class="codicon codicon-info" aria-hidden="true"></span>
            ${l10n.t('The event is too large: only its beginning is shown. Its line in the sample has it whole.')}
          </p>`
        : nothing
    }
    <rw-event-tree data-testid="event-tree" label=${l10n.t('Fields of the event')} .answer=${answer}></rw-event-tree>`;
}

function inCode(paths: readonly string[]): string {
  return paths.map((path) => `\`${path}\``).join(', ');
}

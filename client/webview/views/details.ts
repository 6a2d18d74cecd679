// One event beside the table: where it is from, why it matched or not, and all that it holds.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { EventAnswer, ResultRow } from '../../../server/src/protocol';
import { sampleName } from '../model/format';
import { looks } from '../model/outcomes';
import type { PanelController } from '../model/panelController';
import type { OpenedEvent } from '../model/panelModel';

export function renderDetails(opened: OpenedEvent, controller: PanelController, onClose: () => void): TemplateResult {
  return html`<section
    class="details"
    aria-label="Event"
    data-testid="details"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    }}
  >
    ${renderTitle(opened, controller, onClose)}
    <div class="details-body">
      ${opened.row === undefined ? nothing : renderHit(opened.row, opened, controller)}
      ${
        opened.failure === undefined
          ? nothing
          : html`<p class="failure">
              <span class="codicon codicon-error" aria-hidden="true"></span> ${opened.failure}
            </p>`
      }
      ${opened.answer === undefined ? nothing : renderAnswer(opened.answer)}
    </div>
  </section>`;
}

function renderTitle(
  { reference, row }: OpenedEvent,
  controller: PanelController,
  onClose: () => void,
): TemplateResult {
  const { sample, line } = reference;
  return html`<header class="details-title">
    ${row === undefined ? html`<span class="tag">near miss</span>` : renderOutcome(row)}
    <span class="details-where" title=${sample}>${sampleName(sample)}</span><b class="details-line">:${line}</b>
    <span class="spring"></span>
    <vscode-button
      secondary
      icon="go-to-file"
      data-testid="go-to-line"
      title="Open the sample at this line"
      @click=${() => controller.post({ type: 'openEvent', sample, line })}
      >Go to line</vscode-button
    >
    <button
      class="icon-button"
      aria-label="Close the event"
      title="Close (Escape)"
      data-testid="close-event"
      @click=${onClose}
    >
      <span class="codicon codicon-close" aria-hidden="true"></span>
    </button>
  </header>`;
}

function renderOutcome({ outcome }: ResultRow): TemplateResult {
  const { label, icon } = looks[outcome];
  return html`<span class="details-outcome"
    ><span class="codicon codicon-${icon} outcome-${outcome}" aria-hidden="true"></span> ${label}</span
  >`;
}

function renderHit(row: ResultRow, { reference }: OpenedEvent, controller: PanelController): TemplateResult {
  return html`${
    row.events.length < 2
      ? nothing
      : html`<div class="steps" role="group" aria-label="Events of the sequence">
          ${row.events.map((event, index) =>
            event === null
              ? html`<span class="step missing" title="no such event">${index + 1} no such event</span>`
              : html`<button
                  class="step"
                  aria-pressed=${event.event === reference.event ? 'true' : 'false'}
                  @click=${() => controller.openEvent(event, row)}
                >
                  ${index + 1}
                </button>`,
          )}
        </div>`
  }
  ${
    row.note === undefined && row.lofp === undefined
      ? nothing
      : html`<p class="note" data-testid="label-note">
          <span class="codicon codicon-tag" aria-hidden="true"></span> ${row.note}
          ${row.lofp === undefined ? nothing : html`<span class="tag">${row.lofp}</span>`}
        </p>`
  }`;
}

function renderAnswer(answer: EventAnswer): TemplateResult {
  const { explanation } = answer;
  const missing = answer.looked.filter(({ values }) => values.length === 0).map(({ path }) => path);
  return html`${
      explanation === undefined
        ? nothing
        : html`<h2>${explanation.value === true ? 'Why it matches' : 'Why it does not match'}</h2>
            <rw-explanation-tree
              data-testid="explanation"
              label="Clauses of the query"
              .explanation=${explanation}
            ></rw-explanation-tree>`
    }
    <h2>Event</h2>
    ${
      missing.length === 0
        ? nothing
        : html`<p class="note" data-testid="missing-fields">
            <span class="codicon codicon-circle-slash" aria-hidden="true"></span> The query also looks at
            ${missing.map((path, index) => html`${index === 0 ? '' : ', '}<code>${path}</code>`)}, which the event
            lacks.
          </p>`
    }
    ${
      answer.truncated
        ? html`<p class="note">
            <span class="codicon codicon-info" aria-hidden="true"></span> The event is too large: only its beginning is
            shown. Its line in the sample has it whole.
          </p>`
        : nothing
    }
    <rw-event-tree data-testid="event-tree" label="Fields of the event" .answer=${answer}></rw-event-tree>`;
}

// The hits that two runs differ in, one a line: outcome, time, what tells it from the others, and its place in the sample.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CompareAnswer, CompareRow, EventReference } from '../../../server/src/protocol';
import { clip, formatTimestamp, sampleName } from '../model/format';
import { tellingCells } from '../model/history';
import { looks } from '../model/outcomes';

export interface ComparedRowActions {
  readonly open: (reference: EventReference) => void;
  readonly openSample: (row: CompareRow) => void;
  readonly move: (event: KeyboardEvent) => void;
  readonly activate: (row: number) => void;
}

const longestText = 300;

export function renderComparedRows(answer: CompareAnswer, active: number, actions: ComparedRowActions): TemplateResult {
  const { rows } = answer;
  if (rows.length === 0) return html`<p class="note faint" data-testid="compared-none">${l10n.t('None.')}</p>`;
  const textOf = tellingCells(rows);
  const reachable = Math.min(active, rows.length - 1);
  return html`<ul class="compared-rows" @keydown=${actions.move}>
    ${rows.map((row, index) => renderRow(row, textOf(row), index === reachable, () => actions.activate(index), actions))}
  </ul>`;
}

function renderRow(
  row: CompareRow,
  text: string,
  isActive: boolean,
  activate: () => void,
  { open, openSample }: ComparedRowActions,
): TemplateResult {
  const { reference, sample, line, events } = row;
  const place = `${sampleName(sample)}:${line}`;
  return html`<li
    class="compared-row list-row"
    data-testid="compared-row"
    data-outcome=${row.outcome}
    @focusin=${activate}
  >
    ${renderOutcome(row)}
    ${
      reference === undefined
        ? html`<span class="compared-text faint"
            >${l10n.t('of a sample that the last run did not read as it was then')}</span
          >`
        : html`<button
            class="compared-text"
            tabindex=${isActive ? 0 : -1}
            title=${l10n.t('Show the event')}
            @click=${() => open(reference)}
          >
            <span class="compared-time">${formatTimestamp(reference.timestamp ?? '')}</span>
            <span class="compared-cells">${clip(text, longestText)}</span>
          </button>`
    }
    <button
      class="link compared-place"
      tabindex=${isActive ? 0 : -1}
      title=${l10n.t('Open the sample at this line')}
      @click=${() => openSample(row)}
    >
      ${place}${events > 1 ? html` <span class="faint">+${events - 1}</span>` : nothing}
    </button>
  </li>`;
}

function renderOutcome({ outcome, was }: CompareRow): TemplateResult {
  const { icon, label } = looks[outcome];
  return html`<span class="compared-outcome">
    <span class="codicon codicon-${icon} outcome-${outcome}" aria-hidden="true"></span> ${label}
    ${was === undefined ? nothing : html`<span class="faint">${l10n.t('was {0}', looks[was].label)}</span>`}
  </span>`;
}

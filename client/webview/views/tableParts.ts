// The header and the lines of the table. All that comes from an event is bound as text.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ProposedLabel, ResultRow } from '../../../server/src/protocol';
import { clip, formatDuration, formatTimestamp, sampleName } from '../model/format';
import { looks, unreviewedLook } from '../model/outcomes';
import type { Sort } from '../model/panelModel';
import type { TableColumn } from '../model/tableColumns';
import { trackOfHit } from '../model/track';

/** What every line needs to be drawn. */
export interface LineFrame {
  /** From 0, below the header. */
  readonly index: number;
  readonly top: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onToggle: () => void;
}

export interface RowFrame extends LineFrame {
  readonly isOpened: boolean;
  /** Undefined for rows that have nothing below. */
  readonly isOpen: boolean | undefined;
}

/** More of a value is not looked at in a cell; the event shows it whole. */
const longestCell = 400;

export function renderHeader(
  columns: readonly TableColumn[],
  sort: Sort | undefined,
  onSort: (column: string) => void,
): TemplateResult {
  return html`<div class="table-header" role="row" aria-rowindex="1">
    ${columns.map((column) => renderHeaderCell(column, sort, onSort))}
  </div>`;
}

/** Rows are selected by the shift key, not the text in them. */
function keepText(event: MouseEvent): void {
  if (event.shiftKey) event.preventDefault();
}

export function renderRow(
  columns: readonly TableColumn[],
  row: ResultRow | undefined,
  frame: RowFrame,
): TemplateResult {
  return html`<div
    class="table-line ${frame.isOpened ? 'opened' : ''} ${frame.isSelected ? 'selected' : ''}"
    role="row"
    data-testid=${row === undefined ? 'row-loading' : 'hit-row'}
    data-outcome=${row?.outcome ?? ''}
    aria-rowindex=${frame.index + 2}
    aria-level="1"
    aria-expanded=${frame.isOpen === undefined ? nothing : String(frame.isOpen)}
    aria-selected=${frame.isSelected || frame.isOpened ? 'true' : 'false'}
    aria-busy=${row === undefined ? 'true' : 'false'}
    tabindex=${frame.isActive ? 0 : -1}
    .style=${`transform: translateY(${frame.top}px)`}
    @mousedown=${keepText}
    @click=${frame.onClick}
  >
    ${columns.map((column) => (row === undefined ? loadingCell : renderCell(column, row, frame)))}
  </div>`;
}

/** One event of a sequence that is open, or the place of one that must not be there. */
export function renderEventLine(
  row: ResultRow,
  child: number,
  frame: LineFrame,
  opened: number | undefined,
): TemplateResult {
  const event = row.events[child] ?? null;
  const isOpened = event !== null && event.event === opened;
  return html`<div
    class="table-line event-line ${isOpened ? 'opened' : ''} ${event === null ? 'missing' : ''}"
    role="row"
    data-testid=${event === null ? 'missing-event' : 'hit-event'}
    aria-rowindex=${frame.index + 2}
    aria-level="2"
    aria-selected=${isOpened ? 'true' : 'false'}
    tabindex=${frame.isActive ? 0 : -1}
    .style=${`transform: translateY(${frame.top}px)`}
    @click=${frame.onClick}
  >
    <div role="gridcell" class="cell event-cell">
      ${event === null ? renderMissing(child) : renderEvent(row, child)}
    </div>
  </div>`;
}

const loadingCell = html`<div role="gridcell" class="cell"><span class="placeholder"></span></div>`;

function renderHeaderCell(
  column: TableColumn,
  sort: Sort | undefined,
  onSort: (column: string) => void,
): TemplateResult {
  const { sort: name, label } = column;
  const direction = sort === undefined || sort.column !== name ? 'none' : sort.descending ? 'descending' : 'ascending';
  const arrow = direction === 'none' ? '' : direction === 'ascending' ? 'codicon-arrow-up' : 'codicon-arrow-down';
  const text = html`<span class="column-name"><bdi>${label}</bdi></span>`;
  return html`<div role="columnheader" class="cell" aria-sort=${direction}>
    ${
      name === undefined
        ? html`<span class="column" title=${label}>${text}</span>`
        : html`<button class="column" title=${l10n.t('Sort by {0}', label)} @click=${() => onSort(name)}>
            ${text}<span class="codicon ${arrow}" aria-hidden="true"></span>
          </button>`
    }
  </div>`;
}

function renderCell(column: TableColumn, row: ResultRow, frame: RowFrame): TemplateResult {
  if (column.kind === 'outcome') return renderOutcome(row, frame);
  const text = clip(column.text(row), longestCell);
  return html`<div role="gridcell" class="cell ${column.kind}" title=${text}>${text}</div>`;
}

function renderOutcome(row: ResultRow, { isOpen, onToggle }: RowFrame): TemplateResult {
  const { label, icon, explained } = looks[row.outcome];
  const arrow = isOpen === true ? 'codicon-chevron-down' : 'codicon-chevron-right';
  const toggle = (event: Event): void => {
    event.stopPropagation();
    onToggle();
  };
  return html`<div role="gridcell" class="cell outcome" title="${label}: ${explained}">
    ${
      isOpen === undefined
        ? nothing
        : html`<span class="twist codicon ${arrow}" aria-hidden="true" data-testid="expand" @click=${toggle}></span>`
    }
    <span class="codicon codicon-${icon} outcome-${row.outcome}" aria-hidden="true"></span>
    <span class="outcome-name">${label}</span>
    ${row.proposed === undefined ? nothing : renderUnreviewed(row.proposed)}
  </div>`;
}

function renderUnreviewed({ reason }: ProposedLabel): TemplateResult {
  const { label, icon } = unreviewedLook;
  return html`<span class="unreviewed" title=${l10n.t('Unreviewed verdict: {0}', reason)} data-testid="row-unreviewed"
    ><span class="codicon codicon-${icon}" aria-hidden="true"></span> ${label}</span
  >`;
}

function renderEvent(row: ResultRow, child: number): TemplateResult {
  const event = row.events[child];
  // Only the events of a sequence follow each other; those of a sample query come in any order.
  const isOrdered = row.duration !== undefined;
  const stop = trackOfHit(row, isOrdered)[child];
  const since = stop?.kind === 'event' ? stop.since : undefined;
  return html`<span class="place">${child + 1}</span>
    <span class="time">${formatTimestamp(event?.timestamp ?? '')}</span>
    ${isOrdered ? html`<span class="since">${since === undefined ? '' : `+ ${formatDuration(since)}`}</span>` : nothing}
    <span class="where">${sampleName(event?.sample ?? '')}:${event?.line}</span>
    ${event?.id === undefined ? nothing : html`<span class="where">${event.id}</span>`}`;
}

function renderMissing(child: number): TemplateResult {
  return html`<span class="place">${child + 1}</span>
    <span class="codicon codicon-circle-slash" aria-hidden="true"></span>
    <span>${l10n.t('no such event')}</span>`;
}

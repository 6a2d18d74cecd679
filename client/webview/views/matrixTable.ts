// The table of the matrix: rules down, samples across, sums at the ends. All that comes from a file is bound as text.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { MatrixAnswer, MatrixResult, RunTotals } from '../../../server/src/protocol';
import { cellInWords, cellKey, cellText, countsOf, sumOf, toneOf, totalsText } from '../model/matrix';
import type { GridPlace, MatrixRow } from '../model/matrix';
import { looks } from '../model/outcomes';

export interface MatrixFrame {
  readonly matrix: MatrixAnswer;
  readonly rows: readonly MatrixRow[];
  /** The one cell that the tab key leads to. */
  readonly active: GridPlace;
  /** What cells said before, where it was something else. */
  readonly before: ReadonlyMap<string, string>;
  /** The place is that of the grid: the rule's name is column 0. */
  readonly act: (place: GridPlace) => void;
}

export function renderMatrixTable(frame: MatrixFrame): TemplateResult {
  const { matrix, rows } = frame;
  return html`<table
    class="matrix"
    role="grid"
    aria-label=${l10n.t('Rules and samples')}
    aria-rowcount=${rows.length + 2}
    aria-colcount=${matrix.samples.length + 2}
  >
    <thead>
      <tr role="row" aria-rowindex="1">
        <th role="columnheader" scope="col" class="rule">${l10n.t('Rule')}</th>
        ${matrix.samples.map(
          ({ label, uri }) => html`<th role="columnheader" scope="col" title=${uri} data-testid="sample">${label}</th>`,
        )}
        <th role="columnheader" scope="col">${l10n.t('All samples')}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row, at) => renderRow(row, at, frame))}
    </tbody>
    <tfoot>
      ${renderSums(frame)}
    </tfoot>
  </table>`;
}

function renderRow(row: MatrixRow, at: number, frame: MatrixFrame): TemplateResult {
  const { rule, cells } = row;
  const sum = sumOf(cells.map((cell) => cell?.result));
  return html`<tr role="row" aria-rowindex=${at + 2} data-testid="matrix-row">
    <th
      role="rowheader"
      scope="row"
      class="rule"
      title=${`${rule.name}\n${rule.file}`}
      tabindex=${tabIndex(frame, at, 0)}
      data-place="${at}:0"
      @click=${() => frame.act({ row: at, column: 0 })}
    >
      <span class="rule-link">${rule.name}</span>
    </th>
    ${cells.map((cell, column) =>
      cell === undefined
        ? renderMisfit(at, column + 1, frame)
        : renderCell(cell.result, row, { row: at, column: column + 1 }, frame),
    )}
    ${renderSum(sum, { row: at, column: cells.length + 1 }, frame)}
  </tr>`;
}

function renderCell(
  result: MatrixResult | undefined,
  { rule }: MatrixRow,
  place: GridPlace,
  frame: MatrixFrame,
): TemplateResult {
  const sample = frame.matrix.samples[place.column - 1];
  const words = cellInWords(result);
  const before = frame.before.get(cellKey(rule.rule, sample?.uri));
  const changed = before === undefined ? undefined : l10n.t('Before: {0}', before);
  return html`<td
    role="gridcell"
    class="cell runs tone-${toneOf(result)}"
    data-testid="matrix-cell"
    data-place="${place.row}:${place.column}"
    tabindex=${tabIndex(frame, place.row, place.column)}
    aria-label=${changed === undefined ? words : `${words}. ${changed}`}
    title=${[words, changed, l10n.t('Click to run the rule on this sample.')].filter(Boolean).join('\n')}
    @click=${() => frame.act(place)}
  >
    <span class="counts">
      ${result?.kind === 'ran' ? renderCounts(result.totals) : renderWord(result)}
      ${
        result?.kind === 'ran' && result.errors.length > 0
          ? html`<span class="codicon codicon-error severity-error" aria-hidden="true"></span>`
          : nothing
      }
      ${
        changed === undefined
          ? nothing
          : html`<span class="changed codicon codicon-circle-filled" aria-hidden="true" data-testid="changed"></span>`
      }
    </span>
  </td>`;
}

function renderCounts(totals: RunTotals): TemplateResult {
  const counts = countsOf(totals);
  if (counts.length === 0) return html`<span class="faint">${totalsText(totals)}</span>`;
  return html`${counts.map(
    ({ outcome, short }) =>
      html`<span class="count"
        ><span class="codicon codicon-${looks[outcome].icon} outcome-${outcome}" aria-hidden="true"></span
        >${short}</span
      >`,
  )}`;
}

function renderWord(result: Exclude<MatrixResult, { readonly kind: 'ran' }> | undefined): TemplateResult {
  if (result === undefined) return html`<span class="faint">${cellText(result)}</span>`;
  return html`<span class="count"
    ><span class="codicon codicon-error severity-error" aria-hidden="true"></span>${cellText(result)}</span
  >`;
}

function renderMisfit(row: number, column: number, frame: MatrixFrame): TemplateResult {
  const words = l10n.t('The sample does not fit the rule.');
  return html`<td
    role="gridcell"
    class="cell misfit"
    data-place="${row}:${column}"
    tabindex=${tabIndex(frame, row, column)}
    aria-label=${words}
    title=${words}
  >
    –
  </td>`;
}

function renderSums(frame: MatrixFrame): TemplateResult {
  const { rows, matrix } = frame;
  const at = rows.length;
  const ofColumn = (column: number): RunTotals => sumOf(rows.map(({ cells }) => cells[column]?.result));
  return html`<tr role="row" aria-rowindex=${at + 2} data-testid="matrix-sums">
    <th role="rowheader" scope="row" class="rule" tabindex=${tabIndex(frame, at, 0)} data-place="${at}:0">
      ${l10n.t('All rules')}
    </th>
    ${matrix.samples.map((_sample, column) => renderSum(ofColumn(column), { row: at, column: column + 1 }, frame))}
    ${renderSum(sumOf(rows.flatMap(({ cells }) => cells.map((cell) => cell?.result))), { row: at, column: matrix.samples.length + 1 }, frame)}
  </tr>`;
}

function renderSum(totals: RunTotals, { row, column }: GridPlace, frame: MatrixFrame): TemplateResult {
  return html`<td
    role="gridcell"
    class="cell sum"
    data-place="${row}:${column}"
    tabindex=${tabIndex(frame, row, column)}
    aria-label=${totalsText(totals)}
  >
    <span class="counts">${renderCounts(totals)}</span>
  </td>`;
}

function tabIndex({ active }: MatrixFrame, row: number, column: number): number {
  return active.row === row && active.column === column ? 0 : -1;
}

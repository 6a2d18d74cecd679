// The table of hits: draws only the lines in sight of as many as there are, and asks for rows as they come into sight.
import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PanelController } from '../model/panelController';
import { shownFields } from '../model/hiddenColumns';
import { chosenColumns, lineHeight, tableColumns } from '../model/tableColumns';
import type { TableColumn } from '../model/tableColumns';
import { excludeKey, marks } from '../model/marks';
import { selectHow } from '../model/selection';
import type { SelectHow } from '../model/selection';
import { countLines, lineAt, lineOf } from '../model/tableLines';
import type { TableLine } from '../model/tableLines';
import { bodyHeight, linesInSight, offsetShowing, topOf, widen } from '../model/tableScroll';
import type { LineRange, TableView } from '../model/tableScroll';
import './rowMenu';
import type { RowMenuElement } from './rowMenu';
import { renderEventLine, renderHeader, renderRow } from '../views/tableParts';

/** Lines beyond the ones in sight that are drawn and fetched. */
const overscan = 12;

interface Measured {
  readonly runId: number | undefined;
  readonly columns: readonly TableColumn[];
}

/** Outlives the table, which gives its place to groups. */
const measured = new WeakMap<PanelController, Measured>();

@customElement('rw-hit-table')
export class HitTableElement extends LitElement {
  @property({ attribute: false }) controller!: PanelController;
  /** Grows with each change of the model or the rows. */
  @property({ attribute: false }) version = 0;
  private viewport = 0;
  private offset = 0;
  private readonly sizes = new ResizeObserver(() => this.measure());
  private takesFocus = false;
  private shownQuery: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    this.sizes.disconnect();
    super.disconnectedCallback();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { model, cache } = this.controller;
    const columns = this.columns();
    const lines = countLines(cache?.total ?? 0, model.open);
    const view = this.view(lines);
    const isSequence = model.state?.isSequence === true;
    return html`<div
        class="table-scroll"
        role=${isSequence ? 'treegrid' : 'grid'}
        aria-label=${l10n.t('Hits')}
        aria-multiselectable="true"
        aria-rowcount=${lines + 1}
        aria-colcount=${columns.length}
        @keydown=${(event: KeyboardEvent) => this.press(event, lines)}
        @contextmenu=${(event: MouseEvent) => this.openMenu(event)}
        @scroll=${() => this.measure()}
      >
        <div class="table-body" .style=${sizeOf(columns, bodyHeight(lines))}>
          ${renderHeader(columns, model.sort, (column) => this.controller.toggleSort(column))}
          ${repeat(
            this.drawn(view),
            (index) => index,
            (index) => this.renderLine(columns, index, topOf(index, view)),
          )}
        </div>
      </div>
      <rw-row-menu .controller=${this.controller} @closed=${() => this.focusActive()}></rw-row-menu>`;
  }

  protected override updated(_changed: PropertyValues): void {
    this.measure();
    this.askForRows();
    this.followQuery();
    if (this.takesFocus) this.focusActive();
  }

  private columns(): readonly TableColumn[] {
    const { state, hidden } = this.controller.model;
    return chosenColumns(this.allColumns(), shownFields(state, hidden));
  }

  /** Measured from the first page of a run and then left alone, so that nothing jumps while one scrolls, sorts and filters. */
  private allColumns(): readonly TableColumn[] {
    const { model, cache } = this.controller;
    const runId = model.state?.runId;
    const known = measured.get(this.controller);
    if (known !== undefined && known.runId === runId) return known.columns;
    const rows = cache?.firstRows() ?? [];
    const columns = tableColumns(model.state, rows);
    if (rows.length > 0) measured.set(this.controller, { runId, columns });
    return columns;
  }

  private renderLine(columns: readonly TableColumn[], index: number, top: number): TemplateResult | typeof nothing {
    const { model, cache } = this.controller;
    const at = lineAt(index, model.open);
    const row = cache?.row(at.row);
    const isActive = at.row === model.active.row && at.child === model.active.child;
    const line = {
      index,
      top,
      isActive,
      isSelected: model.selection?.rows.has(at.row) === true,
      onClick: (event: MouseEvent) => this.goTo(at, selectHow(event)),
      onToggle: () => this.controller.toggleRow(at.row),
    };
    const opened = model.opened?.reference.event;
    if (at.child !== undefined) return row === undefined ? nothing : renderEventLine(row, at.child, line, opened);
    const isOpened = row !== undefined && model.opened?.row?.row === row.row;
    const isOpen = model.state?.isSequence === true ? model.open.has(at.row) : undefined;
    return renderRow(columns, row, { ...line, isOpened, isOpen });
  }

  private press(event: KeyboardEvent, lines: number): void {
    if (event.altKey || lines === 0) return;
    if (event.target instanceof HTMLElement && event.target.closest('.table-header') !== null) return;
    if (event.ctrlKey || event.metaKey) return this.pressWithControl(event);
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) return this.openMenuByKey(event);
    const { active, open } = this.controller.model;
    const at = lineOf(active, open);
    if (this.excludeBy(event.key) || this.markBy(event.key) || this.turn(event.key, active)) {
      event.preventDefault();
      return;
    }
    const goal = this.goalOf(event.key, at, lines);
    if (goal === undefined) return;
    event.preventDefault();
    this.takesFocus = true;
    this.goTo(lineAt(Math.min(lines - 1, Math.max(0, goal)), open), event.shiftKey ? 'range' : 'one');
  }

  /** All rows are selected, or the active one joins the others or leaves them. */
  private pressWithControl(event: KeyboardEvent): void {
    if (event.key === 'a') this.controller.selectAll();
    else if (event.key === ' ') this.controller.moveTo(this.controller.model.active, 'toggle');
    else return;
    event.preventDefault();
    // The editor would take the key for its own, and select all text of the page.
    event.stopPropagation();
  }

  private openMenu(event: MouseEvent): void {
    const line = event.target instanceof Element ? event.target.closest('.table-line') : null;
    if (line === null) return;
    event.preventDefault();
    // Its header is the first of the rows that are counted, from 1.
    const index = Number(line.getAttribute('aria-rowindex')) - 2;
    this.controller.pointTo(lineAt(index, this.controller.model.open));
    this.showMenu({ x: event.clientX, y: event.clientY });
  }

  private openMenuByKey(event: KeyboardEvent): void {
    event.preventDefault();
    const line = this.querySelector('.table-line[tabindex="0"]')?.getBoundingClientRect();
    if (line === undefined) return;
    this.controller.pointTo(this.controller.model.active);
    this.showMenu({ x: line.left + lineHeight, y: line.bottom });
  }

  private showMenu(place: { readonly x: number; readonly y: number }): void {
    this.querySelector<RowMenuElement>('rw-row-menu')?.open(place);
  }

  private excludeBy(key: string): boolean {
    if (key !== excludeKey) return false;
    this.controller.exclude();
    return true;
  }

  private markBy(key: string): boolean {
    const mark = marks.find((each) => each.key === key);
    if (mark === undefined) return false;
    this.controller.mark(mark.label);
    return true;
  }

  /** Right opens a sequence, left closes it; true when the key was meant so. */
  private turn(key: string, active: TableLine): boolean {
    if (this.controller.model.state?.isSequence !== true) return false;
    const isOpen = this.controller.model.open.has(active.row);
    const turns = (key === 'ArrowRight' && !isOpen) || (key === 'ArrowLeft' && isOpen);
    if (!turns) return false;
    this.takesFocus = true;
    this.controller.toggleRow(active.row);
    return true;
  }

  private goalOf(key: string, at: number, lines: number): number | undefined {
    const page = Math.max(1, Math.floor(this.viewport / lineHeight) - 2);
    const goals: Readonly<Record<string, number | undefined>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: lines - 1,
      Enter: at,
      ' ': at,
    };
    return goals[key];
  }

  private goTo(line: TableLine, how: SelectHow): void {
    this.controller.moveTo(line, how);
    this.bringIntoSight(line);
  }

  private focusActive(): void {
    this.takesFocus = false;
    this.querySelector<HTMLElement>('.table-line[tabindex="0"]')?.focus({ preventScroll: true });
  }

  private askForRows(): void {
    const { model, cache } = this.controller;
    if (cache === undefined || this.viewport === 0) return;
    const { first, last } = this.range(this.view(countLines(cache.total, model.open)));
    if (last > first) this.controller.wantRows(lineAt(first, model.open).row, lineAt(last - 1, model.open).row + 1);
  }

  /** Another tab, filter or order begins where the keyboard is: at the top, or where a page that comes back had been. */
  private followQuery(): void {
    const { cache, model } = this.controller;
    if (cache?.query === this.shownQuery) return;
    this.shownQuery = cache?.query;
    this.bringIntoSight(model.active);
  }

  private bringIntoSight(line: TableLine): void {
    const { model, cache } = this.controller;
    const view = this.view(countLines(cache?.total ?? 0, model.open));
    const scroller = this.scroller;
    if (scroller === null) return;
    scroller.scrollTop = offsetShowing(lineOf(line, model.open), view);
    this.measure();
  }

  /** Takes over how far the page is scrolled and how much of it is in sight, and draws again where that changed. */
  private measure(): void {
    const { scrollTop = 0, clientHeight = 0 } = this.scroller ?? {};
    if (scrollTop === this.offset && clientHeight === this.viewport) return;
    const isLower = clientHeight < this.viewport;
    [this.offset, this.viewport] = [scrollTop, clientHeight];
    this.requestUpdate();
    // What comes in below takes its place from the rows, and must not take the one that somebody is at.
    if (isLower && this.contains(document.activeElement)) this.bringIntoSight(this.controller.model.active);
  }

  private get scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.table-scroll');
  }

  private view(lines: number): TableView {
    return { lines, viewport: this.viewport, offset: this.offset };
  }

  private range(view: TableView): LineRange {
    return widen(linesInSight(view), overscan, view.lines);
  }

  private drawn(view: TableView): readonly number[] {
    const { active, open } = this.controller.model;
    const { first, last } = this.range(view);
    const lines = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
    return withActive(lines, lineOf(active, open), view.lines);
  }
}

/** The active line stays in the page even out of sight, so that the focus is not lost. */
function withActive(indexes: readonly number[], active: number, count: number): readonly number[] {
  if (active >= count || indexes.includes(active)) return indexes;
  return [...indexes, active].sort((one, other) => one - other);
}

function sizeOf(columns: readonly TableColumn[], height: number): string {
  const width = columns.reduce((sum, { least }) => sum + least, 0);
  const template = columns.map(({ least, share }) => `minmax(${least}px, ${share}fr)`).join(' ');
  return `height: ${height}px; min-width: ${width}px; --columns: ${template}`;
}

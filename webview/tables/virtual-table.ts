import { html, nothing, render, type TemplateResult } from 'lit-html';
import { icon } from '../controls/icons.ts';
import { css } from '../dashboard/css.ts';
import { movedCell, type CellAt } from './grid-keys.ts';

export interface VirtualColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Characters that the column has room for; a longer text ends in an ellipsis and is whole in the tooltip. */
  readonly width: number;
  /** Takes the room that is left. */
  readonly grows?: boolean;
  readonly sorts?: boolean;
  readonly about?: string;
}

export interface VirtualCell {
  /** As text, for the tooltip of what is cut off. */
  readonly text: string;
  /** For screen readers, where what is drawn is in parts; it holds what is seen. */
  readonly spoken?: string;
  /** Where more than the text is drawn. */
  readonly content?: TemplateResult;
  readonly class?: string;
  readonly title?: string;
  /** What a click or Enter does. */
  readonly open?: () => void;
}

/** What a table shows; cells are asked for only as they come into sight. */
export interface TableModel {
  /** Name for screen readers. */
  readonly label: string;
  readonly columns: readonly VirtualColumn[];
  readonly rows: number;
  readonly cell: (row: number, column: number) => VirtualCell;
  readonly rowClass?: (row: number) => string;
  readonly sort?: { readonly column: number; readonly descending: boolean } | null;
  readonly sortBy?: (column: number) => void;
}

/** Digits that so many characters of text and the padding take: letters are a little narrower. */
function roomOf(characters: number): number {
  return Math.round((characters * 0.92 + 2.4) * 10) / 10;
}

/** Rows above and below the visible ones, so that fast scrolling shows no holes. */
const MARGIN = 8;

/** Before the first measurement, as in tests without a layout. */
const DEFAULT_ROW = 24;
/** Borders and a scroll bar. */
const FRAME = 16;
/** Share of the width that the first column may keep in sight while the others scroll; where they need not, it has what they leave. */
const FIRST_SHARE = 0.5;
const DEFAULT_HEIGHT = 600;
const DEFAULT_WIDTH = 900;

/**
 * A table of any length that only draws the rows in sight: an ARIA grid with one stop for Tab, arrows between cells, Enter
 * for what a cell opens. All rows are equally high.
 */
export class VirtualTable extends HTMLElement {
  #model: TableModel | null = null;
  #active: CellAt = { row: 0, column: 0 };
  #row = DEFAULT_ROW;
  #focusWanted = false;
  readonly #resized = new ResizeObserver(() => {
    this.#draw();
  });

  set model(model: TableModel) {
    this.#model = model;
    this.#active = {
      row: Math.min(this.#active.row, Math.max(0, model.rows)),
      column: Math.min(this.#active.column, Math.max(0, model.columns.length - 1)),
    };
    if (this.isConnected) this.#draw();
  }

  connectedCallback(): void {
    this.classList.add('vt');
    this.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#resized.observe(this);
    const size = Number.parseFloat(getComputedStyle(this).fontSize);
    if (Number.isFinite(size) && size > 0) this.#row = Math.round(size * 1.85);
    this.#draw();
  }

  disconnectedCallback(): void {
    this.removeEventListener('scroll', this.#scrolled);
    this.#resized.disconnect();
  }

  readonly #scrolled = (): void => {
    this.#draw();
  };

  #draw(): void {
    const model = this.#model;
    if (model === null) return;
    // No longer than its rows, with room for a scroll bar: an empty frame below them says nothing.
    const most = (Math.max(1, model.rows) + 1) * this.#row + FRAME;
    this.style.setProperty('--most', `${String(most)}px`);
    const height = this.clientHeight === 0 ? DEFAULT_HEIGHT : this.clientHeight;
    const first = Math.max(0, Math.floor(this.scrollTop / this.#row) - MARGIN);
    const end = Math.min(model.rows, Math.ceil((this.scrollTop + height) / this.#row) + MARGIN);
    render(this.#grid(model, first, Math.max(first, end)), this);
    if (this.#focusWanted) {
      this.#focusWanted = false;
      this.querySelector<HTMLElement>('[data-active]')?.focus({ preventScroll: true });
    }
  }

  #grid(model: TableModel, first: number, end: number): TemplateResult {
    const rows = Array.from({ length: end - first }, (_, index) => this.#rowOf(model, first + index));
    const width = this.clientWidth === 0 ? DEFAULT_WIDTH : this.clientWidth;
    const [firstRoom = '0ch', ...otherRooms] = model.columns.map(
      (column) => `${String(roomOf(column.width))}ch`,
    );
    const share = `${String(Math.round(width * FIRST_SHARE))}px`;
    const left = [`${String(width)}px`, ...otherRooms].join(' - ');
    const rooms = [`min(${firstRoom}, max(${share}, ${left}))`, ...otherRooms];
    const columns = rooms
      .map((room, index) => `minmax(${room}, ${model.columns[index]?.grows === true ? '1fr' : room})`)
      .join(' ');
    return html`<div
      class="vt-grid"
      role="grid"
      aria-label=${model.label}
      aria-rowcount=${model.rows + 1}
      aria-colcount=${model.columns.length}
      @keydown=${this.#key}
      ${css({ '--columns': columns, '--row': `${String(this.#row)}px`, '--least': `calc(${rooms.join(' + ')})` })}
    >
      <div class="vt-head" role="rowgroup">
        <div class="vt-row" role="row" aria-rowindex="1">
          ${model.columns.map((column, index) => this.#heading(model, column, index))}
        </div>
      </div>
      <div class="vt-body" role="rowgroup" ${css({ height: `${String(model.rows * this.#row)}px` })}>
        <div
          class="vt-window"
          role="presentation"
          ${css({ transform: `translateY(${String(first * this.#row)}px)` })}
        >
          ${rows}
        </div>
      </div>
    </div>`;
  }

  #heading(model: TableModel, column: VirtualColumn, index: number): TemplateResult {
    const isActive = this.#isActive(-1, index);
    const sorted = model.sort?.column === index ? (model.sort.descending ? 'descending' : 'ascending') : null;
    const sorts = column.sorts === true && model.sortBy !== undefined;
    return html`<div
      class="vt-cell vt-heading align-${column.align} ${index === 0 ? 'vt-first' : ''}"
      role="columnheader"
      aria-colindex=${index + 1}
      aria-sort=${sorted ?? nothing}
      title=${column.about ?? column.title}
      tabindex=${isActive ? 0 : -1}
      ?data-active=${isActive}
      ?data-sorts=${sorts}
      @click=${() => {
        this.#choose(-1, index);
        if (sorts) model.sortBy(index);
      }}
    >
      <span class="vt-text">${column.title}</span>${
        sorted === null ? nothing : icon(sorted === 'descending' ? 'down' : 'up')
      }
    </div>`;
  }

  #rowOf(model: TableModel, row: number): TemplateResult {
    return html`<div class="vt-row ${model.rowClass?.(row) ?? ''}" role="row" aria-rowindex=${row + 2}>
      ${model.columns.map((column, index) => this.#cell(model, column, { row, column: index }))}
    </div>`;
  }

  #cell(model: TableModel, { align }: VirtualColumn, { row, column }: CellAt): TemplateResult {
    const cell = model.cell(row, column);
    const isActive = this.#isActive(row, column);
    const { open } = cell;
    return html`<div
      class="vt-cell align-${align} ${column === 0 ? 'vt-first' : ''} ${cell.class ?? ''} ${
        open === undefined ? '' : 'vt-opens'
      }"
      role="gridcell"
      aria-colindex=${column + 1}
      aria-label=${cell.spoken ?? nothing}
      title=${cell.title ?? cell.text}
      tabindex=${isActive ? 0 : -1}
      ?data-active=${isActive}
      @click=${() => {
        this.#choose(row, column);
        open?.();
      }}
    >
      ${cell.content ?? html`<span class="vt-text">${cell.text}</span>`}
    </div>`;
  }

  /** The header is row −1. */
  #isActive(row: number, column: number): boolean {
    return this.#active.row === row && this.#active.column === column;
  }

  #choose(row: number, column: number): void {
    this.#active = { row, column };
    this.#focusWanted = true;
    this.#draw();
  }

  readonly #key = (event: KeyboardEvent): void => {
    const model = this.#model;
    if (model === null || event.altKey) return;
    const { row, column } = this.#active;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (row < 0) model.sortBy?.(column);
      else if (row < model.rows) model.cell(row, column).open?.();
      return;
    }
    const page = Math.max(1, Math.floor(this.clientHeight / this.#row) - 2);
    const size = { rows: model.rows, columns: model.columns.length, page };
    const next = movedCell(this.#active, event.key, event.ctrlKey || event.metaKey, size);
    if (next === null) return;
    event.preventDefault();
    this.#active = next;
    this.#focusWanted = true;
    this.#reveal(next);
    this.#draw();
  };

  /** Scrolls as little as shows the cell below the header. */
  #reveal({ row }: CellAt): void {
    if (row < 0) return;
    const top = row * this.#row;
    const seen = this.clientHeight - 2 * this.#row;
    if (top < this.scrollTop) this.scrollTop = top;
    else if (top > this.scrollTop + seen) this.scrollTop = top - seen;
  }
}

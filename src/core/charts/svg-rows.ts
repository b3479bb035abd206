import { LABEL, PAD, SMALL, directionNote } from './svg-frame.ts';
import type { Scale } from './scale.ts';
import type { ValueAxis } from './spec.ts';
import { textWidth, wrap } from './svg-text.ts';
import type { Wrapped } from './svg-text.ts';
import { line, stroke, text } from './svg-write.ts';

/** A row of a chart whose values run to the right: its label and where it lies below the top of the plot. */
export interface Row {
  readonly label: Wrapped;
  readonly full: string;
  readonly top: number;
  readonly height: number;
}

/** Where everything lies: pixels from the left, rows from the top of the plot. */
export interface RowFrame {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly rows: readonly Row[];
  readonly bottom: number;
}

/** What a chart of rows asks of its frame. */
export interface RowWish {
  readonly labels: readonly string[];
  /** Height in pixels that the marks of row i need. */
  readonly heightOf: (index: number) => number;
  /** Room for value labels left and right of the axis' ends. */
  readonly reserve: readonly [left: number, right: number];
  /** Room above the first row, for the labels of reference lines. */
  readonly top: number;
}

const LABEL_SHARE = 0.4;
const LABEL_LINES = 3;
const LINE_STEP = 15;
const GAP = 10;

/** Rows of labels at the left and the plot beside them. */
export function rowFrame(wish: RowWish, width: number): RowFrame {
  const most = width * LABEL_SHARE;
  const wrapped = wish.labels.map((label) => wrap(label, most, LABEL, LABEL_LINES));
  const lines = wrapped.flatMap((label) => label.lines);
  const labelWidth = lines.reduce((widest, content) => Math.max(widest, textWidth(content, LABEL)), 0);
  const rows: Row[] = [];
  let y = wish.top;
  for (const [index, label] of wrapped.entries()) {
    const height = Math.max(wish.heightOf(index), label.lines.length * LINE_STEP + 8);
    rows.push({ label, full: wish.labels[index] ?? '', top: y, height });
    y += height;
  }
  const [reserveLeft, reserveRight] = wish.reserve;
  const left = PAD + labelWidth + GAP + reserveLeft;
  return { width, left, right: width - PAD - reserveRight, top: wish.top, rows, bottom: y + 4 };
}

/** Pixels from the left of a place on the axis. */
export function across(frame: RowFrame, at: number): number {
  return frame.left + at * (frame.right - frame.left);
}

export function middle(row: Row): number {
  return row.top + row.height / 2;
}

/** The labels of all rows, right-aligned beside the plot. */
export function rowLabels(frame: RowFrame, reserveLeft: number): string {
  const x = frame.left - reserveLeft - GAP;
  return frame.rows.map((row) => rowLabel(row, x)).join('');
}

function rowLabel(row: Row, x: number): string {
  const { lines, isCut } = row.label;
  const first = middle(row) - ((lines.length - 1) * LINE_STEP) / 2 + 4;
  const full = isCut || lines.length > 1 ? row.full : '';
  return lines
    .map((content, i) =>
      text(content, { x, y: first + i * LINE_STEP, size: LABEL.size, ink: 'text', anchor: 'end', full }),
    )
    .join('');
}

/** Faint lines between rows that hold several marks each. */
export function separators(frame: RowFrame): string {
  return frame.rows
    .slice(1)
    .map((row) => line([PAD, row.top], [frame.right, row.top], { ...stroke('grid'), 'stroke-width': 1 }))
    .join('');
}

const TALL = 560;
const TICK_HEIGHT = 18;

/** Height of the axis below the plot. */
export const AXIS_HEIGHT = 42;

/** Grid, ticks (again above a tall plot) and, below, the title and the direction. `at` 0 is drawn stronger where it is zero. */
export function rowAxis(frame: RowFrame, scale: Scale, axis: ValueAxis): string {
  const isTall = frame.bottom - frame.top > TALL;
  const zero = scale.at(0);
  const parts = [grid(frame, scale)];
  if (zero !== null && scale.hasZero) parts.push(upright(frame, zero, 'axis'));
  parts.push(tickLabels(frame, scale, frame.bottom + 14));
  if (isTall) parts.push(tickLabels(frame, scale, frame.top - 6));
  parts.push(axisTitle(frame, scale.title, directionNote(axis.direction, 'right')));
  return parts.join('');
}

/** Room above the rows that repeated tick labels need. */
export function topTickRoom(rowsHeight: number): number {
  return rowsHeight > TALL ? TICK_HEIGHT : 0;
}

function grid(frame: RowFrame, scale: Scale): string {
  return scale.ticks.map((tick) => upright(frame, tick.at, 'grid')).join('');
}

function upright(frame: RowFrame, at: number, ink: 'grid' | 'axis'): string {
  const x = across(frame, at);
  return line([x, frame.top], [x, frame.bottom], { ...stroke(ink), 'stroke-width': 1 });
}

/** Labels of the ticks; those that would run into their neighbor or out of the drawing are left out. */
function tickLabels(frame: RowFrame, scale: Scale, y: number): string {
  let free = 0;
  const parts: string[] = [];
  for (const tick of scale.ticks) {
    const half = textWidth(tick.label, SMALL) / 2;
    const x = across(frame, tick.at);
    if (x - half < free || x + half > frame.width) continue;
    free = x + half + 6;
    parts.push(text(tick.label, { x, y, size: SMALL.size, ink: 'muted', anchor: 'middle' }));
  }
  return parts.join('');
}

/** Axis title below the plot's left end and the direction at its right end; on one line where both fit. */
function axisTitle(frame: RowFrame, title: string, note: string): string {
  const y = frame.bottom + 34;
  const noteWidth = textWidth(note, SMALL);
  const end = frame.width - PAD;
  const titleRoom = end - PAD - noteWidth - 16;
  const { lines, isCut } = wrap(title, titleRoom, LABEL, 1);
  const content = lines[0] ?? '';
  const x = Math.max(PAD, Math.min(frame.left, end - noteWidth - 16 - textWidth(content, LABEL)));
  return (
    text(content, { x, y, size: LABEL.size, ink: 'text', full: isCut ? title : '' }) +
    text(note, { x: end, y, size: SMALL.size, ink: 'muted', anchor: 'end' })
  );
}

import type { Scale } from './scale.ts';
import type { ReferenceLine, ValueAxis } from './spec.ts';
import { joined } from './describe.ts';
import type { Words } from './describe.ts';
import { LABEL, PAD, SMALL, directionNote, traced } from './svg-frame.ts';
import { LANE } from './svg-references.ts';
import { ellipsize, textWidth, wrap } from './svg-text.ts';
import { element, line, stroke, text, tooltip } from './svg-write.ts';

/** The rectangle in which values run up and places run to the right, in pixels from the top left of the plot. */
export interface Plane {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const TITLE_ROOM = 24;

const PLANE_FOOT = 42;

/** A plane as wide as the drawing, beside the tick labels of `value`, with room above for `lanes` of labels. */
export function planeFor(value: Scale, lanes: number, width: number): Plane {
  const widest = value.ticks.reduce((most, tick) => Math.max(most, textWidth(tick.label, SMALL)), 0);
  const top = TITLE_ROOM + lanes * LANE;
  const height = Math.round(Math.min(320, Math.max(180, width * 0.38)));
  return { width, left: PAD + widest + 8, right: width - PAD - 6, top, bottom: top + height };
}

/** How many ticks suit a vertical axis of this drawing. */
export const VALUE_TICKS = 6;

export function xOf(plane: Plane, at: number): number {
  return plane.left + at * (plane.right - plane.left);
}

export function yOf(plane: Plane, at: number): number {
  return plane.bottom - at * (plane.bottom - plane.top);
}

/** Both axes as markup, and the height of everything down to the title of the lower one. */
export interface PlaneAxes {
  readonly body: string;
  readonly height: number;
}

/** Grid, ticks and titles of both axes. */
export function planeAxes(plane: Plane, value: Scale, place: Scale, axis: ValueAxis): PlaneAxes {
  const ticks = visibleTicks(plane, place);
  const lines = ticks.reduce((most, tick) => Math.max(most, tick.lines.length), 1);
  const extra = (lines - 1) * TICK_LINE;
  const body = [
    valueAxisMarkup(plane, value),
    placeAxisMarkup(plane, ticks),
    valueTitle(plane, value.title, directionNote(axis.direction, 'up')),
    placeTitle(plane, place.title, plane.bottom + 35 + extra),
  ].join('');
  return { body, height: plane.bottom + PLANE_FOOT + extra };
}

function valueAxisMarkup(plane: Plane, scale: Scale): string {
  const zero = scale.hasZero ? scale.at(0) : null;
  const parts = scale.ticks.map((tick) => {
    const y = yOf(plane, tick.at);
    const label = { x: plane.left - 8, y: y + 4, size: SMALL.size, ink: 'muted', anchor: 'end' } as const;
    return level(plane, y, 'grid') + text(tick.label, label);
  });
  if (zero !== null) parts.push(level(plane, yOf(plane, zero), 'axis'));
  return parts.join('');
}

function level(plane: Plane, y: number, ink: 'grid' | 'axis'): string {
  return line([plane.left, y], [plane.right, y], { ...stroke(ink), 'stroke-width': 1 });
}

/** Ticks along the bottom; a label that would run into its neighbor is left out. */
function placeAxisMarkup(plane: Plane, ticks: readonly VisibleTick[]): string {
  const parts = [line([plane.left, plane.bottom], [plane.right, plane.bottom], stroke('axis'))];
  let free = 0;
  for (const tick of ticks) {
    const at = xOf(plane, tick.at);
    parts.push(line([at, plane.bottom], [at, plane.bottom + 4], stroke('axis')));
    const half = tick.lines.reduce((most, label) => Math.max(most, textWidth(label, SMALL)), 0) / 2;
    const x = Math.min(Math.max(at, half + 2), plane.width - half - 2);
    if (x - half < free) continue;
    free = x + half + 4;
    parts.push(...tickLines(tick, x, plane.bottom + 16));
  }
  return parts.join('');
}

const TICK_LINE = 13;

function tickLines(tick: VisibleTick, x: number, y: number): string[] {
  const style = { x, size: SMALL.size, ink: 'muted', anchor: 'middle', full: tick.full } as const;
  return tick.lines.map((label, i) => text(label, { ...style, y: y + i * TICK_LINE }));
}

interface VisibleTick {
  readonly at: number;
  readonly lines: readonly string[];
  /** The full label where the lines are shortened. */
  readonly full: string;
}

/** Labels of an order are given at least this many pixels, unless they need less. */
const SLOT = 84;

/** Number and time ticks were chosen to fit; the labels of an order are thinned, and wrapped into their slots. */
function visibleTicks(plane: Plane, scale: Scale): VisibleTick[] {
  if (!scale.isOrder) return scale.ticks.map(({ at, label }) => ({ at, lines: [label], full: '' }));
  const slot = (plane.right - plane.left) / Math.max(1, scale.ticks.length);
  const longest = scale.ticks.reduce((most, tick) => Math.max(most, textWidth(tick.label, SMALL) + 8), 0);
  const every = Math.max(1, Math.ceil(Math.min(longest, SLOT) / slot));
  return scale.ticks
    .filter((_, i) => i % every === 0)
    .map(({ at, label }) => {
      const { lines, isCut } = wrap(label, Math.max(SLOT, slot * every) - 8, SMALL, 2);
      return { at, lines, full: isCut || lines.length > 1 ? label : '' };
    });
}

/** The value axis' title above its upper end, the direction behind it. */
function valueTitle(plane: Plane, title: string, note: string): string {
  const noteWidth = note === '' ? 0 : textWidth(note, SMALL) + 12;
  const { lines, isCut } = wrap(title, plane.width - 2 * PAD - noteWidth, LABEL, 1);
  const content = lines[0] ?? '';
  const end = content === '' ? PAD : PAD + textWidth(content, LABEL) + 10;
  return (
    text(content, { x: PAD, y: 11, size: LABEL.size, ink: 'text', full: isCut ? title : '' }) +
    text(note, { x: end, y: 11, size: SMALL.size, ink: 'muted' })
  );
}

function placeTitle(plane: Plane, title: string, y: number): string {
  const { lines, isCut } = wrap(title, plane.width - 2 * PAD, LABEL, 1);
  const content = lines[0] ?? '';
  const half = textWidth(content, LABEL) / 2;
  const middle = (plane.left + plane.right) / 2;
  const x = Math.min(Math.max(middle, PAD + half), plane.width - PAD - half);
  return text(content, { x, y, size: LABEL.size, ink: 'text', anchor: 'middle', full: isCut ? title : '' });
}

/** Level dashed lines with their labels at the right end, above the line or, where two would collide, below it. */
export function levelReferences(plane: Plane, shown: readonly ReferenceLine[], words: Words): string {
  const taken: number[] = [];
  return shown
    .map((reference) => {
      const at = words.scale.at(reference.value);
      if (at === null) return '';
      const y = yOf(plane, at);
      const label = `${reference.label} ${words.scale.write(reference.value)}`;
      const baseline = freeBaseline(y, taken, plane);
      if (baseline !== null) taken.push(baseline);
      return element(
        'g',
        traced(reference),
        tooltip(joined(label, reference, words.sources)),
        line([plane.left, y], [plane.right, y], DASHED),
        baseline === null ? '' : referenceLabel(label, baseline, plane),
      );
    })
    .join('');
}

const DASHED = { ...stroke('muted'), 'stroke-width': 1.3, 'stroke-dasharray': '5 4' } as const;

/** A baseline close to the line that no other label holds; null when both sides are taken. */
function freeBaseline(y: number, taken: readonly number[], plane: Plane): number | null {
  const isFree = (baseline: number): boolean =>
    baseline < plane.bottom && taken.every((other) => Math.abs(other - baseline) >= 13);
  return [y - 4, y + 12].find(isFree) ?? null;
}

function referenceLabel(label: string, y: number, plane: Plane): string {
  const short = ellipsize(label, (plane.right - plane.left) * 0.6, SMALL);
  return text(short, { x: plane.right, y, size: SMALL.size, ink: 'muted', anchor: 'end', halo: true });
}

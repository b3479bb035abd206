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

/** Height of ticks and title below a plane. */
export const PLANE_FOOT = 42;

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

/** Grid, ticks and titles of both axes. */
export function planeAxes(plane: Plane, value: Scale, place: Scale, axis: ValueAxis): string {
  return [
    valueAxisMarkup(plane, value),
    placeAxisMarkup(plane, place),
    valueTitle(plane, value.title, directionNote(axis.direction, 'up')),
    placeTitle(plane, place.title),
  ].join('');
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

/** Ticks along the bottom; every second, third… where all labels would not stand side by side. */
function placeAxisMarkup(plane: Plane, scale: Scale): string {
  const y = plane.bottom + 16;
  const parts = [line([plane.left, plane.bottom], [plane.right, plane.bottom], stroke('axis'))];
  let free = 0;
  for (const tick of visibleTicks(plane, scale)) {
    const at = xOf(plane, tick.at);
    parts.push(line([at, plane.bottom], [at, plane.bottom + 4], stroke('axis')));
    const half = textWidth(tick.label, SMALL) / 2;
    const x = Math.min(Math.max(at, half + 2), plane.width - half - 2);
    if (x - half < free) continue;
    free = x + half + 6;
    parts.push(text(tick.label, { x, y, size: SMALL.size, ink: 'muted', anchor: 'middle', full: tick.full }));
  }
  return parts.join('');
}

interface VisibleTick {
  readonly at: number;
  readonly label: string;
  readonly full: string;
}

const SLOT = 84;

/** Number and time ticks were chosen to fit; the labels of an order are thinned and shortened to their slots. */
function visibleTicks(plane: Plane, scale: Scale): VisibleTick[] {
  const slot = (plane.right - plane.left) / Math.max(1, scale.ticks.length);
  const longest = scale.ticks.reduce((most, tick) => Math.max(most, textWidth(tick.label, SMALL) + 8), 0);
  const every = Math.max(1, Math.ceil(Math.min(longest, SLOT) / slot));
  const isOrder = scale.isOrder;
  return scale.ticks
    .filter((_, i) => !isOrder || i % every === 0)
    .map(({ at, label }) => {
      const short = isOrder ? ellipsize(label, Math.max(SLOT, slot * every) - 8, SMALL) : label;
      return { at, label: short, full: short === label ? '' : label };
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

function placeTitle(plane: Plane, title: string): string {
  const { lines, isCut } = wrap(title, plane.width - 2 * PAD, LABEL, 1);
  const content = lines[0] ?? '';
  const half = textWidth(content, LABEL) / 2;
  const middle = (plane.left + plane.right) / 2;
  const x = Math.min(Math.max(middle, PAD + half), plane.width - PAD - half);
  const y = plane.bottom + 35;
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
  return text(short, { x: plane.right, y, size: SMALL.size, ink: 'muted', anchor: 'end' });
}

import { joined } from './describe.ts';
import type { Words } from './describe.ts';
import { effectiveKind, extent, isDrawable } from './scale.ts';
import type { ReferenceLine, ValueAxis } from './spec.ts';
import { PAD, SMALL, traced } from './svg-frame.ts';
import { ellipsize, textWidth } from './svg-text.ts';
import { element, line, stroke, text, tooltip } from './svg-write.ts';

/** Reference lines that the axis reaches, and a sentence for each of the others. */
export interface References {
  readonly shown: readonly ReferenceLine[];
  readonly far: readonly ReferenceLine[];
}

/** A line this many times the extent of the values away would flatten them, so that it is told instead of drawn. */
const REACH = 2;
/** The same on a log axis: this many times the lowest or highest value. */
const LOG_REACH = 100;

/** Splits reference lines into those near the values (canonical units) and those too far away. */
export function nearReferences(
  lines: readonly ReferenceLine[],
  values: readonly number[],
  axis: ValueAxis,
): References {
  const kind = effectiveKind(axis.scale, values);
  const drawable = values.filter((value) => isDrawable(value, kind));
  const [low, high] = extent(axis.zero && kind === 'linear' ? [...drawable, 0] : drawable);
  const room = (high - low || Math.abs(high)) * REACH;
  const isNear = ({ value }: ReferenceLine): boolean => {
    if (!isDrawable(value, kind)) return false;
    if (drawable.length === 0) return true;
    if (kind === 'log') return value >= low / LOG_REACH && value <= high * LOG_REACH;
    return value >= low - room && value <= high + room;
  };
  return { shown: lines.filter(isNear), far: lines.filter((each) => !isNear(each)) };
}

/** Sentences about lines that are not drawn. */
export function farNotes(far: readonly ReferenceLine[], words: Words): string[] {
  return far.map(({ label, value }) => `${label}: ${words.scale.write(value)}, outside the chart.`);
}

/** Height of one row of labels above a plot. */
export const LANE = 15;

/** A label over an upright line: where the line stands, and what it says. */
export interface Flag {
  readonly x: number;
  readonly label: string;
  readonly title: string;
  readonly attributes: Readonly<Record<string, string | number | null>>;
}

/** Where upright lines and their labels go. */
export interface FlagFrame {
  readonly width: number;
  /** Baseline of the lowest lane is 4 above this. */
  readonly top: number;
  readonly bottom: number;
  readonly lanes: number;
}

/** Upright dashed lines with their labels above the plot, side by side or one above the other, never overlapping. */
export function flags(all: readonly Flag[], frame: FlagFrame): string {
  const ends: number[] = Array.from({ length: frame.lanes }, () => -Infinity);
  return [...all]
    .sort((a, b) => a.x - b.x)
    .map((flag) => {
      const label = ellipsize(flag.label, Math.min(220, frame.width - 2 * PAD), SMALL);
      const size = textWidth(label, SMALL);
      const start = Math.min(Math.max(PAD, flag.x - size / 2), frame.width - PAD - size);
      const lane = ends.findIndex((end) => start > end + 8);
      if (lane >= 0) ends[lane] = start + size;
      return flagMarkup(flag, lane < 0 ? null : { label, x: start + size / 2, lane }, frame);
    })
    .join('');
}

/** How many lanes the labels need, at most three. */
export function lanesFor(count: number): number {
  return Math.min(3, count);
}

interface FlagLabel {
  readonly label: string;
  readonly x: number;
  readonly lane: number;
}

function flagMarkup(flag: Flag, label: FlagLabel | null, frame: FlagFrame): string {
  const top = frame.top - (label === null ? 0 : label.lane * LANE);
  const style = { ...stroke('muted'), 'stroke-width': 1.3, 'stroke-dasharray': '5 4' };
  const written =
    label === null
      ? ''
      : text(label.label, { x: label.x, y: top - 4, size: SMALL.size, ink: 'muted', anchor: 'middle' });
  return element(
    'g',
    flag.attributes,
    tooltip(flag.title),
    line([flag.x, top], [flag.x, frame.bottom], style),
    written,
  );
}

/** The flags of reference lines on an axis that runs to the right. */
export function referenceFlags(
  shown: readonly ReferenceLine[],
  words: Words,
  place: (at: number) => number,
): Flag[] {
  return shown.flatMap((reference) => {
    const at = words.scale.at(reference.value);
    if (at === null) return [];
    const label = `${reference.label} ${words.scale.write(reference.value)}`;
    const title = joined(label, reference, words.sources);
    return [{ x: place(at), label, title, attributes: traced(reference) }];
  });
}

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
  return far.map(
    ({ label, value }) => `The line “${label}” (${words.scale.write(value)}) lies outside the chart.`,
  );
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
  /** Foot of the lowest lane. */
  readonly top: number;
  readonly bottom: number;
  readonly lanes: number;
}

/** How many lanes so many labels need, at most three. */
export function lanesFor(count: number): number {
  return Math.min(3, count);
}

/** More upright lines than this are drawn without labels: their tooltips remain. */
const MOST_LABELS = 40;

/** Upright dashed lines with their labels above the plot; no label lies on another or is crossed by a line. */
export function flags(all: readonly Flag[], frame: FlagFrame): string {
  const placed: PlacedFlag[] = [];
  for (const flag of all.toSorted((a, b) => b.x - a.x)) {
    const label = ellipsize(flag.label, Math.min(220, frame.width / 2 - PAD), SMALL);
    placed.push(all.length > MOST_LABELS ? bare(flag) : placeFlag(flag, label, placed, frame));
  }
  return placed.map((each) => flagMarkup(each, frame)).join('');
}

interface PlacedFlag {
  readonly flag: Flag;
  /** '' where no lane has room for it. */
  readonly label: string;
  readonly lane: number;
  /** What the label covers, in pixels from the left. */
  readonly start: number;
  readonly end: number;
}

function bare(flag: Flag): PlacedFlag {
  return { flag, label: '', lane: 0, start: flag.x, end: flag.x };
}

/** The lowest lane with room beside the line, right of it first. */
function placeFlag(flag: Flag, label: string, others: readonly PlacedFlag[], frame: FlagFrame): PlacedFlag {
  const size = textWidth(label, SMALL) + 4;
  for (let lane = 0; lane < frame.lanes; lane++) {
    for (const start of [flag.x, flag.x - size]) {
      const candidate = { flag, label, lane, start, end: start + size };
      const isInside = start >= PAD && start + size <= frame.width - PAD / 2;
      if (isInside && others.every((other) => !collide(candidate, other))) return candidate;
    }
  }
  return bare(flag);
}

/** Lines reach up through their own lane, so a label is crossed by lines of its lane and of all lanes above. */
function collide(a: PlacedFlag, b: PlacedFlag): boolean {
  const crosses = (line: PlacedFlag, label: PlacedFlag): boolean =>
    label.label !== '' &&
    line.lane >= label.lane &&
    line.flag.x > label.start - 3 &&
    line.flag.x < label.end + 3;
  const overlap =
    a.lane === b.lane && a.label !== '' && b.label !== '' && a.start < b.end + 6 && b.start < a.end + 6;
  return overlap || crosses(a, b) || crosses(b, a);
}

function flagMarkup({ flag, label, lane, start, end }: PlacedFlag, frame: FlagFrame): string {
  const foot = frame.top - lane * LANE;
  const top = label === '' ? frame.top : foot - LANE + 4;
  const style = { ...stroke('muted'), 'stroke-width': 1.3, 'stroke-dasharray': '5 4' };
  const isRight = start >= flag.x;
  const place = { x: isRight ? start + 4 : end - 4, y: foot - 3, size: SMALL.size } as const;
  return element(
    'g',
    flag.attributes,
    tooltip(flag.title),
    line([flag.x, top], [flag.x, frame.bottom], style),
    text(label, { ...place, ink: 'muted', anchor: isRight ? 'start' : 'end' }),
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

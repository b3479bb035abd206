import type { Chart } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import { groupBy } from '../../src/core/catalogue/twins.ts';
import type { ChartJsConfig, ChartJsLine } from '../../src/core/charts/chartjs/types.ts';
import { formatCount } from '../../src/core/format/quantity.ts';
import { t } from '../l10n.ts';
import { axesOf, isAxisOnTop } from './drawn.ts';
import { shortened } from './tell-apart.ts';
import type { ChartTheme } from './theme.ts';

/** Characters of a label on a line, and labels on one line before the rest is counted. */
const MOST = 36;
const MOST_LABELS = 3;

/** Around a label, in pixels. */
const PADDING = 3;

/** The labels are so many pixels smaller than the text around the chart. */
const SMALLER = 2;

/** Width of a letter and height of a line in sizes of the font. */
const LETTER = 0.56;
const LINE = 1.25;

/** Lines across the plot at one place, with all that is said of it: several histories often step with the same run. */
interface Flag {
  readonly at: number;
  readonly labels: readonly string[];
}

/** Lines across the plot for Chart.js: at values (limits, a baseline) and at places (steps, a knee). No label lies on another. */
export function linesAcross(config: ChartJsConfig, theme: ChartTheme): Record<string, AnnotationOptions> {
  const { value, place } = axesOf(config);
  const room = flagRoom(config, theme);
  return {
    ...annotationsOf('reference', flagsOf(config.references), { axis: value, dash: [6, 4], theme, room }),
    ...annotationsOf('marker', flagsOf(config.markers), { axis: place, dash: [2, 3], theme, room }),
  };
}

/** Pixels above the plot for the labels of its upright lines, so that they hide no point. */
export function flagRoom(config: ChartJsConfig, theme: ChartTheme): number {
  const upright = flagsOf(axesOf(config).value === 'x' ? config.references : config.markers);
  // An axis on top stands where they would: they then hang into the plot.
  return isAxisOnTop(config)
    ? 0
    : Math.max(0, ...upright.map((flag) => heightOf(flag, theme.size - SMALLER)));
}

function heightOf({ labels }: Flag, size: number): number {
  return labels.length * size * LINE + 2 * PADDING;
}

function flagsOf(lines: readonly ChartJsLine[]): readonly Flag[] {
  const byPlace = groupBy(lines, ({ at }) => String(at));
  return [...byPlace].map(([at, own]) => {
    const labels = own.map(({ label }) => shortened(label, MOST));
    const rest = labels.length - MOST_LABELS;
    return {
      at: Number(at),
      labels: rest > 1 ? [...labels.slice(0, MOST_LABELS), t('and {0} more', formatCount(rest))] : labels,
    };
  });
}

interface Look {
  readonly axis: 'x' | 'y';
  readonly dash: number[];
  readonly theme: ChartTheme;
  /** Pixels above the plot for labels of upright lines. */
  readonly room: number;
}

function annotationsOf(
  id: string,
  flags: readonly Flag[],
  { axis, dash, theme, room }: Look,
): Record<string, AnnotationOptions> {
  const size = theme.size - SMALLER;
  return Object.fromEntries(
    flags.map(({ at, labels }, index) => [
      `${id}${String(index)}`,
      {
        type: 'line',
        scaleID: axis,
        value: at,
        display: ({ chart }) => isSeen(chart, axis, at),
        borderColor: theme.muted,
        borderWidth: 1.25,
        borderDash: dash,
        label: {
          display: true,
          content: [...labels],
          position: axis === 'x' ? 'start' : 'end',
          yAdjust: ({ chart }) => (axis === 'x' ? (drops(chart, flags, size)[index] ?? 0) - room : 0),
          color: theme.text,
          backgroundColor: `${theme.background}dd`,
          padding: PADDING,
          font: { family: theme.font, size, weight: 'normal', lineHeight: LINE },
        },
      } satisfies AnnotationOptions,
    ]),
  );
}

/** A line outside of the part that is seen would be drawn beside the plot. */
function isSeen({ scales }: Chart, axis: 'x' | 'y', at: number): boolean {
  const { min = at, max = at } = scales[axis] ?? {};
  return at >= min && at <= max;
}

/** How far below the top of its room each label stands, so that it is clear of those before it. */
function drops({ scales, chartArea }: Chart, flags: readonly Flag[], size: number): readonly number[] {
  const placed: { readonly from: number; readonly to: number; readonly end: number; readonly top: number }[] =
    [];
  for (const flag of flags) {
    const { at, labels } = flag;
    const half = (Math.max(...labels.map(({ length }) => length)) * size * LETTER) / 2 + PADDING;
    const middle = scales.x?.getPixelForValue(at) ?? 0;
    const inside = Math.min(Math.max(middle, chartArea.left + half), chartArea.right - half);
    const [from, to] = [inside - half, inside + half];
    const beside = placed.filter((other) => other.from < to && from < other.to);
    const top = Math.max(0, ...beside.map(({ end }) => end));
    placed.push({ from, to, top, end: top + heightOf(flag, size) + 1 });
  }
  return placed.map(({ top }) => top);
}

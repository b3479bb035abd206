import type { Chart, ChartDataset, ChartOptions, Scale, ScaleOptionsByType, Tick } from 'chart.js';
import { scaleTicks } from '../../src/core/charts/chartjs/scales.ts';
import type { ChartJsConfig, ChartJsDataset, ChartJsScale } from '../../src/core/charts/chartjs/types.ts';
import { axesOf, isAxisOnTop } from './drawn.ts';
import { flagRoom, linesAcross } from './lines-across.ts';
import type { ChartPlace } from './stepping.ts';
import { fittedNames } from './tell-apart.ts';
import type { ChartTheme } from './theme.ts';

/** What a part of a chart shows of an axis, in its written unit. */
export interface Seen {
  readonly min: number;
  readonly max: number;
}

export interface OptionsInput {
  readonly config: ChartJsConfig;
  readonly theme: ChartTheme;
  /** Of the canvas, in pixels. */
  readonly width: number;
  /** The part of each axis that is seen; null: all of it. */
  readonly seen: { readonly x: Seen | null; readonly y: Seen | null };
  readonly moved: (isDone: boolean) => void;
  readonly lines: (dataset: number, index: number) => readonly string[];
  /** The pointer or the keys are on a point, at these pixels of the canvas; null: on none. */
  readonly pointed: (place: ChartPlace | null, x: number, y: number) => void;
  readonly clicked: (dataset: number, index: number) => void;
}

/** Share of the width that names of rows may take, and the width of a letter in sizes of the font. */
const NAMES_SHARE = 0.36;
const LETTER = 0.54;
const DIGIT = 0.6;

/** Pixels that a tick with its label takes along each axis. */
const TICK_X = 70;
const DATE_X = 94;
const TICK_Y = 44;

/** Characters of a label along the axis, and those up to which it lies level: every other one is then left out before they lean. */
const MOST_ALONG = 28;
const LEVEL = 20;

/** Pixels right of the plot for the number of the longest bar: at least, and the share of the width at most. */
const VALUE_ROOM = 40;
const VALUE_SHARE = 0.25;

export function chartOptions(input: OptionsInput): ChartOptions {
  const { config, theme } = input;
  const { value, place } = axesOf(config);
  const isRows = config.indexAxis === 'y';
  const mode = isRows ? value : config.type === 'scatter' ? 'xy' : 'x';
  const done = ({ chart }: { readonly chart: Chart }): void => {
    if (chart.canvas.isConnected) input.moved(true);
  };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    indexAxis: config.indexAxis,
    layout: { padding: { right: valueRoom(input), top: 6 + flagRoom(config, theme) } },
    scales: {
      [value]: scaleOptions(config.scales.value, value, input),
      [place]: scaleOptions(config.scales.place, place, input),
    },
    interaction: isRows
      ? { mode: 'nearest', axis: config.type === 'bar' ? 'y' : 'xy', intersect: false }
      : { mode: 'nearest', axis: 'xy', intersect: false },
    onClick: (_event, [first]) => {
      if (first !== undefined) input.clicked(first.datasetIndex, first.index);
    },
    plugins: {
      tooltip: tooltipOptions(input),
      annotation: { clip: false, annotations: linesAcross(config, theme) },
      zoom: {
        limits: {
          x: limitsOf(config.scales[isRows ? 'value' : 'place']),
          y: limitsOf(config.scales[isRows ? 'place' : 'value']),
        },
        pan: {
          enabled: true,
          mode,
          onPan: () => {
            input.moved(false);
          },
          onPanComplete: done,
        },
        zoom: {
          mode,
          wheel: { enabled: true, modifierKey: 'ctrl' },
          pinch: { enabled: true },
          onZoom: () => {
            input.moved(false);
          },
          onZoomComplete: done,
        },
      },
    },
  };
}

/** Room for the numbers beside bars and dots; other marks need none. */
function valueRoom({ config, theme, width }: OptionsInput): number {
  if (config.type !== 'bar') return 14;
  const texts = config.data.datasets.flatMap(({ meta }) =>
    meta.map((one) => [one?.beside, one?.verdict].filter((text) => text !== undefined).join(', ')),
  );
  const longest = texts.reduce((most, { length }) => Math.max(most, length), 0);
  return Math.max(VALUE_ROOM, Math.min(width * VALUE_SHARE, longest * (theme.size - 2) * DIGIT + 12));
}

/** Nothing lies outside of the whole domain; a part is at least a thousandth of a percent of it. */
function limitsOf({ min, max, type }: ChartJsScale): { min: number; max: number; minRange: number } {
  const span = max - min;
  return { min, max, minRange: type === 'logarithmic' ? span * 1e-9 : span * 1e-5 };
}

/** A canvas that is narrower has the direction of an axis below its name, not squeezed beside it. */
const NARROW = 520;

function titleLines(title: string, width: number): string | string[] {
  return width >= NARROW
    ? title
    : title.replace(/ (?=(?:[↑↓] )?(?:higher|lower) is better)/u, '\n').split('\n');
}

/** The name of a row in so many characters, told apart from the others; made once for each width. */
function namesIn(labels: readonly string[]): (at: number, most: number) => string {
  let known: { readonly most: number; readonly names: readonly string[] } | null = null;
  return (at, most) => {
    if (known?.most !== most) known = { most, names: fittedNames(labels, most) };
    return known.names[at] ?? '';
  };
}

type Axis = ScaleOptionsByType<'linear' | 'logarithmic' | 'category'>;

function scaleOptions(scale: ChartJsScale, axis: 'x' | 'y', input: OptionsInput): Axis {
  const { config, theme, seen, width } = input;
  const part = seen[axis];
  const isNames = scale.kind === 'names';
  const font = { family: theme.font, size: theme.size - 1 };
  const isListed = isNames || scale.kind === 'order';
  const longest = scale.labels.reduce((most, { length }) => Math.max(most, length), 0);
  const names = isListed ? namesIn(scale.labels) : (): string => '';
  const options = {
    type: scale.type,
    axis,
    ...(axis === 'x' && isAxisOnTop(config) ? { position: 'top' as const } : {}),
    reverse: scale.reverse,
    ...(isNames ? {} : { min: part?.min ?? scale.min, max: part?.max ?? scale.max }),
    title: { display: scale.title !== '', text: titleLines(scale.title, width), color: theme.muted, font },
    border: { color: theme.axis },
    grid: { color: theme.grid, display: !isNames && scale.kind !== 'order', drawTicks: false },
    ticks: {
      color: theme.text,
      font,
      padding: 6,
      autoSkip: !isNames,
      maxRotation: axis === 'x' && scale.kind === 'order' && longest > LEVEL ? 50 : 0,
      includeBounds: false,
      callback(this: Scale, value: number | string, index: number, ticks: Tick[]): string {
        if (!isListed) {
          const label = ticks[index]?.label;
          return typeof label === 'string' ? label : '';
        }
        if (axis === 'x') return names(Number(value), MOST_ALONG).replaceAll('…', '');
        // Chart.js gives names at most half of the room beside the numbers.
        const room = Math.min(this.chart.width * NAMES_SHARE, (this.chart.width - valueRoom(input)) / 2 - 24);
        return names(Number(value), Math.max(6, Math.floor(room / (theme.size * LETTER))));
      },
    },
    afterBuildTicks: isNames
      ? undefined
      : (built: {
          min: number;
          max: number;
          width: number;
          height: number;
          ticks: Tick[];
          isHorizontal(): boolean;
        }): void => {
          built.ticks = ticksOf(scale, built, Math.min(longest, LEVEL) * theme.size * LETTER);
        },
  };
  // The scale types of Chart.js are one union per kind of axis; this object is right for each of the three by its `type`.
  return options as unknown as Axis;
}

/** `label`: pixels of the longest label of an order. */
function ticksOf(
  scale: ChartJsScale,
  built: {
    readonly min: number;
    readonly max: number;
    readonly width: number;
    readonly height: number;
    isHorizontal(): boolean;
  },
  label: number,
): Tick[] {
  const isWhole = built.min === scale.min && built.max === scale.max;
  const isRows = scale.kind === 'order' && scale.reverse;
  const room = built.isHorizontal()
    ? built.width / Math.max(label + 12, scale.kind === 'number' ? TICK_X : DATE_X)
    : built.height / TICK_Y;
  const count = isRows ? scale.labels.length : Math.max(2, Math.floor(room));
  if (isWhole && (scale.ticks.length <= count * 1.6 || isRows))
    return scale.ticks.map((tick) => ({ ...tick }));
  return scaleTicks(scale, built.min, built.max, count);
}

type TooltipSettings = NonNullable<NonNullable<ChartOptions['plugins']>['tooltip']>;

/** The card of the panel in the place of the canvas's own tooltip: it wraps, and it is not cut off by the canvas. */
function tooltipOptions({ pointed, lines }: OptionsInput): TooltipSettings {
  return {
    enabled: false,
    filter: (item) => lines(item.datasetIndex, item.dataIndex).length > 0,
    external: ({ tooltip }) => {
      const [item] = tooltip.dataPoints;
      if (tooltip.opacity === 0 || item === undefined) pointed(null, 0, 0);
      else pointed({ dataset: item.datasetIndex, index: item.dataIndex }, tooltip.caretX, tooltip.caretY);
    },
  };
}

/** Half of the largest mark, in pixels. */
const MARK = 6;

/** A dataset for Chart.js; what it cannot draw is left to the plug-ins. */
export function chartDataset(
  own: ChartJsDataset,
  type: ChartJsConfig['type'],
  theme: ChartTheme,
): ChartDataset {
  const color = theme.series(own.look.color);
  // A point without y breaks the line: Chart.js draws that and does not type it.
  const data = [...own.data] as ChartDataset['data'];
  if (type === 'bar') {
    return {
      type: 'bar',
      label: own.label,
      data,
      backgroundColor: own.mark === 'bar' ? `${color}b8` : 'transparent',
      hoverBackgroundColor: own.mark === 'bar' ? color : 'transparent',
      borderColor: color,
      borderWidth: 0,
      categoryPercentage: 0.82,
      barPercentage: 0.86,
      maxBarThickness: 22,
    };
  }
  const isPlain = own.mark === 'plain-line';
  return {
    type: 'line',
    label: own.label,
    data,
    parsing: false,
    normalized: true,
    showLine: own.mark !== 'dot',
    spanGaps: false,
    // A mark at the edge of the plot is seen whole.
    clip: isPlain ? 0 : MARK,
    borderColor: color,
    backgroundColor: own.mark === 'dot' ? `${color}aa` : color,
    borderWidth: isPlain ? 1.25 : 2,
    borderDash: [...own.look.borderDash],
    pointStyle: own.look.pointStyle,
    pointRotation: own.look.rotation,
    pointRadius: isPlain ? 0 : own.mark === 'dot' ? 3 : 3.5,
    pointHoverRadius: 5,
    pointHitRadius: 8,
    pointBorderColor: color,
    pointBackgroundColor: own.mark === 'dot' ? `${color}aa` : color,
  };
}

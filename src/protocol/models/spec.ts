import type {
  Band,
  BandPoint,
  BarSeries,
  BarsSpec,
  BoxSummary,
  ChartInterval,
  ChartPoint,
  ChartSource,
  ChartSpec,
  ClockAxis,
  DistributionGroup,
  DistributionSpec,
  FrontPoint,
  Level,
  LineSeries,
  LineSpec,
  NumberAxis,
  OrderAxis,
  PlacedPoint,
  PlaceMarker,
  ReferenceLine,
  ScatterSeries,
  ScatterSpec,
  TimeSeriesSpec,
  ValueAxis,
} from '../../core/charts/spec.ts';
import type { DenseSeries } from '../../core/charts/dense.ts';
import {
  anyOf,
  isCount,
  isFinite,
  isFlag,
  isFloats,
  isIndexes,
  isText,
  listOf,
  oneOf,
  orNull,
  shape,
  maybe,
  type Guard,
} from '../guards.ts';

export const isDirection = oneOf('higher', 'lower', 'none');

export const isChartSource: Guard<ChartSource> = anyOf<ChartSource>(
  shape<Required<ChartSource>>({ root: isCount, file: isText, line: isCount, column: isCount }),
  shape<Omit<ChartSource, 'root'>>({ file: isText, line: isCount, column: isCount }),
);

const TRACED = { source: orNull(isCount), figure: orNull(isText) };

const isInterval: Guard<ChartInterval> = shape<ChartInterval>({
  low: isFinite,
  high: isFinite,
  level: orNull(isFinite),
});

const POINT = {
  ...TRACED,
  value: orNull(isFinite),
  gap: orNull(isText),
  tone: maybe(oneOf('better', 'worse')),
  n: orNull(isFinite),
  interval: orNull(isInterval),
  label: isText,
};
const isPoint: Guard<ChartPoint> = shape<ChartPoint>(POINT);
const isPlaced: Guard<PlacedPoint> = shape<PlacedPoint>({ ...POINT, x: isFinite });

const isScale = oneOf('linear', 'log');
const isValueAxis: Guard<ValueAxis> = shape<ValueAxis>({
  title: isText,
  unit: orNull(isText),
  scale: isScale,
  zero: isFlag,
  direction: isDirection,
  signed: maybe(isFlag),
});
const isNumberAxis: Guard<NumberAxis> = shape<NumberAxis>({
  kind: oneOf('number'),
  title: isText,
  unit: orNull(isText),
  scale: isScale,
  zero: isFlag,
  direction: maybe(isDirection),
});
const isClockAxis: Guard<ClockAxis> = shape<ClockAxis>({
  kind: oneOf('clock'),
  title: isText,
  zone: oneOf('utc', 'offset', 'unknown'),
});
const isOrderAxis: Guard<OrderAxis> = shape<OrderAxis>({
  kind: oneOf('order'),
  title: isText,
  labels: listOf(isText),
});

const BASE = {
  id: isText,
  title: isText,
  subtitle: orNull(isText),
  description: isText,
  value: isValueAxis,
  references: listOf(shape<ReferenceLine>({ ...TRACED, value: isFinite, label: isText })),
  notes: listOf(isText),
  sources: listOf(isChartSource),
};

const isBars: Guard<BarsSpec> = shape<BarsSpec>({
  ...BASE,
  type: oneOf('bars-with-intervals'),
  mark: oneOf('bar', 'dot'),
  categories: listOf(isText),
  series: listOf(shape<BarSeries>({ name: isText, points: listOf(isPoint) })),
});

const isBox: Guard<BoxSummary> = shape<BoxSummary>({
  whiskerLow: isFinite,
  q1: isFinite,
  median: isFinite,
  q3: isFinite,
  whiskerHigh: isFinite,
  mean: orNull(isFinite),
});

const isDistribution: Guard<DistributionSpec> = shape<DistributionSpec>({
  ...BASE,
  type: oneOf('distribution'),
  groups: listOf(
    shape<DistributionGroup>({
      ...TRACED,
      label: isText,
      n: orNull(isFinite),
      gap: orNull(isText),
      box: orNull(isBox),
      points: listOf(isPoint),
    }),
  ),
});

const isScatter: Guard<ScatterSpec> = shape<ScatterSpec>({
  ...BASE,
  type: oneOf('scatter'),
  x: isNumberAxis,
  series: listOf(shape<ScatterSeries>({ name: isText, points: listOf(isPlaced) })),
  front: listOf(shape<FrontPoint>({ x: isFinite, value: isFinite, name: orNull(isText) })),
});

const isLineSeries: Guard<LineSeries> = shape<LineSeries>({
  name: isText,
  points: listOf(isPlaced),
  band: orNull(
    shape<Band>({
      label: isText,
      points: listOf(shape<BandPoint>({ x: isFinite, low: isFinite, high: isFinite })),
    }),
  ),
  levels: listOf(shape<Level>({ ...TRACED, from: isFinite, to: isFinite, value: isFinite, label: isText })),
});
const areMarkers = listOf(shape<PlaceMarker>({ ...TRACED, x: isFinite, label: isText }));

const isLine: Guard<LineSpec> = shape<LineSpec>({
  ...BASE,
  type: oneOf('line'),
  x: anyOf<LineSpec['x']>(isNumberAxis, isClockAxis, isOrderAxis),
  series: listOf(isLineSeries),
  markers: areMarkers,
});
const isTimeSeries: Guard<TimeSeriesSpec> = shape<TimeSeriesSpec>({
  ...BASE,
  type: oneOf('timeseries'),
  x: anyOf<TimeSeriesSpec['x']>(isNumberAxis, isClockAxis),
  series: listOf(isLineSeries),
  markers: areMarkers,
  breakAfter: orNull(isFinite),
});

export const isBarsSpec = isBars;
export const isChartSpec: Guard<ChartSpec> = anyOf<ChartSpec>(
  isBars,
  isDistribution,
  isScatter,
  isLine,
  isTimeSeries,
);

/** Columns of one series; all equally long, so that no index of one is missing in another. */
export const isDenseSeries: Guard<DenseSeries> = (value): value is DenseSeries =>
  isColumns(value) &&
  [value.ys, value.lines, value.columns].every(({ length }) => length === value.xs.length);

const isColumns: Guard<DenseSeries> = shape<DenseSeries>({
  name: isText,
  xs: isFloats,
  ys: isFloats,
  root: isCount,
  file: isText,
  lines: isIndexes,
  columns: isIndexes,
});

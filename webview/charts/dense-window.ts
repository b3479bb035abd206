import type { ChartJsConfig, ChartJsMeta, ChartJsPoint } from '../../src/core/charts/chartjs/types.ts';
import type { DenseSeries } from '../../src/core/charts/dense.ts';
import { placeScale } from '../../src/core/charts/place-scale.ts';
import { numberScale, type Scale } from '../../src/core/charts/scale.ts';
import { selectMinMax, type XRange } from '../../src/core/charts/select.ts';
import type { ChartSource, TimeSeriesSpec } from '../../src/core/charts/spec.ts';
import { t } from '../l10n.ts';

/** What of a long series is drawn: the points, and which of the series each is (−1: a break). */
export interface DenseSlice {
  readonly data: readonly ChartJsPoint[];
  readonly chosen: Int32Array;
}

/**
 * Long series as typed arrays, from which each zoom and pan takes the points that decide the picture. Words for tooltips are
 * made only for the point that is asked about: a frame of panning formats nothing.
 */
export class DenseWindow {
  readonly #series: readonly DenseSeries[];
  readonly #spec: TimeSeriesSpec;
  readonly #factors: { readonly place: number; readonly value: number };
  readonly #place: Scale;
  readonly #value: Scale;

  constructor(spec: TimeSeriesSpec, series: readonly DenseSeries[], { scales }: ChartJsConfig) {
    this.#spec = spec;
    this.#series = series;
    this.#factors = { place: scales.place.factor, value: scales.value.factor };
    const points = spec.series.flatMap((own) => own.points);
    this.#place = placeScale(
      spec.x,
      points.map(({ x }) => x),
      5,
    );
    this.#value = numberScale(
      spec.value,
      { values: points.flatMap(({ value }) => value ?? []), also: [] },
      5,
    );
  }

  /** The points of one series for a range in the written unit. */
  slice(index: number, range: XRange, pixels: number): DenseSlice {
    const series = this.#series[index];
    if (series === undefined) return { data: [], chosen: new Int32Array() };
    const { xs, ys } = series;
    const { place, value } = this.#factors;
    const picked = selectMinMax(xs, ys, pixels, { from: range.from / place, to: range.to / place });
    const breakAfter = this.#spec.breakAfter ?? Infinity;
    const data: ChartJsPoint[] = [];
    const chosen: number[] = [];
    let last = -2;
    for (const at of picked) {
      const x = xs[at] ?? NaN;
      const y = ys[at] ?? NaN;
      if (last === at - 1 && x - (xs[last] ?? x) > breakAfter) {
        data.push({ x: x * place, y: null });
        chosen.push(-1);
      }
      data.push({ x: x * place, y: Number.isFinite(y) ? y * value : null });
      chosen.push(at);
      last = at;
    }
    return { data, chosen: Int32Array.from(chosen) };
  }

  /** The lines of a point's tooltip. */
  meta(index: number, at: number): ChartJsMeta | null {
    const series = this.#series[index];
    const source = this.source(index, at);
    const [x, y] = [series?.xs[at], series?.ys[at]];
    if (series === undefined || source === null || x === undefined || y === undefined) return null;
    const place = `${source.file}:${String(source.line)}:${String(source.column)}`;
    const value = Number.isFinite(y) ? this.#value.write(y) : t('no reading');
    return { lines: [series.name, this.#place.write(x), value, place], source: null };
  }

  source(index: number, at: number): ChartSource | null {
    const series = this.#series[index];
    const line = series?.lines[at];
    if (series === undefined || line === undefined) return null;
    return { root: series.root, file: series.file, line, column: series.columns[at] ?? 1 };
  }
}

import { formatPercent } from '../format/quantity.ts';
import { levelLimits, type HistoryAnalysis, type HistoryStep } from '../stats/history.ts';
import type { LineSeries, PlaceMarker, Traced } from './spec.ts';

/** Levels need this many runs before a band for the next run is drawn around them. */
const BAND_NEEDS = 4;

const UNTRACED: Traced = { source: null, figure: null };

/**
 * The levels of a history and the band in which the next run is expected, for its line. `xs` are the places of its runs, as
 * many as there are values.
 */
export function historyLine(
  values: ArrayLike<number>,
  xs: readonly number[],
  { levels, next }: HistoryAnalysis,
): Pick<LineSeries, 'band' | 'levels'> {
  const last = levels.at(-1);
  const limits =
    last === undefined || last.to - last.from + 1 < BAND_NEEDS ? null : levelLimits(values, last);
  const [from, to] = [xs[last?.from ?? 0] ?? 0, xs[last?.to ?? 0] ?? 0];
  return {
    band:
      limits === null || next === null
        ? null
        : {
            label: `next run, ${formatPercent(2 * limits.confidence - 1, { digits: 0 })}`,
            points: [
              { x: from, low: limits.low, high: limits.high },
              { x: to, low: limits.low, high: limits.high },
            ],
          },
    levels: levels.map((level) => ({
      from: xs[level.from] ?? 0,
      to: xs[level.to] ?? 0,
      value: level.value,
      label: `level of ${String(level.to - level.from + 1)} runs:`,
      ...UNTRACED,
    })),
  };
}

/** A marker at each confirmed step: "step +12.0 %", with the series where there are several. */
export function stepMarkers(
  { steps }: HistoryAnalysis,
  xs: readonly number[],
  name: string | null,
): PlaceMarker[] {
  return steps
    .filter(({ confirmed }) => confirmed)
    .map((step) => ({ x: xs[step.at] ?? 0, label: stepLabel(step, name), ...UNTRACED }));
}

function stepLabel({ change }: HistoryStep, name: string | null): string {
  const size = change === null ? 'step' : `step ${formatPercent(change, { sign: true })}`;
  return name === null ? size : `${size}, ${name}`;
}

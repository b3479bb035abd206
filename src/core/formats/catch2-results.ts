import { parseUnit } from '../normalise/units.ts';
import type { Place } from '../model/place.ts';
import type { RunBuilder } from './build.ts';
import type { ReportedInFile } from './reported.ts';

/** A number with its unit, where it stands. */
export interface TimeCell {
  readonly value: number;
  readonly unit: string;
  readonly place: Place;
}

/** A statistic between the ends of its interval. */
export interface Estimate {
  readonly value: TimeCell;
  readonly low: TimeCell | null;
  readonly high: TimeCell | null;
}

/** One benchmark of Catch2. */
export interface CatchResult {
  /** Test case, sections, benchmark. */
  readonly path: readonly string[];
  readonly samples: number | null;
  readonly iterations: number | null;
  /** Of the intervals, as a share. */
  readonly level: number;
  readonly mean: Estimate | null;
  readonly stddev: Estimate | null;
  readonly failure: { readonly reason: string; readonly place: Place } | null;
}

/** Puts a result into a run; all numbers are turned into the unit of the mean. */
export function addCatchResult(result: CatchResult, run: RunBuilder): void {
  const benchmark = run.benchmark(result.path.filter((part) => part !== '').join(' / '));
  const { mean, stddev, failure, iterations } = result;
  const unit = mean?.value.unit ?? stddev?.value.unit ?? 'ns';
  const measure = benchmark.measure('time', {
    metric: 'time-per-op',
    unit,
    ...(iterations === null ? {} : { iterations }),
  });
  if (failure !== null) {
    measure.sample(NaN, failure.place, { outcome: 'failed', error: failure.reason });
    return;
  }
  if (mean !== null) {
    measure.reported(
      { mean: inUnit(mean.value, unit), ...intervalOf('mean', mean, unit, result.level) },
      mean.value.place,
    );
    if (result.samples !== null) measure.reported({ n: result.samples }, mean.value.place);
  }
  if (stddev !== null)
    measure.reported(
      { stddev: inUnit(stddev.value, unit), ...intervalOf('stddev', stddev, unit, result.level) },
      stddev.value.place,
    );
}

function inUnit(cell: TimeCell, unit: string): number {
  if (cell.unit === unit) return cell.value;
  return (cell.value * (parseUnit(cell.unit)?.factor ?? NaN)) / (parseUnit(unit)?.factor ?? NaN);
}

function intervalOf(name: string, { low, high }: Estimate, unit: string, level: number): ReportedInFile {
  if (low === null || high === null) return {};
  return { intervals: { [name]: { level, low: inUnit(low, unit), high: inUnit(high, unit) } } };
}

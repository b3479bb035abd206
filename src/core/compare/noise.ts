import { groupBy } from '../catalogue/twins.ts';
import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { statisticsOf } from '../contract/statistics.ts';
import { compareStart } from '../insight/run-times.ts';
import { HISTORY_NEEDS } from '../stats/levels.ts';
import { ownNoise } from '../stats/own-noise.ts';

/**
 * How much a side moves from run to run by itself, relative: 0.02 is 2 %. Told of eight and more runs of one series with one
 * number each; 0 where that is not given, so that the noise floor of the project holds alone.
 */
export function noiseOf(entries: readonly CatalogueMeasure[]): number {
  if (entries.length < HISTORY_NEEDS) return 0;
  const series = new Set(entries.map(({ run }) => run.series));
  const runs = groupBy(entries, ({ run }) => run.id);
  if (series.size !== 1 || runs.size !== entries.length) return 0;
  const values = [...entries]
    .sort((a, b) => compareStart(a.run, b.run))
    .flatMap((entry) => {
      const { mean, median, value } = statisticsOf(entry);
      return mean ?? median ?? value ?? [];
    });
  const noise = ownNoise(values);
  return typeof noise === 'number' ? noise : 0;
}

import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { compareStart } from '../insight/run-times.ts';
import { HISTORY_NEEDS } from '../stats/levels.ts';
import { ownNoise } from '../stats/own-noise.ts';
import type { Side } from '../stats/side.ts';
import { centersOf } from './match.ts';

/**
 * The places of measures that are a history, oldest run first: eight and more runs of one series with one measure each. Null
 * where they are none. Told by their runs alone.
 */
export function historyOrder(entries: readonly CatalogueMeasure[]): readonly number[] | null {
  const [first] = entries;
  if (first === undefined || entries.length < HISTORY_NEEDS) return null;
  if (!entries.every(({ run }) => run.series === first.run.series)) return null;
  if (new Set(entries.map(({ run }) => run.id)).size !== entries.length) return null;
  const runs = entries.map(({ run }, place) => ({ run, place }));
  return runs.sort((a, b) => compareStart(a.run, b.run)).map(({ place }) => place);
}

/**
 * How much a side moves from run to run by itself, relative: 0.02 is 2 %. 0 where `order` is no history, so that the noise
 * floor of the project holds alone. `side` is what the measures come to.
 */
export function noiseOf(
  entries: readonly CatalogueMeasure[],
  { samples }: Side,
  order: readonly number[] | null,
): number {
  if (order === null) return 0;
  const values =
    samples?.length === entries.length
      ? order.map((place) => samples[place] ?? NaN)
      : centersOf(order.flatMap((place) => entries[place] ?? []));
  const noise = ownNoise(values);
  return typeof noise === 'number' ? noise : 0;
}

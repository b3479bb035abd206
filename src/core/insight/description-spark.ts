import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { formatCount } from '../format/quantity.ts';
import type { SampleSet } from '../model/sample.ts';
import type { Baselines } from './baseline.ts';
import type { DescriptionSpark } from './description.ts';
import { historyOf } from './history.ts';

/** Fewer values are seen better in numbers. */
const LEAST = 3;

/** The history of a measure where its series has one, else its samples in their order; null with too few of either. */
export function sparkOf(entry: CatalogueMeasure, baselines: Baselines): DescriptionSpark | null {
  const history = historyOf(entry, baselines);
  const known = history.filter(({ value }) => value !== null).length;
  if (known >= LEAST) {
    return { values: history.map(({ value }) => value), of: `the last ${String(history.length)} runs` };
  }
  const { samples } = entry.measure;
  if (samples === null || samples.values.length < LEAST) return null;
  return { values: okOrGap(samples), of: `${formatCount(samples.values.length)} samples in their order` };
}

/** NaN where a sample does not count. */
function okOrGap({ values, outcomes }: SampleSet): Float64Array {
  return outcomes === null ? values : values.map((value, index) => (outcomes[index] === 0 ? value : NaN));
}

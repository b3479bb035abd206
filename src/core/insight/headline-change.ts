import type { Change } from '../compare/compare.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { geometricMean } from '../stats/summary.ts';
import type { Baseline, Baselines } from './baseline.ts';
import { changeMark, changesAgainst, changeSentence, markOf, tallyOf, type ChangeMark } from './change.ts';
import type { Headline } from './headline.ts';

/** A headline against the baseline of its run. */
export interface HeadlineChange {
  readonly mark: ChangeMark;
  readonly baseline: Baseline;
  /** Of each measure behind the headline that the baseline has too; judged together. */
  readonly changes: readonly Change[];
}

/**
 * How a headline changed: by the change of its one measure, or by the geometric mean of the ratios of all its measures that
 * both sides have, which claims nothing by itself. Null without a baseline, or where nothing can be compared.
 */
export function headlineChange(
  headline: Headline,
  baselines: Baselines,
  noiseFloor: number,
): HeadlineChange | null {
  const [first] = headline.entries;
  const baseline = first === undefined ? null : baselines.of(first.run);
  if (baseline === null) return null;
  const changes = changesAgainst(headline.entries, baseline, baselines, noiseFloor);
  const [only] = changes;
  if (only === undefined) return null;
  const mark = headline.entries.length === 1 ? changeMark(only) : joinedMark(changes, only.direction);
  return mark === null ? null : { mark, baseline, changes };
}

/** "Throughput +3.2 % against …: improved.", or what the mean of several stands on. */
export function headlineSentence({ mark, changes }: HeadlineChange, against: string): string {
  const [only] = changes;
  if (only === undefined) return '';
  if (changes.length === 1) return changeSentence(only, against);
  const { improved, regressed } = tallyOf(changes);
  const title = metricInfo(only.metric).title;
  const sign = mark.text.replace(/^[▲▼] /u, '');
  return `${title} ${sign} against ${against}: geometric mean of the ratios of ${String(comparable(changes).length)} benchmarks; ${String(improved)} improved, ${String(regressed)} regressed.`;
}

function joinedMark(changes: readonly Change[], direction: Change['direction']): ChangeMark | null {
  const ratios = comparable(changes).map(({ comparison }) => 1 + (comparison.change ?? 0));
  const mean = geometricMean(ratios);
  return typeof mean === 'number' ? { ...markOf(mean - 1, direction), certain: false } : null;
}

function comparable(changes: readonly Change[]): readonly Change[] {
  return changes.filter(
    ({ comparison, verdict }) => comparison.change !== null && verdict !== 'not-comparable',
  );
}

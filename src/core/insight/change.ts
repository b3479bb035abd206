import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import { judgePairs, type Change } from '../compare/compare.ts';
import { measureKey, pairOf, type Pair } from '../compare/match.ts';
import { changeText, VERDICT_WORDS, whyText } from '../compare/words.ts';
import { formatPercent } from '../format/quantity.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { Baseline, Baselines } from './baseline.ts';

/** How a change is shown at a glance. */
export interface ChangeMark {
  /** after / before − 1. */
  readonly ratio: number;
  /** Which way the value went; '' where it did not move or cannot be told. */
  readonly arrow: '▲' | '▼' | '';
  /** "▲ +3.2 %", or "±0 %" where the two sides are equal. */
  readonly text: string;
  /** Which way that is for the metric, whatever the verdict; null where the metric has no better direction. */
  readonly better: boolean | null;
  /** The verdict allows a claim: improved, regressed or changed. */
  readonly certain: boolean;
}

/** The changes of measures of one side (a run, or several runs of one series) against a baseline, judged together. */
export function changesAgainst(
  entries: readonly CatalogueMeasure[],
  baseline: Baseline,
  baselines: Baselines,
  noiseFloor: number,
): readonly Change[] {
  const groups = groupBy(
    entries.filter(({ counted }) => counted),
    measureKey,
  );
  const pairs: Pair[] = [];
  for (const after of groups.values()) {
    const [first] = after;
    const before = first === undefined ? [] : baselines.measuresOf(first, baseline);
    if (before.length > 0) pairs.push(pairOf(before, after));
  }
  return judgePairs(pairs, noiseFloor);
}

/** The change of one measure against the baseline of its run; null where either side has no number of it. */
export function changeOfMeasure(
  entry: CatalogueMeasure,
  baselines: Baselines,
  noiseFloor: number,
): { readonly change: Change; readonly baseline: Baseline } | null {
  const baseline = baselines.of(entry.run);
  if (baseline === null || !entry.counted) return null;
  const [change] = changesAgainst([entry], baseline, baselines, noiseFloor);
  return change === undefined ? null : { change, baseline };
}

/** The mark of a change; null where a side has no number, or the two are of different configurations. */
export function changeMark(change: Change): ChangeMark | null {
  const ratio = change.comparison.change;
  if (ratio === null || change.verdict === 'not-comparable') return null;
  const certain =
    change.verdict === 'improved' || change.verdict === 'regressed' || change.verdict === 'changed';
  return { ...markOf(ratio, change.direction), certain };
}

/** Arrow, sign and direction of a relative change, before any verdict. */
export function markOf(ratio: number, direction: Change['direction']): Omit<ChangeMark, 'certain'> {
  const arrow = ratio > 0 ? '▲' : ratio < 0 ? '▼' : '';
  const better = direction === 'none' || ratio === 0 ? null : (direction === 'higher') === ratio > 0;
  const text = ratio === 0 ? '±0 %' : `${arrow} ${formatPercent(ratio, { sign: true })}`;
  return { ratio, arrow, text, better };
}

/** One sentence: what changed by how much, against what, and why no more can be said where that is so. */
export function changeSentence(change: Change, against: string): string {
  const name = metricInfo(change.metric).title;
  const why = whyText(change);
  if (change.comparison.change === null)
    return `${name} cannot be compared with ${against}${why === '' ? '' : `: ${why}`}.`;
  const verdict = VERDICT_WORDS[change.verdict];
  return `${name} ${changeText(change)} against ${against}: ${verdict}${why === '' ? '' : `; ${why}`}.`;
}

/** How many metrics of one side improved, regressed, or moved without a better direction: only what a verdict allows to claim. */
export interface Tally {
  readonly improved: number;
  readonly regressed: number;
  readonly changed: number;
  readonly compared: number;
}

/** Counts over metrics that the vocabulary knows: a counter that nobody asked for raises no alarm. */
export function tallyOf(changes: readonly Change[]): Tally {
  const known = changes.filter(({ metric }) => metricInfo(metric).about !== '');
  const count = (verdict: Change['verdict']): number =>
    known.filter((change) => change.verdict === verdict).length;
  return {
    improved: count('improved'),
    regressed: count('regressed'),
    changed: count('changed'),
    compared: known.length,
  };
}

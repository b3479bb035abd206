import { historyLevels, type HistoryLevel } from './levels.ts';
import type { NotEnoughData } from './not-enough-data.ts';
import { ownNoise } from './own-noise.ts';
import { predictionLimits, type PredictionLimits } from './prediction.ts';
import { relativeChange } from './relative-change.ts';
import { shiftProbability, stepProbability } from './step-test.ts';
import { summarize } from './summary.ts';
import { at } from './vector.ts';
import type { Direction } from './verdict.ts';

/** From one level of a history to the next. */
export interface HistoryStep {
  /** Index of the first run on the new level. */
  readonly at: number;
  readonly before: HistoryLevel;
  readonly after: HistoryLevel;
  /** after / before − 1; null where before is 0. */
  readonly change: number | null;
  /** Which way that is; `changed` for a metric without a better direction. */
  readonly kind: 'worse' | 'better' | 'changed';
  /** Beyond the threshold and beyond the scatter of both levels. */
  readonly telling: boolean;
  /** How likely it is without any step; null with too few runs for the test. */
  readonly p: number | null;
  /** The same by the sharper of two tests: by ranks, or by means, which tell few runs better (Bonferroni over both). */
  readonly chance: number;
  /** Telling, and so unlikely without a step that a test tells it from noise. */
  readonly confirmed: boolean;
  /** A later level came back to within the threshold of the level before, or to its better side. */
  readonly returned: boolean;
}

/** What the runs of one series say of a metric over time. */
export interface HistoryAnalysis {
  readonly n: number;
  /** In order; they cover all runs. */
  readonly levels: readonly HistoryLevel[];
  readonly steps: readonly HistoryStep[];
  /** The latest confirmed step to the worse that did not return; null without one. */
  readonly regression: HistoryStep | null;
  /** Relative move from run to run that is usual for this series; null where it cannot be told. */
  readonly noise: number | null;
  /** Where the next run lies if the last level holds; null where that level has too few runs. */
  readonly next: PredictionLimits | null;
}

export interface HistoryOptions {
  readonly direction: Direction;
  /** Relative change that a step must exceed: 0.01 is 1 %. */
  readonly threshold: number;
}

/** A step with a smaller p is confirmed. */
const ALPHA = 0.05;

/**
 * Levels, steps and regression of a history. A regression is a step in the worse direction, beyond the threshold and beyond
 * the scatter of its levels, that a test tells from noise and no later level takes back (after asv
 * step_detect.detect_regressions). Needs eight runs.
 * @param values finite, oldest first
 */
export function analyseHistory(
  values: ArrayLike<number>,
  options: HistoryOptions,
): HistoryAnalysis | NotEnoughData {
  const levels = historyLevels(values);
  if ('kind' in levels) return levels;
  const own = new Float64Array(values);
  const steps = levels.slice(1).map((after, index) => stepOf({ values: own, levels, index }, after, options));
  const noise = ownNoise(values);
  return {
    n: values.length,
    levels,
    steps,
    regression:
      steps.findLast(({ kind, confirmed, returned }) => kind === 'worse' && confirmed && !returned) ?? null,
    noise: typeof noise === 'number' ? noise : null,
    next: nextOf(values, levels.at(-1)),
  };
}

/** A level of a history. */
interface Place {
  readonly values: Float64Array;
  readonly levels: readonly HistoryLevel[];
  readonly index: number;
}

function stepOf(
  { values, levels, index }: Place,
  after: HistoryLevel,
  { direction, threshold }: HistoryOptions,
): HistoryStep {
  const before = levels[index] ?? after;
  const rises = after.value > before.value;
  const room = Math.max(threshold * Math.abs(before.value), before.error, after.error);
  const later = levels.slice(index + 1);
  const back = later.some(({ value }) =>
    rises ? value <= before.value + room : value >= before.value - room,
  );
  const telling = Math.abs(after.value - before.value) > room;
  const p = stepProbability(values, before, after);
  return {
    at: after.from,
    before,
    after,
    change: relativeChange(before.value, after.value),
    kind: direction === 'none' ? 'changed' : (direction === 'higher') === rises ? 'better' : 'worse',
    telling,
    p,
    chance: Math.min(1, 2 * Math.min(p ?? 1, shiftProbability(values, before, after))),
    confirmed: telling && p !== null && p < ALPHA,
    returned: back,
  };
}

function nextOf(values: ArrayLike<number>, last: HistoryLevel | undefined): PredictionLimits | null {
  return last === undefined ? null : levelLimits(values, last);
}

/**
 * Where a run of a level is expected, by all runs of that level; null where they are too few, or where the limit would reach
 * below zero although no value does: then the values are too skewed for it.
 */
export function levelLimits(values: ArrayLike<number>, { from, to }: HistoryLevel): PredictionLimits | null {
  const own = Float64Array.from({ length: to - from + 1 }, (_, i) => at(values, from + i));
  const summary = summarize(own);
  if ('kind' in summary || summary.stddev === null) return null;
  const limits = predictionLimits({ n: summary.n, mean: summary.mean, stddev: summary.stddev });
  if ('kind' in limits) return null;
  return limits.low < 0 && own.every((value) => value >= 0) ? null : limits;
}

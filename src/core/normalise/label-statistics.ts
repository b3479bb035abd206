import type { LabelWord } from './label-words.ts';
import { indexPhrases, phrasesAt } from './phrases.ts';

/** The statistic that a label names; null: it names none, so its values may be observations. */
export type Statistic =
  | 'mean'
  | 'median'
  | 'min'
  | 'max'
  | 'stddev'
  | 'variance'
  | 'cv'
  | 'sum'
  | 'count'
  | 'stderr'
  | 'mad'
  | 'iqr'
  | 'geomean'
  | 'moe'
  | 'rme'
  | 'skewness'
  | 'kurtosis'
  | `p${number}`
  | null;

const WORDS: Readonly<Record<string, Exclude<Statistic, null>>> = {
  mean: 'mean',
  avg: 'mean',
  average: 'mean',
  median: 'median',
  med: 'median',
  min: 'min',
  minimum: 'min',
  fastest: 'min',
  lowest: 'min',
  max: 'max',
  maximum: 'max',
  slowest: 'max',
  highest: 'max',
  std: 'stddev',
  stdev: 'stddev',
  stddev: 'stddev',
  sd: 'stddev',
  sigma: 'stddev',
  σ: 'stddev',
  var: 'variance',
  variance: 'variance',
  cv: 'cv',
  rsd: 'cv',
  sum: 'sum',
  stderr: 'stderr',
  sem: 'stderr',
  mad: 'mad',
  iqr: 'iqr',
  geomean: 'geomean',
  gmean: 'geomean',
  rme: 'rme',
  skewness: 'skewness',
  kurtosis: 'kurtosis',
  q1: 'p25',
  q3: 'p75',
};

/** Statistics of several words; they are looked for before the single ones. */
const PHRASES = indexPhrases<Exclude<Statistic, null>>([
  ['median absolute deviation', 'mad'],
  ['median abs deviation', 'mad'],
  ['median abs dev', 'mad'],
  ['coefficient of variation', 'cv'],
  ['margin of error', 'moe'],
  ['relative margin of error', 'rme'],
  ['interquartile range', 'iqr'],
  ['inter quartile range', 'iqr'],
  ['geometric mean', 'geomean'],
  ['standard deviation', 'stddev'],
  ['std deviation', 'stddev'],
  ['std dev', 'stddev'],
  ['st dev', 'stddev'],
  ['standard error', 'stderr'],
  ['std error', 'stderr'],
  ['std err', 'stderr'],
  ['q 25', 'p25'],
  ['q 50', 'p50'],
  ['q 75', 'p75'],
]);

/** What a label says of statistics: which, and the words that say it. */
export interface FoundStatistic {
  readonly statistic: Statistic;
  /** Indices of words that belong to a statistic. */
  readonly used: ReadonlySet<number>;
}

/** Finds the statistic; of several ("max p95"), a percentile says most, else the first counts. All their words are used. */
export function findStatistic(words: readonly LabelWord[]): FoundStatistic {
  const used = new Set<number>();
  let statistic: Statistic = null;
  let percentile: Statistic = null;
  const lows = words.map(({ low }) => low);
  for (let i = 0; i < words.length; i++) {
    const [phrase] = phrasesAt(PHRASES, lows, i);
    if (phrase !== undefined) {
      statistic ??= phrase.value;
      phrase.words.forEach((_, k) => used.add(i + k));
      i += phrase.words.length - 1;
      continue;
    }
    const low = lows[i] ?? '';
    const rank = percentileOf(low);
    const single =
      Object.hasOwn(WORDS, low) && !isBottom(words, i) ? (WORDS[low] ?? null) : soleStatistic(lows);
    if (rank === null && single === null) continue;
    percentile ??= rank;
    statistic ??= single;
    used.add(i);
  }
  if (percentile !== null)
    lows.forEach((low, i) => /^(?:percentile|quantile|pctl)s?$/u.test(low) && used.add(i));
  return { statistic: percentile ?? statistic, used };
}

/** p95, p99.9; without a point p999 is 99.9 and p001 is 0.1, as tools abbreviate them. */
function percentileOf(word: string): `p${number}` | null {
  const digits = /^p(\d{1,6}|\d{1,3}\.\d{1,6})$/u.exec(word)?.[1];
  if (digits === undefined) return null;
  const isShort = digits.length >= 3 && digits !== '100' && !digits.includes('.');
  const rank = Number(isShort ? `${digits.slice(0, 2)}.${digits.slice(2)}` : digits);
  return rank <= 100 ? `p${rank}` : null;
}

/** "moe" by itself is a margin of error, beside other words a mixture of experts. */
function soleStatistic(lows: readonly string[]): Statistic {
  return lows.length === 1 && lows[0] === 'moe' ? 'moe' : null;
}

/** "per min" and "/min" are minutes. */
function isBottom(words: readonly LabelWord[], index: number): boolean {
  return words[index]?.joined === true || words[index - 1]?.low === 'per';
}

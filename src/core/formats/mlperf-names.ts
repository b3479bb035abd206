import type { MeasureSpec } from './build-measure.ts';

/** What a line of LoadGen's summary measures; `statistic` null: it is one number. */
export interface MlperfQuantity {
  readonly label: string;
  readonly spec: MeasureSpec;
  readonly statistic: string | null;
}

const RATES: Readonly<Record<string, MeasureSpec>> = {
  'Samples per second': { metric: 'item-throughput', unit: 'sample/s' },
  'Queries per second': { metric: 'request-throughput', unit: 'query/s' },
  'Completed samples per second': { metric: 'item-throughput', unit: 'sample/s' },
  'Scheduled samples per second': { metric: 'scheduled-item-rate', unit: 'sample/s', direction: 'none' },
  'Tokens per second': { metric: 'throughput', unit: 'tok/s' },
  'Completed tokens per second': { metric: 'throughput', unit: 'tok/s' },
  'QPS w/ loadgen overhead': { metric: 'request-throughput', unit: 'query/s' },
  'QPS w/o loadgen overhead': { metric: 'request-throughput', unit: 'query/s' },
};

/** Times by the words before their unit. */
const TIMES: readonly (readonly [RegExp, string, string])[] = [
  [/^first token latency$/i, 'first token latency (ns)', 'ttft'],
  [/^time to output token$/i, 'time to output token (ns)', 'tpot'],
  [/^latency$/i, 'latency (ns)', 'latency'],
];
const WORDS: Readonly<Record<string, string>> = { min: 'min', max: 'max', mean: 'mean' };

/** The quantity behind a key such as "99.00 percentile latency (ns)"; null for every other key. */
export function mlperfQuantity(key: string): MlperfQuantity | null {
  const rate = RATES[key.replace(/\s*\(inferred\)$/, '')];
  if (rate !== undefined) return { label: key, spec: rate, statistic: null };
  const [, word, percentile, what] =
    /^(?:(min|max|mean)|(\d+(?:\.\d+)?)(?:st|nd|rd|th)? percentile)\s+(.+?)\s*\(ns\)$/i.exec(key) ?? [];
  const time = TIMES.find(([pattern]) => pattern.test(what ?? ''));
  if (time === undefined) return null;
  const statistic = percentile === undefined ? WORDS[word?.toLowerCase() ?? ''] : `p${Number(percentile)}`;
  const spec = { metric: time[2], unit: 'ns' };
  return statistic === undefined ? null : { label: time[1], spec, statistic };
}

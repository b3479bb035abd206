import type { Steps } from '../model/steps.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { RunBuilder } from './build.ts';
import { asObject, booleanAt, numberAt, objectAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';

const RATE: MeasureSpec = { metric: 'bandwidth', unit: 'bit/s' };
const WARM_UP = 'warm-up: iperf3 was told to omit it';

/** What an interval says beside its rate, where it says it. */
const OTHERS: Readonly<Record<string, MeasureSpec>> = {
  retransmits: { metric: 'retransmits', unit: 'count', direction: 'lower' },
  jitter_ms: { metric: 'jitter', unit: 'ms', direction: 'lower' },
  lost_percent: { metric: 'packet-loss', unit: '%', direction: 'lower' },
};

const SLICE = 4096;

/** The sum over all streams of each interval, in each direction of a test, at the time when the interval began. */
export function* readIntervals(
  intervals: readonly unknown[],
  run: RunBuilder,
  benchmark: BenchmarkBuilder,
): Steps<void> {
  for (const [index, interval] of intervals.entries()) {
    for (const key of Object.keys(asObject(interval) ?? {})) {
      const sum = key.startsWith('sum') ? objectAt(interval, key) : null;
      if (sum === null) continue;
      const isWarm = booleanAt(sum, 'omitted') === true;
      const at = { sum, key, path: ['intervals', index, key], isWarm };
      readSum(at, isWarm ? run.benchmark('omitted', { phase: 'warmup' }) : benchmark);
    }
    if (index % SLICE === SLICE - 1) yield;
  }
}

interface Sum {
  readonly sum: JsonObject;
  readonly key: string;
  readonly path: JsonPath;
  readonly isWarm: boolean;
}

function readSum({ sum, key, path, isWarm }: Sum, benchmark: BenchmarkBuilder): void {
  const start = numberAt(sum, 'start');
  const time = start === null ? null : start * 1000;
  const put = (name: string, spec: MeasureSpec): void => {
    const value = numberAt(sum, name);
    if (value === null) return;
    const full = isWarm ? { ...spec, notCountedBecause: WARM_UP } : spec;
    benchmark.measure(`${key}.${name}`, full).sample(value, [...path, name], { time });
  };
  put('bits_per_second', RATE);
  for (const [name, spec] of Object.entries(OTHERS)) put(name, spec);
}

import type { Bag, Scalar } from '../model/measure.ts';
import { isNonFiniteWord, parseNumber } from '../text/number.ts';
import type { MeasureSpec } from './build-measure.ts';
import { scalarsOf, type RunBuilder } from './build.ts';
import { stringAt } from './json-guards.ts';
import type { JsonPath } from './places.ts';

/** Averages of one result; throughput was divided by 2^20. */
const AVERAGES: Readonly<Record<string, MeasureSpec>> = {
  requests: { metric: 'request-throughput', unit: 'req/s' },
  latency: { metric: 'latency', unit: 'ms' },
  throughput: { metric: 'bandwidth', unit: 'MiB/s' },
};

/** True for `{ name, requests, latency, throughput }` with the averages as texts, or "N/A". */
export function isSummaryEntry(value: unknown): boolean {
  return (
    stringAt(value, 'name') !== null &&
    Object.keys(AVERAGES).every((key) => isNumberText(stringAt(value, key)))
  );
}

function isNumberText(text: string | null): boolean {
  return text !== null && (!Number.isNaN(parseNumber(text)) || isNonFiniteWord(text));
}

/** What is no number stands for a server that could not be measured. */
export function readSummaryEntry(entry: unknown, path: JsonPath, run: RunBuilder): void {
  const benchmark = run.benchmark(stringAt(entry, 'name') ?? '', settingsOf(entry));
  for (const [key, spec] of Object.entries(AVERAGES)) {
    const text = stringAt(entry, key) ?? '';
    const mean = parseNumber(text);
    const measure = benchmark.measure(key, spec);
    if (Number.isNaN(mean)) measure.fail(`${key} is “${text}”`, [...path, key]);
    else measure.reported({ mean }, [...path, key]);
  }
}

function settingsOf(entry: unknown): Bag {
  const bag: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(scalarsOf(entry))) {
    if (key !== 'name' && !(key in AVERAGES)) bag[key] = value;
  }
  return bag;
}

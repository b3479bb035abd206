import type { MeasureSpec } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import { booleanAt, numberAt, objectAt, stringAt, type JsonObject } from './json-guards.ts';

const REPEATS = 'It repeats the tests of this file in one number.';
/** Writers round; a difference below this is rounding. */
const TOLERANCE = 1e-6;

const TOTALS: Readonly<Record<string, MeasureSpec>> = {
  overall_tokens_per_second: { metric: 'throughput', unit: 'tok/s' },
  total_generation_time_ms: { metric: 'total-time', unit: 'ms' },
  total_tokens: { metric: 'total-tokens', unit: 'tok' },
};

/** What the successful tests add up to, from their own records. */
interface Sums {
  readonly successful: number;
  readonly tokens: number;
  readonly milliseconds: number;
}

/**
 * The totals that stand beside the tests: shown, never counted. Where one is not what its tests give (Σ tokens, Σ time,
 * Σ tokens / Σ time, means), that is a warning at the total with both numbers.
 */
export function readTotals(
  document: JsonObject,
  tests: readonly unknown[],
  run: RunBuilder,
  out: ResultBuilder,
): void {
  const sums = sumsOf(tests);
  readSums(document, sums, run, out);
  readSummary(document, tests, run, out);
  checkCounts(document, tests.length, sums.successful, out);
}

function readSums(document: JsonObject, sums: Sums, run: RunBuilder, out: ResultBuilder): void {
  const rate = sums.milliseconds > 0 ? (sums.tokens / sums.milliseconds) * 1000 : null;
  const expected: Readonly<Record<string, number | null>> = {
    overall_tokens_per_second: rate,
    total_generation_time_ms: sums.milliseconds,
    total_tokens: sums.tokens,
  };
  for (const [key, spec] of Object.entries(TOTALS)) {
    const stated = numberAt(document, key);
    if (stated === null) continue;
    const measure = run.benchmark('all tests').measure(key, { ...spec, notCountedBecause: REPEATS });
    measure.value(stated, [key]);
    const given = expected[key] ?? null;
    if (given === null || agree(stated, given)) continue;
    const unit = spec.unit ?? '';
    const message = `${key} says ${shown(stated)} ${unit}, but the successful tests of this file give ${shown(given)} ${unit}.`;
    out.problemAt([key], 'warning', message);
  }
}

const SUMMARIES = [
  { key: 'avg_generation_time_ms', of: 'generation_time_ms', statistic: 'mean' },
  { key: 'min_generation_time_ms', of: 'generation_time_ms', statistic: 'min' },
  { key: 'max_generation_time_ms', of: 'generation_time_ms', statistic: 'max' },
  { key: 'avg_tokens_per_second', of: 'tokens_per_second', statistic: 'mean' },
] as const;

function readSummary(
  document: JsonObject,
  tests: readonly unknown[],
  run: RunBuilder,
  out: ResultBuilder,
): void {
  const summary = objectAt(document, 'summary');
  for (const { key, of, statistic } of SUMMARIES) {
    const stated = numberAt(summary, key);
    if (stated === null) continue;
    const values = tests.filter(isSuccessful).map((test) => numberAt(test, of));
    const numbers = values.filter((value) => value !== null);
    const spec =
      of === 'tokens_per_second'
        ? { metric: 'throughput', unit: 'tok/s' }
        : { metric: 'generation-time', unit: 'ms' };
    const measure = run.benchmark('all tests').measure(of, { ...spec, notCountedBecause: REPEATS });
    const count = numberAt(document, 'successful_tests') ?? undefined;
    measure.reported({ [statistic]: stated, n: count }, ['summary', key]);
    const given = statisticOf(numbers, statistic);
    if (given === null || agree(stated, given)) continue;
    const message = `${key} says ${shown(stated)} ${spec.unit}, but the successful tests of this file give ${shown(given)} ${spec.unit}.`;
    out.problemAt(['summary', key], 'warning', message);
  }
}

function checkCounts(document: JsonObject, tests: number, successful: number, out: ResultBuilder): void {
  const total = numberAt(document, 'total_tests');
  if (total !== null && total !== tests) {
    out.problemAt(['total_tests'], 'warning', `total_tests says ${total}, but ${tests} tests are listed.`);
  }
  const stated = numberAt(document, 'successful_tests');
  if (stated !== null && stated !== successful) {
    const message = `successful_tests says ${stated}, but ${successful} tests are marked as successful.`;
    out.problemAt(['successful_tests'], 'warning', message);
  }
}

function sumsOf(tests: readonly unknown[]): Sums {
  const good = tests.filter(isSuccessful);
  const sum = (key: string): number =>
    good.reduce<number>((all, test) => all + (numberAt(test, key) ?? 0), 0);
  return { successful: good.length, tokens: sum('tokens'), milliseconds: sum('generation_time_ms') };
}

function isSuccessful(test: unknown): boolean {
  return booleanAt(test, 'success') ?? stringAt(test, 'error') === null;
}

function statisticOf(values: readonly number[], statistic: 'mean' | 'min' | 'max'): number | null {
  if (values.length === 0) return null;
  if (statistic === 'mean') return values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((best, value) => Math[statistic](best, value));
}

function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

function shown(value: number): string {
  return String(Number(value.toPrecision(6)));
}

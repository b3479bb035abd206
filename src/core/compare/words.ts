import { formatCount, formatPercent, formatQuantity } from '../format/quantity.ts';
import { benchmarkText } from '../findings/names.ts';
import type { Because } from '../stats/verdict.ts';
import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { Change } from './compare.ts';
import type { Pair } from './match.ts';

export { VERDICT_WORDS } from './verdict-words.ts';

const BECAUSE: Readonly<Record<Because, string>> = {
  'no-number': 'a side has no number',
  'one-value-on-a-side': 'a side has one value',
  'one-run-on-a-side': 'one side is a single run',
  'test-cannot-reach-alpha': 'too few values for the test to reach significance',
  'interval-cannot-reach-level': 'too few values for an interval of the change',
  'fewer-than-four-runs': 'fewer than four runs on a side',
  'too-few-for-so-many-metrics': 'too few values for so many metrics at once',
  'p-not-below-alpha': 'the test shows no difference',
  'within-noise-floor': 'within the noise floor',
  'beyond-noise-floor': 'beyond the noise floor',
};

const OWN_NOISE: Readonly<Partial<Record<Because, string>>> = {
  'within-noise-floor': 'within what the runs before move by themselves',
  'beyond-noise-floor': 'beyond what the runs before move by themselves',
};

/** Why a decision came out as it did. */
export function becauseText(because: Because, floorFrom: Change['floorFrom']): string {
  const own = floorFrom === 'history' ? OWN_NOISE[because] : undefined;
  return own ?? BECAUSE[because];
}

/** "1 regressed, 14 no change shown": how often each verdict was given, in the order in which they come. */
export function verdictCounts(verdicts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const verdict of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => `${formatCount(count)} ${verdict}`).join(', ');
}

/** "BM_copy (size=8)": the benchmark of a change. */
export function changeName({ pair }: { readonly pair: Pick<Pair, 'benchmark' | 'parameters'> }): string {
  return benchmarkText(pair.benchmark, pair.parameters);
}

export function measureName({ benchmark, measure }: CatalogueMeasure): string {
  return `${benchmarkText(benchmark.name, benchmark.parameters)} · ${measure.label}`;
}

/** "102.2 tok/s", or "–" where a side has none. */
export function valueText(value: number | null, unit: string | null): string {
  return value === null ? '–' : formatQuantity(value, unit).text;
}

/** "+3.2 %", with the interval where there is one: "+3.2 % (+1.0 % to +5.1 %)". */
export function changeText({ comparison }: Change): string {
  if (comparison.change === null) return '–';
  const change = formatPercent(comparison.change, { sign: true });
  const { interval } = comparison;
  if (interval?.of !== 'ratio') return change;
  return `${change} (${formatPercent(interval.low, { sign: true })} to ${formatPercent(interval.high, { sign: true })})`;
}

export function pText({ decision }: Change): string {
  const p = decision?.adjustedP ?? null;
  if (p === null) return '–';
  return p < 0.0001 ? '< 0.0001' : p.toFixed(4);
}

/** Why the verdict is what it is, and what would settle it. */
export function whyText({ decision, differing, verdict, floorFrom }: Change): string {
  if (verdict === 'not-comparable') return `they differ in ${differing.join(', ')}`;
  if (decision === null) return '';
  const need =
    decision.need === null ? '' : `; ${String(decision.need.samples)} ${decision.need.of} a side would do`;
  return `${becauseText(decision.because, floorFrom)}${need}`;
}

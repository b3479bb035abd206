import type { Scalar } from '../model/measure.ts';
import type { MeasureSpec } from './build-measure.ts';

/** JMH's error is the half-width of an interval at this level (`Defaults`, `ScoreFormatter`: "Score Error (99.9%)"). */
export const ERROR_LEVEL = 0.999;

/** What one row or metric of JMH is about: the benchmark's own score, a percentile of it, or a metric beside it. */
export type JmhSubject =
  | { readonly kind: 'score' }
  | { readonly kind: 'percentile'; readonly percentile: string }
  | { readonly kind: 'secondary'; readonly name: string };

/** Metrics of JMH's own profilers. Its MB are 2^20 bytes. */
const PROFILERS: readonly (readonly [RegExp, MeasureSpec])[] = [
  [/^gc\.alloc\.rate\.norm$/, { metric: 'allocated-bytes' }],
  [/^gc\.alloc\.rate$/, { metric: 'allocation-rate', direction: 'lower' }],
  [/^gc\.churn\..*\.norm$/, { direction: 'lower' }],
  [/^gc\.churn\./, { direction: 'lower' }],
  [/^gc\.count$/, { metric: 'gc-collections' }],
  [/^gc\.time$/, { metric: 'gc-time', direction: 'lower' }],
];

/** Profiler metrics whose score is the sum over the iterations, not their mean. */
const SUMMED = /^gc\.(?:count|time)$/;

/** How a score or a metric beside it is to be understood; `name` is null for the score. */
export function jmhSpec(name: string | null, unit: string | null): MeasureSpec {
  const known = { unit, binaryPrefixes: true };
  const own = name === null ? undefined : PROFILERS.find(([shape]) => shape.test(name))?.[1];
  if (own !== undefined) return { ...known, ...own };
  if (unit?.startsWith('ops/') === true) return { ...known, metric: 'operation-throughput' };
  if (unit !== null && /^(?:ns|us|ms|s|min|hr|day)\/op$/.test(unit))
    return { ...known, metric: 'time-per-op' };
  return known;
}

export function isSummed(name: string): boolean {
  return SUMMED.test(name);
}

/** "·gc.count", "gc.count", "get·p0.99" and "p1.00": what stands behind the colon of a row's name, or as a key. */
export function jmhSubject(name: string): JmhSubject {
  const bare = name.replace(/^[^·]*·/u, '').trim();
  const share = /^p(0\.\d+|1\.0+)$/.exec(bare)?.[1];
  if (share === undefined) return bare === '' ? { kind: 'score' } : { kind: 'secondary', name: bare };
  return { kind: 'percentile', percentile: String(Number((Number(share) * 100).toPrecision(12))) };
}

/** "demo.Sort.copy:·gc.count" as the benchmark and what the row is about. */
export function splitRowName(text: string): { readonly name: string; readonly subject: JmhSubject } {
  const colon = text.indexOf(':');
  if (colon < 0) return { name: text, subject: { kind: 'score' } };
  return { name: text.slice(0, colon), subject: jmhSubject(text.slice(colon + 1)) };
}

/** A parameter's text as a number where it is a plain one: JMH writes all parameters as text. */
export function paramOf(text: string): Scalar {
  return String(Number(text)) === text && Number.isFinite(Number(text)) ? Number(text) : text;
}

/**
 * The groups that all benchmarks lie in: package and class where they share a class, the package where they share that.
 * Null where they share less than a package.
 */
export function commonGroups(names: Iterable<string>): string[] | null {
  const classes = new Set<string>();
  const packages = new Set<string>();
  for (const name of names) {
    const parts = name.split('.');
    classes.add(parts.slice(0, -1).join('.'));
    packages.add(parts.slice(0, -2).join('.'));
  }
  const [group] = packages;
  const [owner] = classes;
  if (packages.size !== 1 || group === undefined || owner === undefined) return null;
  const groups = group === '' ? [] : [group];
  if (classes.size === 1 && owner !== '') groups.push(owner.slice(group === '' ? 0 : group.length + 1));
  return groups.length === 0 ? null : groups;
}

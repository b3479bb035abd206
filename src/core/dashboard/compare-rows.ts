import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { Change, ComparisonResult } from '../compare/compare.ts';
import {
  changeName,
  changeText,
  pText,
  valueText,
  VERDICT_WORDS,
  verdictCounts,
  whyText,
} from '../compare/words.ts';
import { categoryName } from '../findings/names.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { Verdict } from '../stats/verdict.ts';
import type { CompareRow, SideChange, SideValue } from './compare-model.ts';
import { sourceOf } from './points.ts';

/** So many changes are put in words between two turns of the host. */
const SLICE = 100;

/** The changes of all sides by what they are of, in slices. */
export function* rowsOf(results: readonly ComparisonResult[]): Steps<CompareRow[]> {
  let seen = 0;
  const rows = new Map<string, { readonly first: Change; readonly changes: SideChange[] }>();
  for (const [index, { changes }] of results.entries()) {
    for (const change of changes) {
      const key = rowKey(change);
      const known = rows.get(key) ?? { first: change, changes: [] };
      known.changes.push(sideChange(change, index + 1));
      rows.set(key, known);
      if (++seen % SLICE === 0) yield;
    }
  }
  return yield* mapSteps(
    rows.values(),
    ({ first, changes }) => ({
      benchmark: changeName(first),
      category: categoryName(first.pair.category),
      metric: first.metric,
      metricTitle: metricInfo(first.metric).title,
      label: first.label,
      unit: first.unit,
      direction: first.direction,
      changes,
      moved: changes.some(({ moved }) => moved),
    }),
    SLICE,
  );
}

function rowKey({ pair, metric, label, unit }: Change): string {
  const [baseline] = pair.before;
  const place = baseline?.measure.place;
  return JSON.stringify([
    changeName({ pair }),
    metric,
    label,
    unit,
    baseline?.run.id,
    place?.line,
    place?.column,
  ]);
}

const MOVED: ReadonlySet<Verdict> = new Set(['improved', 'regressed', 'changed', 'differs-one-run-each']);

function sideChange(change: Change, side: number): SideChange {
  const { comparison, pair, unit, verdict, decision } = change;
  const { interval } = comparison;
  return {
    side,
    statistic: comparison.of,
    before: valueOf(comparison.before, unit, pair.before, comparison.n.before),
    after: valueOf(comparison.after, unit, pair.after, comparison.n.after),
    change: comparison.change,
    intervalText: changeText(change),
    interval:
      interval?.of === 'ratio' ? { low: interval.low, high: interval.high, level: interval.level } : null,
    p: decision?.adjustedP ?? null,
    pText: pText(change),
    test: testText(change),
    verdict,
    verdictText: VERDICT_WORDS[verdict],
    because: whyText(change),
    moved: MOVED.has(verdict),
    differing: change.differing,
  };
}

function valueOf(
  value: number | null,
  unit: string | null,
  entries: readonly CatalogueMeasure[],
  n: number,
): SideValue {
  const [first] = entries;
  const runs = new Set(entries.map(({ run }) => run)).size;
  return {
    value,
    text: valueText(value, unit),
    n,
    runs,
    source: first === undefined ? null : sourceOf(first),
  };
}

function testText({ comparison: { test, exact } }: Change): string | null {
  if (test === null) return null;
  if (test === 'welch') return 'Welch’s t, from summaries';
  return exact ? 'Mann-Whitney U, exact' : 'Mann-Whitney U, normal approximation';
}

/** Verdicts that want a reason. */
const UNDECIDED: ReadonlySet<Verdict> = new Set(['not-enough-samples', 'not-testable', 'not-comparable']);

/** "9 improved, 15 not testable (one side is a single run).": a reason that all of a verdict share is told once. */
export function* verdictSummary(rows: readonly CompareRow[]): Steps<string> {
  const changes = (yield* mapSteps(rows, (row) => row.changes)).flat();
  if (changes.length === 0) return 'The sides share no benchmark.';
  const reasons = new Map<string, Set<string>>();
  for (const { verdict, verdictText, because } of changes) {
    const known = reasons.get(verdictText) ?? new Set();
    reasons.set(verdictText, known.add(UNDECIDED.has(verdict) ? because : ''));
  }
  yield;
  const words = new Map<string, string>();
  for (const [verdict, [reason = '', ...others]] of reasons)
    words.set(verdict, reason === '' || others.length > 0 ? verdict : `${verdict} (${reason})`);
  return `${verdictCounts(changes.map(({ verdictText }) => words.get(verdictText) ?? verdictText))}.`;
}

import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import type { Figure } from '../model/figure.ts';
import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { filterSteps, groupSteps, type Steps } from '../model/steps.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { enumerate, say, words, type Inline } from '../report/inline.ts';
import { plural, type Finding, type FindingInput } from './finding.ts';
import { linkedCategories } from './linked-categories.ts';
import { categoryName, nameList } from './names.ts';
import { centerFigure, nFigure, rowFigure } from './row-figures.ts';
import { center, type Row } from './rows.ts';

/** Metrics that people ask for and that are often recorded for some runs only; the first decides what bounds a run. */
const EXPECTED = ['gpu-utilization', 'cpu-utilization', 'gpu-memory', 'power'];

/** Where utilization was recorded, and that it was not elsewhere: nothing is said of what was not measured. */
export function* missingMetrics({ rows, snapshot }: FindingInput): Steps<Finding[]> {
  const counted = yield* filterSteps(snapshot.runs, (run) => run.measures.some((entry) => entry.counted));
  const all = [...new Set(counted.map((run) => categoryName(run.category)))];
  const asked = yield* filterSteps(rows, ({ metric }) => EXPECTED.includes(metric));
  const byMetric = yield* groupSteps(asked, ({ metric }) => metric);
  const recorded = EXPECTED.filter((metric) => byMetric.has(metric));
  const [main, ...others] = recorded;
  if (main === undefined) return [];
  const having = byMetric.get(main) ?? [];
  const linked = linkedCategories(snapshot).get(main) ?? new Set();
  const runs = [...(yield* groupSteps(having, ({ run }) => run)).keys()];
  const own = new Set(runs.map((run) => categoryName(run.category)));
  const missing = all.filter((name) => !own.has(name) && !linked.has(name));
  const covered = [...linked].filter((name) => !own.has(name));
  const [row] = having;
  if (row === undefined || missing.length === 0) return [];
  const means = yield* meansText(having);
  return [partly(row, { having, runs, means, covered, missing, others })];
}

/** "the runs of the other 28 categories hold", in the right number. */
function otherCategories(count: number, figure: Figure): Inline[] {
  return count === 1
    ? say`the runs of the other category hold`
    : say`the runs of the other ${figure} categories hold`;
}

interface Where {
  /** Rows of the metric that bounds a run. */
  readonly having: readonly Row[];
  /** Their runs. */
  readonly runs: readonly CatalogueRun[];
  /** Where their means lie. */
  readonly means: readonly Inline[] | null;
  /** Categories with runs that these rows were recorded beside. */
  readonly covered: readonly string[];
  readonly missing: readonly string[];
  /** Further metrics that are recorded somewhere. */
  readonly others: readonly string[];
}

function partly(row: Row, { having, runs, means, covered, missing, others }: Where): Finding {
  const info = metricInfo(row.metric);
  const title = words(info.title);
  const evidence = countEvidence('categories by what they record', 'gpu-cpu-memory-and-power');
  const without = countFigure(evidence, missing.length, `categories whose runs do not hold ${info.title}`);
  const files = nameList([...new Set(runs.map(({ file }) => file.path))], 2);
  const beside: Inline[] =
    covered.length === 0 ? [] : say`, also while runs of ${nameList(covered)} took place`;
  const like =
    others.length === 0
      ? []
      : [
          say`The same holds for ${enumerate(others.map((metric) => words(inSentence(metricInfo(metric).title))))} in most of them.`,
        ];
  return {
    kind: 'missing-metric',
    category: null,
    weight: 0.5,
    statement: say`${title} was recorded in ${files} only${numbersText(row, having, means)}${beside}; ${otherCategories(missing.length, without)} none, so what bounds them cannot be said.`,
    detail: [say`Without it: ${nameList(missing, 40)}.`, ...like],
    advice:
      means === null
        ? null
        : {
            group: row.metric.startsWith('gpu') ? 'GPU and kernel optimization' : 'Benchmarking strategy',
            text: say`Record ${words(inSentence(info.title))} beside each run before calling any of them bound by it: ${without} ${words(plural(missing.length, 'category has', 'categories have'))} none, and where it was recorded its ${means}.`,
          },
  };
}

/** "mean is 33.0 %", or "means are 3.7 % to 41.2 %" where several devices or files recorded it; null without a mean. */
function* meansText(having: readonly Row[]): Steps<Inline[] | null> {
  let least: Extreme | null = null;
  let most: Extreme | null = null;
  for (const [index, row] of having.entries()) {
    if (index % SLICE === SLICE - 1) yield;
    const value = center(row)?.value;
    if (value === undefined) continue;
    if (least === null || value < least.value) least = { row, value };
    if (most === null || value >= most.value) most = { row, value };
  }
  const [low, high] = [least, most].map((found) => (found === null ? null : centerFigure(found.row)));
  if (low === undefined || low === null || high === undefined || high === null) return null;
  return least?.row === most?.row ? say`mean is ${low}` : say`means are ${low} to ${high}`;
}

interface Extreme {
  readonly row: Row;
  readonly value: number;
}

/** So many rows are looked at between two turns of the host. */
const SLICE = 2000;

/** What was recorded: of one series its numbers, of several only where their means lie. */
function numbersText(row: Row, having: readonly Row[], means: readonly Inline[] | null): Inline[] {
  if (having.length > 1) return means === null ? [] : say` (its ${means})`;
  const [mean, max, n] = [centerFigure(row), rowFigure(row, 'max'), nFigure(row)];
  return mean === null || max === null || n === null ? [] : say` (mean ${mean}, max ${max}, ${n} samples)`;
}

import { countEvidence } from '../figures/evidence.ts';
import { countFigure, shareFigure } from '../figures/figure.ts';
import { filterSteps, groupSteps, type Steps } from '../model/steps.ts';
import { isOfTracedCalls } from '../normalise/traced-calls.ts';
import { say, words } from '../report/inline.ts';
import { plural, type Finding, type FindingInput } from './finding.ts';
import { categoryName, nameList } from './names.ts';
import { perRun } from './row-parts.ts';

/** The interval of a median needs this many observations at 95 %. */
const MEDIAN_NEEDS = 6;

interface Counted {
  /** Rows with a direction and a known n. */
  readonly told: number;
  /** Of these, rows with too few observations, and the categories of their runs. */
  readonly few: number;
  readonly categories: readonly string[];
}

const countsOfRuns = perRun(function* (rows): Steps<Counted> {
  const told = yield* filterSteps(
    rows,
    (row) =>
      row.direction !== 'none' &&
      row.kind !== 'value' &&
      row.kind !== 'timeseries' &&
      !isOfTracedCalls(row.label) &&
      row.statistics.n !== null,
  );
  const few = yield* filterSteps(
    told,
    (row) => (row.statistics.n ?? 0) > 0 && (row.statistics.n ?? 0) < MEDIAN_NEEDS,
  );
  const runs = yield* groupSteps(few, ({ run }) => run);
  const categories = [...runs.keys()].map(({ category }) => categoryName(category));
  return { told: told.length, few: few.length, categories };
});

/** Configurations whose number of observations is too small for an interval of the median. */
export function* fewSamples({ rows }: FindingInput): Steps<Finding[]> {
  const counts = yield* countsOfRuns(rows);
  const told = counts.reduce((sum, own) => sum + own.told, 0);
  const few = counts.reduce((sum, own) => sum + own.few, 0);
  if (few === 0 || told < 3) return [];
  const evidence = countEvidence('rows of the performance tables', '3-performance-analysis');
  const need = countFigure(evidence, MEDIAN_NEEDS, 'smallest n whose order statistics reach 95 %');
  const count = countFigure(evidence, few, 'rows with n below that');
  const total = countFigure(evidence, told, 'rows with a direction and a known n');
  const share = shareFigure(evidence, few / told, 'rows below / all rows', told);
  const where = [...new Set(counts.flatMap(({ categories }) => categories))];
  return [
    {
      kind: 'few-samples',
      category: null,
      weight: 0.2 + 0.2 * (few / told),
      statement: say`${count} of ${total} rows (${share}) ${words(plural(few, 'rests', 'rest'))} on fewer than the ${need} observations that an interval of the median needs; their differences are shown, not judged.`,
      detail: [say`In ${nameList(where, 12)}.`],
      advice: {
        group: 'Benchmarking strategy',
        text: say`Repeat each configuration at least ${need} times, and each run at least four times where an improvement or a regression is to be claimed: ${count} of ${total} rows ${words(plural(few, 'has', 'have'))} fewer.`,
      },
    },
  ];
}

import { countEvidence } from '../figures/evidence.ts';
import { countFigure, shareFigure } from '../figures/figure.ts';
import { filterSteps, groupSteps, type Steps } from '../model/steps.ts';
import { say } from '../report/inline.ts';
import type { Finding, FindingInput } from './finding.ts';
import { categoryName, nameList } from './names.ts';

/** The interval of a median needs this many observations at 95 %. */
const MEDIAN_NEEDS = 6;

/** Configurations whose number of observations is too small for an interval of the median. */
export function* fewSamples({ rows }: FindingInput): Steps<Finding[]> {
  const told = yield* filterSteps(
    rows,
    (row) =>
      row.direction !== 'none' &&
      row.kind !== 'value' &&
      row.kind !== 'timeseries' &&
      row.statistics.n !== null,
  );
  const few = yield* filterSteps(
    told,
    (row) => (row.statistics.n ?? 0) > 0 && (row.statistics.n ?? 0) < MEDIAN_NEEDS,
  );
  if (few.length === 0 || told.length < 3) return [];
  const evidence = countEvidence('rows of the performance tables', '3-performance-analysis');
  const need = countFigure(evidence, MEDIAN_NEEDS, 'smallest n whose order statistics reach 95 %');
  const count = countFigure(evidence, few.length, 'rows with n below that');
  const total = countFigure(evidence, told.length, 'rows with a direction and a known n');
  const share = shareFigure(evidence, few.length / told.length, 'rows below / all rows', told.length);
  const runs = yield* groupSteps(few, ({ run }) => run);
  const where = [...new Set([...runs.keys()].map(({ category }) => categoryName(category)))];
  return [
    {
      kind: 'few-samples',
      category: null,
      weight: 0.2 + 0.2 * (few.length / told.length),
      statement: say`${count} of ${total} rows (${share}) rest on fewer than the ${need} observations that an interval of the median needs; their differences are shown, not judged.`,
      detail: [say`In ${nameList(where, 12)}.`],
      advice: {
        group: 'Benchmarking strategy',
        text: say`Repeat each configuration at least ${need} times, and each run at least four times where an improvement or a regression is to be claimed: ${count} of ${total} rows have fewer.`,
      },
    },
  ];
}

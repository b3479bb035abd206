import { okValues } from '../catalogue/numbers.ts';
import { changeFigure, figure, pFigure } from '../figures/figure.ts';
import type { Figure } from '../model/figure.ts';
import type { Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { say, words } from '../report/inline.ts';
import { benjaminiHochberg } from '../stats/adjust.ts';
import { driftSteps } from '../stats/drift.ts';
import { isNotEnoughData } from '../stats/not-enough-data.ts';
import type { Finding, FindingInput } from './finding.ts';
import { categoryCode, configurationCode } from './names.ts';
import { nFigure, rowEvidence } from './row-figures.ts';
import type { Row } from './rows.ts';

interface Drifting {
  readonly row: Row;
  readonly p: number;
  readonly before: number;
  readonly after: number;
  readonly relative: number;
}

/** Values that rise or fall over a run: its mean then depends on how long it ran. */
export function* drifts({ rows, project }: FindingInput): Steps<Finding[]> {
  const tested: Drifting[] = [];
  let seen = 0;
  for (const row of rows) {
    const found = mayDrift(row) ? yield* drifting(row) : null;
    if (found !== null) tested.push(found);
    if (++seen % SLICE === 0) yield;
  }
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p));
  return tested.flatMap((found, index) => {
    const p = adjusted[index] ?? 1;
    return p < 0.05 && Math.abs(found.relative) > project.noiseFloor ? [statement(found, p)] : [];
  });
}

/** So many rows are looked at between two turns of the host. */
const SLICE = 500;

function mayDrift({ entries, kind, direction }: Row): boolean {
  return entries.length === 1 && kind === 'samples' && direction !== 'none';
}

function* drifting(row: Row): Steps<Drifting | null> {
  const [entry] = row.entries;
  if (entry === undefined || entry.measure.samples === null) return null;
  const values = okValues(entry.measure.samples, entry.cold);
  if (isSorted(values)) return null;
  const result = yield* driftSteps(values);
  if (isNotEnoughData(result) || result.relative === null) return null;
  const { p, tau, before, after, relative } = result;
  // A fall after a rise, say, is no drift, whatever the test of the whole says.
  return Math.sign(tau) === Math.sign(after - before) ? { row, p, before, after, relative } : null;
}

/** Some tools write their samples in order of size: their order says nothing of the run. */
function isSorted(values: Float64Array): boolean {
  return values.every((value, index) => index === 0 || value >= (values[index - 1] ?? value));
}

function statement({ row, before, after, relative }: Drifting, p: number): Finding {
  const evidence = rowEvidence(row);
  const third = row.statistics.n === null ? null : Math.floor(row.statistics.n / 3);
  const median = (value: number, which: string): Figure =>
    figure(evidence, {
      ...{ metric: row.metric, statistic: 'median', value, unit: row.unit, n: third },
      formula: `middle of the sorted values of the ${which} third of the run`,
    });
  const [from, to] = [median(before, 'first'), median(after, 'last')];
  const change = changeFigure(
    evidence,
    relative,
    '(median of the last third − median of the first third) / median of the first third',
    row.statistics.n,
  );
  const probability = pFigure(
    evidence,
    p,
    'Mann-Kendall test, adjusted over all rows (Benjamini-Hochberg)',
    row.statistics.n,
  );
  const n = nFigure(row);
  const over = n === null ? [] : say` over ${n} samples`;
  return {
    kind: 'drift',
    category: row.run.category,
    weight: Math.min(0.6, 0.25 + Math.abs(relative)),
    statement: say`${words(metricInfo(row.metric).title)} of ${configurationCode(row)} in ${categoryCode(row.run.category)} drifts within the run${over} from ${from} in its first third to ${to} in its last (medians, ${change}; Mann-Kendall, p ${probability}), so its mean depends on the length of the run.`,
    detail: [],
    advice: {
      group: 'Benchmarking strategy',
      text: say`Let ${configurationCode(row)} reach a steady state before measuring: from the first to the last third of the run it drifts by ${change}.`,
    },
  };
}

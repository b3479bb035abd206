import { okValues } from '../catalogue/numbers.ts';
import { changeFigure, pFigure } from '../figures/figure.ts';
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
  return { row, p: result.p, relative: result.relative };
}

/** Some tools write their samples in order of size: their order says nothing of the run. */
function isSorted(values: Float64Array): boolean {
  return values.every((value, index) => index === 0 || value >= (values[index - 1] ?? value));
}

function statement({ row, relative }: Drifting, p: number): Finding {
  const evidence = rowEvidence(row);
  const change = changeFigure(evidence, relative, 'Theil-Sen slope × (n − 1) / median', row.statistics.n);
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
    statement: say`${words(metricInfo(row.metric).title)} of ${configurationCode(row)} in ${categoryCode(row.run.category)} drifts by ${change} within the run${over} (Mann-Kendall, p ${probability}), so its mean depends on the length of the run.`,
    detail: [],
    advice: {
      group: 'Benchmarking strategy',
      text: say`Let ${configurationCode(row)} reach a steady state before measuring: within the run it drifts by ${change}.`,
    },
  };
}

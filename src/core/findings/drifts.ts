import { okValues } from '../catalogue/numbers.ts';
import { countEvidence } from '../figures/evidence.ts';
import { changeFigure, countFigure, figure, pFigure } from '../figures/figure.ts';
import type { Figure } from '../model/figure.ts';
import type { Steps } from '../model/steps.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { say, words, type Inline } from '../report/inline.ts';
import { benjaminiHochberg } from '../stats/adjust.ts';
import { driftSteps } from '../stats/drift.ts';
import { isNotEnoughData } from '../stats/not-enough-data.ts';
import type { Finding, FindingInput } from './finding.ts';
import { categoryCode, configurationCode } from './names.ts';
import { nFigure, rowEvidence } from './row-figures.ts';
import { isRequestTime } from './noise.ts';
import { perRun } from './row-parts.ts';
import { isExtreme, type Row } from './rows.ts';

interface Drifting {
  readonly row: Row;
  readonly p: number;
  readonly before: number;
  readonly after: number;
  readonly relative: number;
}

/** Values that rise or fall over a run: its mean then depends on how long it ran. */
export function* drifts({ rows, project }: FindingInput): Steps<Finding[]> {
  const tested = (yield* driftsOfRuns(rows)).flat();
  yield;
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p));
  const certain = tested
    .map((found, index) => ({ ...found, p: adjusted[index] ?? 1 }))
    .filter(({ p, relative }) => p < 0.05 && Math.abs(relative) > project.noiseFloor);
  const told = withoutEchoes(certain).sort((a, b) => Math.abs(b.relative) - Math.abs(a.relative));
  const [most] = told;
  if (most === undefined || told.length <= FEW) return told.map((found) => statement(found, true));
  return [together(most, told, tested), ...told.map((found) => statement(found, false))];
}

/** More drifts than these are told together. */
const FEW = 3;

/** Metrics that say the same of a benchmark as its time on the clock. */
const ECHOES: ReadonlySet<string> = new Set(['cpu-time', 'user-time', 'system-time']);

/** Time on a processor drifts with the time on the clock: that is one drift. */
function withoutEchoes(found: readonly Drifting[]): Drifting[] {
  const clocks = new Set(
    found.filter(({ row }) => !ECHOES.has(row.metric)).map(({ row }) => row.entries[0]?.benchmark),
  );
  return found.filter(({ row }) => !ECHOES.has(row.metric) || !clocks.has(row.entries[0]?.benchmark));
}

/** So many rows are looked at between two turns of the host. */
const SLICE = 500;

const driftsOfRuns = perRun(function* (rows): Steps<readonly Drifting[]> {
  const tested: Drifting[] = [];
  let seen = 0;
  for (const row of rows) {
    const found = mayDrift(row) ? yield* drifting(row) : null;
    if (found !== null) tested.push(found);
    if (++seen % SLICE === 0) yield;
  }
  return tested;
});

function mayDrift(row: Row): boolean {
  const { entries, kind, direction } = row;
  return entries.length === 1 && kind === 'samples' && direction !== 'none' && !isExtreme(row);
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

/** How far a row drifts, as figures. */
function figuresOf({
  row,
  p,
  before,
  after,
  relative,
}: Drifting): Record<'from' | 'to' | 'change' | 'p', Figure> {
  const evidence = rowEvidence(row);
  const { n } = row.statistics;
  const median = (value: number, which: string): Figure =>
    figure(evidence, {
      ...{ metric: row.metric, statistic: 'median', value, unit: row.unit },
      n: n === null ? null : Math.floor(n / 3),
      formula: `middle of the sorted values of the ${which} third of the run`,
    });
  return {
    from: median(before, 'first'),
    to: median(after, 'last'),
    change: changeFigure(
      evidence,
      relative,
      '(median of the last third − median of the first third) / median of the first third',
      n,
    ),
    p: pFigure(evidence, p, 'Mann-Kendall test, adjusted over all rows (Benjamini-Hochberg)', n),
  };
}

function statement(found: Drifting, isAlone: boolean): Finding {
  const { row, relative } = found;
  const { from, to, change, p } = figuresOf(found);
  const n = nFigure(row);
  const over = n === null ? [] : say` over ${n} samples`;
  return {
    kind: 'drift',
    category: row.run.category,
    weight: Math.min(0.6, 0.25 + Math.abs(relative)),
    statement: say`${words(metricInfo(row.metric).title)} of ${configurationCode(row)} in ${categoryCode(row.run.category)} drifts within the run${over} from ${from} in its first third to ${to} in its last (medians, ${change}; Mann-Kendall, p ${p}), so its mean depends on the length of the run.`,
    detail: [],
    advice: isAlone ? { group: 'Benchmarking strategy', text: remedy(found, change) } : null,
  };
}

/** Requests that wait longer and longer are a queue that grows: no warm-up helps against more load than can be served. */
function remedy({ row, relative }: Drifting, change: Figure): Inline[] {
  return isRequestTime(row) && relative > 0
    ? say`Measure ${configurationCode(row)} under a load that it can keep up with: from the first to the last third of the run its ${words(inSentence(metricInfo(row.metric).title))} changes by ${change}, as it does where a queue grows, and its percentiles then tell the length of the run.`
    : say`Let ${configurationCode(row)} reach a steady state before measuring: from the first to the last third of the run its ${words(inSentence(metricInfo(row.metric).title))} drifts by ${change}.`;
}

/** Many drifts are one finding: how many there are, and the largest. */
function together(most: Drifting, told: readonly Drifting[], tested: readonly Drifting[]): Finding {
  const { row } = most;
  const { from, to, change, p } = figuresOf(most);
  const evidence = countEvidence('drifts within runs', 'drift-within-a-run');
  const count = countFigure(evidence, told.length, 'rows that drift by more than the noise floor');
  const all = countFigure(evidence, tested.length, 'rows tested for a drift');
  return {
    kind: 'drift',
    category: null,
    overall: true,
    weight: Math.min(0.62, 0.26 + Math.abs(most.relative)),
    statement: say`${count} of ${all} rows that were tested drift within their run, so that their means depend on its length; most of all ${words(inSentence(metricInfo(row.metric).title))} of ${configurationCode(row)} in ${categoryCode(row.run.category)}, from ${from} in its first third to ${to} in its last (medians, ${change}; Mann-Kendall, p ${p}).`,
    detail: [],
    advice: {
      group: 'Benchmarking strategy',
      text: say`Let benchmarks reach a steady state before measuring: ${count} of ${all} rows still drift, ${configurationCode(row)} by ${change} from the first to the last third of its run.`,
    },
  };
}

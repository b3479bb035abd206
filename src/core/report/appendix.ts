import { loadCurves } from '../findings/load-curves.ts';
import type { Row } from '../findings/rows.ts';
import { KNEE_ELASTICITY } from '../stats/knee.ts';
import type { SourceFile } from '../model/file.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import { linkedMethod } from './linked-utilization.ts';
import { code, fileLink, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { list, paragraph, table, type Block } from './model.ts';

/** The definitions that the numbers follow. */
export function methods({ project, rows, snapshot }: ReportInput): Block[] {
  const noise = `${String(Number((project.noiseFloor * 100).toPrecision(6)))} %`;
  return [
    list([
      say`Mean, median, standard deviation ${code('s')} (with ${code('n − 1')}), quartiles and percentiles (type ${code('7')}, linear interpolation) are of observations with outcome ok; failed ones are counted apart and enter no statistic.`,
      say`Interval of a mean: Student’s t at ${code('95 %')}. It describes repetitions inside one run; runs repeated on another day may differ by more. Where it would reach below zero although no value does, it is left out.`,
      say`A percentile p needs ${code('n ≥ 100 / (100 − p)')} observations; percentiles of several files are never averaged.`,
      say`Cold row: load or prompt-evaluation time above ${code('5 ×')} the median of its run.`,
      say`Two configurations of one run: two-sided Mann-Whitney U test on samples; Welch’s t test where only the tool’s mean, standard deviation and n are known. Such a test speaks of this run, not of other runs.`,
      say`Parameter sweeps: F test of each parameter on warm rows in an additive model of all varying parameters (Type II sums of squares, partial η²), on logarithms where all values are positive; one-way where that model leaves no residual degree of freedom. p adjusted over the parameters (Benjamini-Hochberg), and a spread of the levels beyond the noise floor of ${code(noise)}: of their medians, or of means adjusted for the other parameters where the rows do not mix those alike. A parameter whose levels follow the run order is confounded.`,
      say`Drift within a run: Mann-Kendall test, p adjusted over all rows; its size is that between the medians of the first and the last third.`,
      ...kneeMethod(rows),
      say`Time series: mean weighted by the time between samples.`,
      ...linkedMethod(snapshot),
      say`Duplicates are found by content: equal bytes, or equal numbers at the precision of the coarser file. The most detailed copy counts.`,
    ]),
  ];
}

/** How a knee is told; said only where there is a load curve. */
function kneeMethod(rows: readonly Row[]): (readonly Inline[])[] {
  if (loadCurves(rows).length === 0) return [];
  const share = `${String(Math.round((2 ** KNEE_ELASTICITY - 1) * 100))} %`;
  return [
    say`Knee of a load curve (Jain, The Art of Computer Systems Performance Analysis, on the balance of throughput and response time): the lowest load ${code('L')} with throughput ${code('X')} where every higher load ${code('L′')} has ${code(`X′ ≤ X · (L′ / L)^${String(KNEE_ELASTICITY)}`)}, at most ${code(share)} more for a doubled load. Only loads with a number count; requests sent all at once (${code('inf')}) have no place on the curve. Several runs at a load: mean throughput, highest latency.`,
  ];
}

/** Every file with what became of it. */
export function* files({ snapshot }: ReportInput): Steps<Block[]> {
  return [table(['File', 'Format', 'Role', 'Status', 'Why'], yield* mapSteps(snapshot.files, fileRow))];
}

function fileRow(file: SourceFile): Inline[][] {
  return [
    [fileLink(file.root, file.path)],
    [file.format === null ? words('–') : code(file.format)],
    [words(file.role)],
    [words(file.status)],
    whyCell(file),
  ];
}

function whyCell(file: SourceFile): Inline[] {
  return file.reason === null ? [words('–')] : [code(file.reason)];
}

const MOST_PROBLEMS = 200;

/** What reads oddly, with its line. */
export function problems({ snapshot }: ReportInput): Block[] {
  const found = snapshot.files.flatMap((file) => file.problems.map((problem) => ({ file, problem })));
  if (found.length === 0) return [paragraph(say`No file gave a warning.`)];
  const shown = found.slice(0, MOST_PROBLEMS);
  const rest =
    found.length > shown.length
      ? [
          paragraph(
            say`Further problems are left out here; ${code('benchtrail inspect --json')} lists them all.`,
          ),
        ]
      : [];
  return [
    table(
      ['Place', 'Severity', 'Problem'],
      shown.map(({ file, problem }) => [
        [fileLink(file.root, file.path, problem.line)],
        [words(problem.severity)],
        [code(problem.message)],
      ]),
    ),
    ...rest,
  ];
}

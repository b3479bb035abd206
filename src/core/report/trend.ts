import { groupBy } from '../catalogue/twins.ts';
import { centerFigure } from '../findings/row-figures.ts';
import { center, type Row } from '../findings/rows.ts';
import { categoryName } from '../findings/names.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { compareText } from '../format/compare.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { code, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, paragraph, table, type Block } from './model.ts';

/** A history needs this many runs before a step or a limit can be told. */
const HISTORY_NEEDS = 8;

/** The runs of each series over time: shown as they are; a trend is claimed of no series shorter than a history. */
export function trendBlocks({ rows }: ReportInput): Block[] {
  const single = rows.filter(
    (row) => row.direction !== 'none' && row.entries.length === 1 && center(row) !== null,
  );
  const histories = [...groupBy(single, historyKey).values()]
    .map((group) => [...group].sort((a, b) => compareText(a.run.startedAt ?? '', b.run.startedAt ?? '')))
    .filter((group) => new Set(group.map((row) => row.run.id)).size > 1);
  const evidence = countEvidence('runs of a series', 'trend-over-time');
  const need = countFigure(evidence, HISTORY_NEEDS, 'runs of one series that a history needs');
  if (histories.length === 0) {
    return [
      heading('Trend over time'),
      paragraph(
        say`No benchmark was measured with equal parameters in more than one run, so there is no trend to be told.`,
      ),
    ];
  }
  const headline = histories.sort((a, b) => b.length - a.length || rank(a) - rank(b)).slice(0, 12);
  return [
    heading('Trend over time'),
    paragraph(
      say`Benchmarks with equal parameters in several runs, oldest first. A step is told from noise in a history of ${need} runs; shorter ones are shown, not judged.`,
    ),
    table(['Category', 'Metric', 'Configuration', '>Runs', 'Means, oldest first'], headline.map(historyRow)),
  ];
}

function rank(rows: readonly Row[]): number {
  return metricInfo(rows[0]?.metric ?? '').rank;
}

function historyKey(row: Row): string {
  const parameters = Object.entries({ ...row.run.parameters, ...row.entries[0]?.benchmark.parameters }).sort(
    ([a], [b]) => (a < b ? -1 : 1),
  );
  return JSON.stringify([row.run.series, row.benchmark, row.metric, row.label, row.unit, parameters]);
}

const MOST_POINTS = 8;

function historyRow(rows: readonly Row[]): readonly (readonly Inline[])[] {
  const [first] = rows;
  if (first === undefined) return [[], [], [], [], []];
  const shown = rows.slice(-MOST_POINTS).flatMap((row, index) => {
    const figure = centerFigure(row);
    const point = figure === null ? [] : say`${figure}`;
    return index === 0 ? point : [words(' → '), ...point];
  });
  const runs = countFigure(
    countEvidence('runs of a series', 'trend-over-time'),
    rows.length,
    `runs of ${first.run.series}`,
  );
  return [
    [code(categoryName(first.run.category))],
    [words(metricInfo(first.metric).short)],
    [code(first.benchmark)],
    say`${runs}`,
    rows.length > MOST_POINTS ? [words('… '), ...shown] : shown,
  ];
}

import { categoryName, configurationCode } from '../findings/names.ts';
import { nFigure, rowFigure } from '../findings/row-figures.ts';
import type { Row } from '../findings/rows.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { coldWarmRows } from './cold-warm.ts';
import { code, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, paragraph, table, type Block } from './model.ts';
import { figureCell, runCode } from './performance-rows.ts';

/** Times that somebody waits: the vocabulary's latencies, and whatever a tool calls a latency of its own. */
function isLatency({ metric, unit }: Row): boolean {
  return ['ttft', 'itl', 'tpot'].includes(metric) || (metric.endsWith('latency') && unit === 's');
}

/** Samples enough for a median, or a summary of the tool that says more than a mean. */
function isDistribution({ statistics }: Row): boolean {
  const { source, n, median, p95, p99, max } = statistics;
  if (source === 'samples') return (n ?? 0) > 1;
  return [median, p95, p99, max].some((statistic) => statistic !== null);
}

/** More rows than these nobody reads: the tables of the categories go on. */
const MOST = 60;

/** Latency with its percentiles, and what cold starts make of it. */
export function* latencyBlocks(input: ReportInput): Steps<Block[]> {
  const all = yield* filterSteps(input.rows, (row) => isLatency(row) && isDistribution(row));
  const rows = all.slice(0, MOST);
  const coldWarm = yield* coldWarmRows(input);
  if (rows.length === 0 && coldWarm.length === 0) return [];
  return [
    heading('Latency'),
    ...(rows.length === 0
      ? []
      : [
          percentileNote(rows),
          table(
            ['Metric', 'Category', 'Run', 'Configuration', '>n', '>Mean', '>Median', '>p95', '>p99', '>Max'],
            yield* mapSteps(rows, latencyRow, 20),
          ),
          ...(all.length > rows.length
            ? [
                paragraph(
                  say`Further rows are left out here; the tables of the categories and the JSON form of this report go on.`,
                ),
              ]
            : []),
        ]),
    ...(coldWarm.length === 0
      ? []
      : [
          heading('Cold starts', 4),
          paragraph(
            say`A row is cold when its load or prompt-evaluation time is more than ${code('5 ×')} the median of its run; rows with a slow first prompt evaluation but no reload are counted behind the plus sign. Comparisons of latency use warm rows.`,
          ),
          table(
            [
              'Category',
              'Run',
              'Metric',
              '>Cold rows',
              '>Median cold',
              '>Warm rows',
              '>Median warm',
              '>Cold / warm',
            ],
            coldWarm,
          ),
        ]),
  ];
}

function percentileNote(rows: readonly Row[]): Block {
  const isReported = rows.some(({ statistics }) => statistics.source === 'reported');
  const own = say`A percentile is shown where there are observations enough for it: ${code('n ≥ 20')} for p95, ${code('n ≥ 100')} for p99.`;
  return paragraph(
    isReported
      ? say`${own} Where the file holds only a summary, its percentiles are the tool’s own, as it states them.`
      : own,
  );
}

function latencyRow(row: Row): readonly (readonly Inline[])[] {
  return [
    [words(metricInfo(row.metric).short)],
    [code(categoryName(row.run.category))],
    [runCode(row)],
    [
      row.entries.length === 1
        ? configurationCode(row)
        : code(row.benchmark === '' ? 'pooled' : `${row.benchmark}, pooled`),
    ],
    figureCell(nFigure(row)),
    figureCell(rowFigure(row, 'mean')),
    figureCell(rowFigure(row, 'median')),
    figureCell(rowFigure(row, 'p95')),
    figureCell(rowFigure(row, 'p99')),
    figureCell(rowFigure(row, 'max')),
  ];
}

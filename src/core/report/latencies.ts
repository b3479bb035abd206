import { categoryName, configurationCode } from '../findings/names.ts';
import { rowFigure } from '../findings/row-figures.ts';
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

/** Latency with its percentiles, and what cold starts make of it. */
export function* latencyBlocks(input: ReportInput): Steps<Block[]> {
  const rows = yield* filterSteps(
    input.rows,
    (row) => isLatency(row) && row.statistics.source === 'samples' && (row.statistics.n ?? 0) > 1,
  );
  const coldWarm = yield* coldWarmRows(input);
  if (rows.length === 0 && coldWarm.length === 0) return [];
  return [
    heading('Latency'),
    ...(rows.length === 0
      ? []
      : [
          percentileNote(),
          table(
            ['Metric', 'Category', 'Run', 'Configuration', '>Mean', '>Median', '>p95', '>p99', '>Max'],
            yield* mapSteps(rows, latencyRow, 20),
          ),
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

function percentileNote(): Block {
  return paragraph(
    say`A percentile is shown where there are observations enough for it: ${code('n ≥ 20')} for p95, ${code('n ≥ 100')} for p99.`,
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
    figureCell(rowFigure(row, 'mean')),
    figureCell(rowFigure(row, 'median')),
    figureCell(rowFigure(row, 'p95')),
    figureCell(rowFigure(row, 'p99')),
    figureCell(rowFigure(row, 'max')),
  ];
}

import { STATE_METRICS } from '../catalogue/states.ts';
import { linkedCategories } from '../findings/linked-categories.ts';
import { categoryName, configurationCode, nameList } from '../findings/names.ts';
import { nFigure, rowFigure } from '../findings/row-figures.ts';
import type { Row } from '../findings/rows.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { code, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { linkedBlocks } from './linked-utilization.ts';
import { heading, list, paragraph, table, type Block } from './model.ts';
import { figureCell } from './performance-rows.ts';

/** GPU, CPU, memory and power where they were recorded, in the run's own file or beside it, and where they were not. */
export function* utilizationBlocks({ rows, snapshot }: ReportInput): Steps<Block[]> {
  const recorded = yield* filterSteps(
    rows,
    (row) => row.kind === 'timeseries' && STATE_METRICS.includes(row.metric),
  );
  const counted = snapshot.runs.filter((run) => run.measures.some((entry) => entry.counted));
  const all = [...new Set(counted.map((run) => categoryName(run.category)))];
  return [
    heading('GPU, CPU, memory and power'),
    ...(recorded.length === 0
      ? []
      : [
          table(
            ['Metric', 'Category', 'Of', '>Samples', '>Mean', '>Median', '>Max'],
            yield* mapSteps(recorded, utilizationRow, 50),
          ),
        ]),
    ...linkedBlocks(snapshot),
    ...absences(recorded, all, linkedCategories(snapshot)),
  ];
}

function utilizationRow(row: Row): readonly (readonly Inline[])[] {
  return [
    [words(metricInfo(row.metric).title)],
    [code(categoryName(row.run.category))],
    [configurationCode(row)],
    figureCell(nFigure(row)),
    figureCell(rowFigure(row, 'mean')),
    figureCell(rowFigure(row, 'median')),
    figureCell(rowFigure(row, 'max')),
  ];
}

const ASKED_FOR = ['gpu-utilization', 'cpu-utilization', 'power'];

function absences(
  recorded: readonly Row[],
  all: readonly string[],
  linked: ReadonlyMap<string, ReadonlySet<string>>,
): Block[] {
  const missing = ASKED_FOR.map((metric) => {
    const own = recorded.filter((row) => row.metric === metric).map((row) => categoryName(row.run.category));
    const where = new Set([...own, ...(linked.get(metric) ?? [])]);
    return { metric, without: all.filter((name) => !where.has(name)) };
  });
  if (missing.every(({ without }) => without.length === all.length)) {
    return [
      paragraph(
        say`No file records GPU or CPU utilization or power, so nothing is said of what bounds these results.`,
      ),
    ];
  }
  return [
    list(
      missing
        .filter(({ without }) => without.length > 0)
        .map(({ metric, without }, index) => absence(metric, without, all, index === 0)),
    ),
  ];
}

/** The first metric names every category that lacks it; for the others it is shorter to say who has it. */
function absence(
  metric: string,
  without: readonly string[],
  all: readonly string[],
  first: boolean,
): Inline[] {
  const title = words(metricInfo(metric).title);
  const having = all.filter((name) => !without.includes(name));
  if (first || having.length === 0) return say`${title} is not recorded for ${nameList(without, 40)}.`;
  return say`${title} is recorded for ${nameList(having, 12)} only.`;
}

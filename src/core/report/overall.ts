import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { okValues } from '../catalogue/numbers.ts';
import { categoryName } from '../findings/names.ts';
import { evidenceSteps } from '../figures/evidence.ts';
import { countFigure, figure } from '../figures/figure.ts';
import { filterSteps, groupSteps, mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { isNotEnoughData } from '../stats/not-enough-data.ts';
import { summarizeSteps } from '../stats/summary.ts';
import { say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, paragraph, table, type Block } from './model.ts';

const OVERALL = ['throughput', 'request-throughput', 'ttft', 'latency', 'load-time'];

/** Averages over everything, with what they pool: a number that people ask for, and why it describes none of the runs. */
export function* overallBlocks({ snapshot }: ReportInput): Steps<Block[]> {
  const sampled = yield* filterSteps(
    snapshot.measures,
    ({ counted, measure }) =>
      counted && measure.kind === 'samples' && measure.samples !== null && OVERALL.includes(measure.metric),
  );
  const byMetric = yield* groupSteps(sampled, ({ measure }) => measure.metric);
  const rows: (readonly (readonly Inline[])[])[] = [];
  for (const metric of OVERALL) {
    for (const group of (yield* groupSteps(
      byMetric.get(metric) ?? [],
      ({ measure }) => measure.unit,
    )).values()) {
      const row = yield* overallRow(metric, group);
      if (row !== null) rows.push(row);
    }
  }
  if (rows.length === 0) return [];
  return [
    heading('Overall averages'),
    paragraph(
      say`Each average pools different models, devices and settings, which are counted beside it: it tells what this folder holds, not how fast anything is. Only sampled metrics can be pooled; a tool’s own summaries are in the tables below.`,
    ),
    table(['Metric', '>Mean', '>Median', '>Observations', '>Configurations', '>Categories', '>Files'], rows),
  ];
}

function* pooledValues(group: readonly CatalogueMeasure[]): Steps<Float64Array> {
  const parts = yield* mapSteps(
    group,
    ({ measure }) => (measure.samples === null ? new Float64Array() : okValues(measure.samples)),
    200,
  );
  const values = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const part of parts) {
    values.set(part, next);
    next += part.length;
  }
  return values;
}

/** One metric in one unit over everything that was sampled; null with too few observations, or where nothing is pooled. */
function* overallRow(
  metric: string,
  group: readonly CatalogueMeasure[],
): Steps<readonly (readonly Inline[])[] | null> {
  const configurations = new Set(group.map((entry) => entry.benchmark)).size;
  // The tables of the categories tell of one configuration, better than an average over everything that is one.
  if (configurations < 2) return null;
  const summary = yield* summarizeSteps(yield* pooledValues(group));
  yield;
  if (isNotEnoughData(summary)) return null;
  const unit = group[0]?.measure.unit ?? null;
  const runs = [...new Set(group.map((entry) => entry.run))];
  const categories = new Set(runs.map((run) => categoryName(run.category))).size;
  const files = new Set(runs.map((run) => run.file.path)).size;
  yield;
  const evidence = yield* evidenceSteps(
    group,
    `pooled over ${String(configurations)} configurations of ${String(categories)} categories`,
  );
  const base = { metric, unit, n: summary.n };
  const info = metricInfo(metric);
  yield;
  return [
    [words(info.title)],
    say`${figure(evidence, { ...base, statistic: 'mean', value: summary.mean, formula: 'Σx / n over all ok observations' })}`,
    say`${figure(evidence, { ...base, statistic: 'median', value: summary.median, formula: 'middle of the sorted values' })}`,
    say`${countFigure(evidence, summary.n, 'ok observations')}`,
    say`${countFigure(evidence, configurations, 'configurations with an ok observation')}`,
    say`${countFigure(evidence, categories, 'categories')}`,
    say`${countFigure(evidence, files, 'files')}`,
  ];
}

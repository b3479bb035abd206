import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { okValues } from '../catalogue/numbers.ts';
import { groupBy } from '../catalogue/twins.ts';
import { categoryName } from '../findings/names.ts';
import { evidenceOf } from '../figures/evidence.ts';
import { countFigure, figure } from '../figures/figure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { isNotEnoughData } from '../stats/not-enough-data.ts';
import { summarize } from '../stats/summary.ts';
import { say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, paragraph, table, type Block } from './model.ts';

const OVERALL = ['throughput', 'request-throughput', 'ttft', 'latency', 'load-time'];

/** Averages over everything, with what they pool: a number that people ask for, and why it describes none of the runs. */
export function overallBlocks({ snapshot }: ReportInput): Block[] {
  const counted = snapshot.measures.filter(
    (entry) => entry.counted && entry.measure.samples !== null && entry.measure.kind === 'samples',
  );
  const rows = OVERALL.flatMap((metric) =>
    overallRows(
      metric,
      counted.filter(({ measure }) => measure.metric === metric),
    ),
  );
  if (rows.length === 0) return [];
  return [
    heading('Overall averages'),
    paragraph(
      say`Each average pools different models, devices and settings, which are counted beside it: it tells what this folder holds, not how fast anything is. Only sampled metrics can be pooled; a tool’s own summaries are in the tables below.`,
    ),
    table(['Metric', '>Mean', '>Median', '>Observations', '>Configurations', '>Categories', '>Files'], rows),
  ];
}

function overallRows(
  metric: string,
  entries: readonly CatalogueMeasure[],
): (readonly (readonly Inline[])[])[] {
  return [...groupBy(entries, ({ measure }) => measure.unit ?? '')].flatMap(([, group]) => {
    const values = Float64Array.from(
      group.flatMap(({ measure }) => (measure.samples === null ? [] : [...okValues(measure.samples)])),
    );
    const summary = summarize(values);
    if (isNotEnoughData(summary)) return [];
    const unit = group[0]?.measure.unit ?? null;
    const configurations = new Set(group.map((entry) => entry.benchmark)).size;
    const categories = new Set(group.map((entry) => categoryName(entry.run.category))).size;
    const files = new Set(group.map((entry) => entry.run.file.path)).size;
    const evidence = evidenceOf(
      group,
      `pooled over ${String(configurations)} configurations of ${String(categories)} categories`,
    );
    const base = { metric, unit, n: summary.n };
    const info = metricInfo(metric);
    return [
      [
        [words(info.title)],
        say`${figure(evidence, { ...base, statistic: 'mean', value: summary.mean, formula: 'Σx / n over all ok observations' })}`,
        say`${figure(evidence, { ...base, statistic: 'median', value: summary.median, formula: 'middle of the sorted values' })}`,
        say`${countFigure(evidence, summary.n, 'ok observations')}`,
        say`${countFigure(evidence, configurations, 'configurations with an ok observation')}`,
        say`${countFigure(evidence, categories, 'categories')}`,
        say`${countFigure(evidence, files, 'files')}`,
      ],
    ];
  });
}

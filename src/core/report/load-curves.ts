import {
  failedFigure,
  headlineLatency,
  CURVE_STATISTICS,
  requestsFigure,
  statisticFigure,
} from '../findings/load-figures.ts';
import {
  loadCurves,
  rowIn,
  type CurveMetric,
  type LoadCurve,
  type LoadPoint,
} from '../findings/load-curves.ts';
import type { LoadCase } from '../findings/load-cases.ts';
import { curveLimits } from '../findings/load-limits.ts';
import { curveSentences } from '../findings/load-statements.ts';
import { centerFigure } from '../findings/row-figures.ts';
import type { LineSpec } from '../charts/spec.ts';
import type { Figure } from '../model/figure.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { latencyChart, throughputChart } from './load-charts.ts';
import { code, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, paragraph, table, type Block, type ReportTable } from './model.ts';
import { figureCell, runCode } from './performance-rows.ts';

/** Beyond these a reader compares tables; what is left out stands in the key findings and in the machine-readable output. */
const MOST_CURVES = 12;

/** What each configuration does under rising load: the curve, its knee, and the highest load within the limits. */
export function* loadCurveBlocks(input: ReportInput): Steps<Block[]> {
  const curves = loadCurves(input.rows);
  if (curves.length === 0) return [];
  const told = yield* mapSteps(
    curves.slice(0, MOST_CURVES).entries(),
    ([index, curve]) => curveBlocks(curve, index, input),
    1,
  );
  return [
    heading('Load curves'),
    paragraph(
      say`Configurations that ran at several loads with everything else equal. The knee is the lowest load beyond which throughput no longer keeps pace with the load (see Methods). It is read off these measurements and not tested: another series may put it one load higher or lower.`,
    ),
    ...told.flat(),
    ...(curves.length > MOST_CURVES ? [paragraph(say`Further load curves are left out here.`)] : []),
  ];
}

function curveBlocks(curve: LoadCurve, index: number, input: ReportInput): Block[] {
  const told = curveSentences(curve, input.project);
  const sentences = told === null ? [] : [told.statement, ...told.detail];
  return [
    heading(curve.name, 4),
    ...(sentences.length === 0
      ? []
      : [paragraph(sentences.flatMap((one, at) => (at === 0 ? one : [words(' '), ...one])))]),
    curveTable(curve),
    ...charts(curve, index, input),
  ];
}

/** One value of a table: what it is called, and its figure for a run at a load. */
interface CurveColumn {
  readonly title: string;
  readonly figure: (one: LoadCase) => Figure | null;
}

/** A row for each run at each load; columns that would be empty are left out. */
function curveTable(curve: LoadCurve): ReportTable {
  const cases = curve.points.flatMap((point) => point.cases.map((one) => ({ point, one })));
  const columns = [
    ...curve.throughputs.map((metric) => throughputColumn(metric)),
    ...curve.latencies.flatMap((metric) => latencyColumns(metric)),
    { title: 'n', figure: (one: LoadCase) => requestsFigure(one, curve) },
    { title: 'Failed', figure: failedFigure },
  ].filter(({ figure }) => cases.some(({ one }) => figure(one) !== null));
  const isRepeated = curve.points.some((point) => point.cases.length > 1);
  return table(
    ['Load', ...(isRepeated ? ['Run'] : []), ...columns.map(({ title }) => `>${title}`)],
    cases.map(({ point, one }) => [
      loadCell(point),
      ...(isRepeated ? [runCell(one)] : []),
      ...columns.map(({ figure }) => figureCell(figure(one))),
    ]),
  );
}

function loadCell({ label, tied }: LoadPoint): readonly Inline[] {
  return tied === null ? [code(label)] : say`${code(label)} with ${code(tied)}`;
}

function runCell(one: LoadCase): readonly Inline[] {
  const [row] = one.rows;
  return row === undefined ? [words('–')] : [runCode(row)];
}

function throughputColumn(metric: CurveMetric): CurveColumn {
  return {
    title: metricInfo(metric.metric).title,
    figure: (one) => {
      const row = rowIn(one, metric);
      return row === null ? null : centerFigure(row);
    },
  };
}

function latencyColumns(metric: CurveMetric): CurveColumn[] {
  return CURVE_STATISTICS.map((statistic) => ({
    title: `${metricInfo(metric.metric).short} ${statistic}`,
    figure: (one) => {
      const row = rowIn(one, metric);
      return row === null ? null : statisticFigure(row, statistic);
    },
  }));
}

function charts(curve: LoadCurve, index: number, { project }: ReportInput): Block[] {
  const limits = curveLimits(curve, project)?.limits ?? [];
  const latency = headlineLatency(curve, limits);
  const id = `load-curve-${String(index + 1)}`;
  const throughput = throughputChart(`${id}-throughput`, curve);
  const spread = latency === null ? null : latencyChart(`${id}-latency`, curve, latency, limits);
  return [throughput, spread].flatMap((spec) => (spec === null ? [] : [chartBlock(spec, curve)]));
}

function chartBlock(spec: LineSpec, curve: LoadCurve): Block {
  const caption = say`${words(spec.value.title)} of ${code(curve.name)} over ${code(curve.parameter)}; the table above holds the numbers.`;
  return { kind: 'chart', id: spec.id, spec, caption };
}

import { historyLine, stepMarkers } from '../charts/history-marks.ts';
import type { ChartSource, LineSpec, PlacedPoint } from '../charts/spec.ts';
import { histories, historyValues, type History } from '../findings/histories.ts';
import { categoryName, configurationCode } from '../findings/names.ts';
import { centerFigure, rowEvidence } from '../findings/row-figures.ts';
import { center, type Row } from '../findings/rows.ts';
import { confirmedSteps, type ConfirmedStep } from '../findings/steps.ts';
import { countEvidence, joinedEvidence } from '../figures/evidence.ts';
import { changeFigure, countFigure, figure, pFigure } from '../figures/figure.ts';
import { runLabels } from '../insight/run-labels.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { HistoryAnalysis } from '../stats/history.ts';
import { HISTORY_NEEDS } from '../stats/levels.ts';
import { chartId } from './charts.ts';
import { code, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, paragraph, table, type Block } from './model.ts';

const MOST_ROWS = 12;
const MOST_CHARTS = 3;

/** The runs of each series over time: levels and steps of histories, shorter series as they are. */
export function trendBlocks({ rows, project }: ReportInput): Block[] {
  const found = histories(rows, project.noiseFloor);
  if (found.length === 0) {
    return [
      heading('Trend over time'),
      paragraph(
        say`No benchmark was measured with equal parameters in more than one run, so there is no trend to be told.`,
      ),
    ];
  }
  const confirmed = new Map(confirmedSteps(rows, project.noiseFloor).map((one) => [one.history, one]));
  const headline = [...found]
    .sort(
      (a, b) =>
        Number(confirmed.has(b)) - Number(confirmed.has(a)) ||
        b.rows.length - a.rows.length ||
        rank(a) - rank(b),
    )
    .slice(0, MOST_ROWS);
  const need = countFigure(runsEvidence(), HISTORY_NEEDS, 'runs of one series that a history needs');
  const judged = found.some(({ analysis }) => analysis !== null);
  return [
    heading('Trend over time'),
    paragraph(
      say`Benchmarks with equal parameters in several runs, oldest first. A step is told from noise in a history of ${need} runs; shorter ones are shown, not judged.`,
    ),
    table(
      [
        'Category',
        'Metric',
        'Configuration',
        '>Runs',
        'Means, oldest first',
        ...(judged ? ['Latest step'] : []),
      ],
      headline.map((history) => historyRow(history, judged, confirmed.get(history))),
    ),
    ...headline
      .filter((history) => confirmed.has(history))
      .slice(0, MOST_CHARTS)
      .map(chartBlock),
  ];
}

function runsEvidence(): ReturnType<typeof countEvidence> {
  return countEvidence('runs of a series', 'trend-over-time');
}

function rank({ rows }: History): number {
  return metricInfo(rows[0]?.metric ?? '').rank;
}

const MOST_POINTS = 8;

function historyRow(
  { rows, analysis }: History,
  judged: boolean,
  confirmed: ConfirmedStep | undefined,
): readonly (readonly Inline[])[] {
  const [first] = rows;
  if (first === undefined) return judged ? [[], [], [], [], [], []] : [[], [], [], [], []];
  const shown = rows.slice(-MOST_POINTS).flatMap((row, index) => {
    const point = centerFigure(row);
    const inlines = point === null ? [] : say`${point}`;
    return index === 0 ? inlines : [words(' → '), ...inlines];
  });
  const runs = countFigure(runsEvidence(), rows.length, `runs of ${first.run.series}`);
  return [
    [code(categoryName(first.run.category))],
    [words(metricInfo(first.metric).short)],
    [configurationCode(first)],
    say`${runs}`,
    rows.length > MOST_POINTS ? [words('… '), ...shown] : shown,
    ...(judged ? [stepCell(rows, analysis, confirmed)] : []),
  ];
}

/** The latest step with its test; a step that the test does not tell from noise is said to be that. */
function stepCell(
  rows: readonly Row[],
  analysis: HistoryAnalysis | null,
  confirmed: ConfirmedStep | undefined,
): readonly Inline[] {
  if (analysis === null) return [words('too few runs')];
  const step = analysis.steps.findLast(({ telling }) => telling);
  if (step === undefined) return [words('none')];
  const own = rows.slice(step.before.from, step.after.to + 1);
  const evidence = joinedEvidence(own.map(rowEvidence), own[0]?.label ?? '', 'runs on both levels');
  const { value } = step.after;
  const level = figure(evidence, {
    metric: rows[0]?.metric ?? null,
    statistic: 'median',
    value,
    unit: rows[0]?.unit ?? null,
    n: step.after.to - step.after.from + 1,
    formula: 'median of the runs on the new level',
  });
  const size =
    step.change === null
      ? say`to ${level}`
      : say`${changeFigure(evidence, step.change, 'level after / level before − 1', own.length)} to ${level}`;
  const start = rows[step.at]?.run.startedAt ?? null;
  const when = start === null ? [] : say` since ${code(start.slice(0, 10))}`;
  if (step.returned) return [...size, ...when, words(', taken back later')];
  if (confirmed === undefined) return [...size, ...when, words(', not told from noise by a test')];
  const p = pFigure(evidence, confirmed.p, 'Mann-Whitney test of both levels, adjusted', own.length);
  return [...size, ...when, ...say` (p ${p})`];
}

/** The runs of a history with its levels, the step, and where the next run is expected. */
function chartBlock({ rows, analysis }: History, index: number): Block {
  const [first] = rows;
  const title = metricInfo(first?.metric ?? '').title;
  const sources: ChartSource[] = [];
  const xs = rows.map((_, at) => at);
  const points = rows.map((row, x) => pointOf(row, x, sources));
  const marks = analysis === null ? NO_MARKS : historyLine(historyValues(rows), xs, analysis);
  const name = first === undefined ? '' : configurationCode(first).text;
  const spec: LineSpec = {
    id: chartId(`trend-${String(index + 1)}`),
    type: 'line',
    title: `${title} over runs`,
    subtitle: first === undefined ? null : `${categoryName(first.run.category)} · ${name}`,
    description: `${title} of ${name} in ${String(rows.length)} runs, oldest first, with the levels around which they scatter.`,
    value: {
      title,
      unit: first?.unit ?? null,
      scale: 'linear',
      zero: false,
      direction: first?.direction ?? 'none',
    },
    x: { kind: 'order', title: 'Run, oldest first', labels: runLabels(rows.map(({ run }) => run)) },
    series: [{ name: title, points, ...marks }],
    markers: analysis === null ? [] : stepMarkers(analysis, xs, null),
    references: [],
    notes: [],
    sources,
  };
  const caption = say`${words(title)} of ${code(name)} over the runs of its series, with levels and the band in which the next run is expected.`;
  return { kind: 'chart', id: spec.id, spec, caption };
}

const NO_MARKS = { band: null, levels: [] } as const;

function pointOf(row: Row, x: number, sources: ChartSource[]): PlacedPoint {
  const place = row.entries[0]?.measure.place ?? { line: 1, column: 1 };
  sources.push({ root: row.run.file.root, file: row.run.file.path, ...place });
  const { interval, n } = row.statistics;
  return {
    x,
    value: center(row)?.value ?? null,
    gap: null,
    n,
    interval: interval === null ? null : { low: interval.low, high: interval.high, level: interval.level },
    label: row.run.id,
    source: sources.length - 1,
    figure: null,
  };
}

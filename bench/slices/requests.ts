import type { CompareSide } from '../../src/core/compare/side.ts';
import { NO_FILTER, type ChartFilter, type ChartQuery } from '../../src/core/dashboard/query.ts';
import { seenOf } from '../../src/core/dashboard/seen.ts';
import type { Steps } from '../../src/core/model/steps.ts';
import { relativeLinks } from '../../src/core/report/links.ts';
import type { Report } from '../../src/core/report/model.ts';
import { markdownSteps } from '../../src/core/report/render-markdown.ts';
import { pageSteps } from '../../src/core/report/render-page.ts';
import { MODELS, reportOf, type ModelSource } from '../../src/host/dashboard/models.ts';
import type { ArgumentsOf } from '../../src/protocol/calls.ts';

/** Something that the dashboard asks of the host. */
export interface BenchRequest {
  readonly name: string;
  readonly steps: (source: ModelSource) => Steps<unknown>;
  /** The answer is posted to the page. */
  readonly isPosted: boolean;
}

const ASKED: ArgumentsOf<'report'> = { title: '', without: [], baseline: { kind: 'set' } };
const PREVIOUS: ArgumentsOf<'report'> = { ...ASKED, baseline: { kind: 'previous' } };
const LINKS = relativeLinks(['/results'], '/results');

const CONFIGURATIONS: Omit<ChartQuery, 'metric' | 'type'> = {
  label: null,
  statistic: 'center',
  grouping: 'configuration',
  split: null,
  x: null,
  filter: NO_FILTER,
  logScale: false,
  baseline: null,
};

/** What is asked on each tab, whatever the results are. `baseline` is the path of a run or a folder. */
export function everyTab(baseline: string): BenchRequest[] {
  const against = (source: ModelSource): ModelSource => ({
    ...source,
    baseline: { text: baseline, isRuled: () => true },
  });
  return [
    posted('overview', (source) => MODELS.overview(source, undefined)),
    unposted('what is kept of the look', ({ snapshot }) => seenOf(snapshot)),
    posted('baseline', (source) => MODELS.baseline(against(source), undefined)),
    posted('choices of a chart', (source) => choices(source, NO_FILTER, null)),
    posted('files', (source) => MODELS.files(source, undefined)),
    posted('suggested sides', (source) => MODELS.sides(source, undefined)),
    posted('suggested sides of a baseline', (source) => MODELS.sides(against(source), undefined)),
    posted('report', (source) => MODELS.report(source, ASKED)),
    posted('report against the runs before', (source) => MODELS.report(source, PREVIOUS)),
    ...reports(),
  ];
}

/** A report that is saved or copied: made anew, then written. */
function reports(): BenchRequest[] {
  return [
    unposted('report as Markdown', (source) =>
      written(source, (report) =>
        markdownSteps(report, { link: LINKS, charts: 'svg', chartTarget: (id) => id }),
      ),
    ),
    unposted('report as Markdown with Mermaid', (source) =>
      written(source, (report) =>
        markdownSteps(report, { link: LINKS, charts: 'mermaid', chartTarget: (id) => id }),
      ),
    ),
    unposted('report as HTML', (source) => written(source, (report) => pageSteps(report, { link: LINKS }))),
  ];
}

/** What is asked of the histories, loads, readings and sweeps of `manyThings`. */
export function ofManyThings(): BenchRequest[] {
  const latency = { metric: 'latency [s]', ...CONFIGURATIONS };
  const nightly = filterOf({ categories: ['nightly'] });
  return [
    posted('choices, filtered by words', (source) => choices(source, filterOf({ text: 'case_1' }), null)),
    posted('choices of a category', (source) => choices(source, nightly, 'latency [s]')),
    chart('bars by configuration', { ...latency, type: 'bars' }),
    chart('bars by benchmark, split by run', {
      ...latency,
      type: 'bars',
      grouping: 'benchmark',
      split: 'run',
    }),
    chart('bars by category', { ...latency, type: 'bars', grouping: 'category' }),
    chart('bars, filtered by words', { ...latency, type: 'bars', filter: filterOf({ text: 'case_1' }) }),
    chart('bars against a run', {
      ...latency,
      type: 'bars',
      baseline: 'nightly/nightly_20260105-030000.csv',
    }),
    chart('distribution by configuration', { ...latency, type: 'distribution' }),
    chart('distribution by category', { ...latency, type: 'distribution', grouping: 'category' }),
    chart('trend by configuration', { ...latency, type: 'trend' }),
    chart('trend by category', { ...latency, type: 'trend', grouping: 'category' }),
    chart('scatter', {
      ...latency,
      type: 'scatter',
      metric: 'execution-time [s]',
      x: 'batch_size',
      grouping: 'benchmark',
    }),
    chart('trade-off', { ...latency, type: 'trade-off', grouping: 'category' }),
    chart('load curve', { ...latency, type: 'load-curve' }),
    chart('time series', { ...latency, type: 'timeseries', metric: 'power [W]' }),
    pivot('pivot of benchmarks and runs', {}),
    pivot('pivot with ratios', { ratioTo: 'nightly_20260105-030000' }),
    pivot('pivot of configurations and categories', { rows: 'configuration', columns: 'category' }),
    compared('compare halves of the history', [days(1, 15), days(16, 30)]),
    compared('compare two runs', [days(1, 1), days(2, 2)]),
    compared(
      'compare six runs',
      [1, 2, 3, 4, 5, 6].map((day) => days(day, day)),
    ),
    compared('compare categories', [
      { kind: 'category', category: 'nightly' },
      { kind: 'category', category: 'load' },
    ]),
  ];
}

/** What is asked of one benchmark with very many samples. */
export function ofOneGroup(): BenchRequest[] {
  const latency = { metric: 'latency [s]', ...CONFIGURATIONS };
  return [
    chart('bars', { ...latency, type: 'bars' }),
    chart('distribution', { ...latency, type: 'distribution' }),
    pivot('pivot', {}),
  ];
}

function filterOf(filter: Partial<ChartFilter>): ChartFilter {
  return { ...NO_FILTER, ...filter };
}

function posted(name: string, steps: BenchRequest['steps']): BenchRequest {
  return { name, steps, isPosted: true };
}

function unposted(name: string, steps: BenchRequest['steps']): BenchRequest {
  return { name, steps, isPosted: false };
}

function choices(source: ModelSource, filter: ChartFilter, metric: string | null): Steps<unknown> {
  return MODELS.choices(source, { filter, metric, type: null });
}

function chart(name: string, query: ChartQuery): BenchRequest {
  return posted(`chart: ${name}`, (source) => MODELS.chart(source, { query, pixels: 900 }));
}

function pivot(name: string, query: Partial<ArgumentsOf<'pivot'>>): BenchRequest {
  const { label, statistic, filter } = CONFIGURATIONS;
  const asked = { metric: 'latency [s]', label, statistic, filter, ratioTo: null, shade: null, ...query };
  return posted(name, (source) => MODELS.pivot(source, { rows: 'benchmark', columns: 'run', ...asked }));
}

function compared(name: string, sides: readonly CompareSide[]): BenchRequest {
  const query = { sides, ignore: [], filter: NO_FILTER, metrics: [] };
  return posted(name, (source) => MODELS.compare(source, query));
}

/** Nightly runs of January, by their days. */
function days(from: number, to: number): CompareSide {
  const ids = Array.from({ length: to - from + 1 }, (_, at) => {
    const day = String(from + at).padStart(2, '0');
    return `nightly/nightly_202601${day}-030000.csv`;
  });
  return { kind: 'runs', ids };
}

function* written(source: ModelSource, write: (report: Report) => Steps<unknown>): Steps<unknown> {
  const made = yield* reportOf(source, ASKED);
  yield;
  return made.kind === 'empty' ? made : yield* write(made.report);
}

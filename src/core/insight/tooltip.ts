import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { outcomeOfRun } from '../catalogue/group.ts';
import { benchmarkText, categoryName, scalarText } from '../findings/names.ts';
import { rowOf } from '../findings/rows.ts';
import { formatBytes, formatCount } from '../format/quantity.ts';
import { formatDate } from '../format/times.ts';
import type { SourceFile } from '../model/file.ts';
import type { Source } from '../model/figure.ts';
import type { Bag } from '../model/measure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { Baselines } from './baseline.ts';
import { againstText, describeBaseline, runTitle } from './baseline-words.ts';
import { changeOfMeasure, changeSentence } from './change.ts';
import { headlineOfEntries, headlineOfRun, type Headline } from './headline.ts';
import { headlineChange, headlineSentence } from './headline-change.ts';
import { sparkOf } from './description-spark.ts';
import { line, type Description, type DescriptionLine } from './description.ts';
import { statisticLines } from './statistic-lines.ts';

/** What descriptions look at beside the thing itself. */
export interface DescriptionContext {
  readonly baselines: Baselines;
  readonly noiseFloor: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A metric of a benchmark: its statistics, change, history and place. */
export function describeMeasure(entry: CatalogueMeasure, context: DescriptionContext): Description {
  const { run, benchmark, measure } = entry;
  const info = metricInfo(measure.metric);
  const row = rowOf(run, [entry]);
  const better = measure.direction === 'none' ? '' : `${measure.direction} is better. `;
  const change = changeOfMeasure(entry, context.baselines, context.noiseFloor);
  const words = change === null ? null : describeBaseline(change.baseline, run, context.now);
  return {
    title: `${benchmarkTitle(benchmark.name, benchmark.parameters)} · ${measure.label}`,
    about:
      `${info.title}. ${better === '' ? '' : better.charAt(0).toUpperCase() + better.slice(1)}${info.about}`.trim(),
    lines: [
      ...statisticLines(row, measure.unit),
      ...(measure.error === null ? [] : [line('Error', measure.error)]),
    ],
    notes: [
      ...(change === null || words === null
        ? []
        : [changeSentence(change.change, againstText(words)), ...words.hints]),
      ...(entry.notCountedBecause === null ? [] : [`Not counted: ${entry.notCountedBecause}`]),
    ],
    spark: sparkOf(entry, context.baselines),
    sources: [sourceOf(entry)],
  };
}

/** A benchmark: its headline and the statistics behind it. */
export function describeBenchmark(
  entries: readonly CatalogueMeasure[],
  context: DescriptionContext,
): Description | null {
  const [first] = entries;
  if (first === undefined) return null;
  const { benchmark } = first;
  const headline = headlineOfEntries(entries);
  const own = headline?.entries.length === 1 ? headline.entries[0] : undefined;
  const described = own === undefined ? null : describeMeasure(own, context);
  return {
    title: benchmarkTitle(benchmark.name, benchmark.parameters),
    about: headline === null ? '' : `${headlineName(headline)}: ${headline.figure.text}.`,
    lines: [...bagLines(benchmark.parameters), ...(described?.lines ?? [])],
    notes: described?.notes ?? notCounted(entries),
    spark: described?.spark ?? null,
    sources: [sourceOf(own ?? first)],
  };
}

/** A run: what ran where and when, its headline and the change of it. */
export function describeRun(run: CatalogueRun, context: DescriptionContext): Description {
  const headline = headlineOfRun(run);
  const change = headline === null ? null : headlineChange(headline, context.baselines, context.noiseFloor);
  const words = change === null ? null : describeBaseline(change.baseline, run, context.now);
  const own = headline?.entries.length === 1 ? headline.entries[0] : undefined;
  const [first] = run.measures;
  return {
    title: runTitle(run),
    about: headline === null ? '' : `${headlineName(headline)}: ${headline.figure.text}.`,
    lines: [
      ...runLines(run),
      ...(headline === null || own === undefined ? [] : statisticLines(rowOf(run, [own]), own.measure.unit)),
      ...bagLines(run.parameters),
      ...bagLines(run.environment),
      ...failedChecks(run),
    ],
    notes: [
      ...(change === null || words === null
        ? []
        : [headlineSentence(change, againstText(words)), ...words.hints]),
      ...(context.baselines.isBaseline(run)
        ? ['Other runs are held against this one: it is the baseline.']
        : []),
      ...notCounted(run.measures),
    ],
    spark: own === undefined ? null : sparkOf(own, context.baselines),
    sources: first === undefined ? [] : [sourceOf(own ?? first)],
  };
}

/** A file that gives no runs: why, and where it goes wrong. */
export function describeFile(file: SourceFile): Description {
  const { root, path } = file;
  return {
    title: path,
    about: file.reason ?? '',
    lines: [
      line('Size', formatBytes(file.bytes)),
      ...(file.format === null ? [] : [line('Format', file.format)]),
      ...(file.of === null ? [] : [line('Counts instead', file.of)]),
    ],
    notes: file.problems
      .filter(({ line: at, message }) => at !== null || message !== file.reason)
      .slice(0, MOST_PROBLEMS)
      .map(({ line: at, message }) => (at === null ? message : `Line ${String(at)}: ${message}`)),
    spark: null,
    sources: file.problems
      .slice(0, 1)
      .flatMap(({ line: at, column }) =>
        at === null ? [] : [{ root, file: path, line: at, column: column ?? 1, endLine: at }],
      ),
  };
}

const MOST_PROBLEMS = 5;
const MOST_SETTINGS = 8;

/** A benchmark as people find it; "all" where neither a name nor a parameter tells it from others. */
export function benchmarkTitle(name: string, parameters: Bag): string {
  return benchmarkText(name, parameters) || 'all';
}

/** "Throughput, mean of 50": what a headline number is. */
function headlineName({ figure, entries }: Headline): string {
  const title = metricInfo(figure.metric ?? '').title;
  if (figure.statistic === 'reading') return title;
  if (figure.statistic === 'geometric-mean') return `${title}, ${figure.formula ?? ''}`;
  const pooled = entries.length > 1 ? `, pooled over ${String(entries.length)} configurations` : '';
  return `${title}, ${figure.statistic}${figure.n === null ? '' : `, n = ${formatCount(figure.n)}`}${pooled}`;
}

function runLines(run: CatalogueRun): DescriptionLine[] {
  const tool = run.tool ?? run.file.format;
  const origin = { field: '', name: ', from the file’s name', mtime: ', the file’s own time' };
  return [
    ...(run.startedAt === null
      ? []
      : [line('Started', formatDate(run.startedAt) + origin[run.startedAtFrom ?? 'field'])]),
    ...(tool === null
      ? []
      : [line('Tool', [tool, run.toolVersion].filter((part) => part !== null).join(' '))]),
    ...(run.category.length === 0 ? [] : [line('Category', categoryName(run.category))]),
    ...(outcomeOfRun(run) === 'ok' ? [] : [line('Outcome', outcomeOfRun(run))]),
  ];
}

function bagLines(bag: Bag): DescriptionLine[] {
  return Object.entries(bag)
    .slice(0, MOST_SETTINGS)
    .map(([key, value]) => line(key, scalarText(value)));
}

function failedChecks({ checks }: CatalogueRun): DescriptionLine[] {
  const failed = checks.filter(({ passed }) => !passed);
  return failed.length === 0 ? [] : [line('Checks not met', failed.map(({ name }) => name).join(', '))];
}

/** The one reason why nothing of these counts; none where something does. */
function notCounted(entries: readonly CatalogueMeasure[]): string[] {
  if (entries.some(({ counted }) => counted)) return [];
  const reasons = new Set(entries.map(({ notCountedBecause }) => notCountedBecause ?? ''));
  return [...reasons].filter((reason) => reason !== '').map((reason) => `Not counted: ${reason}`);
}

function sourceOf({ run, measure }: CatalogueMeasure): Source {
  const { line: at, column } = measure.place;
  return { root: run.file.root, file: run.file.path, line: at, column, endLine: at };
}

import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { rowOf } from '../findings/rows.ts';
import { formatDate } from '../format/times.ts';
import { runTitle } from '../insight/baseline-words.ts';
import { headlineOfEntries, headlineOfRun, type Headline } from '../insight/headline.ts';
import { headlineChange } from '../insight/headline-change.ts';
import { statisticLines } from '../insight/statistic-lines.ts';
import { benchmarkTitle } from '../insight/tooltip.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { codeSpan, escapeText } from '../report/markdown-text.ts';
import type { OutlineNode } from './node.ts';
import type { ContextOf } from './present.ts';

/** A cell: a name from a file, which becomes code, or our own words. */
interface Cell {
  readonly text: string;
  readonly isName: boolean;
}

const STATISTICS = ['n', 'Median', 'Mean', 'p95', 'CV', 'Min–max'] as const;

/**
 * What was selected as a GitHub-flavored table: a row for each metric of runs and benchmarks, a row with the headline for each
 * run of groups and series. Every text from a file is escaped. '' where nothing of it has numbers.
 */
export function markdownTable(nodes: readonly OutlineNode[], contextOf: ContextOf): string {
  const areGroups = nodes.some(({ kind }) => kind === 'group' || kind === 'series');
  return areGroups ? runsTable(runsOf(nodes), contextOf) : metricsTable(nodes.flatMap(entriesOf), contextOf);
}

function runsOf(nodes: readonly OutlineNode[]): readonly CatalogueRun[] {
  const runs = nodes.flatMap((node) => {
    if (node.kind === 'group' || node.kind === 'series') return node.runs;
    return node.kind === 'file' || node.kind === 'files' ? [] : [node.run];
  });
  return [...new Set(runs)];
}

function entriesOf(node: OutlineNode): readonly CatalogueMeasure[] {
  if (node.kind === 'run') return node.run.measures;
  if (node.kind === 'benchmark') return node.entries;
  return node.kind === 'metric' ? [node.entry] : [];
}

function runsTable(runs: readonly CatalogueRun[], contextOf: ContextOf): string {
  const rows = runs.map((run) => {
    const headline = headlineOfRun(run);
    return [
      name(runTitle(run)),
      words(run.startedAt === null ? '' : formatDate(run.startedAt)),
      name(run.category.join(' / ')),
      words(headline === null ? '' : metricInfo(headline.figure.metric ?? '').title),
      words(headline?.figure.text ?? ''),
      words(changeOf(headline, run, contextOf)),
      words(run.excludedBecause === null ? '' : `excluded: ${run.excludedBecause}`),
    ];
  });
  return table(['Run', 'Started', 'Category', 'Metric', 'Value', 'Change', 'Note'], rows);
}

function metricsTable(entries: readonly CatalogueMeasure[], contextOf: ContextOf): string {
  const rows = entries.map((entry) => {
    const { run, benchmark, measure } = entry;
    const facts = new Map(
      statisticLines(rowOf(run, [entry]), measure.unit).map(({ label, value }) => [label, value]),
    );
    return [
      name(runTitle(run)),
      name(benchmarkTitle(benchmark.name, benchmark.parameters)),
      name(measure.label),
      ...STATISTICS.map((statistic) =>
        words(facts.get(statistic) ?? (statistic === 'Mean' ? (facts.get('Value') ?? '') : '')),
      ),
      words(changeOf(headlineOfEntries([entry]), run, contextOf)),
      words(entry.notCountedBecause ?? ''),
    ];
  });
  const titles = [
    'Run',
    'Benchmark',
    'Metric',
    'n',
    'Median',
    'Mean or value',
    'p95',
    'CV',
    'Min–max',
    'Change',
    'Note',
  ];
  return table(titles, rows);
}

function changeOf(headline: Headline | null, run: CatalogueRun, contextOf: ContextOf): string {
  if (headline === null) return '';
  const { baselines, noiseFloor } = contextOf(run);
  return headlineChange(headline, baselines, noiseFloor)?.mark.text ?? '';
}

/** Columns that are empty in every row are left out. */
function table(titles: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return '';
  const used = titles.map((_, column) => rows.some((row) => row[column]?.text !== ''));
  const line = (cells: readonly string[]): string =>
    `| ${cells.filter((_, column) => used[column] === true).join(' | ')} |`;
  return `${[
    line(titles),
    line(titles.map(() => '---')),
    ...rows.map((row) =>
      line(row.map(({ text, isName }) => (isName ? codeSpan(text, true) : escapeText(text)))),
    ),
  ].join('\n')}\n`;
}

function name(text: string): Cell {
  return { text, isName: true };
}

function words(text: string): Cell {
  return { text, isName: false };
}

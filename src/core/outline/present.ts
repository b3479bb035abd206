import { outcomeOfRun } from '../catalogue/group.ts';
import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { failedCount } from '../catalogue/numbers.ts';
import { rowOf } from '../findings/rows.ts';
import { formatBytes, formatCount } from '../format/quantity.ts';
import { formatDate } from '../format/times.ts';
import { centerOf, headlineOfEntries, headlineOfRun, type Headline } from '../insight/headline.ts';
import type { ChangeMark } from '../insight/change.ts';
import { headlineChange, type HeadlineChange } from '../insight/headline-change.ts';
import { compareStart } from '../insight/run-times.ts';
import type { DescriptionContext } from '../insight/tooltip.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { folderOf } from '../reading/file-type.ts';
import type { FileNode, FilesNode, GroupNode, MetricNode, OutlineNode, SeriesNode } from './node.ts';

/** What an item's icon says: its kind, its outcome, or which way a metric went where the verdict allows a claim. */
export type Look =
  | 'group'
  | 'series'
  | 'ok'
  | 'partial'
  | 'failed'
  | 'excluded'
  | 'benchmark'
  | 'metric'
  | 'improved'
  | 'regressed'
  | 'changed'
  | 'uncounted'
  | 'broken'
  | 'copy'
  | 'file';

/** An item of the tree as people see and hear it; plain texts. */
export interface Presented {
  readonly label: string;
  readonly description: string;
  readonly look: Look;
  /** One sentence for screen readers: everything that icon and description say. */
  readonly accessible: string;
}

/** What presenting looks at: the rules of the file that a run is in. */
export type ContextOf = (run: CatalogueRun) => DescriptionContext;

/** By the id of a run: how many of its metrics are on the worse side of a regression. */
export type RegressedRuns = ReadonlyMap<string, number>;

const NONE: RegressedRuns = new Map();

/** How a node is shown. */
export function present(node: OutlineNode, contextOf: ContextOf, regressed: RegressedRuns = NONE): Presented {
  switch (node.kind) {
    case 'group':
    case 'series':
      return presentRuns(node, contextOf, regressed);
    case 'run':
      return presentRun(node.run, node.title, contextOf(node.run));
    case 'benchmark':
      return presentBenchmark(node.title, node.entries, contextOf(node.run));
    case 'metric':
      return presentMetric(node, contextOf(node.run));
    case 'files':
      return presentFiles(node);
    case 'file':
      return presentFile(node);
  }
}

function presentRuns(
  node: GroupNode | SeriesNode,
  contextOf: ContextOf,
  regressed: RegressedRuns,
): Presented {
  const worse = node.runIds.reduce((most, id) => Math.max(most, regressed.get(id) ?? 0), 0);
  const regressions = worse === 0 ? '' : `${formatCount(worse)} regressed`;
  const count = `${formatCount(node.runs.length)} ${node.runs.length === 1 ? 'run' : 'runs'}`;
  const only =
    node.kind === 'series' ? node : node.groups.length === 0 && node.series.length === 1 ? node : null;
  const latest = only === null ? null : latestOf(only.runs);
  const number = latest === null ? null : numberOf(headlineOfRun(latest), contextOf(latest));
  const name = only === node && node.kind === 'group' ? toolOf(latest) : '';
  return {
    label: node.title,
    description: joined([regressions, number?.text ?? '', count, name]),
    look: worse > 0 ? 'regressed' : node.kind === 'group' ? 'group' : 'series',
    accessible: sentence([node.title, regressions, count, number === null ? '' : `latest ${number.spoken}`]),
  };
}

/** The latest run that has a number to show. */
function latestOf(runs: readonly CatalogueRun[]): CatalogueRun | null {
  return runs.reduce<CatalogueRun | null>((latest, run) => {
    const isLater = latest === null || compareStart(run, latest) > 0;
    return isLater && headlineOfRun(run) !== null ? run : latest;
  }, null);
}

function toolOf(run: CatalogueRun | null): string {
  return run === null ? '' : (run.tool ?? run.file.format ?? '');
}

function presentRun(run: CatalogueRun, title: string, context: DescriptionContext): Presented {
  const number = numberOf(headlineOfRun(run), context);
  const baseline = context.baselines.isBaseline(run) ? 'baseline' : '';
  const excluded = run.excludedBecause === null ? '' : `excluded: ${run.excludedBecause}`;
  const time = run.startedAt === null ? '' : shortTime(run.startedAt);
  const outcome = outcomeOfRun(run);
  return {
    label: title,
    description: joined([baseline, excluded, number?.text ?? '', time]),
    look: excluded === '' ? outcome : 'excluded',
    accessible: sentence([`run ${title}`, baseline, excluded, number?.spoken ?? '', outcome, time]),
  };
}

/** Day and minute of a start. */
function shortTime(iso: string): string {
  return formatDate(iso).replace(/^(\S+ \d{2}:\d{2}):\d{2}.*$/u, '$1');
}

function presentBenchmark(
  title: string,
  entries: readonly CatalogueMeasure[],
  context: DescriptionContext,
): Presented {
  const number = numberOf(headlineOfEntries(entries), context);
  const failed = entries.reduce((most, { measure }) => Math.max(most, failedCount(measure)), 0);
  const failures = failed === 0 ? '' : `${formatCount(failed)} failed`;
  return {
    label: title,
    description: joined([number?.text ?? '', failures]),
    look: benchmarkLook(number, failed),
    accessible: sentence([`benchmark ${title}`, number?.spoken ?? '', failures]),
  };
}

function benchmarkLook(number: Moved | null, failed: number): Look {
  if (failed > 0) return number === null ? 'failed' : 'partial';
  return number === null ? 'benchmark' : lookOfMark(number, 'benchmark');
}

function presentMetric({ entry, run, title }: MetricNode, context: DescriptionContext): Presented {
  const figure = centerOf(rowOf(run, [entry]));
  const headline = headlineOfEntries([entry]);
  const change = headline === null ? null : headlineChange(headline, context.baselines, context.noiseFloor);
  const name = metricInfo(entry.measure.metric).short;
  const value = figure === null ? 'no number' : figure.text;
  const same = name.toLowerCase() === title.toLowerCase();
  const not = entry.counted ? '' : 'not counted';
  const moved: Moved = { change, verdict: verdictOf(change), text: '', spoken: '' };
  return {
    label: title,
    description: joined([withMark(value, change?.mark), same ? '' : name, not]),
    look: entry.counted ? lookOfMark(moved, 'metric') : 'uncounted',
    accessible: sentence([`metric ${title}`, same ? '' : name, spoken(value, change?.mark), not]),
  };
}

interface Moved {
  readonly change: HeadlineChange | null;
  readonly verdict: string;
  readonly text: string;
  readonly spoken: string;
}

/** A headline with its change: "1.205 ms ▼ -8.3 % · Execution"; a mean over several benchmarks says so. */
function numberOf(headline: Headline | null, context: DescriptionContext): Moved | null {
  if (headline === null) return null;
  const change = headlineChange(headline, context.baselines, context.noiseFloor);
  const { metric, statistic, n, text } = headline.figure;
  const short = metricInfo(metric ?? '').short;
  const said = short.includes('/') && text.endsWith(short) ? '' : short;
  const joint = statistic === 'geometric-mean' ? `geomean of ${formatCount(n ?? 0)}` : '';
  const name = [said, joint].filter((part) => part !== '').join(', ');
  return {
    change,
    verdict: verdictOf(change),
    text: joined([withMark(text, change?.mark), name]),
    spoken: spoken(name === '' ? text : `${name} ${text}`, change?.mark),
  };
}

function verdictOf(change: HeadlineChange | null): string {
  const [only] = change?.changes ?? [];
  return change?.mark.certain === true && only !== undefined ? only.verdict : '';
}

function lookOfMark({ verdict }: Moved, otherwise: Look): Look {
  return verdict === 'improved' || verdict === 'regressed' || verdict === 'changed' ? verdict : otherwise;
}

function withMark(value: string, mark: ChangeMark | undefined): string {
  return mark === undefined ? value : `${value} ${mark.text}`;
}

function spoken(value: string, mark: ChangeMark | undefined): string {
  if (mark === undefined) return value;
  const size = mark.text.replace(/^[▲▼] [+-]?/u, '');
  const way = mark.arrow === '' ? 'unchanged' : `${mark.arrow === '▲' ? 'up' : 'down'} ${size}`;
  const good = mark.better === null ? '' : mark.better ? ', better' : ', worse';
  return `${value}, ${way} against the baseline${good}`;
}

function presentFiles({ title, files, of }: FilesNode): Presented {
  const count = `${formatCount(files.length)} ${files.length === 1 ? 'file' : 'files'}`;
  return {
    label: title,
    description: count,
    look: of === 'failed' ? 'broken' : of === 'elsewhere' ? 'copy' : 'file',
    accessible: sentence([title, count]),
  };
}

function presentFile({ title, file }: FileNode): Presented {
  const [first] = file.problems;
  const line = first?.line ?? null;
  const place = line === null ? '' : `line ${formatCount(line)}`;
  const folder = folderOf(file.path);
  return {
    label: title,
    description: joined([
      file.reason ?? '',
      place,
      folder,
      file.status === 'ignored' ? formatBytes(file.bytes) : '',
    ]),
    look: file.status === 'failed' ? 'broken' : file.status === 'ignored' ? 'file' : 'copy',
    accessible: sentence([title, file.reason ?? '', place, folder]),
  };
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function sentence(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

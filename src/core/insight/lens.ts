import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { formatCount } from '../format/quantity.ts';
import { FORMATS } from '../formats/registry.ts';
import type { SourceFile } from '../model/file.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { headlineChange } from './headline-change.ts';
import { headlineOfRun } from './headline.ts';
import type { DescriptionContext } from './tooltip.ts';

/** What one line above a result file says. */
export interface LensWords {
  /** "hyperfine · 2 benchmarks · Execution time 1.21 s ▲ +3.2 %", or why the file does not count. */
  readonly text: string;
  /** It has runs, so that they can be shown, compared and reported on. */
  readonly hasRuns: boolean;
}

/** The line over a file that a format claims; null for any other file. `runs` are those of the file. */
export function lensOf(
  file: SourceFile,
  runs: readonly CatalogueRun[],
  contextOf: (run: CatalogueRun) => DescriptionContext,
): LensWords | null {
  const format = FORMATS.find(({ id }) => id === file.format);
  if (format === undefined) return null;
  const [first] = runs;
  if (first === undefined)
    return { text: joined([format.title, file.reason ?? 'no measurement']), hasRuns: false };
  const benchmarks = new Set(runs.flatMap(({ measures }) => measures.map(({ benchmark }) => benchmark))).size;
  const excluded = runs.map(({ excludedBecause }) => excludedBecause).find((reason) => reason !== null);
  const outside = file.status === 'used' ? (excluded ?? null) : file.reason;
  return {
    text: joined([
      format.title,
      ...(runs.length > 1 ? [counted(runs.length, 'run')] : []),
      counted(benchmarks, 'benchmark'),
      outside === null
        ? runs.length > 1
          ? ''
          : headlineText(first, contextOf(first))
        : `not counted: ${outside}`,
    ]),
    hasRuns: true,
  };
}

function headlineText(run: CatalogueRun, { baselines, noiseFloor }: DescriptionContext): string {
  const headline = headlineOfRun(run);
  if (headline === null) return '';
  const { figure } = headline;
  const change = headlineChange(headline, baselines, noiseFloor);
  const mark = change === null ? '' : ` ${change.mark.text}`;
  return `${metricInfo(figure.metric ?? '').title} ${figure.text}${statistic(figure.statistic)}${mark}`;
}

/** A mean goes without saying; nothing else does. */
function statistic(name: string): string {
  if (name === 'mean' || name === 'reading') return '';
  return name === 'geometric-mean' ? ' (geometric mean)' : ` (${name})`;
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

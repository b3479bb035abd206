import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { formatPercent } from '../format/quantity.ts';
import type { Verdict } from '../stats/verdict.ts';
import type { Change, ComparisonResult } from './compare.ts';
import type { MetricMean } from './means.ts';
import { changeName, changeText, measureName, pText, valueText, VERDICT_WORDS, whyText } from './words.ts';

const TITLES = ['Benchmark', 'Metric', 'Before', 'After', 'Change', 'p', 'Verdict'];

/** A table for terminals, aligned with spaces; then what has no partner, and the geometric means. */
export function renderComparisonText(result: ComparisonResult): string {
  const rows = result.changes.map((change) => cells(change));
  const widths = TITLES.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const table = rows.length === 0 ? ['The two sides share no benchmark.'] : [line(TITLES), ...rows.map(line)];
  return `${[...table, '', ...notes(result)].join('\n').trimEnd()}\n`;
}

/** The cells of one change, shared by all tables. */
export function cells(change: Change): string[] {
  const { comparison, unit, metric, label } = change;
  const title = metricInfo(metric).short;
  const name = title.toLowerCase() === label.toLowerCase() ? label : `${title} (${label})`;
  const why = whyText(change);
  const verdict = VERDICT_WORDS[change.verdict];
  const plain = change.verdict === 'improved' || change.verdict === 'regressed' || why === '';
  return [
    changeName(change),
    name,
    valueText(comparison.before, unit),
    valueText(comparison.after, unit),
    changeText(change),
    pText(change),
    plain ? verdict : `${verdict}: ${why}`,
  ];
}

/** Counts of the verdicts, geometric means, environment differences and missing partners, a sentence each. */
export function notes(result: ComparisonResult): string[] {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of result.changes) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const summary = [...counts]
    .map(([verdict, count]) => `${String(count)} ${VERDICT_WORDS[verdict]}`)
    .join(', ');
  return [
    ...(summary === '' ? [] : [`${summary}. Noise floor ${formatPercent(result.noiseFloor)}.`]),
    ...result.means.map(
      (mean) =>
        `Geometric mean of ${meanName(mean, result.means)}, after / before: ${mean.ratio.toFixed(3)} over ${String(mean.n)} benchmarks.`,
    ),
    ...(result.environment.length === 0
      ? []
      : [`The environments differ in: ${result.environment.join(', ')}.`]),
    ...missing('Only before', result.onlyBefore.map(measureName)),
    ...missing('Only after', result.onlyAfter.map(measureName)),
  ];
}

/** The metric; with its label where several labels of it have a mean. */
function meanName({ metric, label }: MetricMean, all: readonly MetricMean[]): string {
  const title = inSentence(metricInfo(metric).title);
  return all.filter((one) => one.metric === metric).length > 1 ? `${title} (${label})` : title;
}

const MOST_NAMES = 20;

function missing(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const rest = names.length > MOST_NAMES ? ` and ${String(names.length - MOST_NAMES)} more` : '';
  return [`${title}: ${names.slice(0, MOST_NAMES).join('; ')}${rest}.`];
}

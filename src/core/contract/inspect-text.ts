import { headline, failedCount, sampleSummary } from '../catalogue/numbers.ts';
import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
import { benchmarkText } from '../findings/names.ts';
import { formatQuantity } from '../format/quantity.ts';
import type { OtherClaim } from '../model/file.ts';
import type { Measure } from '../model/measure.ts';

/**
 * What was read, for people: each file with its status and reason, the other formats that claimed it, its problems, and the
 * headline of each measure.
 */
export function* inspectText(snapshot: Snapshot): Generator<string> {
  for (const file of snapshot.files) {
    const format = file.format === null ? '' : ` [${file.format}]`;
    yield `${file.path}${format}: ${file.status}${file.reason === null ? '' : `: ${file.reason}`}\n`;
    if (file.otherClaims.length > 0) yield `    also claimed by ${claimsText(file.otherClaims)}\n`;
    for (const { line, severity, message } of file.problems) {
      yield `    ${severity}${line === null ? '' : ` at line ${String(line)}`}: ${message}\n`;
    }
    const runs = snapshot.runs.filter((run) => run.file === file && file.status === 'used');
    for (const run of runs) for (const entry of run.measures) yield `    ${measureLine(entry)}\n`;
  }
}

/** Of a summary without a center, the statistic that it does give. */
function onlyStatistic({ reported }: Measure): { statistic: string; value: number } | null {
  if (reported === null) return null;
  const { max, min, stddev, percentiles } = reported;
  const ranks = Object.entries(percentiles).map(([rank, value]) => [`p${rank}`, value] as const);
  for (const [statistic, value] of [...ranks, ['max', max], ['min', min], ['stddev', stddev]] as const)
    if (value !== null) return { statistic, value };
  return null;
}

function claimsText(claims: readonly OtherClaim[]): string {
  return claims.map(({ format, score, reason }) => `${format} (${String(score)}: ${reason})`).join(', ');
}

function measureLine(entry: CatalogueMeasure): string {
  const { benchmark, measure } = entry;
  const number = headline(measure) ?? onlyStatistic(measure);
  const n = sampleSummary(measure)?.n ?? measure.reported?.n ?? null;
  const failed = failedCount(measure);
  return [
    `${String(measure.place.line)}:${String(measure.place.column)}`,
    benchmarkText(benchmark.name, benchmark.parameters),
    measure.label,
    number === null ? 'no number' : `${number.statistic} ${formatQuantity(number.value, measure.unit).text}`,
    ...(n === null ? [] : [`n ${String(n)}`]),
    ...(failed === 0 ? [] : [`${String(failed)} failed`]),
    ...(entry.notCountedBecause === null ? [] : [`not counted: ${entry.notCountedBecause}`]),
  ].join('  ');
}

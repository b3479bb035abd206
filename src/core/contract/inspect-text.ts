import { headline, failedCount, sampleSummary } from '../catalogue/numbers.ts';
import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
import { bagText } from '../findings/names.ts';
import { formatQuantity } from '../format/quantity.ts';

/** What was read, for people: each file with its status and reason, its problems, and the headline of each measure. */
export function* inspectText(snapshot: Snapshot): Generator<string> {
  for (const file of snapshot.files) {
    const format = file.format === null ? '' : ` [${file.format}]`;
    yield `${file.path}${format}: ${file.status}${file.reason === null ? '' : `: ${file.reason}`}\n`;
    for (const { line, severity, message } of file.problems) {
      yield `    ${severity}${line === null ? '' : ` at line ${String(line)}`}: ${message}\n`;
    }
    const runs = snapshot.runs.filter((run) => run.file === file && file.status === 'used');
    for (const run of runs) for (const entry of run.measures) yield `    ${measureLine(entry)}\n`;
  }
}

function measureLine(entry: CatalogueMeasure): string {
  const { benchmark, measure } = entry;
  const parameters = bagText(benchmark.parameters);
  const number = headline(measure);
  const n = sampleSummary(measure)?.n ?? measure.reported?.n ?? null;
  const failed = failedCount(measure);
  return [
    `${String(measure.place.line)}:${String(measure.place.column)}`,
    parameters === null ? benchmark.name : `${benchmark.name} (${parameters})`,
    measure.label,
    number === null ? 'no number' : `${number.statistic} ${formatQuantity(number.value, measure.unit).text}`,
    ...(n === null ? [] : [`n ${String(n)}`]),
    ...(failed === 0 ? [] : [`${String(failed)} failed`]),
    ...(entry.notCountedBecause === null ? [] : [`not counted: ${entry.notCountedBecause}`]),
  ].join('  ');
}

import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp, stampMillis } from '../normalise/timestamps.ts';
import type { Table } from '../text/table.ts';
import type { MeasureSpec } from './build-measure.ts';
import { ResultBuilder } from './build.ts';
import { labelColumn, rowsBy, samplesOfColumn } from './column-samples.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';

/** Columns of JMeter 2.13 where the file does not name them. */
const DEFAULT = [
  'timeStamp',
  'elapsed',
  'label',
  'responseCode',
  'responseMessage',
  'threadName',
  'dataType',
  'success',
  'bytes',
  'grpThreads',
  'allThreads',
  'Latency',
];
const BARE_ROW = /^\d{13},\d+,.*,(?:true|false),\d+,\d+,\d+,\d+\r?$/;

const MEASURES: Readonly<Record<string, MeasureSpec>> = {
  elapsed: { metric: 'latency', unit: 'ms' },
  Latency: { metric: 'time-to-first-byte', unit: 'ms', direction: 'lower' },
  Connect: { metric: 'connect-time', unit: 'ms', direction: 'lower' },
  bytes: { metric: 'response-size', unit: 'B', direction: 'none' },
};

/** The results file of JMeter in its CSV form. */
export const jmeter: Format = {
  id: 'jmeter',
  title: 'JMeter results',
  proof: 'Made by running the engine of JMeter 2.13 here.',
  about:
    'The CSV results of JMeter (`.jtl`), with a header or without: elapsed time (ms), time to first byte, connect time and size of each sample, by its label, with times, so that drift can be tested. Samples that did not succeed are failures with their response code and message.',
  recognise(head: FileHead): Recognition | null {
    const { header } = head;
    if (header?.includes('timeStamp') === true && header.includes('elapsed') && header.includes('success'))
      return { score: 0.95, reason: 'a CSV with `timeStamp`, `elapsed` and `success`' };
    const lines = head.text.split('\n', 4).filter((line) => line.trim() !== '');
    const isBare =
      head.name.endsWith('.jtl') && lines.length > 0 && lines.every((line) => BARE_ROW.test(line));
    return isBare ? { score: 0.9, reason: 'rows of JMeter without a header in a .jtl file' } : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const head = file.decoder.decode(file.bytes.subarray(0, 4096), 'utf-8', false) ?? '';
    const isBare = BARE_ROW.test(head.split('\n', 1)[0] ?? '');
    const table = yield* file.table({
      delimiter: ',',
      header: isBare ? 'none' : 'first',
      unitRow: 'never',
    });
    for (const found of table.problems) out.problem(found);
    yield* readSamples(table, isBare ? DEFAULT : table.header.map((name) => name.trim()), out);
    return yield* out.finish(() => file.text());
  },
};

function* readSamples(table: Table, header: readonly string[], out: ResultBuilder): Steps<void> {
  const columnOf = (name: string): number => header.indexOf(name);
  const times = timesOf(table, columnOf('timeStamp'));
  const start = table.rowCount === 0 || columnOf('timeStamp') < 0 ? '' : table.text(0, columnOf('timeStamp'));
  const run = out.run({ tool: 'JMeter', startedAt: parseStamp(start) });
  const label = columnOf('label');
  for (const [name, rows] of rowsBy(table, (row) => (label < 0 ? '' : table.text(row, label)))) {
    const facts = {
      times,
      labels: labelsOf(table, header, rows),
      failureOf: (row: number) => failureOf(table, columnOf, row),
    };
    const benchmark = run.benchmark(name === '' ? 'samples' : name);
    for (const [column, spec] of Object.entries(MEASURES)) {
      const at = columnOf(column);
      if (at >= 0)
        benchmark.measure(column, { ...spec, column }).samplesFrom(samplesOfColumn(table, at, rows, facts));
    }
    yield;
  }
}

/** Milliseconds since 1970, or a date in the pattern that was set. */
function timesOf(table: Table, column: number): Float64Array {
  if (column < 0) return new Float64Array(table.rowCount).fill(NaN);
  if (table.isNumeric(column)) return table.numbers(column);
  return Float64Array.from({ length: table.rowCount }, (_, row) => {
    const stamp = parseStamp(table.text(row, column));
    return stamp === null ? NaN : stampMillis(stamp);
  });
}

function labelsOf(
  table: Table,
  header: readonly string[],
  rows: readonly number[],
): ReturnType<typeof labelColumn>[] {
  return ['threadName', 'allThreads']
    .map((name) => ({ name, column: header.indexOf(name) }))
    .filter(({ column }) => column >= 0)
    .map(({ name, column }) => labelColumn(name, rows, (row) => table.text(row, column)));
}

function failureOf(table: Table, columnOf: (name: string) => number, row: number): string {
  const textAt = (name: string): string => {
    const column = columnOf(name);
    return column < 0 ? '' : table.text(row, column).trim();
  };
  if (textAt('success').toLowerCase() !== 'false') return '';
  const said = [textAt('responseCode'), textAt('responseMessage'), textAt('failureMessage')];
  return said.filter((text) => text !== '').join(' ') || 'not successful';
}

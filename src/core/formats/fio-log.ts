import type { FileResult } from '../model/run.ts';
import { problem } from '../model/problem.ts';
import type { SampleSet } from '../model/sample.ts';
import type { Steps } from '../model/steps.ts';
import type { Table } from '../text/table.ts';
import type { MeasureSpec } from './build-measure.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';

/** What the name of a log says that its second column is. */
const KINDS: Readonly<Record<string, { readonly label: string; readonly spec: MeasureSpec }>> = {
  bw: { label: 'bandwidth', spec: { metric: 'bandwidth', unit: 'KiB/s' } },
  iops: { label: 'iops', spec: { metric: 'iops', unit: 'op/s' } },
  lat: { label: 'latency', spec: { metric: 'latency', unit: 'ns' } },
  clat: {
    label: 'completion latency',
    spec: { metric: 'completion-latency', unit: 'ns', direction: 'lower' },
  },
  slat: {
    label: 'submission latency',
    spec: { metric: 'submission-latency', unit: 'ns', direction: 'lower' },
  },
};

const NAME = /^(?<job>.+)_(?<kind>bw|iops|lat|clat|slat)(?:\.(?<number>\d+))?\.log$/;
/** Time in ms, value, direction, block size, then an offset and a priority where the version or an option adds them. */
const ROWS = /^(?:\d+, ?\d+, ?[012], ?\d+(?:, ?\w+){0,3}\r?\n?){2,}/;
const DIRECTIONS = ['read', 'write', 'trim'];

/** Bandwidth, IOPS and latency logs of fio: no header, what they hold stands in their name. */
export const fioLog: Format = {
  id: 'fio-log',
  title: 'fio log',
  proof: 'Made by running fio 3.33 here; a real bandwidth log of the reference corpus.',
  about:
    'The logs that `write_bw_log`, `write_iops_log` and `write_lat_log` make (`name_bw.1.log`): bandwidth in KiB/s, IOPS, and latency in ns (fio 3) over the time within the run, by direction. Times let drift be tested.',
  recognise(head: FileHead): Recognition | null {
    if (!NAME.test(head.name) || !ROWS.test(head.text)) return null;
    return {
      score: 0.9,
      reason: 'rows of time, value, direction and block size under the name of a fio log',
    };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const table = yield* file.table({ delimiter: ',', header: 'none', unitRow: 'never' });
    const named = NAME.exec(file.name)?.groups ?? {};
    const kind = KINDS[named.kind ?? ''];
    if (kind === undefined) out.problem(problem('error', 'The name does not say what this log holds.'));
    else {
      const job = named.number;
      const run = out.run({ tool: 'fio', parameters: job === undefined ? {} : { job: Number(job) } });
      for (const [code, direction] of DIRECTIONS.entries()) {
        const set = samplesOf(table, code);
        if (set.values.length === 0) continue;
        run
          .benchmark(named.job ?? 'job', { direction })
          .measure(kind.label, kind.spec)
          .samplesFrom(set);
      }
      noteUnread(table, out);
    }
    return yield* out.finish(() => file.text());
  },
};

/** The rows of one direction: values with their times in ms since the run began. */
function samplesOf(table: Table, code: number): SampleSet {
  const times = table.numbers(0);
  const values = table.numbers(1);
  const codes = table.numbers(2);
  const { lines, columns } = table.places(1);
  const isRow = (row: number): boolean =>
    codes[row] === code &&
    table.cells(row) >= 4 &&
    !Number.isNaN(values[row] ?? NaN) &&
    !Number.isNaN(times[row] ?? NaN);
  return {
    values: values.filter((_, row) => isRow(row)),
    lines: lines.filter((_, row) => isRow(row)),
    columns: columns.filter((_, row) => isRow(row)),
    times: times.filter((_, row) => isRow(row)),
    outcomes: null,
    labels: [],
    errors: null,
  };
}

function noteUnread(table: Table, out: ResultBuilder): void {
  const values = table.numbers(1);
  const isDamaged = (row: number): boolean => table.cells(row) < 4 || Number.isNaN(values[row] ?? NaN);
  const damaged = Array.from(values.keys()).filter(isDamaged);
  const [first] = damaged;
  if (first === undefined) return;
  const rows = damaged.length === 1 ? 'A row of the log is' : `${damaged.length} rows of the log are`;
  out.problem(problem('warning', `${rows} damaged and not read, the first here.`, table.line(first)));
}

import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { readAggregates, readTransactions } from './pgbench-log-read.ts';

/** The prefix, the process and, from the second thread on, the thread. */
const NAME = /\.\d+(?:\.\d+)?$/;
/** client, transaction, time in µs, script, seconds and µs since 1970, then lag and retries where they are logged. */
const TRANSACTION = /^\d+ \d+ (?:\d+|skipped|failed|serialization|deadlock) \d+ \d{10} \d{1,6}(?: \d+){0,2}$/;
/** start of the interval, transactions, then sum, sum of squares, minimum and maximum of their latencies in µs. */
const AGGREGATE = /^\d{10} \d+ \d+ \d+ \d+ \d+(?: \d+){0,12}$/;

/** What `pgbench --log` writes, per transaction or per interval. */
export const pgbenchLog: Format = {
  id: 'pgbench-log',
  title: 'pgbench log',
  proof: 'Made by running pgbench 15.18 here.',
  about:
    'The logs of `pgbench --log`: the latency of each transaction with its time, by script, or with `--aggregate-interval` the transactions, mean, smallest and largest latency of each interval. Skipped and failed transactions are failures. Times let drift be tested.',
  recognise(head: FileHead): Recognition | null {
    const lines = head.text.split('\n', 6).map((line) => line.trimEnd());
    const whole = head.whole ? lines.filter((line) => line !== '') : lines.slice(0, 5);
    if (whole.length === 0) return null;
    const score = NAME.test(head.name) ? 0.9 : 0.7;
    if (areMostly(whole, (line) => TRANSACTION.test(line)))
      return { score, reason: 'rows of client, transaction, latency, script and time as pgbench logs them' };
    return areMostly(whole, isAggregate)
      ? { score, reason: 'rows of time, transactions and their latencies as pgbench sums them up' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const table = yield* file.table({ delimiter: ' ', header: 'none', unitRow: 'never' });
    for (const found of table.problems) out.problem(found);
    if (isAggregate(firstLine(file))) readAggregates(table, out);
    else readTransactions(table, out);
    return yield* out.finish(() => file.text());
  },
};

/** Without decoding the rest of what may be a very large file. */
function firstLine(file: FileInput): string {
  const head = file.decoder.decode(file.bytes.subarray(0, 512), 'utf-8', false) ?? '';
  return head.split('\n', 1)[0]?.trimEnd() ?? '';
}

/** The first line and four in five of all. */
function areMostly(lines: readonly string[], test: (line: string) => boolean): boolean {
  const fit = lines.filter(test).length;
  return test(lines[0] ?? '') && fit * 5 >= lines.length * 4;
}

/** The sum of an interval lies between its smallest and its largest latency times the number of transactions. */
function isAggregate(line: string): boolean {
  if (!AGGREGATE.test(line)) return false;
  const [, n = 0, sum = 0, , min = 0, max = 0] = line.split(' ').map(Number);
  return n * min <= sum && sum <= n * max;
}

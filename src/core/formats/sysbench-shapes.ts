import type { MeasureSpec } from './build-measure.ts';

/** One number of an interval line; `%` in label and metric stands for the percentile that was asked for. */
export interface IntervalShape {
  readonly shape: RegExp;
  readonly label: string;
  readonly spec: MeasureSpec;
}

const higher = (metric: string, unit: string): MeasureSpec => ({ metric, unit, direction: 'higher' });
const lower = (metric: string, unit: string): MeasureSpec => ({ metric, unit, direction: 'lower' });

const TRANSACTIONS = higher('transaction-throughput', 'trans/s');
const QUERIES = higher('query-throughput', 'query/s');
const EVENTS = higher('event-throughput', 'event/s');

/** What `--report-interval` prints, for SQL, CPU and file tests. */
export const INTERVALS: readonly IntervalShape[] = [
  { shape: / tps: (?<value>[\d.]+)/d, label: 'tps', spec: TRANSACTIONS },
  { shape: / qps: (?<value>[\d.]+)/d, label: 'qps', spec: QUERIES },
  { shape: / eps: (?<value>[\d.]+)/d, label: 'eps', spec: EVENTS },
  { shape: / reads: (?<value>[\d.]+) MiB\/s/d, label: 'reads', spec: higher('read-bandwidth', 'MiB/s') },
  { shape: / writes: (?<value>[\d.]+) MiB\/s/d, label: 'writes', spec: higher('write-bandwidth', 'MiB/s') },
  { shape: / fsyncs: (?<value>[\d.]+)\/s/d, label: 'fsyncs', spec: higher('sync-throughput', 'op/s') },
  {
    shape: / lat(?:ency)? \(ms,\s*(?<percent>[\d.]+)%\): (?<value>[\d.]+)/d,
    label: 'lat (ms,%%)',
    spec: lower('p%-latency', 'ms'),
  },
  { shape: / err\/s: (?<value>[\d.]+)/d, label: 'err/s', spec: lower('errors-per-second', '1/s') },
  { shape: / reconn\/s: (?<value>[\d.]+)/d, label: 'reconn/s', spec: lower('reconnects-per-second', '1/s') },
];

/** A line of the statistics: which of its numbers are what. */
export interface TotalShape {
  readonly shape: RegExp;
  readonly take: readonly (readonly [group: string, label: string, spec: MeasureSpec])[];
}

const count = (metric: string, unit: string): MeasureSpec => ({ metric, unit });

/** `transactions: 66656 (222.13 per sec.)`: an amount and its rate. */
function counted(name: string, amount: MeasureSpec, rate: MeasureSpec): TotalShape {
  return {
    shape: new RegExp(String.raw`^ {4}${name}: +(?<count>\d+) +\((?<rate>[\d.]+) per sec\.\)`, 'd'),
    take: [
      ['count', name, amount],
      ['rate', `${name} per sec.`, rate],
    ],
  };
}

function single(text: string, label: string, spec: MeasureSpec): TotalShape {
  return {
    shape: new RegExp(String.raw`^ +${text} +(?<value>[\d.]+)s?$`, 'd'),
    take: [['value', label, spec]],
  };
}

/** Lines of the statistics. The total of the queries performed stands in `queries` again. */
export const TOTALS: readonly TotalShape[] = [
  counted('transactions', count('transactions', 'trans'), TRANSACTIONS),
  counted('queries', count('queries', 'query'), QUERIES),
  counted('ignored errors', count('failures', 'count'), lower('errors-per-second', '1/s')),
  counted('reconnects', lower('reconnects', 'count'), lower('reconnects-per-second', '1/s')),
  single('read:', 'queries performed: read', count('read-queries', 'query')),
  single('write:', 'queries performed: write', count('write-queries', 'query')),
  single('other:', 'queries performed: other', count('other-queries', 'query')),
  single('events per second:', 'events per second', EVENTS),
  single('reads/s:', 'reads/s', higher('read-throughput', 'op/s')),
  single('writes/s:', 'writes/s', higher('write-throughput', 'op/s')),
  single('fsyncs/s:', 'fsyncs/s', higher('sync-throughput', 'op/s')),
  single('read, MiB/s:', 'read, MiB/s', higher('read-bandwidth', 'MiB/s')),
  single('written, MiB/s:', 'written, MiB/s', higher('write-bandwidth', 'MiB/s')),
  single('total time:', 'total time', { metric: 'run-length', unit: 's', direction: 'none' }),
  single('total number of events:', 'total number of events', count('events', 'event')),
  {
    shape: /^Total operations: (?<count>\d+) \( *(?<rate>[\d.]+) per second\)/d,
    take: [
      ['count', 'Total operations', count('operations', 'op')],
      ['rate', 'Total operations per second', { metric: 'operation-throughput', unit: 'op/s' }],
    ],
  },
  {
    shape: /^(?<amount>[\d.]+) MiB transferred \((?<rate>[\d.]+) MiB\/sec\)/d,
    take: [
      ['amount', 'transferred', { metric: 'transferred', unit: 'MiB' }],
      ['rate', 'transferred per second', { metric: 'bandwidth', unit: 'MiB/s' }],
    ],
  },
];

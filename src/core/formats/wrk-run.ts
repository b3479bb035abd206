import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import { gluedQuantity, inUnit } from './glued-quantity.ts';
import { matchLine, type LineMatch } from './text-scan.ts';
import type { WrkBlock } from './wrk-blocks.ts';

const PER_THREAD = 'the rate of one thread; that of all stands in Requests/sec';

/** A run while its lines are read. The latency has the unit of its average, whatever its other lines have. */
interface State {
  readonly benchmark: BenchmarkBuilder;
  latencyUnit: string;
}

type Take = (found: LineMatch, state: State) => void;

/** Units as wrk writes them: minutes are "m"; a bare or a prefixed number is a rate of requests. */
const TIMES: Readonly<Record<string, string>> = { m: 'min' };
const RATES: Readonly<Record<string, string>> = { '': 'req/s', k: 'kreq/s', M: 'Mreq/s', G: 'Greq/s' };

const STATS = String.raw`\s+(?<avg>\S+)\s+(?<stdev>\S+)\s+(?<max>\S+)\s+(?<within>[\d.]+)%`;

function readStats(
  found: LineMatch,
  spec: MeasureSpec,
  units: Readonly<Record<string, string>>,
  state: State,
): string {
  const unitOf = (group: string): string => {
    const { unit } = gluedQuantity(found.text(group));
    return units[unit] ?? unit;
  };
  const unit = unitOf('avg');
  const valueOf = (group: string): number =>
    inUnit({ value: gluedQuantity(found.text(group)).value, unit: unitOf(group) }, unit);
  const measure = state.benchmark.measure(found.text('label'), { ...spec, unit });
  const plain = { 'within stddev %': found.number('within') };
  measure.reported({ mean: valueOf('avg'), plain }, found.place('avg'));
  measure.reported({ stddev: valueOf('stdev') }, found.place('stdev'));
  measure.reported({ max: valueOf('max') }, found.place('max'));
  return unit;
}

const PERCENTILE: Take = (found, { benchmark, latencyUnit }) => {
  const { value, unit } = gluedQuantity(found.text('value'));
  const converted = inUnit({ value, unit: TIMES[unit] ?? unit }, latencyUnit);
  const measure = benchmark.measure('Latency', { metric: 'latency', unit: latencyUnit });
  measure.reported({ percentiles: { [found.text('percent')]: converted } }, found.place('value'));
};

/** Prefixes of bytes are powers of 1024 in wrk. */
function putBytes(found: LineMatch, label: string, metric: string, { benchmark }: State): void {
  const { value, unit } = gluedQuantity(found.text('bytes'));
  const spelling = metric === 'bandwidth' ? `${unit}/s` : unit;
  benchmark
    .measure(label, { metric, unit: spelling, binaryPrefixes: true })
    .value(value, found.place('bytes'));
}

const SOCKETS = ['connect', 'read', 'write', 'timeout'];

/** The lines of a run; the first shape that fits takes a line. */
const SHAPES: readonly (readonly [shape: RegExp, take: Take])[] = [
  [
    new RegExp(String.raw`^\s*(?<label>Latency)${STATS}`, 'd'),
    (found, state) => {
      state.latencyUnit = readStats(found, { metric: 'latency' }, TIMES, state);
    },
  ],
  [
    new RegExp(String.raw`^\s*(?<label>Req/Sec)${STATS}`, 'd'),
    (found, state) => {
      readStats(found, { metric: 'request-throughput', notCountedBecause: PER_THREAD }, RATES, state);
    },
  ],
  [/^\s*(?<percent>\d+(?:\.\d+)?)%\s+(?<value>\S+)\s*$/d, PERCENTILE],
  [
    /^\s*(?<requests>\d+) requests in (?<length>[\d.]+)(?<unit>[a-z]+), (?<bytes>[\d.]+\w+) read/d,
    (found, state) => {
      const { benchmark } = state;
      const length = { metric: 'run-length', unit: TIMES[found.text('unit')] ?? found.text('unit') };
      benchmark
        .measure('requests', { metric: 'requests', unit: 'req' })
        .value(found.number('requests'), found.place('requests'));
      benchmark.measure('requests in', length).value(found.number('length'), found.place('length'));
      putBytes(found, 'read', 'transferred', state);
    },
  ],
  [
    /^Requests\/sec:\s*(?<rate>[\d.]+)/d,
    (found, { benchmark }) => {
      const spec = { metric: 'request-throughput', unit: 'req/s' };
      benchmark.measure('Requests/sec', spec).value(found.number('rate'), found.place('rate'));
    },
  ],
  [
    /^Transfer\/sec:\s*(?<bytes>[\d.]+\w+)/d,
    (found, state) => {
      putBytes(found, 'Transfer/sec', 'bandwidth', state);
    },
  ],
  [
    /^\s*Socket errors: connect (?<connect>\d+), read (?<read>\d+), write (?<write>\d+), timeout (?<timeout>\d+)/d,
    (found, { benchmark }) => {
      for (const kind of SOCKETS) {
        const spec = { metric: kind === 'timeout' ? 'timeouts' : 'failures', unit: 'count' };
        benchmark.measure(`Socket errors: ${kind}`, spec).value(found.number(kind), found.place(kind));
      }
    },
  ],
  [
    /^\s*Non-2xx or 3xx responses: (?<bad>\d+)/d,
    (found, { benchmark }) => {
      const spec = { metric: 'non-2xx-responses', unit: 'count', direction: 'lower' } as const;
      benchmark.measure('Non-2xx or 3xx responses', spec).value(found.number('bad'), found.place('bad'));
    },
  ],
];

/** The lines of one run under its benchmark: the address that was asked, or the heading above. */
export function readWrkRun(block: WrkBlock, run: RunBuilder, out: ResultBuilder): void {
  const benchmark = run.benchmark(block.name ?? block.url ?? 'wrk');
  const state: State = { benchmark, latencyUnit: 'ms' };
  let requests: LineMatch | null = null;
  for (const line of block.lines) {
    for (const [shape, take] of SHAPES) {
      const found = matchLine(line, shape);
      if (found === null) continue;
      take(found, state);
      if (found.text('requests') !== '') requests = found;
      if (found.text('bad') !== '') warnOfResponses(found, requests, out);
      break;
    }
  }
}

function warnOfResponses(bad: LineMatch, requests: LineMatch | null, out: ResultBuilder): void {
  const of = requests === null ? '' : ` of ${requests.number('requests')}`;
  const message = `${bad.number('bad')}${of} responses were not 2xx or 3xx; rate and latency include them.`;
  out.problem({ ...bad.place('bad'), pointer: null, severity: 'warning', message });
}

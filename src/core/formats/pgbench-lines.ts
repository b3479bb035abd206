import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import { matchLine, type LineMatch, type TextLine } from './text-scan.ts';

const RATE: MeasureSpec = { metric: 'transaction-throughput', unit: 'trans/s' };
const LATENCY: MeasureSpec = { metric: 'latency', unit: 'ms' };

/** One run while its lines are read; scripts after the totals take over as `benchmark`. */
interface State {
  readonly run: RunBuilder;
  benchmark: BenchmarkBuilder;
  script: string;
  readonly hasSeveralRates: boolean;
}

type Take = (found: LineMatch, state: State) => void;

function value(label: string, spec: MeasureSpec): Take {
  return (found, { benchmark }) => {
    benchmark.measure(label, spec).value(found.number('value'), found.place('value'));
  };
}

const PROGRESS: Take = (found, { benchmark }) => {
  const time = found.number('time') * 1000;
  const labels = found.text('stddev') === '' ? {} : { stddev: found.text('stddev') };
  benchmark.measure('progress tps', RATE).sample(found.number('tps'), found.place('tps'), { time });
  // A second without a transaction has no latency.
  if (!Number.isNaN(found.number('lat')))
    benchmark
      .measure('progress lat', LATENCY)
      .sample(found.number('lat'), found.place('lat'), { time, labels });
};

const TPS: Take = (found, { benchmark, hasSeveralRates }) => {
  const said = found.text('said');
  const isWithConnecting = hasSeveralRates && said.startsWith('including');
  const because = {
    notCountedBecause: 'it includes the time to connect; the rate without it stands beside it',
  };
  const spec = isWithConnecting ? { ...RATE, ...because } : RATE;
  benchmark
    .measure(said === '' ? 'tps' : `tps (${said})`, spec)
    .value(found.number('value'), found.place('value'));
};

const SCRIPT: Take = (found, state) => {
  state.script = found.text('name');
  state.benchmark = state.run.benchmark(state.script, { script: found.number('number') });
};

const STATEMENT: Take = (found, { run, script }) => {
  const spec: MeasureSpec = { metric: 'statement-latency', unit: 'ms', direction: 'lower' };
  const benchmark = run.benchmark(script, { statement: found.text('statement') });
  benchmark
    .measure('statement latency', spec)
    .reported({ mean: found.number('value') }, found.place('value'));
};

const count = (metric: string): MeasureSpec => ({ metric, unit: 'trans', direction: 'lower' });

/** What a line of pgbench may be; the first shape that fits takes it. */
const SHAPES: readonly (readonly [shape: RegExp, take: Take])[] = [
  [
    /^progress: (?<time>[\d.]+) s, (?<tps>[\d.]+) tps, lat (?<lat>\S+) ms(?: stddev (?<stddev>[\d.]+))?/d,
    PROGRESS,
  ],
  [
    /^number of transactions actually processed: (?<value>\d+)/d,
    value('number of transactions actually processed', { metric: 'transactions', unit: 'trans' }),
  ],
  [
    /^(?: - )?number of failed transactions: (?<value>\d+)/d,
    value('number of failed transactions', { metric: 'failures', unit: 'count' }),
  ],
  [
    /^(?: - )?number of transactions skipped: (?<value>\d+)/d,
    value('number of transactions skipped', count('skipped-transactions')),
  ],
  [
    /^(?: - )?number of transactions above the [\d.]+ ms latency limit: (?<value>\d+)/d,
    value('number of transactions above the latency limit', count('late-transactions')),
  ],
  [
    /^ - (?<value>\d+) transactions \(.*tps = (?<tps>[\d.]+)\)/d,
    (found, state) => {
      value('transactions', { metric: 'transactions', unit: 'trans' })(found, state);
      state.benchmark.measure('tps', RATE).value(found.number('tps'), found.place('tps'));
    },
  ],
  [
    /^(?: - )?latency average = (?<value>[\d.]+) ms/d,
    (found, { benchmark }) => {
      benchmark.measure('latency', LATENCY).reported({ mean: found.number('value') }, found.place('value'));
    },
  ],
  [
    /^(?: - )?latency stddev = (?<value>[\d.]+) ms/d,
    (found, { benchmark }) => {
      benchmark.measure('latency', LATENCY).reported({ stddev: found.number('value') }, found.place('value'));
    },
  ],
  [
    /^rate limit schedule lag: avg (?<mean>[\d.]+) \(max (?<max>[\d.]+)\) ms/d,
    (found, { benchmark }) => {
      const spec: MeasureSpec = { metric: 'schedule-lag', unit: 'ms', direction: 'lower' };
      const measure = benchmark.measure('rate limit schedule lag', spec);
      measure.reported({ mean: found.number('mean'), max: found.number('max') }, found.place('mean'));
    },
  ],
  [
    /^(?<label>initial|average) connection time = (?<value>[\d.]+) ms/d,
    (found, { benchmark }) => {
      const spec: MeasureSpec = { metric: 'connect-time', unit: 'ms', direction: 'lower' };
      const measure = benchmark.measure(`${found.text('label')} connection time`, spec);
      measure.value(found.number('value'), found.place('value'));
    },
  ],
  [/^tps = (?<value>[\d.]+)(?: \((?<said>[^)]*)\))?/d, TPS],
  [/^SQL script (?<number>\d+): (?<name>.+)$/d, SCRIPT],
  [/^ {5,}(?<value>\d+\.\d+) +(?:(?<failures>\d+) +)?(?<statement>\S.*)$/d, STATEMENT],
];

/** The lines of one run. Without a rate in it the run failed, for the reason that pgbench gave. */
export function readPgbenchLines(
  lines: readonly TextLine[],
  type: string,
  run: RunBuilder,
  out: ResultBuilder,
): void {
  const name = /^<builtin: (.+)>$/.exec(type)?.[1] ?? type;
  const hasRate = lines.some(({ text }) => text.startsWith('tps = '));
  const state: State = {
    run,
    benchmark: run.benchmark(name),
    script: name,
    hasSeveralRates: lines.filter(({ text }) => text.startsWith('tps = ')).length > 1,
  };
  for (const line of lines) {
    for (const [shape, take] of SHAPES) {
      const found = matchLine(line, shape);
      if (found === null) continue;
      take(found, state);
      break;
    }
  }
  if (!hasRate) failRun(lines, run.benchmark(name), out);
}

function failRun(lines: readonly TextLine[], benchmark: BenchmarkBuilder, out: ResultBuilder): void {
  const error = lines.find(({ text }) => text.startsWith('pgbench: error: ')) ?? lines[0];
  if (error === undefined) return;
  const isSaid = error.text.startsWith('pgbench: error: ');
  const reason = isSaid ? error.text.slice('pgbench: error: '.length) : 'the text ends before the rate';
  benchmark.measure('tps', RATE).fail(reason, { line: error.number, column: 1 });
  out.problem({
    line: error.number,
    column: 1,
    pointer: null,
    severity: 'warning',
    message: `This run of pgbench gives no rate: ${reason}`,
  });
}

import type { Steps } from '../model/steps.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { ResultBuilder } from './build.ts';
import type { FileInput } from './format.ts';
import { matchLine, textLines, type LineMatch } from './text-scan.ts';

const LATENCY: MeasureSpec = { metric: 'latency', unit: 'secs' };
const RATE: MeasureSpec = { metric: 'request-throughput', unit: 'req/s' };
const phase = (metric: string): MeasureSpec => ({ metric, unit: 'secs', direction: 'lower' });

/** Phases of a request, as `Details` calls them: average, fastest, slowest. */
const PHASES: Readonly<Record<string, MeasureSpec>> = {
  'DNS+dialup': phase('connect-time'),
  'DNS-lookup': phase('dns-time'),
  'req write': phase('send-time'),
  'resp wait': phase('waiting-time'),
  'resp read': phase('receive-time'),
};

/** What the lines say together: how many responses were bad, and what went wrong without a response. */
interface Tally {
  ok: number;
  bad: number;
  errors: number;
  firstBad: LineMatch | null;
  firstError: LineMatch | null;
}

type Take = (found: LineMatch, benchmark: BenchmarkBuilder, tally: Tally) => void;

const statistic =
  (name: string): Take =>
  (found, benchmark) => {
    benchmark
      .measure('response time', LATENCY)
      .reported({ [name]: found.number('value') }, found.place('value'));
  };

const SHAPES: readonly (readonly [shape: RegExp, take: Take])[] = [
  [
    /^ {2}Total:\t(?<value>[\d.]+) secs/d,
    (found, benchmark) => {
      const spec = { metric: 'run-length', unit: 'secs', direction: 'none' } as const;
      benchmark.measure('Total', spec).value(found.number('value'), found.place('value'));
    },
  ],
  [/^ {2}Average:\t\s*(?<value>\S+) secs/d, statistic('mean')],
  [/^ {2}Slowest:\t(?<value>[\d.]+) secs/d, statistic('max')],
  [/^ {2}Fastest:\t(?<value>[\d.]+) secs/d, statistic('min')],
  [
    /^ {2}Requests\/sec:\t(?<value>[\d.]+)/d,
    (found, benchmark) => {
      benchmark.measure('Requests/sec', RATE).value(found.number('value'), found.place('value'));
    },
  ],
  [
    /^ {2}Total data:\t(?<value>\d+) bytes/d,
    (found, benchmark) => {
      const spec = { metric: 'transferred', unit: 'B' };
      benchmark.measure('Total data', spec).value(found.number('value'), found.place('value'));
    },
  ],
  [
    /^ {2}(?<percent>[\d.]+)%{1,2} in (?<value>[\d.]+) secs/d,
    (found, benchmark) => {
      const percentiles = { [found.text('percent')]: found.number('value') };
      benchmark.measure('response time', LATENCY).reported({ percentiles }, found.place('value'));
    },
  ],
  [
    /^ {2}(?<name>[\w+ -]+):\t\s*(?<mean>\S+) secs, (?<min>[\d.]+) secs, (?<max>[\d.]+) secs/d,
    (found, benchmark) => {
      const name = found.text('name');
      const spec = Object.hasOwn(PHASES, name) ? PHASES[name] : undefined;
      if (spec === undefined || Number.isNaN(found.number('mean'))) return;
      const measure = benchmark.measure(name, spec);
      for (const key of ['mean', 'min', 'max'])
        measure.reported({ [key]: found.number(key) }, found.place(key));
    },
  ],
  [
    /^ {2}\[(?<status>\d{3})\]\t(?<value>\d+) responses/d,
    (found, benchmark, tally) => {
      const status = found.number('status');
      const isBad = status < 200 || status >= 400;
      if (isBad) tally.firstBad ??= found;
      tally[isBad ? 'bad' : 'ok'] += found.number('value');
      const spec: MeasureSpec = {
        metric: `responses-${status}`,
        unit: 'count',
        direction: isBad ? 'lower' : 'none',
      };
      benchmark.measure(`[${status}] responses`, spec).value(found.number('value'), found.place('value'));
    },
  ],
  [
    /^ {2}\[(?<value>\d+)\]\t(?<error>\S.*)$/d,
    (found, benchmark, tally) => {
      tally.errors += found.number('value');
      tally.firstError ??= found;
      const label = `Error: ${found.text('error').slice(0, 120)}`;
      const spec = { metric: 'failures', unit: 'count' };
      benchmark.measure(label, spec).value(found.number('value'), found.place('value'));
    },
  ],
];

/** The summary of one run. Without any response its rate is one of failures, so rate and response time failed. */
export function* readHeyText(file: FileInput, benchmark: BenchmarkBuilder, out: ResultBuilder): Steps<void> {
  out.role = 'summary';
  const lines = yield* textLines(file.text());
  const isDead = !lines.some(({ text }) => /^ {2}\[\d{3}\]\t\d+ responses/.test(text));
  const tally: Tally = { ok: 0, bad: 0, errors: 0, firstBad: null, firstError: null };
  for (const line of lines) {
    for (const [shape, take] of isDead ? SHAPES.slice(-1) : SHAPES) {
      const found = matchLine(line, shape);
      if (found === null) continue;
      take(found, benchmark, tally);
      break;
    }
  }
  if (isDead) failRun(tally, benchmark, out);
  else warnOfResponses(tally, out);
}

function failRun({ firstError }: Tally, benchmark: BenchmarkBuilder, out: ResultBuilder): void {
  const at = firstError?.place('error') ?? { line: 1, column: 1 };
  const reason = firstError?.text('error') ?? 'no response came';
  benchmark.measure('Requests/sec', RATE).fail(reason, at);
  benchmark.measure('response time', LATENCY).fail(reason, at);
  out.problem({ ...at, pointer: null, severity: 'warning', message: `No request was answered: ${reason}` });
}

function warnOfResponses({ ok, bad, errors, firstBad, firstError }: Tally, out: ResultBuilder): void {
  const first = firstBad ?? firstError;
  if (first === null) return;
  const message = `${bad + errors} of ${ok + bad + errors} requests failed; rate and response time include them.`;
  out.problem({ ...first.place('value'), pointer: null, severity: 'warning', message });
}

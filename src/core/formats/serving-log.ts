import type { Bag, Scalar } from '../model/measure.ts';
import type { Place } from '../model/place.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { ResultBuilder } from './build.ts';
import { asReported } from './report-fields.ts';

const TITLE = /^=+ Serving Benchmark Result =+\s*$/;
const STATISTIC = /^(Mean|Median|Std|P\d+(?:\.\d+)?) (TTFT|TPOT|ITL|E2EL) \(ms\):\s+(?<number>\S+)/;
const PAIR = /^(?<key>[A-Z][\w ()/.]*?):\s+(?<number>\S+)\s*$/;

/** The lines that vLLM prints above its latency statistics. */
const TOTALS: Readonly<Record<string, MeasureSpec>> = {
  'Successful requests': { metric: 'requests', unit: 'req' },
  'Failed requests': { metric: 'failures', unit: 'count' },
  'Benchmark duration (s)': { metric: 'total-time', unit: 's' },
  'Total input tokens': { metric: 'prompt-tokens', unit: 'tok' },
  'Total generated tokens': { metric: 'tokens-generated', unit: 'tok' },
  'Request throughput (req/s)': { metric: 'request-throughput', unit: 'req/s' },
  'Request goodput (req/s)': { metric: 'goodput', unit: 'req/s' },
  'Output token throughput (tok/s)': { metric: 'throughput', unit: 'tok/s' },
  'Peak output token throughput (tok/s)': { metric: 'peak-throughput', unit: 'tok/s', direction: 'higher' },
  'Peak concurrent requests': { metric: 'peak-concurrency', unit: 'req', direction: 'none' },
  'Total Token throughput (tok/s)': { metric: 'total-throughput', unit: 'tok/s' },
  'Total token throughput (tok/s)': { metric: 'total-throughput', unit: 'tok/s' },
};
const SETTINGS: Readonly<Record<string, string>> = {
  'Maximum request concurrency': 'max_concurrency',
  'Request rate configured (RPS)': 'request_rate',
  'Traffic request rate': 'request_rate',
};
const METRICS: Readonly<Record<string, string>> = { TTFT: 'ttft', TPOT: 'tpot', ITL: 'itl', E2EL: 'latency' };

/** Settings of the printed arguments that tell one load from another. */
const ARGUMENTS: ReadonlySet<string> = new Set(
  'model backend dataset_name num_prompts request_rate max_concurrency burstiness temperature'.split(' '),
);

/** Whether a text holds results of a serving benchmark as they are printed to the terminal. */
export function hasServingLog(text: string): boolean {
  return /^=+ Serving Benchmark Result =+\s*$/m.test(text);
}

/** Reads every printed result, one run each; `placeAt` gives the place of an offset of the text, offsets ascend. */
export function readServingLog(text: string, placeAt: (offset: number) => Place, out: ResultBuilder): void {
  let settings: Bag = {};
  let lines: LogLine[] | null = null;
  let count = 0;
  const close = (): void => {
    if (lines === null) return;
    count++;
    readResult(lines, { settings, name: count === 1 ? '' : `result ${count}`, placeAt, out });
    lines = null;
  };
  for (const line of linesOf(text)) {
    if (TITLE.test(line.text)) {
      close();
      lines = [];
    } else if (line.text.startsWith('Namespace(')) {
      close();
      settings = argumentsOf(line.text);
    } else if (lines !== null && /^=+\s*$/.test(line.text)) close();
    else if (lines !== null) lines.push(line);
  }
  close();
}

interface LogContext {
  readonly settings: Bag;
  readonly name: string;
  readonly placeAt: (offset: number) => Place;
  readonly out: ResultBuilder;
}

interface LogLine {
  readonly text: string;
  readonly offset: number;
}

function readResult(lines: readonly LogLine[], { settings, name, placeAt, out }: LogContext): void {
  const parameters: Record<string, Scalar> = { ...settings };
  const results: { line: LogLine; key: string; number: number; offset: number }[] = [];
  for (const line of lines) {
    const groups = (STATISTIC.exec(line.text) ?? PAIR.exec(line.text))?.groups;
    if (groups?.number === undefined) continue;
    const key = line.text.slice(0, line.text.indexOf(':'));
    const number = Number(groups.number);
    const setting = SETTINGS[key];
    if (setting !== undefined) parameters[setting] ??= Number.isNaN(number) ? groups.number : number;
    else
      results.push({ line, key, number, offset: line.offset + line.text.indexOf(groups.number, key.length) });
  }
  const benchmark = out.run({ tool: 'vllm', name }).benchmark('serve', parameters);
  for (const { line, key, number, offset } of results)
    if (Number.isFinite(number)) readNumber(line.text, { key, number, place: placeAt(offset) }, benchmark);
}

function readNumber(
  text: string,
  { key, number, place }: { readonly key: string; readonly number: number; readonly place: Place },
  benchmark: BenchmarkBuilder,
): void {
  const [, word, name] = STATISTIC.exec(text) ?? [];
  if (word === undefined || name === undefined) {
    const spec = TOTALS[key];
    if (spec !== undefined) benchmark.measure(key, spec).value(number, place);
    return;
  }
  const statistic = word === 'Std' ? 'stddev' : word.toLowerCase();
  benchmark
    .measure(`${name} (ms)`, { metric: METRICS[name] ?? 'latency', unit: 'ms' })
    .reported(asReported(statistic, number), place);
}

function linesOf(text: string): LogLine[] {
  let offset = 0;
  return text.split('\n').map((raw) => {
    const line = { text: raw.trimEnd(), offset };
    offset += raw.length + 1;
    return line;
  });
}

/** The arguments that Python prints as `Namespace(a='x', b=1.0)`; what is None is not set. */
function argumentsOf(line: string): Bag {
  const bag: Record<string, Scalar> = {};
  for (const [, key, quoted, plain] of line.matchAll(/(?<=[(,]\s?)(\w+)=(?:'([^']*)'|([\w.+-]+))/g)) {
    if (key === undefined || !ARGUMENTS.has(key)) continue;
    const number = Number(plain);
    if (quoted !== undefined && quoted !== '') bag[key] = quoted;
    else if (plain !== undefined && plain !== 'None') bag[key] = Number.isNaN(number) ? plain : number;
  }
  return bag;
}

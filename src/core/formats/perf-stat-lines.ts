import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { RunBuilder } from './build.ts';
import { matchLine, type LineMatch, type TextLine } from './text-scan.ts';

/** Counters of one command while they are read. */
export interface PerfBlock {
  readonly benchmark: BenchmarkBuilder;
  /** Repetitions behind each number; null for one run. */
  readonly runs: number | null;
  /** Counters without a number, by name, with the line that said so first. */
  readonly missing: Map<string, TextLine>;
}

const lower = (metric: string): MeasureSpec => ({ metric, unit: 'count', direction: 'lower' });

const EVENTS: Readonly<Record<string, MeasureSpec>> = {
  'task-clock': { metric: 'cpu-time', unit: 'ms' },
  'cpu-clock': { metric: 'cpu-time', unit: 'ms' },
  'context-switches': { metric: 'context-switches', unit: 'count' },
  'cpu-migrations': lower('cpu-migrations'),
  'page-faults': { metric: 'page-faults', unit: 'count' },
  'major-faults': lower('major-page-faults'),
  cycles: { metric: 'cycles', unit: 'cycle' },
  instructions: { metric: 'instructions', unit: 'inst' },
  'branch-misses': { metric: 'branch-misses', unit: 'count' },
  'cache-misses': { metric: 'cache-misses', unit: 'count' },
};

const ELAPSED: MeasureSpec = { metric: 'execution-time', unit: 's' };
const TIMES: Readonly<Record<string, MeasureSpec>> = {
  'time elapsed': ELAPSED,
  user: { metric: 'user-time', unit: 's' },
  sys: { metric: 'system-time', unit: 's' },
};

const VALUE = String.raw`(?<value>[\d.,]+|<not counted>|<not supported>)(?: +(?<unit>msec))?`;
const COUNTER = new RegExp(
  String.raw`^ +${VALUE} +(?<event>[\w:./-]+)(?: +#.*?)?(?: +\( \+- +(?<error>[\d.]+)% \))?(?: +\([\d.]+%\))? *$`,
  'd',
);
const SECONDS =
  /^ +(?<value>[\d.]+)(?: \+- (?<error>[\d.]+))? seconds (?<what>time elapsed|user|sys)(?: +\( \+- +[\d.]+% \))? *$/d;
const INTERVAL = new RegExp(String.raw`^ +(?<time>\d+\.\d+) +${VALUE} +(?<event>[\w:./-]+)(?: +#.*)?$`, 'd');

/** A counter, or one of the times below them. */
export function readPerfLine(line: TextLine, block: PerfBlock): void {
  const seconds = matchLine(line, SECONDS);
  if (seconds !== null) {
    const what = seconds.text('what');
    put(`seconds ${what}`, TIMES[what] ?? ELAPSED, seconds, block);
    return;
  }
  const counter = matchLine(line, COUNTER);
  if (counter === null) return;
  const event = counter.text('event');
  if (counter.text('value').startsWith('<')) noteMissing(event, line, block.missing);
  else put(event, specOf(event, counter.text('unit')), counter, block);
}

function noteMissing(event: string, line: TextLine, missing: Map<string, TextLine>): void {
  if (!missing.has(event)) missing.set(event, line);
}

/** A modifier (`cycles:u`) or a unit (`cpu_core/cycles/`) does not change what a counter counts. */
function specOf(event: string, unit: string): MeasureSpec {
  const plain = event.replace(/:\w+$/, '').replace(/^\w+\/([\w-]+)\/$/, '$1');
  const known = Object.hasOwn(EVENTS, plain) ? EVENTS[plain] : undefined;
  if (known !== undefined) return known;
  return { metric: plain.toLowerCase(), unit: unit === 'msec' ? 'ms' : 'count' };
}

/** Over repetitions perf gives their mean and its standard error: in per cent for counters, in seconds for the time. */
function put(label: string, spec: MeasureSpec, found: LineMatch, block: PerfBlock): void {
  const measure = block.benchmark.measure(label, spec);
  const value = found.number('value');
  if (block.runs === null) {
    measure.value(value, found.place('value'));
    return;
  }
  const error = found.number('error');
  const isTime = spec.unit === 's';
  measure.reported(
    {
      n: block.runs,
      mean: value,
      statistics: isTime ? { 'standard error': error } : {},
      plain: isTime ? {} : { 'standard error %': error },
    },
    found.place('value'),
  );
}

/** `perf stat -I`: what was counted since the line before, at the time since the start. */
export function readPerfInterval(line: TextLine, run: RunBuilder, missing: Map<string, TextLine>): void {
  const found = matchLine(line, INTERVAL);
  if (found === null) return;
  const event = found.text('event');
  if (found.text('value').startsWith('<')) {
    noteMissing(event, line, missing);
    return;
  }
  run
    .benchmark('intervals')
    .measure(event, specOf(event, found.text('unit')))
    .sample(found.number('value'), found.place('value'), { time: found.number('time') * 1000 });
}

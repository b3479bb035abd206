import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { matchLine, textLines, type LineMatch, type TextLine } from './text-scan.ts';

const ROW =
  /^stress-ng: (?:metrc|info): +\[\d+\] +(?<name>[a-z][\w-]*) +(?<ops>\d+) +(?<real>[\d.]+) +(?<user>[\d.]+) +(?<system>[\d.]+) +(?<rate>[\d.]+) +(?<perCpu>[\d.]+)(?: +(?<cpu>[\d.]+)(?: +(?<rss>\d+))?)?$/d;
const MORE =
  /^stress-ng: (?:metrc|info): +\[\d+\] +(?<name>[a-z][\w-]*) +(?<value>[\d.]+) +(?<what>\D.*?)(?: \((?:geomet\w*|harmonic) mean of \d+ instances?\)| \(average per stressor\))?$/d;
const FAULT = /^stress-ng: (?:fail|error): +\[\d+\] (?<text>.+)$/d;
/** The stressor that a fault speaks of, and what it says. */
const FAILED = /^stress-ng: fail: +\[\d+\] ([a-z][\w-]*): (.+)$/;
const ENDED = /^stress-ng: info: +\[\d+\] (?<how>successful|unsuccessful) run completed in/d;
const STRESSORS = /^stress-ng: info: +\[\d+\] dispatching hogs: (.+)$/;
const SECONDS = /^stress-ng: info: +\[\d+\] setting to a (\d+)(?: second|s) run per stressor/;

const RATE_LABEL = 'bogo ops/s (real time)';
const RATE: MeasureSpec = { metric: 'operation-throughput', unit: 'op/s' };

/** Columns of the table: group, label, and what it is. Times of a run that was set to a length are no results. */
const COLUMNS: readonly (readonly [group: string, label: string, spec: MeasureSpec])[] = [
  ['rate', RATE_LABEL, RATE],
  [
    'perCpu',
    'bogo ops/s (usr+sys time)',
    { metric: 'operations-per-cpu-second', unit: 'op/s', direction: 'higher' },
  ],
  ['ops', 'bogo ops', { metric: 'operations', unit: 'op', direction: 'none' }],
  ['real', 'real time (secs)', { metric: 'run-length', unit: 's', direction: 'none' }],
  ['user', 'usr time (secs)', { metric: 'user-time', unit: 's', direction: 'none' }],
  ['system', 'sys time (secs)', { metric: 'system-time', unit: 's', direction: 'none' }],
  ['cpu', 'CPU used per instance (%)', { metric: 'cpu-utilization', unit: '%' }],
  ['rss', 'RSS Max (KB)', { metric: 'memory-peak', unit: 'KB', binaryPrefixes: true }],
];

/** What `stress-ng --metrics` and `--metrics-brief` print. */
export const stressNg: Format = {
  id: 'stress-ng',
  title: 'stress-ng',
  proof: 'Made by running stress-ng 0.15.06 here.',
  about:
    'The text of `stress-ng --metrics` or `--metrics-brief`: bogo operations per second of each stressor, by real time and by CPU time, CPU use and peak memory, and the rates that a stressor measures itself. Bogo operations compare one stressor with itself on equal versions only. The number of instances is a parameter; a run that did not succeed is a check that failed.',
  recognise(head: FileHead): Recognition | null {
    if (
      head.fileType === 'markdown' ||
      !/^stress-ng: (?:metrc|info): +\[\d+\] stressor +bogo ops /m.test(head.text)
    )
      return null;
    return { score: 0.95, reason: 'lines of stress-ng with a table of bogo ops' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const lines = yield* textLines(file.text());
    const seconds = lines.flatMap(({ text }) => SECONDS.exec(text)?.[1] ?? [])[0];
    const run = out.run({
      tool: 'stress-ng',
      parameters: seconds === undefined ? {} : { seconds: Number(seconds) },
    });
    readLines(lines, run, out);
    if (run.isEmpty) out.problem(problem('warning', 'No stressor gives a number in this text.'));
    return yield* out.finish(() => file.text());
  },
};

function readLines(lines: readonly TextLine[], run: RunBuilder, out: ResultBuilder): void {
  let instances = new Map<string, number>();
  const of = (name: string): BenchmarkBuilder => {
    const count = instances.get(name);
    return run.benchmark(name, count === undefined ? {} : { instances: count });
  };
  const measured = new Set<string>();
  const faults: { readonly failed: string; readonly reason: string; readonly line: number }[] = [];
  for (const line of lines) {
    const dispatched = STRESSORS.exec(line.text)?.[1];
    if (dispatched !== undefined) instances = instancesIn(dispatched);
    const row = matchLine(line, ROW);
    const more = row === null ? matchLine(line, MORE) : null;
    if (row !== null) readRow(row, of(row.text('name')));
    else if (more !== null && instances.has(more.text('name'))) readMore(more, of(more.text('name')));
    else readVerdict(line, run, out);
    if (row !== null) measured.add(row.text('name'));
    const [, failed = '', reason = ''] = FAILED.exec(line.text) ?? [];
    if (instances.has(failed)) faults.push({ failed, reason, line: line.number });
  }
  for (const { failed, reason, line } of faults)
    if (!measured.has(failed)) of(failed).measure(RATE_LABEL, RATE).fail(reason, { line, column: 1 });
}

/** "2 cpu, 1 vm" */
function instancesIn(text: string): Map<string, number> {
  const pairs = [...text.matchAll(/(\d+) ([a-z][\w-]*)/g)];
  return new Map(pairs.map(([, count = '0', name = '']) => [name, Number(count)]));
}

function readRow(row: LineMatch, benchmark: BenchmarkBuilder): void {
  for (const [group, label, spec] of COLUMNS) {
    const number = row.number(group);
    if (!Number.isNaN(number)) benchmark.measure(label, spec).sample(number, row.place(group));
  }
}

/** A rate of the stressor's own is an operation rate; other numbers keep their names. */
function readMore(more: LineMatch, benchmark: BenchmarkBuilder): void {
  const label = more.text('what');
  const isBytes = /^(?:MB|MiB) per sec/.test(label) || /\bM[i]?B per sec/.test(label);
  const isRate = !isBytes && /\bper sec(?:ond)?$/.test(label);
  const spec: MeasureSpec = isBytes
    ? { metric: 'bandwidth', unit: 'MB/s', binaryPrefixes: true }
    : isRate
      ? { unit: 'op/s', direction: 'higher' }
      : {};
  benchmark.measure(label, spec).sample(more.number('value'), more.place('value'));
}

function readVerdict(line: TextLine, run: RunBuilder, out: ResultBuilder): void {
  const fault = matchLine(line, FAULT);
  if (fault !== null)
    out.problem(problem('warning', fault.text('text'), line.number, fault.place('text').column));
  const ended = matchLine(line, ENDED);
  if (ended !== null) run.check('stress-ng: successful run', ended.text('how') === 'successful', line.number);
}

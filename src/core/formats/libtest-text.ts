import { problem } from '../model/problem.ts';
import type { ResultBuilder } from './build.ts';
import type { OccurrenceRuns } from './occurrence-runs.ts';
import { matchLine, type TextLine } from './text-scan.ts';

const BENCH =
  /^test (?<name>.+?)\s+\.\.\. bench:\s+(?<time>[\d,.]+) (?<unit>[num]?s)\/iter \(\+\/- (?<spread>[\d,.]+)\)(?: = (?<rate>[\d,.]+) MB\/s)?/d;
const FAILED = /^test (?<name>.+?)\s+\.\.\. FAILED\b/d;
const TOTAL =
  /^test result: (?<verdict>\w+)\. \d+ passed; (?<failed>\d+) failed; (?<ignored>\d+) ignored; (?<measured>\d+) measured/d;

/** True for a text with benchmarks of Rust's own test harness. */
export function hasLibtestText(text: string): boolean {
  return /^test .+ \.\.\. bench:\s+[\d,.]+ [num]?s\/iter/m.test(text);
}

/**
 * Adds the benchmarks that Rust's own harness printed among lines of any kind: the median of its samples, and behind "+/-"
 * the difference between the largest and the smallest (by libtest's definition). MB is 10^6 bytes.
 */
export function addLibtestText(lines: readonly TextLine[], runs: OccurrenceRuns, out: ResultBuilder): void {
  const failed: TextLine[] = [];
  let measured = 0;
  for (const line of lines) {
    if (!line.text.startsWith('test ')) continue;
    if (addBench(line, runs)) measured++;
    else if (FAILED.test(line.text)) failed.push(line);
    const total = matchLine(line, TOTAL);
    if (total === null) continue;
    if (total.number('measured') !== measured) {
      const sentence = `The summary says ${total.text('measured')} were measured, but ${measured} results stand above it.`;
      out.problem(problem('warning', sentence, line.number));
    }
    // A failed test of a group without benchmarks is no failed benchmark.
    if (measured > 0) for (const one of failed) addFailure(one, lines, runs);
    failed.length = 0;
    measured = 0;
  }
  if (measured > 0) for (const one of failed) addFailure(one, lines, runs);
}

function addBench(line: TextLine, runs: OccurrenceRuns): boolean {
  const found = matchLine(line, BENCH);
  if (found === null) return false;
  const name = found.text('name');
  const benchmark = runs.next(name).benchmark(name);
  benchmark
    .measure('time', { metric: 'time-per-op', unit: `${found.text('unit')}/iter` })
    .reported({ median: found.number('time') }, found.place('time'))
    .reported({ statistics: { 'max - min': found.number('spread') } }, found.place('spread'));
  if (found.text('rate') !== '')
    benchmark
      .measure('throughput', { metric: 'bandwidth', unit: 'MB/s' })
      .value(found.number('rate'), found.place('rate'));
  return true;
}

function addFailure(line: TextLine, lines: readonly TextLine[], runs: OccurrenceRuns): void {
  const found = matchLine(line, FAILED);
  if (found === null) return;
  const name = found.text('name');
  runs
    .next(name)
    .benchmark(name)
    .measure('time', { metric: 'time-per-op', unit: 'ns/iter' })
    .sample(NaN, found.place('name'), { outcome: 'failed', error: reasonOf(name, lines) });
}

/** What the harness repeats under "---- name stdout ----", up to the stack. */
function reasonOf(name: string, lines: readonly TextLine[]): string {
  const start = lines.findIndex(({ text }) => text === `---- ${name} stdout ----`);
  const said: string[] = [];
  for (let i = start + 1; start >= 0 && i < lines.length && said.length < 20; i++) {
    const text = lines[i]?.text.trim() ?? '';
    if (/^(?:stack backtrace:|note: |---- |failures:)/.test(text)) break;
    if (text !== '') said.push(text);
  }
  return said.join(' ') || 'FAILED';
}

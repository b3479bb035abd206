import { parseUnit } from '../normalise/units.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { RunBuilder } from './build.ts';
import type { OccurrenceRuns } from './occurrence-runs.ts';
import { matchLine, type LineMatch, type TextLine } from './text-scan.ts';

/** Criterion's default; its text does not say whether a program chose another. */
const LEVEL = 0.95;

const NUMBER = String.raw`[-+]?[\d.]+(?:e[-+]?\d+)?`;
const TRIPLE = String.raw`\[\s*(?<low>${NUMBER})\s*(?<lowUnit>[^\s\]]+)\s+(?<estimate>${NUMBER})\s*(?<unit>[^\s\]]+)\s+(?<high>${NUMBER})\s*(?<highUnit>[^\s\]]+)\s*\]`;
const TIME = new RegExp(String.raw`^(?<name>.*?)\s*\btime:\s+${TRIPLE}`, 'du');
const RATE = new RegExp(String.raw`^\s+thrpt:\s+${TRIPLE}`, 'du');
const CHANGE = new RegExp(String.raw`^\s+(?:change:\s+(?:time:\s+)?|time:\s+)${TRIPLE}`, 'du');
const VERDICT =
  /^\s+(?<verdict>Performance has (?:regressed|improved)|No change in performance detected|Change within noise threshold)\./du;

/** True for a text that Criterion.rs printed: "time:   [1.0 ns 1.1 ns 1.2 ns]". */
export function hasCriterionText(text: string): boolean {
  return /\btime:\s+\[[\d.]+ (?:[pnuµm]?s) [\d.]+ (?:[pnuµm]?s) [\d.]+ (?:[pnuµm]?s)\]/u.test(text);
}

/** Adds the results that Criterion.rs printed among lines of any kind: estimates with intervals, changes, verdicts. */
export function addCriterionText(lines: readonly TextLine[], runs: OccurrenceRuns): void {
  let current: Current | null = null;
  let inChange = false;
  for (const [index, line] of lines.entries()) {
    const time = inChange ? null : matchLine(line, TIME);
    const isChange = /^\s+change:/.test(line.text);
    if (time !== null && !isChange && !time.text('unit').includes('%')) {
      const name = time.text('name') || nameAbove(lines, index);
      const run = runs.next(name);
      current = { name, run, benchmark: run.benchmark(...splitCase(name)) };
      addEstimate(current.benchmark, 'time', time, { metric: 'time-per-op' });
    } else if (current !== null) {
      inChange = addFollowing(line, current, inChange || isChange);
    }
  }
}

/** The result that the next lines belong to. */
interface Current {
  readonly name: string;
  readonly run: RunBuilder;
  readonly benchmark: BenchmarkBuilder;
}

/** Lines under a result; true while they belong to its change. */
function addFollowing(line: TextLine, { name, run, benchmark }: Current, inChange: boolean): boolean {
  const verdict = matchLine(line, VERDICT);
  if (verdict !== null) {
    run.check(`${name}: no regression`, !verdict.text('verdict').includes('regressed'), line.number);
    return false;
  }
  const change = inChange ? matchLine(line, CHANGE) : null;
  if (change !== null) {
    const notCountedBecause = 'it is a change against the last run, not a time';
    const spec: MeasureSpec = { metric: 'relative-change', direction: 'lower', notCountedBecause };
    addEstimate(benchmark, 'change of time', change, spec);
    return true;
  }
  const rate = inChange ? null : matchLine(line, RATE);
  if (rate !== null) {
    const metric = rate.text('unit').endsWith('B/s') ? 'bandwidth' : 'item-throughput';
    addEstimate(benchmark, 'thrpt', rate, { metric });
  }
  return inChange && /^\s/.test(line.text);
}

/** The best estimate (slope or mean, which the text does not tell apart) between the ends of its interval. */
function addEstimate(benchmark: BenchmarkBuilder, label: string, found: LineMatch, spec: MeasureSpec): void {
  const unit = found.text('unit');
  const own = parseUnit(unit)?.factor ?? 1;
  const inOwn = (group: 'low' | 'high'): number => {
    const spelling = found.text(`${group}Unit`);
    const factor = spelling === unit ? own : (parseUnit(spelling)?.factor ?? NaN);
    return factor === own ? found.number(group) : (found.number(group) * factor) / own;
  };
  const interval = { level: LEVEL, low: inOwn('low'), high: inOwn('high') };
  benchmark
    .measure(label, { ...spec, unit, kind: 'value' })
    .value(found.number('estimate'), found.place('estimate'))
    .reported({ intervals: { estimate: interval } }, found.place('low'));
}

/** A long name stands on a line of its own. */
function nameAbove(lines: readonly TextLine[], index: number): string {
  for (let i = index - 1; i >= 0; i--) {
    const text = lines[i]?.text.trim() ?? '';
    const progress = /^Benchmarking (?<name>.+?)(?:: (?:Warming up|Collecting|Analyzing).*)?$/.exec(text);
    if (progress !== null) return progress.groups?.name ?? text;
    if (text !== '') return text;
  }
  return 'unnamed';
}

/** "group/function/16" has the parameter 16; a name of one part has none. */
function splitCase(full: string): [name: string, parameters: Record<string, number>] {
  const found = /^(.+)\/(-?\d+(?:\.\d+)?)$/.exec(full);
  return found === null ? [full, {}] : [found[1] ?? full, { value: Number(found[2]) }];
}

import type { Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { Steps } from '../model/steps.ts';
import type { ResultBuilder, RunBuilder, RunFacts } from './build.ts';
import type { FileInput } from './format.ts';
import { readJmhLog, type JmhCase } from './jmh-log.ts';
import { commonGroups, jmhSpec } from './jmh-parts.ts';
import { addRow } from './jmh-rows.ts';
import { isTableHeader, readJmhTable, type TextRow } from './jmh-text-table.ts';
import { textLines, type TextLine } from './text-scan.ts';

/** What sbt and other build tools write before each line. */
const PREFIX = /^\[\w+\] /;
/** Lines of the head of a log, and the key that they get. */
const FACTS: Readonly<Record<string, string>> = {
  'VM version': 'vm',
  'VM invoker': 'jvm',
};

/** True for a log of JMH or for the table at its end (`-rf text`). */
export function isJmhText(text: string): boolean {
  return (
    /^(?:\[\w+\] )?# JMH version: \S/m.test(text) ||
    text.split('\n').some((line) => isTableHeader(line.replace(PREFIX, '')))
  );
}

/** What JMH prints: iterations as they are measured, and a table of the scores at the end. */
export function* readJmhText(file: FileInput, out: ResultBuilder): Steps<void> {
  const lines = withoutPrefix(yield* textLines(file.text()));
  const cases = readJmhLog(lines);
  const rows = readJmhTable(lines);
  const names = nameOfRows(rows, cases);
  const run = out.run({
    ...headOf(lines),
    category: commonGroups([...cases.map(({ name }) => name), ...names]),
  });
  for (const one of cases) addCase(run, one);
  let approximate = 0;
  for (const [index, row] of rows.entries()) {
    if (row.approximate) approximate++;
    addRow(run, { ...row, name: names[index] ?? row.name });
  }
  yield;
  if (approximate > 0) {
    const scores = approximate === 1 ? 'one score' : `${approximate} scores`;
    const sentence = `JMH shows ${scores} only as an order of magnitude (≈ 10⁻³), which is no value to read.`;
    out.problem(problem('info', sentence));
  }
}

/** Lines keep their columns: what is taken off is replaced by blanks. */
function withoutPrefix(lines: readonly TextLine[]): TextLine[] {
  return lines.map((line) => ({
    number: line.number,
    text: line.text.replace(PREFIX, (prefix) => ' '.repeat(prefix.length)),
  }));
}

function headOf(lines: readonly TextLine[]): RunFacts {
  const environment: Record<string, Scalar> = {};
  let toolVersion: string | null = null;
  for (const { text } of lines) {
    const [, key = '', value = ''] = /^\s*# ([A-Za-z ]+): (.+)$/.exec(text) ?? [];
    const plain = FACTS[key];
    if (key === 'JMH version') toolVersion ??= /^\S+/.exec(value)?.[0] ?? null;
    else if (plain !== undefined) environment[plain] ??= value.trim();
  }
  return { tool: 'JMH', toolVersion, environment };
}

function addCase(run: RunBuilder, one: JmhCase): void {
  if (one.samples.length === 0 && one.failure === null) return;
  const benchmark = run.benchmark(one.name, one.parameters);
  // A benchmark that failed at once tells no unit, but its mode tells what would have been measured.
  const metric = one.parameters.mode === 'thrpt' ? 'operation-throughput' : 'time-per-op';
  const measure = benchmark.measure('Score', { ...jmhSpec(null, one.unit), metric, column: 'Score' });
  for (const { value, at, fork } of one.samples) measure.sample(value, at, { labels: { fork } });
  if (one.failure !== null)
    measure.sample(NaN, one.failure.at, { outcome: 'failed', error: one.failure.reason });
}

/** The table shortens names: the full one is that of the log whose class and method, mode and parameters agree. */
function nameOfRows(rows: readonly TextRow[], cases: readonly JmhCase[]): string[] {
  const full = new Map<string, string | null>();
  for (const { name, parameters } of cases) {
    const key = keyOf(name, parameters);
    full.set(key, full.has(key) && full.get(key) !== name ? null : name);
  }
  return rows.map(({ name, parameters }) => full.get(keyOf(name, parameters)) ?? name);
}

function keyOf(name: string, parameters: Readonly<Record<string, Scalar>>): string {
  const entries = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([name.split('.').slice(-2), entries]);
}

import type { Bag, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { BenchmarkBuilder } from './build-measure.ts';
import type { SampleExtra } from './build-samples.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import type { FileInput } from './format.ts';
import { commandCases, parameterValue, SYSTEM, USER, WALL } from './hyperfine-parts.ts';
import { arrayAt, asObject, numberAt, stringAt, valueAt } from './json-guards.ts';
import { reportFields } from './report-fields.ts';

/** Statistics over all runs, those with a bad exit code too. */
const STATISTICS = { mean: 'mean', stddev: 'stddev', median: 'median', min: 'min', max: 'max' };

/** `results`, one per command: `times` in seconds with the `exit_codes` of the same runs. */
export function readHyperfineJson(file: FileInput, run: RunBuilder, out: ResultBuilder): void {
  const results = arrayAt(file.json().value, 'results') ?? [];
  const scanned = results.map((result, index) => ({
    command: stringAt(result, 'command') ?? `command ${index + 1}`,
    parameters: parametersOf(result),
  }));
  const cases = commandCases(scanned);
  results.forEach((result, index) => {
    const { name, parameters } = cases[index] ?? { name: '', parameters: {} };
    if (asObject(result) === null) {
      out.problemAt(['results', index], 'warning', `Result ${index + 1} is no object and was not read.`);
      return;
    }
    readResult({ result, index, name }, run.benchmark(name, parameters), out);
  });
  if (results.length === 0) out.problem(problem('error', 'The list `results` is missing or empty.'));
}

function parametersOf(result: unknown): Bag {
  const bag: Record<string, Scalar> = {};
  for (const [name, value] of Object.entries(asObject(valueAt(result, 'parameters')) ?? {})) {
    if (typeof value === 'string') bag[name] = parameterValue(value);
    else if (typeof value === 'number' || typeof value === 'boolean') bag[name] = value;
  }
  return bag;
}

interface Result {
  readonly result: unknown;
  readonly index: number;
  readonly name: string;
}

function readResult({ result, index, name }: Result, benchmark: BenchmarkBuilder, out: ResultBuilder): void {
  const path = ['results', index];
  const wall = benchmark.measure('time', WALL);
  reportFields(wall, result, path, STATISTICS);
  const times = arrayAt(result, 'times') ?? [];
  const codes = arrayAt(result, 'exit_codes');
  let failed = 0;
  times.forEach((time, i) => {
    const seconds = typeof time === 'number' ? time : NaN;
    const extra = Number.isNaN(seconds) ? NO_TIME : outcomeOf(codes, i);
    if (extra.outcome === 'failed') failed++;
    wall.sample(seconds, [...path, 'times', i], extra);
  });
  if (failed > 0) {
    const sentence = `${failed} of the ${times.length} runs of “${name}” failed; hyperfine's own statistics include them, the samples that count do not.`;
    out.problemAt([...path, 'exit_codes'], 'warning', sentence);
  }
  if (numberAt(result, 'user') !== null)
    reportFields(benchmark.measure('user', USER), result, path, { mean: 'user' });
  if (numberAt(result, 'system') !== null)
    reportFields(benchmark.measure('system', SYSTEM), result, path, { mean: 'system' });
}

const NO_TIME: SampleExtra = { outcome: 'failed', error: 'no time was recorded' };

/** A missing list of codes says nothing; a null in it is a command that a signal ended. */
function outcomeOf(codes: readonly unknown[] | null, run: number): SampleExtra {
  const code = codes?.[run];
  if (code === undefined || code === 0) return {};
  const error = typeof code === 'number' ? `exit code ${code}` : 'ended by a signal';
  return { outcome: 'failed', error };
}

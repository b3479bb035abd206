import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Format, Recognition } from '../../src/core/formats/format.ts';
import type { Benchmark, Measure } from '../../src/core/model/measure.ts';
import type { FileResult, FileRun } from '../../src/core/model/run.ts';
import { runToEnd } from '../../src/core/model/steps.ts';
import { headOf, inputOf, type ReadContext } from '../../src/core/reading/input.ts';
import { decodeBytes, type TextDecoderPort } from '../../src/core/text/decode.ts';

const fixtures = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures');

const decoder: TextDecoderPort = {
  decode(bytes, encoding, fatal) {
    try {
      return new TextDecoder(encoding, { fatal, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  },
};

/** What a format makes of a file. */
export interface Read {
  readonly recognition: Recognition | null;
  readonly result: FileResult;
  /** Lines of the text, from index 0. */
  readonly lines: readonly string[];
}

/** Recognises and reads a file of test/fixtures with the files beside it; `path` is relative to test/fixtures. */
export function readFixture(path: string, format: Format): Read {
  return readBytes(path, readFileSync(join(fixtures, path)), format, (beside) => {
    const full = join(fixtures, beside);
    return existsSync(full) ? readFileSync(full, 'utf8') : null;
  });
}

/** Recognises and reads bytes as if they were a file with this path. */
export function readBytes(
  path: string,
  bytes: Uint8Array,
  format: Format,
  sibling: ReadContext['sibling'] = () => null,
): Read {
  const decoded = decodeBytes(bytes, decoder);
  if (decoded.kind === 'binary') throw new Error(decoded.reason);
  const context: ReadContext = { decoder, sibling, mappings: [] };
  const text = new TextDecoder().decode(decoded.bytes);
  return {
    recognition: format.recognise(headOf(path, decoded.bytes, context)),
    result: runToEnd(format.read(inputOf(path, decoded.bytes, context))),
    lines: text.split('\n'),
  };
}

/** The only run of a result. */
export function onlyRun(result: FileResult): FileRun {
  const [run, second] = result.runs;
  if (run === undefined || second !== undefined) throw new Error(`${result.runs.length} runs`);
  return run;
}

/** The benchmark with this name and these parameters among others. */
export function benchmarkOf(run: FileRun, name: string, parameters: Benchmark['parameters'] = {}): Benchmark {
  const found = run.benchmarks.filter(
    (benchmark) =>
      benchmark.name === name &&
      Object.entries(parameters).every(([key, value]) => benchmark.parameters[key] === value),
  );
  if (found.length !== 1) throw new Error(`${found.length} benchmarks ${name} ${JSON.stringify(parameters)}`);
  return found[0]!;
}

/** The measure with this label. */
export function measureOf(benchmark: Benchmark, label: string): Measure {
  const found = benchmark.measures.find((measure) => measure.label === label);
  if (found === undefined)
    throw new Error(`no ${label} among ${benchmark.measures.map((m) => m.label).join(', ')}`);
  return found;
}

/** The samples of a measure as plain objects; an outcome stands only where it is not ok. */
export function samplesOf(measure: Measure): {
  value: number;
  line: number;
  column: number;
  outcome: number;
  error: string;
}[] {
  const { samples } = measure;
  if (samples === null) return [];
  return [...samples.values].map((value, index) => ({
    value,
    line: samples.lines[index] ?? 0,
    column: samples.columns[index] ?? 0,
    outcome: samples.outcomes?.[index] ?? 0,
    error: samples.errors?.dictionary[samples.errors.codes[index] ?? 0] ?? '',
  }));
}

/** What stands at a place of a file, up to the end of a number or a quoted text. */
export function textAt(read: Read, place: { readonly line: number; readonly column: number }): string {
  const rest = (read.lines[place.line - 1] ?? '').slice(place.column - 1);
  return /^"(?:[^"\\]|\\.)*"|^[^",;\s\]}]*/.exec(rest)?.[0] ?? '';
}

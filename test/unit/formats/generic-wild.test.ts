import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/core/formats/format.ts';
import { genericCsv } from '../../../src/core/formats/generic-csv.ts';
import { genericJson } from '../../../src/core/formats/generic-json.ts';
import { genericJsonl } from '../../../src/core/formats/generic-jsonl.ts';
import { kernelBench } from '../../../src/core/formats/kernel-bench.ts';
import { ncuRaw } from '../../../src/core/formats/ncu-raw.ts';
import { quantizationReport } from '../../../src/core/formats/quantization-report.ts';
import { systemMetrics } from '../../../src/core/formats/system-metrics.ts';
import { timingBaseline } from '../../../src/core/formats/timing-baseline.ts';
import { torchCompileBench } from '../../../src/core/formats/torch-compile-bench.ts';
import type { FileResult } from '../../../src/core/model/run.ts';
import { readBytes } from '../../support/read-fixture.ts';

const formats: readonly Format[] = [
  genericCsv,
  genericJson,
  genericJsonl,
  kernelBench,
  ncuRaw,
  quantizationReport,
  systemMetrics,
  timingBaseline,
  torchCompileBench,
];

const files = formats.flatMap((format) => {
  const folder = new URL(`../../fixtures/${format.id}/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => name !== 'README.md')
    .map((name) => ({ format, name, bytes: readFileSync(new URL(name, folder)) }));
});

const PIECES = [
  'null',
  '{}',
  '[]',
  '"',
  ',',
  ';',
  '\n',
  '-1e999',
  '1e308',
  'NaN',
  '"__proto__"',
  'constructor',
  '[[[[',
  '% ',
  'ms',
];

const edit = fc.record({
  at: fc.nat(),
  drop: fc.nat({ max: 12 }),
  put: fc.constantFrom('', ...PIECES),
  cut: fc.boolean(),
});

function changed(
  bytes: Buffer,
  edits: readonly { at: number; drop: number; put: string; cut: boolean }[],
): Buffer {
  return edits.reduce((now, { at, drop, put, cut }) => {
    const where = now.length === 0 ? 0 : at % now.length;
    const rest = cut && at % 5 === 0 ? Buffer.alloc(0) : now.subarray(where + drop);
    return Buffer.concat([now.subarray(0, where), Buffer.from(put), rest]);
  }, bytes);
}

/** Every number has a line, samples have arrays of one length, and nothing that is not finite counts as ok. */
function check(result: FileResult): void {
  for (const measure of result.runs.flatMap(({ benchmarks }) =>
    benchmarks.flatMap(({ measures }) => measures),
  )) {
    expect(measure.place.line).toBeGreaterThan(0);
    const { samples, reported } = measure;
    if (measure.value !== null) expect(Number.isFinite(measure.value)).toBe(true);
    for (const value of Object.values(reported?.percentiles ?? {})) expect(Number.isFinite(value)).toBe(true);
    if (samples === null) continue;
    const n = samples.values.length;
    expect([samples.lines.length, samples.columns.length]).toEqual([n, n]);
    for (let i = 0; i < n; i++) {
      expect(samples.lines[i]).toBeGreaterThan(0);
      expect(samples.columns[i]).toBeGreaterThan(0);
      if ((samples.outcomes?.[i] ?? 0) !== 2) expect(Number.isFinite(samples.values[i])).toBe(true);
    }
    for (const label of samples.labels) expect(label.codes.length).toBe(n);
  }
}

describe('generic readers and report formats on damaged files', () => {
  it('never throw, and every number has a place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(edit, { minLength: 0, maxLength: 4 }),
        (file, edits) => {
          let read;
          try {
            read = readBytes(file.name, changed(file.bytes, edits), file.format);
          } catch (error) {
            // Bytes that are no text are refused before any format sees them.
            expect(String(error)).toMatch(/NUL|binary|control/i);
            return;
          }
          check(read.result);
        },
      ),
      { seed: 20260102, numRuns: 1500 },
    );
  });

  it('read every fixture of the other formats without a fault', () => {
    for (const file of files)
      for (const format of formats) check(readBytes(file.name, file.bytes, format).result);
  });
});

describe('generic JSON on any document', () => {
  it('never throws', () => {
    const keys = fc.constantFrom(
      'latency_ms',
      'name',
      'value',
      'unit',
      'results',
      'mean',
      'p95',
      'error',
      'a b',
      '__proto__',
      '',
    );
    const leaf = fc.oneof(
      fc.double(),
      fc.string({ maxLength: 6 }),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('ms', 'MB'),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const bytes = new TextEncoder().encode(JSON.stringify(value));
        check(readBytes('x.json', bytes, genericJson).result);
        check(readBytes('x.jsonl', bytes, genericJsonl).result);
      }),
      { seed: 7, numRuns: 600 },
    );
  });
});

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/core/formats/registry.ts';
import type { FileResult } from '../../../src/core/model/run.ts';
import { readBytes } from '../../support/read-fixture.ts';

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'fixtures');
const IDS = [
  'asv',
  'benchstat',
  'cargo-bench',
  'catch2',
  'criterion',
  'divan',
  'go-bench',
  'google-benchmark',
  'nvidia-smi',
  'nsys',
  'pytest-benchmark',
  'triton',
];

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : name === 'README.md' ? [] : [path];
  });
}

/** What must hold of any result, however damaged its file was. */
function mustHold(result: FileResult, lines: number): void {
  for (const { line } of result.problems) expect(line ?? 1).toBeLessThanOrEqual(lines + 1);
  for (const measure of result.runs.flatMap((run) => run.benchmarks.flatMap(({ measures }) => measures))) {
    expect(measure.place.line).toBeGreaterThanOrEqual(1);
    expect(measure.place.line).toBeLessThanOrEqual(lines + 1);
    measure.samples?.values.forEach((value, index) => {
      const isOk = (measure.samples?.outcomes?.[index] ?? 0) === 0;
      if (isOk && !Number.isFinite(value)) throw new Error(`${measure.label}: ${value} counts as ok`);
    });
    if (measure.value !== null) expect(Number.isFinite(measure.value)).toBe(true);
  }
}

const damage = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 60 }),
  insert: fc.constantFrom('', '"', ',', '\n', '{', 'null', 'NaN', '│', '-', '1e999', '\t', '[[', '±'),
  cut: fc.boolean(),
});

describe.each(IDS)('%s on damaged files', (id) => {
  const format = FORMATS.find((candidate) => candidate.id === id)!;
  const files = filesIn(join(FIXTURES, id));

  it.each(files.map((path) => relative(FIXTURES, path)))('never throws on %s', (path) => {
    const text = readFileSync(join(FIXTURES, path), 'utf8');
    const short = text.length > 12_000 ? text.slice(0, 12_000) : text;
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (wounds) => {
        let hurt = short;
        for (const { from, length, insert, cut } of wounds) {
          const at = Math.floor(from * hurt.length);
          hurt = hurt.slice(0, at) + insert + (cut ? '' : hurt.slice(at + length));
        }
        const { result } = readBytes(path, new TextEncoder().encode(hurt), format);
        mustHold(result, hurt.split(/\r\n|\r|\n/).length);
      }),
      { seed: 20_240, numRuns: 40 },
    );
  });
});

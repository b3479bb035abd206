import { readFileSync, readdirSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/core/formats/registry.ts';
import type { FileRun } from '../../../src/core/model/run.ts';
import { damaged, damages } from '../../support/damage.ts';
import { readBytes } from '../../support/read-fixture.ts';

const FIXTURES = new URL('../../fixtures/', import.meta.url);
/** Bigger fixtures prove amounts; small ones hold the same shapes. */
const SMALL = 20_000;

function filesOf(folder: string): string[] {
  const names = readdirSync(new URL(`${folder}/`, FIXTURES)).filter((name) => name !== 'README.md');
  return names.flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(new URL(path, FIXTURES)).isDirectory() ? filesOf(path) : [path];
  });
}

function checkNumbers(run: FileRun, lines: readonly string[]): void {
  for (const { samples, place, value, reported } of run.benchmarks.flatMap(({ measures }) => measures)) {
    expect(place.line).toBeGreaterThanOrEqual(1);
    expect(place.line).toBeLessThanOrEqual(lines.length);
    expect(place.column).toBeGreaterThanOrEqual(1);
    expect(value === null || Number.isFinite(value)).toBe(true);
    for (const percentile of Object.values(reported?.percentiles ?? {}))
      expect(Number.isFinite(percentile)).toBe(true);
    if (samples === null) continue;
    expect(samples.lines).toHaveLength(samples.values.length);
    samples.values.forEach((sample, index) => {
      const failed = (samples.outcomes?.[index] ?? 0) !== 0;
      expect(failed || Number.isFinite(sample)).toBe(true);
      expect(samples.lines[index]).toBeGreaterThanOrEqual(1);
    });
  }
}

describe.each(FORMATS.map((format) => [format.id, format] as const))('%s on damaged files', (id, format) => {
  const all = filesOf(id).map((path) => ({ path, bytes: readFileSync(new URL(path, FIXTURES)) }));
  const small = all.filter(({ bytes }) => bytes.length < SMALL);
  const files = small.length > 0 ? small : all;

  it('never throws; every number is finite and has a place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), damages, ({ path, bytes }, changes) => {
        const broken = damaged(bytes, changes);
        let read;
        try {
          read = readBytes(path, broken, format);
        } catch (error) {
          // Bytes that are no text are refused before any format sees them.
          expect(String(error)).toMatch(/NUL|binary|control/i);
          return;
        }
        for (const run of read.result.runs) checkNumbers(run, read.lines);
        for (const { line, message } of read.result.problems) {
          expect(message).toMatch(/\S/);
          expect(line ?? 1).toBeLessThanOrEqual(read.lines.length + 1);
        }
      }),
      { seed: 20_260_203, numRuns: 200 },
    );
  });
});

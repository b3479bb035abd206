import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apacheBench } from '../../../src/core/formats/apachebench.ts';
import { autocannon } from '../../../src/core/formats/autocannon.ts';
import { fio } from '../../../src/core/formats/fio.ts';
import { fioLog } from '../../../src/core/formats/fio-log.ts';
import type { Format } from '../../../src/core/formats/format.ts';
import { gnuTime } from '../../../src/core/formats/gnu-time.ts';
import { hey } from '../../../src/core/formats/hey.ts';
import { hyperfine } from '../../../src/core/formats/hyperfine.ts';
import { iperf3 } from '../../../src/core/formats/iperf3.ts';
import { jmeter } from '../../../src/core/formats/jmeter.ts';
import { k6 } from '../../../src/core/formats/k6.ts';
import { locust } from '../../../src/core/formats/locust.ts';
import { perfStat } from '../../../src/core/formats/perf-stat.ts';
import { pgbench } from '../../../src/core/formats/pgbench.ts';
import { pgbenchLog } from '../../../src/core/formats/pgbench-log.ts';
import { pgbenchTools } from '../../../src/core/formats/pgbench-tools.ts';
import { redisBenchmark } from '../../../src/core/formats/redis-benchmark.ts';
import { sysbench } from '../../../src/core/formats/sysbench.ts';
import { wrk } from '../../../src/core/formats/wrk.ts';
import type { FileRun } from '../../../src/core/model/run.ts';
import { readBytes } from '../../support/read-fixture.ts';

const FORMATS: readonly Format[] = [
  apacheBench,
  autocannon,
  fio,
  fioLog,
  gnuTime,
  hey,
  hyperfine,
  iperf3,
  jmeter,
  k6,
  locust,
  perfStat,
  pgbench,
  pgbenchLog,
  pgbenchTools,
  redisBenchmark,
  sysbench,
  wrk,
];

const files = FORMATS.flatMap((format) => {
  const folder = new URL(`../../fixtures/${format.id}/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => name !== 'README.md')
    .map((name) => ({ format, name, text: readFileSync(new URL(name, folder), 'utf8') }));
});

const PIECES = [
  'null',
  '{}',
  '[]',
  '"',
  ',',
  '-1e999',
  'NaN',
  '"__proto__"',
  '\n',
  'constructor',
  '0',
  '[[[[',
  '%',
  ' ',
];

const edit = fc.record({
  kind: fc.constantFrom('cut', 'put', 'drop', 'repeat'),
  at: fc.nat(),
  text: fc.constantFrom(...PIECES),
});

function changed(text: string, edits: readonly { kind: string; at: number; text: string }[]): string {
  return edits.reduce((now, { kind, at, text: piece }) => {
    const where = now.length === 0 ? 0 : at % now.length;
    if (kind === 'cut') return now.slice(0, Math.max(where, 1));
    if (kind === 'put') return now.slice(0, where) + piece + now.slice(where + piece.length);
    if (kind === 'drop') return now.slice(0, where) + now.slice(where + 5);
    const line = now.lastIndexOf('\n', where) + 1;
    return now.slice(0, line) + now.slice(line, line + 80) + now.slice(line);
  }, text);
}

function checkPlaces(run: FileRun, lines: readonly string[]): void {
  for (const { samples, place, value, reported } of run.benchmarks.flatMap(({ measures }) => measures)) {
    expect(place.line).toBeGreaterThanOrEqual(1);
    expect(place.line).toBeLessThanOrEqual(lines.length);
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

describe('formats of systems and services on damaged files', () => {
  it('never throw; every number is finite and has a place', () => {
    const damaged = fc.tuple(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(damaged, ([{ format, name, text }, edits]) => {
        const read = readBytes(name, new TextEncoder().encode(changed(text, edits)), format);
        for (const run of read.result.runs) checkPlaces(run, read.lines);
        for (const { message } of read.result.problems) expect(message).toMatch(/\S/);
      }),
      { numRuns: 600, seed: 20261123 },
    );
  });
});

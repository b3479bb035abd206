import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/core/formats/registry.ts';
import { tinybench } from '../../../src/core/formats/tinybench.ts';
import type { FileResult } from '../../../src/core/model/run.ts';
import { readBytes } from '../../support/read-fixture.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const FIXTURES = join(HERE, '..', '..', 'fixtures');
const CORPUS = join(HERE, '..', '..', '..', '..', 'shared', 'corpus');
const IDS = ['jmh', 'benchmarkdotnet', 'vitest-bench', 'benchmark-js', 'tinybench', 'mitata'];

const cases = IDS.flatMap((id) =>
  readdirSync(join(FIXTURES, id))
    .filter((name) => name !== 'README.md' && !name.startsWith('source.'))
    .map((name): [string, string] => [id, name]),
);

function claimsOf(path: string, bytes: Uint8Array): { id: string; score: number }[] {
  return FORMATS.map((format) => ({
    id: format.id,
    score: readBytes(path, bytes, { ...format, read: noRead }).recognition?.score ?? 0,
  })).sort((a, b) => b.score - a.score);
}

/** Only recognition is asked for here. */
function* noRead() {
  yield;
  return { role: 'other' as const, runs: [], problems: [], companions: [] };
}

describe('fixtures of runtimes with a just-in-time compiler', () => {
  it.each(cases)('%s/%s is recognised as one format, with a margin', (id, name) => {
    const [first, second] = claimsOf(`${id}/${name}`, readFileSync(join(FIXTURES, id, name)));
    expect(first?.id).toBe(id);
    expect((first?.score ?? 0) - (second?.score ?? 0)).toBeGreaterThanOrEqual(0.1);
  });

  it('recognises tasks of tinybench 2 whose samples fill the head', () => {
    const samples = Array.from({ length: 20_000 }, (_, index) => 0.001 + index / 1e6);
    const result = { totalTime: 5, min: 1, max: 2, hz: 900, period: 1.1, samples, mean: 1.1, rme: 2 };
    const bytes = new TextEncoder().encode(JSON.stringify([{ name: 'long', result }]));
    expect(readBytes('x.json', bytes, tinybench).recognition?.score).toBe(0.9);
  });
});

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
    const { mean, n, stddev } = measure.reported ?? { mean: null, n: null, stddev: null };
    for (const number of [measure.value, mean, n, stddev])
      if (number !== null) expect(Number.isFinite(number)).toBe(true);
  }
}

const damage = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 60 }),
  insert: fc.constantFrom('', '"', ',', '\n', '{', 'null', 'NaN', '│', '|', '1e999', '\t', '[[', '±', ';'),
});

describe('on damaged files', () => {
  it.each(cases)('%s never throws on %s', (id, name) => {
    const format = FORMATS.find((candidate) => candidate.id === id)!;
    const text = readFileSync(join(FIXTURES, id, name), 'utf8').slice(0, 12_000);
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (wounds) => {
        let hurt = text;
        for (const { from, length, insert } of wounds) {
          const at = Math.floor(from * hurt.length);
          hurt = hurt.slice(0, at) + insert + hurt.slice(at + length);
        }
        const { result } = readBytes(`${id}/${name}`, new TextEncoder().encode(hurt), format);
        mustHold(result, hurt.split(/\r\n|\r|\n/).length);
      }),
      { seed: 31_415, numRuns: 40 },
    );
  });
});

const real = IDS.flatMap((id) =>
  existsSync(join(CORPUS, id))
    ? readdirSync(join(CORPUS, id)).map((name): [string, string] => [id, name])
    : [],
);

describe.skipIf(real.length === 0)('real files of the corpus (skipped where it is not there)', () => {
  it.each(real)('%s: reads %s without a warning', (id, name) => {
    const bytes = readFileSync(join(CORPUS, id, name));
    const [first] = claimsOf(name, bytes);
    expect(first?.id).toBe(id);
    const format = FORMATS.find((candidate) => candidate.id === id)!;
    const { result } = readBytes(name, bytes, format);
    const measures = result.runs.flatMap((run) => run.benchmarks.flatMap((one) => one.measures));
    expect(measures.length).toBeGreaterThan(1);
    for (const measure of measures) {
      expect(measure.unit).not.toBeNull();
      expect(measure.notCountedBecause).toBeNull();
    }
    expect(result.problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

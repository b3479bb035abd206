import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { readFile, type FileRecord } from '../../../src/core/reading/read-file.ts';
import { nodeDecoder } from '../../../src/cli/decoder.ts';
import { loadFolder } from '../../support/read-folder.ts';

const MUTATIONS = 20_000;
const MOST_BYTES = 12_000;

/** Mulberry32: the same mutations in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Random = () => number;
type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const below = (random: Random, limit: number): number => Math.floor(random() * limit);

function insert(bytes: Uint8Array, at: number, text: string): Uint8Array {
  const added = new TextEncoder().encode(text);
  const result = new Uint8Array(bytes.length + added.length);
  result.set(bytes.subarray(0, at));
  result.set(added, at);
  result.set(bytes.subarray(at), at + added.length);
  return result;
}

function swapFields(bytes: Uint8Array, random: Random): Uint8Array {
  const lines = new TextDecoder('latin1').decode(bytes).split('\n');
  const index = below(random, lines.length);
  const parts = (lines[index] ?? '').split(',');
  const [a, b] = [below(random, parts.length), below(random, parts.length)];
  [parts[a], parts[b]] = [parts[b] ?? '', parts[a] ?? ''];
  lines[index] = parts.join(',');
  return Uint8Array.from(lines.join('\n'), (character) => character.charCodeAt(0) & 0xff);
}

const MUTATE: readonly Mutation[] = [
  (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  (bytes, random) => bytes.subarray(below(random, bytes.length)),
  (bytes, random) => {
    const copy = bytes.slice();
    for (let i = 0; i < 1 + below(random, 8); i++) copy[below(random, copy.length)] = below(random, 256);
    return copy;
  },
  swapFields,
  (bytes, random) => insert(bytes, below(random, bytes.length), '['.repeat(5000)),
  (bytes, random) => insert(bytes, below(random, bytes.length), '{"a":'.repeat(3000)),
  (bytes, random) => insert(bytes, below(random, bytes.length), '1e999'),
  (bytes, random) => insert(bytes, below(random, bytes.length), '9'.repeat(400)),
  (bytes, random) => insert(bytes, below(random, bytes.length), '"'),
  (bytes, random) => insert(bytes, below(random, bytes.length), '\u0000\uFEFF\u202E'),
  (bytes, random) =>
    insert(
      bytes,
      below(random, bytes.length),
      ['null', 'NaN', '-Infinity', 'true', '""', '[]', '{}'][below(random, 7)] ?? '',
    ),
];

const fixtures = Object.entries(loadFolder(join(import.meta.dirname, '..', '..', 'fixtures')))
  .filter(([path, bytes]) => !path.endsWith('README.md') && bytes.length > 0)
  .map(([path, bytes]) => [path, bytes.subarray(0, MOST_BYTES)] as const);

describe('mutated files', () => {
  it(`are each read or refused with a reason: ${String(MUTATIONS)} of them`, { timeout: 600_000 }, () => {
    const random = randomFrom(20251123);
    const context = { decoder: nodeDecoder, sibling: () => null, mappings: [] };
    for (let i = 0; i < MUTATIONS; i++) {
      const [path, bytes] = fixtures[i % fixtures.length]!;
      const mutate = MUTATE[below(random, MUTATE.length)]!;
      const mutated = mutate(bytes, random);
      const record = runToEnd(readFile({ root: 0, path, bytes: mutated, modifiedAt: null }, context));
      expectSound(record, `${path}, mutation ${String(i)}`);
    }
  });
});

function expectSound(record: FileRecord, what: string): void {
  if (record.kind !== 'read' && (record.reason ?? '') === '')
    expect.fail(`${what}: ${record.kind} without a reason`);
  if (record.reason?.includes('please report it') === true) expect.fail(`${what}: ${record.reason}`);
  for (const run of record.result?.runs ?? []) {
    for (const benchmark of run.benchmarks) {
      for (const measure of benchmark.measures) {
        const bad = measure.samples?.values.some(
          (value, index) => !Number.isFinite(value) && measure.samples?.outcomes?.[index] !== 2,
        );
        if (bad === true) expect.fail(`${what}: an ok sample of ${measure.label} is not finite`);
        if (measure.value !== null && !Number.isFinite(measure.value))
          expect.fail(`${what}: ${measure.label} is ${String(measure.value)}`);
        if (measure.place.line < 1 || measure.place.column < 1)
          expect.fail(`${what}: ${measure.label} has no place`);
      }
    }
  }
}

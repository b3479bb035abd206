import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/core/formats/registry.ts';
import { readBytes } from '../../support/read-fixture.ts';

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'fixtures');

/** Fixture folders, and the formats that their files belong to. */
const FOLDERS: Readonly<Record<string, string>> = {
  asv: 'asv',
  benchstat: 'benchstat',
  'cargo-bench': 'cargo-bench',
  catch2: 'catch2',
  criterion: 'criterion',
  divan: 'divan',
  'go-bench': 'go-bench',
  'google-benchmark': 'google-benchmark',
  'nvidia-smi': 'nvidia-smi',
  nsys: 'nsys',
  'pytest-benchmark': 'pytest-benchmark',
  triton: 'triton',
};

function* filesIn(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesIn(path);
    else if (name !== 'README.md' && !/^source.*\.txt$/.test(name)) yield path;
  }
}

describe.each(Object.entries(FOLDERS))('fixtures of %s', (folder, format) => {
  it.each([...filesIn(join(FIXTURES, folder))].map((path) => relative(FIXTURES, path)))(
    'recognises %s as one format, with a margin',
    (path) => {
      const bytes = readFileSync(join(FIXTURES, path));
      const claims = FORMATS.map((candidate) => ({
        id: candidate.id,
        score:
          readBytes(path.replaceAll('\\', '/'), bytes, { ...candidate, read: noRead }).recognition?.score ??
          0,
      })).sort((a, b) => b.score - a.score);
      expect(claims[0]?.id).toBe(format);
      expect((claims[0]?.score ?? 0) - (claims[1]?.score ?? 0)).toBeGreaterThanOrEqual(0.1);
    },
  );
});

/** Only recognition is asked for here. */
function* noRead() {
  yield;
  return { role: 'other' as const, runs: [], problems: [], companions: [] };
}

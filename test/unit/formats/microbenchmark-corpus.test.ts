import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/core/formats/registry.ts';
import type { FileResult } from '../../../src/core/model/run.ts';
import { readBytes } from '../../support/read-fixture.ts';

const CORPUS = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'corpus');
const EXPECTED = join(CORPUS, 'expected');

/** Folders of the corpus whose files stand alone, and the formats that read them. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  'google-benchmark': ['google-benchmark'],
  'go-bench': ['go-bench', 'benchstat'],
  'cargo-bench': ['cargo-bench'],
  'pytest-benchmark': ['pytest-benchmark'],
  'nvidia-smi': ['nvidia-smi'],
  nsys: ['nsys'],
  triton: ['triton'],
  catch2: ['catch2'],
  divan: ['divan'],
};

interface Fact {
  readonly at: string;
  readonly line?: number;
}

/** All lines that a result says a number stands on. */
function linesOf(result: FileResult): Set<number> {
  const lines = new Set<number>();
  for (const measure of result.runs.flatMap((run) => run.benchmarks.flatMap(({ measures }) => measures))) {
    lines.add(measure.place.line);
    for (const line of measure.samples?.lines ?? []) lines.add(line);
    for (const place of Object.values(measure.reportedPlaces)) lines.add(place.line);
  }
  return lines;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [relative(EXPECTED, path).replace(/\.json$/, '')];
  });
}

describe.skipIf(!existsSync(EXPECTED))('real files (skipped where ../shared/corpus is not there)', () => {
  const files = Object.keys(FOLDERS).flatMap((folder) =>
    existsSync(join(EXPECTED, folder)) ? filesIn(join(EXPECTED, folder)) : [],
  );

  it.each(files)('reads %s as its format, each known number at its line', (path) => {
    const bytes = readFileSync(join(CORPUS, path));
    const claims = FORMATS.map((format) => ({
      format,
      read: readBytes(path, bytes, { ...format, read: none }),
    }))
      .map(({ format, read }) => ({ format, score: read.recognition?.score ?? 0 }))
      .sort((a, b) => b.score - a.score);
    const best = claims[0]!.format;
    expect(FOLDERS[path.split(/[\\/]/)[0] ?? '']).toContain(best.id);
    const { result } = readBytes(path, bytes, best);
    const lines = linesOf(result);
    const expected = JSON.parse(readFileSync(join(EXPECTED, `${path}.json`), 'utf8')) as { samples: Fact[] };
    const known = expected.samples.filter(({ at, line }) => at !== 'parameter' && line !== undefined);
    expect(known.filter(({ line }) => !lines.has(line ?? 0))).toEqual([]);
    expect(result.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

/** Only recognition is asked for. */
function* none(): Generator<void, FileResult, void> {
  yield;
  return { role: 'other', runs: [], problems: [], companions: [] };
}

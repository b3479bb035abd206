import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as csvParse } from 'csv-parse/sync';
import { readRoots } from '../src/cli/read-roots.ts';
import type { BenchRow } from './csv.ts';

const QUIET = { step: () => undefined, done: () => undefined };

/** Reads 10 000 small result files with the whole engine (walk, hash, recognise, read, assemble) and with csv-parse alone. */
export function benchFolder(files = 10_000): BenchRow[] {
  const folder = makeFolder(files);
  try {
    const ours = timed(() => readRoots([folder], QUIET).snapshot.measures.length);
    const theirs = timed(() => parseAll(folder));
    return [
      { name: `Benchtrail (recognised, normalised, catalogued; ${String(files)} files)`, ms: ours, ratio: 1 },
      { name: `csv-parse (strings only; ${String(files)} files)`, ms: theirs, ratio: theirs / ours },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeFolder(files: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'benchtrail-bench-'));
  for (let index = 0; index < files; index++) {
    const series = join(folder, `series${String(index % 100)}`);
    if (index < 100) mkdirSync(series);
    const rows = Array.from(
      { length: 20 },
      (_, row) =>
        `kernel${String(row % 4)},${String(row)},${String(1 + ((index * 31 + row * 17) % 97) / 10)},`,
    );
    writeFileSync(
      join(series, `run_${String(index)}.csv`),
      `kernel,repetition,time_ms,error\n${rows.join('\n')}\n`,
    );
  }
  return folder;
}

function parseAll(folder: string): number {
  let cells = 0;
  for (const series of readdirSync(folder)) {
    for (const name of readdirSync(join(folder, series))) {
      const records: string[][] = csvParse(readFileSync(join(folder, series, name)));
      cells += records.length;
    }
  }
  return cells;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

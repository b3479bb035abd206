import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from './csv.ts';

const ROUNDS = 5;

/** The whole `benchtrail report` process on a folder, beside Node starting and doing nothing. */
export function benchReport(cli: string, folder: string): BenchRow[] {
  const out = mkdtempSync(join(tmpdir(), 'benchtrail-report-'));
  const nothing = median(() => run(['-e', '']));
  const whole = median(() =>
    run([cli, 'report', folder, '-o', join(out, 'report.md'), '--date', '2026-01-01']),
  );
  rmSync(out, { recursive: true });
  return [
    { name: `benchtrail report ${folder}, whole process`, ms: whole, ratio: 1 },
    { name: 'Node starting and doing nothing', ms: nothing, ratio: nothing / whole },
  ];
}

function run(args: readonly string[]): number {
  const start = performance.now();
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore'] });
  return performance.now() - start;
}

function median(measure: () => number): number {
  const times = Array.from({ length: ROUNDS }, measure).sort((a, b) => a - b);
  return times[Math.floor(ROUNDS / 2)] ?? 0;
}

import { describe, expect, it } from 'vitest';
import { choicesSteps } from '../../../src/core/dashboard/choices.ts';
import type { PivotAxes } from '../../../src/core/dashboard/pivot-axes.ts';
import { NO_FILTER } from '../../../src/core/dashboard/query.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { manyResults } from '../../support/dashboard/many.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

function axes(files: TestFiles): PivotAxes | null {
  return runToEnd(choicesSteps(readFiles(files), NO_FILTER)).pivot;
}

function table(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [columns, ...rows].map((row) => row.join(',')).join('\n') + '\n';
}

describe('the axes of a pivot table where nobody chose', () => {
  it('are the two parameters of a sweep', () => {
    const rows = [1, 2, 4].flatMap((batch) => ['eager', 'jit'].map((codec) => [codec, batch, 10 * batch]));
    expect(axes({ 'sweep.csv': table(['codec', 'batch_size', 'latency_ms'], rows) })).toEqual({
      rows: 'parameter:batch_size',
      columns: 'parameter:codec',
    });
  });

  it('are benchmark and run of a history', () => {
    expect(axes(manyResults({ benchmarks: 6, runs: 5 }))).toEqual({ rows: 'benchmark', columns: 'run' });
  });

  it('are no diagonal of names that determine each other where two that do not are there', () => {
    const rows = ['sort', 'hash', 'copy'].flatMap((name) => [1, 2].map((threads) => [name, threads, 5]));
    const found = axes({ 'bench.csv': table(['benchmark', 'threads', 'latency_ms'], rows) });
    expect([found?.rows, found?.columns].sort()).toEqual(['benchmark', 'parameter:threads']);
  });

  it('are none where nothing has two groups', () => {
    expect(axes({ 'one.csv': table(['benchmark', 'latency_ms'], [['sort', 5]]) })).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { pivotSteps } from '../../../src/core/dashboard/pivot.ts';
import { NO_FILTER, type Grouping } from '../../../src/core/dashboard/query.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

function columnsOf(files: TestFiles, columns: Grouping): readonly string[] {
  const pivot = runToEnd(
    pivotSteps(readFiles(files), DEFAULT_PROJECT, {
      metric: 'latency [s]',
      label: null,
      statistic: 'center',
      rows: columns === 'run' ? 'benchmark' : 'run',
      columns,
      ratioTo: null,
      shade: null,
      filter: NO_FILTER,
    }),
  );
  if (pivot.kind !== 'pivot') throw new Error(pivot.why);
  return pivot.columns;
}

function file(rows: readonly string[]): string {
  return `${['benchmark,latency_ms', ...rows].join('\n')}\n`;
}

/** Five files that measure what comes last by its name, and one that measures three other things. */
const SPARSE = {
  ...Object.fromEntries(
    [1, 2, 3, 4, 5].map((day) => [
      `a/store_bench_2026010${String(day)}-000000.csv`,
      file([`zip,1${String(day)}`]),
    ]),
  ),
  'b/other_bench_20260101-000000.csv': file(['add,1', 'call,2', 'draw,3']),
};

describe('the columns of a pivot table', () => {
  it('begin with the fullest where most cells are empty', () => {
    expect(columnsOf(SPARSE, 'benchmark')).toEqual(['zip', 'add', 'call', 'draw']);
  });

  it('keep the order of their names where the table is full enough, and the order of runs always', () => {
    const full = { 'a/x_bench.csv': file(['zip,1', 'add,2']), 'a/y_bench.csv': file(['zip,3']) };
    expect(columnsOf(full, 'benchmark')).toEqual(['add', 'zip']);
    expect(columnsOf(SPARSE, 'run')[0]).toMatch(/^a\//u);
  });
});

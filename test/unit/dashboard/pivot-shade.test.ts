import { describe, expect, it } from 'vitest';
import { pivotSteps, type PivotModel, type PivotQuery } from '../../../src/core/dashboard/pivot.ts';
import { textOfRatio, type PivotShade, type PivotShading } from '../../../src/core/dashboard/pivot-shade.ts';
import { NO_FILTER } from '../../../src/core/dashboard/query.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import {
  isPivotQuery,
  isPivotResult,
  pivotCell,
  pivotViewSteps,
  type PivotView,
} from '../../../src/protocol/models/pivot.ts';
import { readFiles } from '../../support/read-folder.ts';

const QUERY: PivotQuery = {
  metric: 'latency [s]',
  label: null,
  statistic: 'center',
  rows: 'parameter:size',
  columns: 'parameter:batch',
  ratioTo: null,
  shade: null,
  filter: NO_FILTER,
};

const SWEEP = ['1,1,10', '1,2,12', '1,4,16', '2,1,20', '2,2,24', '2,4,'];

/** A sweep of two sizes and three batches; one cell has no number. */
function pivot(
  query: Partial<PivotQuery> = {},
  lines: readonly string[] = SWEEP,
  header = 'size,batch,latency_ms,error',
): PivotModel {
  const text = `${header}\n${lines
    .map((line) => (line.endsWith(',') ? `${line},out of memory` : `${line},`))
    .join('\n')}\n`;
  const files = { 'sweep.csv': text };
  const result = runToEnd(pivotSteps(readFiles(files), DEFAULT_PROJECT, { ...QUERY, ...query }));
  if (result.kind === 'empty') throw new Error(result.why);
  return result;
}

function shading(query: Partial<PivotQuery>, lines = SWEEP): PivotShading {
  const found = pivot(query, lines).shading;
  if (found === null) throw new Error('Nothing is shaded.');
  return found;
}

function view(query: Partial<PivotQuery>): PivotView {
  const result = runToEnd(pivotViewSteps(pivot(query)));
  if (result.kind === 'empty') throw new Error(result.why);
  return result;
}

describe('the shades of a pivot table', () => {
  it('tell better from worse, the ends with their values, and leave a failed cell alone', () => {
    const { by, scale, shades, ends } = shading({ shade: 'all' });
    expect([by, scale]).toEqual(['all', 'linear']);
    expect([...shades].map((shade) => Number(shade.toFixed(2)))).toEqual([1, 0.86, 0.57, 0.29, 0, NaN]);
    expect(ends).toEqual([
      { shade: 0, text: '24 ms' },
      { shade: 1, text: '10 ms' },
    ]);
  });

  it('are of rows and columns by themselves, which have no ends in common', () => {
    const rows = shading({ shade: 'rows' });
    expect([...rows.shades].map((shade) => Number(shade.toFixed(2)))).toEqual([1, 0.67, 0, 1, 0, NaN]);
    const columns = shading({ shade: 'columns' });
    expect([...columns.shades]).toEqual([1, 1, 0.5, 0, 0, NaN]);
    expect([rows.ends, columns.ends]).toEqual([null, null]);
  });

  it('diverge about a chosen column, whose own cells have none', () => {
    const { scale, shades, ends } = shading({ shade: 'all', ratioTo: '2' });
    expect(scale).toBe('ratio');
    expect([...shades].map((shade) => Number(shade.toFixed(2)))).toEqual([0.63, NaN, -1, 0.63, NaN, NaN]);
    expect(ends?.map(({ text }) => text)).toEqual(['1.33×', '0.75×']);
  });

  it('say no ends where there is nothing to shade', () => {
    expect(shading({ shade: 'all', statistic: 'p95' }).ends).toBeNull();
  });

  const chosen = (query: Partial<PivotQuery> = {}, lines?: readonly string[]): PivotShade =>
    pivot(query, lines).shading?.by ?? 'none';
  const full = SWEEP.map((line) => (line.endsWith(',') ? `${line}30` : line));

  it('are there by themselves for a sweep of two parameters', () => {
    expect(chosen({}, full)).toBe('all');
    expect(chosen({ shade: 'none' }, full)).toBe('none');
  });

  it('are not, where a table is no such sweep', () => {
    expect(chosen({}, SWEEP)).toBe('none');
    expect(chosen({ rows: 'category' }, full)).toBe('none');
    expect(chosen({ columns: 'run' }, full)).toBe('none');
    const names = full.map((line) => line.replace(/^(\d),(\d)/u, (_, a: string, b: string) => `s${a},b${b}`));
    expect(chosen({}, names)).toBe('none');
  });

  it('are not, where cells are pooled over what is no row and no column', () => {
    const header = 'size,batch,mode,latency_ms,error';
    const lines = ['fast', 'slow'].flatMap((mode) =>
      full.map((line) => line.replace(/,([^,]*)$/u, `,${mode},$1`)),
    );
    const pooled = pivot({}, lines, header);
    expect(pooled.rows[0]?.cells[0]?.pooled).toBe('mean pooled over 2 configurations');
    expect(pooled.shading).toBeNull();
    expect(pivot({ shade: 'all' }, lines, header).shading?.by).toBe('all');
  });
});

describe('shades on their way to the page', () => {
  it('are steps, from the weakest to the strongest', () => {
    const table = view({ shade: 'all' });
    const steps = [0, 1].map((row) => [0, 1, 2].map((column) => pivotCell(table, row, column)?.shade));
    expect(steps).toEqual([
      [9, 8, 6],
      [3, 1, 0],
    ]);
    expect(table.shading).toEqual({
      by: 'all',
      scale: 'linear',
      ends: [
        { step: 1, text: '24 ms' },
        { step: 9, text: '10 ms' },
      ],
    });
    expect(isPivotResult(structuredClone(table))).toBe(true);
  });

  it('are negative below 1, and none where nobody wants them', () => {
    const ratios = view({ shade: 'all', ratioTo: '2' });
    expect([0, 1, 2].map((column) => pivotCell(ratios, 0, column)?.shade)).toEqual([6, 0, -9]);
    const none = view({ shade: 'none' });
    expect([none.shading, none.cells.shades, pivotCell(none, 0, 0)?.shade]).toEqual([null, null, 0]);
  });

  it('are refused where they are none', () => {
    const table = view({ shade: 'all' });
    expect(isPivotResult({ ...table, shading: { ...table.shading, scale: 'x' } })).toBe(false);
    const far = { step: 10, text: '' };
    expect(isPivotResult({ ...table, shading: { ...table.shading, ends: [far, far] } })).toBe(false);
    expect(isPivotQuery({ ...QUERY, shade: 'cells' })).toBe(false);
    expect(isPivotQuery({ ...QUERY, shade: 'rows' })).toBe(true);
  });
});

describe('the text of a ratio', () => {
  it.each([
    [1.239, '1.24×'],
    [12.34, '12.3×'],
    [0.5, '0.50×'],
    [0.0123, '0.012×'],
    [0, '0.00×'],
    [-2, '-2.00×'],
  ])('of %s', (ratio, text) => {
    expect(textOfRatio(ratio)).toBe(text);
  });
});

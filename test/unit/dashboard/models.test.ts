import { describe, expect, it } from 'vitest';
import { compareModelSteps } from '../../../src/core/dashboard/compare.ts';
import { compareMarkdown } from '../../../src/core/dashboard/compare-markdown.ts';
import type { CompareModel, CompareQuery } from '../../../src/core/dashboard/compare-model.ts';
import { ALL_FILES, fileTableSteps, viewFiles } from '../../../src/core/dashboard/file-table.ts';
import { overviewSteps, type Overview } from '../../../src/core/dashboard/overview.ts';
import { pivotSteps, type PivotModel, type PivotQuery } from '../../../src/core/dashboard/pivot.ts';
import { NO_FILTER } from '../../../src/core/dashboard/query.ts';
import { isSeenSummary, seenOf } from '../../../src/core/dashboard/seen.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

const rows = (header: string, lines: readonly string[]): string => `${[header, ...lines].join('\n')}\n`;

/** One run of two kernels, `factor` times as slow as the plain one. */
function run(factor: number, kernels: readonly string[] = ['sort', 'hash']): string {
  return rows(
    'kernel,repetition,time_ms',
    kernels.flatMap((kernel, k) =>
      Array.from({ length: 6 }, (_, i) => `${kernel},${String(i)},${String((10 + k + i * 0.01) * factor)}`),
    ),
  );
}

const day = (n: number): string => `bench_2026010${String(n)}-120000.csv`;

/** Four runs, then four that are slower. */
const EIGHT: TestFiles = Object.fromEntries(
  [1, 1.001, 0.999, 1.002, 1.2, 1.201, 1.199, 1.202].map((factor, i) => [day(i + 1), run(factor)]),
);

function ids(files: TestFiles, from: number, to: number): string[] {
  return readFiles(files)
    .runs.map(({ id }) => id)
    .slice(from, to);
}

function compare(
  files: TestFiles,
  sides: CompareQuery['sides'],
  more: Partial<CompareQuery> = {},
): CompareModel {
  const query = { sides, ignore: [], filter: NO_FILTER, metrics: [], ...more };
  const result = runToEnd(compareModelSteps(readFiles(files), DEFAULT_PROJECT, query));
  if (result.kind === 'empty') throw new Error(result.why);
  return result;
}

describe('compare', () => {
  const model = compare(EIGHT, [
    { kind: 'runs', ids: ids(EIGHT, 0, 4) },
    { kind: 'runs', ids: ids(EIGHT, 4, 8) },
  ]);

  it('tells what regressed, by how much, with p and n', () => {
    expect(model.rows.map(({ benchmark, moved }) => [benchmark, moved])).toEqual([
      ['sort', true],
      ['hash', true],
    ]);
    const [change] = model.rows[0]?.changes ?? [];
    expect(change).toMatchObject({ verdict: 'regressed', side: 1 });
    expect(change?.intervalText).toMatch(/^\+20\.0 %/);
    expect(change?.p).toBeCloseTo(0.02857, 4);
    expect(change?.interval?.low).toBeGreaterThan(0.19);
    expect(change?.before).toMatchObject({ n: 4, runs: 4 });
    expect(model.moved).toBe(2);
    expect(model.summary).toBe('2 regressed.');
    expect(model.sides[0]?.text).toBe('4 runs, 2026-01-01 to 2026-01-04');
  });

  it('tells a reason once that all of a verdict share', () => {
    const one = compare(EIGHT, [
      { kind: 'runs', ids: ids(EIGHT, 0, 2) },
      { kind: 'runs', ids: ids(EIGHT, 4, 6) },
    ]);
    const reasons = new Set(one.rows.flatMap(({ changes }) => changes.map(({ because }) => because)));
    expect(reasons.size).toBe(1);
    expect(one.summary).toBe(`2 not enough samples (${[...reasons].join()}).`);
  });

  it('has a geometric mean with its set, a chart in per cent and Markdown', () => {
    expect(model.means).toMatchObject([{ ratioText: '1.200', n: 2, missing: { first: [], count: 0 } }]);
    expect(model.chart?.series[0]?.points[0]?.value).toBeCloseTo(20, 0);
    expect(model.chart?.value.unit).toBe('%');
    expect(compareMarkdown(model)).toContain('| `sort` | Latency `time_ms` |');
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it('lists what has no partner, and leaves it out of the mean with the reason', () => {
    const files = { 'a.csv': run(1, ['sort', 'hash', 'copy']), 'b.csv': run(2, ['sort', 'hash', 'scan|x']) };
    const told = compare(files, [
      { kind: 'runs', ids: ['a.csv'] },
      { kind: 'runs', ids: ['b.csv'] },
    ]);
    expect(told.unpaired.first.map(({ where, name }) => [where, name])).toEqual([
      ['baseline', 'copy · time_ms'],
      ['side', 'scan|x · time_ms'],
    ]);
    expect(told.means[0]?.missing).toEqual({
      first: [
        { name: 'copy', why: 'only before' },
        { name: 'scan|x', why: 'only after' },
      ],
      count: 2,
    });
    expect(told.rows[0]?.changes[0]?.verdict).toBe('differs-one-run-each');
    expect(compareMarkdown(told)).not.toMatch(/[^\\`]scan\|x/u);
  });

  it('names the first of very many without a partner, and counts them all', () => {
    const names = (side: string): string[] => Array.from({ length: 100 }, (_, at) => `${side}${String(at)}`);
    const told = compare(
      { 'a.csv': run(1, ['sort', 'hash', ...names('a')]), 'b.csv': run(2, ['sort', 'hash', ...names('b')]) },
      [
        { kind: 'runs', ids: ['a.csv'] },
        { kind: 'runs', ids: ['b.csv'] },
      ],
    );
    expect([told.unpaired.first.length, told.unpaired.count]).toEqual([40, 200]);
    expect(told.unpaired.first[39]).toMatchObject({ where: 'baseline', name: 'a39 · time_ms' });
    expect(told.means).toMatchObject([{ n: 2, missing: { count: 200 } }]);
    expect(compareMarkdown(told)).toContain('`a19 · time_ms` and 180 more.');
  });

  it('says what to do where a side is empty', () => {
    const result = runToEnd(
      compareModelSteps(readFiles(EIGHT), DEFAULT_PROJECT, {
        sides: [
          { kind: 'runs', ids: ids(EIGHT, 0, 1) },
          { kind: 'series', series: 'gone' },
        ],
        ignore: [],
        filter: NO_FILTER,
        metrics: [],
      }),
    );
    expect(result).toEqual({
      kind: 'empty',
      why: 'gone has nothing that counts and passes the filter.',
      what: 'Choose another side, or widen the filter.',
    });
  });
});

describe('pivot', () => {
  const CELLS = rows(
    'method,backend,repetition,time_ms,error',
    ['a', 'b'].flatMap((method, m) =>
      ['x', 'y'].flatMap((runtime, r) =>
        method === 'b' && runtime === 'y'
          ? ['b,y,0,,out of memory']
          : Array.from(
              { length: 6 },
              (_, i) => `${method},${runtime},${String(i)},${String((10 + m) * (r + 1) + i * 0.01)},`,
            ),
      ),
    ),
  );

  function pivot(more: Partial<PivotQuery> = {}): PivotModel {
    const result = runToEnd(
      pivotSteps(readFiles({ 'p.csv': CELLS }), DEFAULT_PROJECT, {
        metric: 'latency [s]',
        label: null,
        statistic: 'center',
        rows: 'benchmark',
        columns: 'parameter:backend',
        ratioTo: null,
        shade: null,
        filter: NO_FILTER,
        ...more,
      }),
    );
    if (result.kind === 'empty') throw new Error(result.why);
    return result;
  }

  it('has a figure per cell, and says why one is missing', () => {
    const { columns, rows: shown, statistic } = pivot();
    expect(columns).toEqual(['x', 'y']);
    expect(statistic).toBe('mean');
    expect(shown[0]?.cells[0]).toMatchObject({ text: '10.025 ms', n: 6, pooled: null, missing: null });
    expect(shown[1]?.cells[1]).toMatchObject({ figure: null, text: '–', missing: 'failed' });
    expect(shown[1]?.cells[1]?.why).toBe('Every observation failed.');
  });

  it('sets cells against a column, with a verdict', () => {
    const [, second] = pivot({ ratioTo: 'x' }).rows[0]?.cells ?? [];
    expect(second).toMatchObject({ ratioText: '2.00×', verdict: 'differs-one-run-each', differing: [] });
  });

  it('gives pooled cells no verdict', () => {
    const result = pivot({ rows: 'tool', ratioTo: 'x' });
    expect(result.rows[0]?.cells[0]?.pooled).toBe('mean pooled over 2 configurations');
    expect(result.notes.join(' ')).toContain('pooled over different configurations');
    expect(result.rows[0]?.cells.map(({ verdict }) => verdict)).not.toContain('differs-one-run-each');
  });
});

describe('files', () => {
  const table = runToEnd(
    fileTableSteps(
      readFiles({ 'a.csv': run(1), 'copy.csv': run(1), 'notes.txt': 'hello', 'bad.json': '{"x": [1,' }),
    ),
  );

  it('tell what became of each', () => {
    expect(table.rows.map(({ path, status }) => [path, status])).toEqual([
      ['a.csv', 'used'],
      ['bad.json', expect.stringMatching(/failed|ignored/u)],
      ['copy.csv', 'duplicate'],
      ['notes.txt', 'ignored'],
    ]);
    const copy = table.rows[2];
    expect(copy).toMatchObject({ of: 'a.csv', counted: 0, notCounted: 2 });
    expect(copy?.notCountedBecause[0]).toEqual({ reason: 'The same bytes as “a.csv”.', measures: 2 });
    expect(table.byStatus).toMatchObject({ used: 1, duplicate: 1 });
  });

  it('are filtered and sorted', () => {
    const shown = viewFiles(table, { ...ALL_FILES, text: 'csv', sort: 'path', descending: true });
    expect(shown.map(({ path }) => path)).toEqual(['copy.csv', 'a.csv']);
    expect(viewFiles(table, { ...ALL_FILES, statuses: ['used'] })).toHaveLength(1);
  });
});

function overview(files: TestFiles, previous: TestFiles | null = null): Overview {
  const seen: unknown =
    previous === null ? null : JSON.parse(JSON.stringify(runToEnd(seenOf(readFiles(previous)))));
  const result = runToEnd(
    overviewSteps(readFiles(files), DEFAULT_PROJECT, isSeenSummary(seen) ? seen : null),
  );
  if (result.kind === 'empty') throw new Error(result.why);
  return result;
}

describe('overview', () => {
  it('counts failures as the findings do, wherever they stand in the file', () => {
    const rows = ['a', 'b', 'c'].map((model) => ({ model, tokens_s: 0, error: 'timed out' }));
    const text = JSON.stringify([...rows, { model: 'd', tokens_s: 5, error: '' }]);
    const told = overview({ 'results/one_line.json': text });
    expect(told.facts.find(({ id }) => id === 'failures')?.figure.value).toBe(3);
    expect(told.findings.map((finding) => finding.text).join()).toMatch(/3 of 4 observations/u);
  });

  it('counts what was read and shows the headline metrics', () => {
    const told = overview({ ...EIGHT, 'notes.txt': 'hello' });
    const facts = new Map(told.facts.map(({ id, figure }) => [id, figure.value]));
    expect(facts.get('files')).toBe(9);
    expect(facts.get('files-used')).toBe(8);
    expect(facts.get('runs')).toBe(8);
    expect(told.headlines[0]?.metrics[0]).toMatchObject({ title: 'Latency', configurations: 2 });
    expect(told.headlines[0]?.metrics[0]?.best.name).toBe('sort');
    expect(told.environment.sentence).toContain('No file records the environment');
    expect(told.since).toBeNull();
    expect(JSON.parse(JSON.stringify(told))).toEqual(told);
  });

  it('tells what changed since the last look', () => {
    const { [day(1)]: first = '', [day(2)]: second = '', [day(3)]: third = '' } = EIGHT;
    const { since } = overview(
      { [day(2)]: second, [day(3)]: run(2), 'new_20260109-120000.csv': run(1.5) },
      { [day(1)]: first, [day(2)]: second, [day(3)]: third },
    );
    expect(since).toMatchObject({ added: 1, changed: 1, removed: 1 });
    const changed = since?.runs.find(({ kind }) => kind === 'changed');
    expect(changed?.headlines[0]?.change?.text).toBe('+100.2 %');
    expect(changed?.headlines[0]?.before).toBe('10.514 ms');
  });

  it('says that there is nothing, and what to do', () => {
    const result = runToEnd(overviewSteps(readFiles({ 'a.txt': 'x' }), DEFAULT_PROJECT));
    expect(result).toMatchObject({ kind: 'empty', what: expect.stringContaining('Data tab') as string });
  });
});

describe('the noise of a history', () => {
  const noisy = (factors: readonly number[], from: number): TestFiles =>
    Object.fromEntries(
      factors.map((factor, i) => [
        `bench_202601${String(from + i).padStart(2, '0')}-120000.csv`,
        run(factor, ['sort']),
      ]),
    );
  const wild = [1, 1.06, 0.97, 1.05, 0.96, 1.07, 0.98, 1.04];

  it('is the floor that a change must exceed, where it is more than the setting', () => {
    const slower = { ...noisy(wild, 1), ...noisy([1.1, 1.11, 1.09, 1.105], 11) };
    const split = (files: TestFiles): CompareModel =>
      compare(files, [
        { kind: 'runs', ids: ids(files, 0, 8) },
        { kind: 'runs', ids: ids(files, 8, 12) },
      ]);
    const [change] = split(slower).rows[0]?.changes ?? [];
    expect(change).toMatchObject({
      verdict: 'no-change',
      because: 'within what the runs before move by themselves',
    });
    const calm = {
      ...noisy([1, 1.001, 0.999, 1, 1.002, 1, 0.998, 1], 1),
      ...noisy([1.1, 1.11, 1.09, 1.105], 11),
    };
    expect(split(calm).rows[0]?.changes[0]?.verdict).toBe('regressed');
  });
});

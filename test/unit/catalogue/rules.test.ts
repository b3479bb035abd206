import { describe, expect, it } from 'vitest';
import { statisticsOf } from '../../../src/core/contract/statistics.ts';
import type { CatalogueMeasure, Snapshot } from '../../../src/core/catalogue/snapshot.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { findings } from '../../support/findings.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

const RUNS = `prompt,ttft_s,tokens_s,load_s,prompt_eval_s,eval_s,eval_count,error
one,2.4,50.0,2.0,0.4,2.0,100,
two,0.12,52.0,0.1,0.02,3.0,156,
three,0.13,51.0,0.11,0.02,2.0,102,
four,0.11,53.0,0.09,0.02,1.0,53,
`;

function fileOf(snapshot: Snapshot, path: string): Snapshot['files'][number] {
  const file = snapshot.files.find((one) => one.path === path);
  if (file === undefined) throw new Error(`no ${path}`);
  return file;
}

function measure(snapshot: Snapshot, path: string, metric: string): CatalogueMeasure {
  const found = snapshot.measures.find(
    (entry) => entry.run.file.path === path && entry.measure.metric === metric,
  );
  if (found === undefined) throw new Error(`no ${metric} in ${path}`);
  return found;
}

describe('failed requests written as zeros', () => {
  const text =
    'model,ttft_s,tokens_s,load_s,eval_s,error\nm,0.2,50,0.1,1,\nm,0,0,0,0,connection refused\nm,0.4,60,0.1,1,\n';
  const snapshot = readFiles({ 'requests.csv': text });

  it('are out of every statistic, counted, and keep their reason', () => {
    const entry = measure(snapshot, 'requests.csv', 'throughput');
    expect(statisticsOf(entry)).toMatchObject({ n: 2, failed: 1, mean: 55, min: 50 });
    expect(entry.measure.samples?.errors?.dictionary).toContain('connection refused');
  });
});

describe('one run exported twice', () => {
  const json = JSON.stringify({
    model: 'm',
    results: [
      { prompt: 'one', ttft_s: 2.4, tokens_s: 50, load_s: 2, prompt_eval_s: 0.4, eval_s: 2, eval_count: 100 },
      {
        prompt: 'two',
        ttft_s: 0.12,
        tokens_s: 52,
        load_s: 0.1,
        prompt_eval_s: 0.02,
        eval_s: 3,
        eval_count: 156,
      },
      {
        prompt: 'three',
        ttft_s: 0.13,
        tokens_s: 51,
        load_s: 0.11,
        prompt_eval_s: 0.02,
        eval_s: 2,
        eval_count: 102,
      },
      {
        prompt: 'four',
        ttft_s: 0.11,
        tokens_s: 53,
        load_s: 0.09,
        prompt_eval_s: 0.02,
        eval_s: 1,
        eval_count: 53,
      },
    ],
  });

  it('counts once, and the other names its twin', () => {
    const snapshot = readFiles({ 'a/base.csv': RUNS, 'a/base.json': json });
    expect(fileOf(snapshot, 'a/base.csv').status).toBe('used');
    expect(fileOf(snapshot, 'a/base.json')).toMatchObject({ status: 'duplicate', of: 'a/base.csv' });
    expect(
      snapshot.measures.filter((entry) => entry.counted && entry.measure.metric === 'throughput'),
    ).toHaveLength(1);
  });

  it('counts twice when the numbers differ, although the names are alike', () => {
    const other = json
      .replaceAll(/"tokens_s":(\d+)/g, '"tokens_s":1$1')
      .replaceAll('0.1', '0.7')
      .replaceAll('0.0', '0.3');
    const snapshot = readFiles({ 'a/base.csv': RUNS, 'a/base.json': other });
    expect(snapshot.files.map((file) => file.status)).toEqual(['used', 'used']);
  });

  it('keeps the more precise of two copies under different names in one folder', () => {
    const exact = 'kernel,time_ms\na,1.23456\nb,2.34567\nc,3.45678\n';
    const rounded = 'kernel,time_ms\na,1.23\nb,2.35\nc,3.46\n';
    const snapshot = readFiles({ 'x/exact.csv': exact, 'x/rounded.csv': rounded });
    expect(fileOf(snapshot, 'x/exact.csv').status).toBe('used');
    expect(fileOf(snapshot, 'x/rounded.csv')).toMatchObject({ status: 'duplicate', of: 'x/exact.csv' });
  });
});

describe('the same bytes in two folders', () => {
  it('count once', () => {
    const snapshot = readFiles({ 'a/runs.csv': RUNS, 'b/runs.csv': RUNS });
    expect(fileOf(snapshot, 'b/runs.csv')).toMatchObject({
      status: 'duplicate',
      of: 'a/runs.csv',
      reason: 'The same bytes as “a/runs.csv”.',
    });
  });
});

describe('a result of Criterion.rs that is also the base of the next comparison', () => {
  const sample = JSON.stringify({ sampling_mode: 'Linear', iters: [5, 10, 15], times: [50, 101, 149] });
  const files = (at: string) => ({
    [`${at}/sort/base/sample.json`]: sample,
    [`${at}/sort/new/sample.json`]: sample,
  });

  it('counts as the new one, and nothing is advised', () => {
    const snapshot = readFiles(files('target/criterion'));
    expect(fileOf(snapshot, 'target/criterion/sort/new/sample.json').status).toBe('used');
    expect(fileOf(snapshot, 'target/criterion/sort/base/sample.json')).toMatchObject({
      status: 'duplicate',
      of: 'target/criterion/sort/new/sample.json',
    });
    const advised = (given: TestFiles) =>
      findings(given).flatMap((one) => (one.kind === 'duplicate' ? [one.advice] : []));
    expect(advised(files('target/criterion'))).toEqual([null]);
    expect(advised({ ...files('target/criterion'), 'copy.csv': RUNS, 'runs.csv': RUNS })[0]).not.toBeNull();
  });
});

describe('a summary of rows', () => {
  const rows =
    'num_ctx,ttft_s,tokens_s,load_s,eval_s,error\n1024,0.2,50,0.1,1,\n2048,0.3,40,0.1,1,\n4096,0.4,30,0.1,1,\n';
  const good = 'num_ctx,mean_tokens_s,mean_ttft_s\n1024,50,0.2\n2048,40,0.3\n4096,30,0.4\n';

  it('is derived and not averaged in', () => {
    const snapshot = readFiles({ 'x/sweep.csv': rows, 'x/sweep_summary.csv': good });
    expect(fileOf(snapshot, 'x/sweep_summary.csv')).toMatchObject({
      status: 'derived',
      of: 'x/sweep.csv',
      problems: [],
    });
    expect(
      snapshot.measures.filter((entry) => entry.run.file.path === 'x/sweep_summary.csv' && entry.counted),
    ).toEqual([]);
  });

  it('is warned of at its line where it disagrees with the rows', () => {
    const snapshot = readFiles({
      'x/sweep.csv': rows,
      'x/sweep_summary.csv': good.replace('2048,40', '2048,44'),
    });
    const { problems } = fileOf(snapshot, 'x/sweep_summary.csv');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ severity: 'warning', line: 3, column: 6 });
    expect(problems[0]?.message).toContain('44');
    expect(problems[0]?.message).toContain('40');
  });

  it('is right within its own rounding', () => {
    const fine = rows.replace('0.3,40', '0.3,40.04');
    const snapshot = readFiles({
      'x/sweep.csv': fine,
      'x/sweep_summary.csv': good.replace('1024,50,', '1024,50.0,'),
    });
    expect(fileOf(snapshot, 'x/sweep_summary.csv').problems).toEqual([]);
  });
});

describe('units', () => {
  it('come from names, headers and unit words, never from the size of a number', () => {
    const snapshot = readFiles({
      'a.csv': 'test,tokens_s,ttft_s,mean_time_ms,Generation Time (ms),throughput\nx,10,0.5,7,8,1000\n',
    });
    const units = new Map(snapshot.measures.map(({ measure: { label, unit } }) => [label, unit]));
    expect(units.get('tokens_s')).toBe('tok/s');
    expect(units.get('ttft_s')).toBe('s');
    expect(units.get('Generation Time (ms)')).toBe('s');
    expect(units.get('throughput') ?? null).toBeNull();
  });
});

describe('parameters', () => {
  it('are never metrics', () => {
    const snapshot = readFiles({
      'a.csv': 'num_ctx,batch_size,temperature,seed,port,index,time_ms\n1,2,0.1,5,80,0,3\n4,5,0.2,6,81,1,6\n',
    });
    expect([...new Set(snapshot.measures.map(({ measure: { label } }) => label))]).toEqual(['time_ms']);
  });
});

describe('cold rows', () => {
  const snapshot = readFiles({ 'runs.csv': RUNS });

  it('are marked by load time, kept, and counted apart', () => {
    const entry = measure(snapshot, 'runs.csv', 'ttft');
    expect([...(entry.cold ?? [])]).toEqual([1, 0, 0, 0]);
    expect(statisticsOf(entry)).toMatchObject({ n: 4, cold: 1, max: 2.4 });
  });

  it('cannot be told where no start cost is recorded', () => {
    const plain = readFiles({ 'a.csv': 'model,tokens_s\nm,1\nm,2\n' });
    expect(plain.measures[0]?.cold ?? null).toBeNull();
  });
});

describe('documents', () => {
  it('are listed and never counted', () => {
    const report = '# Report\n\n| model | tokens/s | latency (ms) |\n| --- | --- | --- |\n| m | 500 | 20 |\n';
    const snapshot = readFiles({
      'report.md': report,
      'notes.txt': 'Average throughput: 20 tok/s\n',
      'runs.csv': RUNS,
    });
    expect(fileOf(snapshot, 'report.md')).toMatchObject({ role: 'document', status: 'ignored' });
    expect(fileOf(snapshot, 'notes.txt')).toMatchObject({ role: 'document', status: 'ignored' });
    expect(new Set(snapshot.measures.map((entry) => entry.run.file.path))).toEqual(new Set(['runs.csv']));
  });

  it('include the reports that Benchtrail wrote', () => {
    const snapshot = readFiles({ 'r.md': '<!-- benchtrail:report abc -->\n\n# Title\n' });
    expect(fileOf(snapshot, 'r.md').reason).toBe('A report that Benchtrail wrote.');
  });
});

describe('start times', () => {
  const at = (path: string, text: string): unknown => {
    const [run] = readFiles({ [path]: text }).runs;
    return [run?.startedAt, run?.startedAtFrom, run?.zone];
  };

  it('come from a field, else the name, else the last change of the file', () => {
    expect(
      at('a.csv', 'timestamp,model,tokens_s\n2025-03-04T05:06:07Z,m,1\n2025-03-04T05:06:09Z,m,2\n'),
    ).toEqual(['2025-03-04T05:06:07Z', 'field', 'utc']);
    expect(at('a_20251002-170837.csv', 'model,tokens_s\nm,1\n')).toEqual([
      '2025-10-02T17:08:37',
      'name',
      'unknown',
    ]);
    expect(at('a.csv', 'model,tokens_s\nm,1\n')).toEqual(['2026-01-02T03:04:05.000Z', 'mtime', 'utc']);
  });
});

describe('odd text', () => {
  it('is read or refused with its line and a sentence', () => {
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...Array.from(new TextEncoder().encode('model,tokens_s\nm,7\n'), (byte) => [byte, 0]).flat(),
    ]);
    const snapshot = readFiles({
      'bom.csv': '\uFEFFmodel,tokens_s\nm,5\n',
      'utf16.csv': utf16,
      'binary.csv': new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 0, 0, 0, 9]),
      'semicolon.csv': 'model;tokens_s\nm;5,5\nm;6,5\n',
      'ragged.csv': 'model,tokens_s,note\nm,5,x\nm,6\nm,7,y\n',
      'broken.json': '{"results": [ {"name": "a", "time_ms": 5 }, {"name": "b", "time_',
    });
    expect(statisticsOf(measure(snapshot, 'bom.csv', 'throughput')).mean).toBe(5);
    expect(statisticsOf(measure(snapshot, 'utf16.csv', 'throughput')).mean).toBe(7);
    expect(fileOf(snapshot, 'binary.csv').status).toBe('failed');
    expect(statisticsOf(measure(snapshot, 'semicolon.csv', 'throughput')).mean).toBe(6);
    expect(fileOf(snapshot, 'ragged.csv').problems[0]?.line).toBe(3);
    expect(
      fileOf(snapshot, 'broken.json').problems.some((one) => one.severity === 'error' && one.line === 1),
    ).toBe(true);
  });
});

describe('different configurations in one folder', () => {
  it('are kept apart by their parameters', () => {
    const snapshot = readFiles({ 'a.csv': 'model,tokens_s\nsmall,1\nsmall,3\nlarge,10\nlarge,30\n' });
    const means = snapshot.measures.map((entry) => [
      entry.benchmark.parameters.model,
      statisticsOf(entry).mean,
    ]);
    expect(means).toEqual([
      ['small', 2],
      ['large', 20],
    ]);
  });
});

describe('excluded runs', () => {
  it('are shown with their reason and count nowhere', () => {
    const project = { ...DEFAULT_PROJECT, excluded: [{ match: 'old/**', reason: 'wrong driver' }] };
    const snapshot = readFiles(
      { 'old/a.csv': 'model,tokens_s\nm,1\n', 'new/a.csv': 'model,tokens_s\nm,2\n' },
      project,
    );
    const old = snapshot.runs.find((run) => run.file.path === 'old/a.csv');
    expect(old?.excludedBecause).toBe('wrong driver');
    expect(snapshot.measures.filter((entry) => entry.counted).map((entry) => entry.run.file.path)).toEqual([
      'new/a.csv',
    ]);
  });
});

describe('percentiles of our own', () => {
  it('are missing below the n that they need', () => {
    const rows = (n: number): string =>
      `model,tokens_s\n${Array.from({ length: n }, (_, i) => `m,${String(i + 1)}`).join('\n')}\n`;
    const p95 = (n: number): number | null =>
      statisticsOf(measure(readFiles({ 'a.csv': rows(n) }), 'a.csv', 'throughput')).p95;
    expect(p95(19)).toBeNull();
    expect(p95(20)).toBeCloseTo(19.05, 10);
  });
});

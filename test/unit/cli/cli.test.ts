import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const cli = join(root, 'dist', 'cli.js');
const sample = join(root, 'test', 'workspaces', 'sample');
let folder = '';

interface Output {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(args: readonly string[], cwd = folder): Output {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout, err: stderr };
}

function put(path: string, text: string): string {
  const target = join(folder, path);
  mkdirSync(join(target, '..'), { recursive: true });
  writeFileSync(target, text);
  return target;
}

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root });
  folder = mkdtempSync(join(tmpdir(), 'benchtrail-cli-'));
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('benchtrail', () => {
  it('says what it can do', () => {
    expect(run([])).toMatchObject({ code: 0 });
    expect(run(['--help']).out).toContain('benchtrail report PATH…');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  it.each([
    [['report']],
    [['report', 'nowhere']],
    [['inspect', 'nowhere', '--json']],
    [['compare', 'nowhere']],
    [['report', '.', '--format', 'pdf']],
    [['report', '.', '--date', 'today']],
    [['frobnicate']],
    [['inspect', '.', '--samples']],
    [['report', '.', '--frob']],
  ])('answers %j with a sentence and exit code 2', (args) => {
    const { code, out, err } = run(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/\w.*\n$/);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('writes nothing for an empty folder, or one without results', () => {
    mkdirSync(join(folder, 'empty'));
    expect(run(['report', 'empty', '-o', 'r.md'])).toEqual({
      code: 2,
      out: '',
      err: 'There is no file in empty.\n',
    });
    put('docs/readme.md', '# Notes\n');
    const { code, err } = run(['report', 'docs', '-o', 'r.md']);
    expect(code).toBe(2);
    expect(err).toContain('No result that counts was found in docs (1 files: 1 ignored).');
    expect(existsSync(join(folder, 'r.md'))).toBe(false);
  });

  it('reads what it can beside links that loop and files that it may not read', () => {
    put('odd/good.csv', 'model,tokens_s\nm,1\nm,2\n');
    chmodSync(put('odd/secret.csv', 'model,tokens_s\nm,3\n'), 0o000);
    symlinkSync('.', join(folder, 'odd', 'loop'));
    symlinkSync('nowhere', join(folder, 'odd', 'dangling.csv'));
    const { code, out } = run(['inspect', 'odd', '--json']);
    expect(code).toBe(0);
    const said = JSON.parse(out) as { files: { path: string; status: string; reason: string | null }[] };
    const byPath = new Map(said.files.map((file) => [file.path, file]));
    expect(byPath.get('good.csv')?.status).toBe('used');
    expect(byPath.get('dangling.csv')).toMatchObject({
      status: 'failed',
      reason: 'It does not exist (any more).',
    });
    if (process.getuid?.() !== 0)
      expect(byPath.get('secret.csv')).toMatchObject({
        status: 'failed',
        reason: 'You have no permission to read it.',
      });
    expect(said.files.filter((file) => file.path.startsWith('loop'))).toEqual([]);
  });

  it('ends quietly when nobody reads its output any more', () => {
    const script = `"${process.execPath}" "${cli}" inspect "${sample}" --json --samples | head -c 10`;
    const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', script], {
      encoding: 'utf8',
    });
    expect({ status, length: stdout.length, stderr }).toEqual({ status: 0, length: 10, stderr: '' });
  });

  it('answers for a refused file with exit code 0 and the status failed', () => {
    put('bin.csv', '\u007fELF\u0000\u0001\u0002\u0000\u0000');
    const { code, out } = run(['inspect', 'bin.csv', '--json']);
    expect(code).toBe(0);
    expect((JSON.parse(out) as { files: { status: string }[] }).files[0]?.status).toBe('failed');
  });
});

describe('benchtrail report', () => {
  it('writes Markdown with charts beside it, the same bytes each time', () => {
    const first = run(['report', sample, '-o', 'one/report.md', '--date', '2026-01-02', '--title', 'A & B']);
    const second = run(['report', sample, '-o', 'two/report.md', '--date', '2026-01-02', '--title', 'A & B']);
    expect([first.code, second.code]).toEqual([0, 0]);
    const text = readFileSync(join(folder, 'one', 'report.md'), 'utf8');
    expect(text).toBe(readFileSync(join(folder, 'two', 'report.md'), 'utf8'));
    expect(text).toContain('# A & B');
    expect(text).toContain('**Date:** `2026-01-02`');
    for (const [, target = ''] of text.matchAll(/!\[[^\]]*\]\(([^)]*)\)/g)) {
      expect(readFileSync(join(folder, 'one', decodeURIComponent(target)), 'utf8')).toMatch(/^<svg/);
    }
  });

  it('writes JSON, Mermaid, or no charts', () => {
    const json = JSON.parse(run(['report', sample, '--format', 'json']).out) as {
      sections: { id: string }[];
    };
    expect(json.sections.map(({ id }) => id)).toEqual([
      'executive-summary',
      'data-ingestion-summary',
      'performance-analysis',
      'key-findings',
      'recommendations',
      'conclusion',
      'methods',
      'files',
      'problems',
    ]);
    expect(run(['report', sample]).out).not.toContain('![');
    run(['report', sample, '-o', 'plain.md', '--charts', 'none']);
    expect(readFileSync(join(folder, 'plain.md'), 'utf8')).not.toContain('![');
  });

  it('checks the limits of the project file', () => {
    put('limits/r.csv', 'model,ttft_s,tokens_s\nm,0.2,50\nm,0.3,60\n');
    put(
      'limits/benchtrail.json',
      JSON.stringify({ limits: ['max ttft < 500 ms', 'mean throughput > 40 tok/s'] }),
    );
    const met = run(['report', 'limits', '-o', 'l.md', '--check']);
    expect(met.err).toContain('met: max ttft < 500 ms');
    expect(met.code).toBe(0);
    put('limits/benchtrail.json', JSON.stringify({ limits: ['max ttft < 250 ms', 'p99 itl < 1 s'] }));
    const broken = run(['report', 'limits', '-o', 'l.md', '--check']);
    expect(broken.code).toBe(1);
    expect(broken.err).toContain('NOT MET: max ttft < 250 ms: 300 ms');
    expect(broken.err).toContain('not checked: p99 itl < 1 s');
    expect(readFileSync(join(folder, 'l.md'), 'utf8')).toContain('The limit `max ttft < 250 ms` is not met');
    expect(
      run(['report', sample, '-o', 'l.md', '--check']).code === 2 ||
        existsSync(join(sample, 'benchtrail.json')),
    ).toBe(true);
  });

  it('holds the rules of a project file for the files below it, wherever reading starts', () => {
    const rows = 'model,tokens_s\nm,1\nm,2\n';
    put(
      'scope/benchtrail.json',
      JSON.stringify({
        excluded: [{ match: 'results/old/**', reason: 'wrong driver' }],
        categories: [{ match: 'results/new/*.csv', category: 'new / $1' }],
        mappings: [{ match: 'results/new/*', columns: [{ column: 'draw', metric: 'power', unit: 'W' }] }],
      }),
    );
    put('scope/results/old/r.csv', rows);
    put('scope/results/new/k.csv', 'model,draw\nm,7\n');
    put('scope/results/inner/r.csv', rows.replace('1', '3'));
    put(
      'scope/results/inner/benchtrail.json',
      JSON.stringify({ excluded: [{ match: 'r.csv', reason: 'inner' }] }),
    );
    const told = (path: string): unknown[] => {
      const { measures } = JSON.parse(run(['inspect', path, '--json']).out) as {
        measures: Record<string, unknown>[];
      };
      return measures.map(({ category, metric, notCountedBecause }) => [category, metric, notCountedBecause]);
    };
    expect(told('scope')).toEqual([
      [['r'], 'throughput', 'Excluded: inner'],
      [['new', 'k'], 'power', null],
      [['r'], 'throughput', 'Excluded: wrong driver'],
    ]);
    expect(told('scope/results')).toEqual(told('scope'));
    expect(told('scope/results/new/k.csv')).toEqual([[['new', 'k'], 'power', null]]);
  });

  it('refuses a project file that is wrong, with every reason', () => {
    put('wrong/r.csv', 'model,tokens_s\nm,1\n');
    put('wrong/benchtrail.json', JSON.stringify({ excluded: [{ match: 'x' }], limits: ['fast'] }));
    const { code, err } = run(['report', 'wrong']);
    expect(code).toBe(2);
    expect(err).toContain('needs “match” (a glob or a run id) and a “reason”');
    expect(err).toContain('“fast” is no limit');
  });
});

describe('benchtrail compare', () => {
  const rows = (values: readonly number[]): string =>
    `kernel,repetition,time_ms\n${values.map((value, i) => `sort,${String(i)},${String(value)}`).join('\n')}\n`;
  const fast = [10, 10.1, 9.9, 10.05, 9.95, 10.02, 9.98, 10.03];

  it('says what differs between single runs, and never more', () => {
    put('before.csv', rows(fast));
    put('after.csv', rows(fast.map((value) => value * 1.5)));
    const { code, out } = run(['compare', 'before.csv', 'after.csv']);
    expect(code).toBe(0);
    expect(out).toContain('differs (one run each)');
    expect(out).toContain('+50.');
    expect(run(['compare', 'before.csv', 'after.csv', '--fail-on', 'regression']).code).toBe(0);
  });

  it('calls a regression from four runs a side, and fails when asked', () => {
    for (let i = 0; i < 6; i++) {
      put(`b/run_2025010${String(i + 1)}.csv`, rows(fast.map((value) => value + i / 100)));
      put(`a/run_2025020${String(i + 1)}.csv`, rows(fast.map((value) => value * 1.2 + i / 100)));
    }
    const { code, out } = run(['compare', 'b', 'a', '--fail-on', 'regression', '--format', 'json']);
    expect(code).toBe(1);
    const [change] = (JSON.parse(out) as { changes: { verdict: string; change: number }[] }).changes;
    expect(change?.verdict).toBe('regressed');
    expect(change?.change).toBeCloseTo(0.2, 2);
    expect(run(['compare', 'a', 'b', '--fail-on', 'regression']).code).toBe(0);
    expect(run(['compare', 'b', 'a', '--format', 'github']).out).toMatch(
      /^::error file=run_20250201\.csv,line=2,title=regressed::/,
    );
    expect(run(['compare', 'b', 'a', '--format', 'md']).out).toContain('| Benchmark | Metric |');
  });

  it('names what cannot be compared', () => {
    put('m1.csv', 'model,tokens_s\nalpha,1\nalpha,2\n');
    put('m2.csv', 'model,tokens_s\nbeta,1\nbeta,2\n');
    expect(run(['compare', 'm1.csv', 'm2.csv']).out).toContain('they differ in model');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { liesInExcluded, nominationOf, type DiscoveryRules } from '../../../src/core/discovery/nominate.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: string[] }>> };
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const include = manifest.contributes.configuration.properties['benchtrail.discovery.include']?.default ?? [];
const rules: DiscoveryRules = { include, exclude: ['**/raw', 'tmp/**'], added: ['data/mine'] };

function nominated(path: string, project = DEFAULT_PROJECT): string {
  return nominationOf(path, rules, { project, path });
}

describe('names that nominate', () => {
  it.each([
    'results/a.csv',
    'deep/benchmarks/x/y.json',
    '.benchmarks/Linux-CPython-3.12-64bit/0001_run.json',
    'target/criterion/sort/new/estimates.json',
    'BenchmarkDotNet.Artifacts/results/A-report.csv',
    'src/my_bench.json',
    'StringBenchmarks.txt',
    'latency-2025.csv',
    'results/kernels.ncu-rep',
    'results/trace.nsys-rep',
  ])('take %s', (path) => {
    expect(nominated(path)).toBe('by name');
  });

  it.each(['src/main.ts', 'package.json', 'docs/readme.md', 'results/plot.png', 'bench/run.ts'])(
    'leave %s alone',
    (path) => {
      expect(nominated(path)).toBe('no');
    },
  );

  it('do not matter in folders that the user added', () => {
    expect(nominated('data/mine/plot.png')).toBe('added');
    expect(nominated('data/mine2/a.csv')).toBe('no');
    expect(nominationOf('x', { ...rules, added: [''] }, { project: DEFAULT_PROJECT, path: 'x' })).toBe(
      'added',
    );
  });

  it('bow to the project file', () => {
    expect(nominated('out/a.csv', { ...DEFAULT_PROJECT, path: 'benchtrail.json' })).toBe('by name');
    expect(nominated('out/a.png', { ...DEFAULT_PROJECT, path: 'benchtrail.json' })).toBe('no');
    const project = { ...DEFAULT_PROJECT, include: ['out/**'], exclude: ['**/old/**'] };
    expect(nominated('out/a.bin', project)).toBe('by name');
    expect(nominated('out/old/a.csv', project)).toBe('no');
    expect(nominated('results/a.csv', project)).toBe('no');
    expect(nominated('data/mine/a.csv', project)).toBe('no');
  });

  it('count for nothing in excluded folders', () => {
    expect(liesInExcluded('results/raw/a.csv', rules)).toBe(true);
    expect(liesInExcluded('tmp/a.csv', rules)).toBe(true);
    expect(liesInExcluded('results/raw.csv', rules)).toBe(false);
  });
});

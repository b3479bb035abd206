import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  appears,
  liesInExcluded,
  nominationOf,
  type DiscoveryRules,
} from '../../../src/core/discovery/nominate.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { readFile, recordOfHead } from '../../../src/core/reading/read-file.ts';
import { nodeDecoder } from '../../../src/cli/decoder.ts';
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

describe('a file that was looked into', () => {
  const context = { decoder: nodeDecoder, sibling: () => null, mappings: [] };
  const binary = new TextEncoder().encode('NVR\0\u0001\u0002 kernels');
  const found = { root: 0, modifiedAt: null };

  it.each([
    ['kernels.ncu-rep', true],
    ['trace.nsys-rep', true],
    ['cut.csv', true],
    ['notes.txt', false],
    ['a.bin', false],
  ])('that is a binary named %s appears: %s', (path, isShown) => {
    const record = runToEnd(readFile({ ...found, path, bytes: binary }, context));
    expect(record).toMatchObject({ kind: 'refused', reason: 'it is a report of an NVIDIA profiler' });
    expect(appears(record, 'by name')).toBe(isShown);
    const large = recordOfHead({ ...found, path, size: 1e9 }, binary, context);
    expect(large).toMatchObject({ kind: 'refused', reason: record.reason, size: 1e9 });
  });

  it('and that no format claims is judged by its beginning, others are read', () => {
    const head = (text: string): ReturnType<typeof recordOfHead> =>
      recordOfHead({ ...found, path: 'a.csv', size: 1e9 }, new TextEncoder().encode(text), context);
    expect(head('a,b\n1,2\n')).toMatchObject({ kind: 'ignored' });
    expect(head('benchmark,latency_ms\nsort,10\n')).toBeNull();
  });
});

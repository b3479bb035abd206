import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { categories, ruledCategory, type CategoryRule } from '../../../src/core/normalise/categories.ts';

interface NamedFile {
  readonly path: string;
  readonly named?: readonly string[];
}

function found(
  files: readonly NamedFile[],
  rules: readonly CategoryRule[] = [],
): ReadonlyMap<string, readonly string[]> {
  const inputs = files.map(({ path, named }) => ({
    path,
    named: named ?? null,
    ruled: ruledCategory(path, rules),
  }));
  return runToEnd(categories(inputs));
}

function pathsOf(paths: readonly string[], rules: readonly CategoryRule[] = []): string[] {
  const all = found(
    paths.map((path) => ({ path })),
    rules,
  );
  return paths.map((path) => (all.get(path) ?? []).join(' / '));
}

describe('categories from names', () => {
  it.each([
    ['conv_bench_20251002-170837.json', 'conv_bench'],
    ['conv_cuda_bench_20251002-172037.json', 'conv_cuda_bench'],
    ['kernel_benchmarks.json', 'kernel'],
    ['gemma3_baseline.csv', 'gemma3'],
    ['gemma3_benchmark_fixed_runs.csv', 'gemma3'],
    ['gemma3_param_tuning_summary.csv', 'gemma3'],
    ['gemma3_1b-it-qat_baseline.json', 'gemma3_1b-it-qat'],
    ['demo_inference_1759181417.json', 'demo_inference'],
    ['chimera_metrics_20250930_133204.json', 'chimera'],
    ['sweep_run3.json', 'sweep'],
    ['load_results (1).csv', 'load'],
    ['Analysis_Summary.md', 'Analysis'],
    ['My.Benchmarks-report.csv', 'My'],
    ['llama-3.1-8b_results.jsonl', 'llama-3.1-8b'],
    ['transformer_cuda_triton2508_summary.md', 'transformer_cuda_triton2508'],
    ['baseline_test_results_1759098967.json', 'baseline_test'],
  ])('%s is %s', (path, category) => {
    expect(pathsOf([path])).toEqual([category]);
  });

  it('splits only where the first part is a leaf of its folder', () => {
    expect(
      pathsOf([
        'm/gemma3_baseline.csv',
        'm/gemma3_1b-it-qat_baseline.csv',
        'm/gemma3_1b-it-qat_long_baseline.csv',
        'm/conv_bench.json',
        'm/conv_cuda_bench.json',
        'n/gemma3_270m_runs.csv',
      ]),
    ).toEqual([
      'gemma3',
      'gemma3 / 1b-it-qat',
      'gemma3 / 1b-it-qat / long',
      'conv_bench',
      'conv_cuda_bench',
      'gemma3_270m',
    ]);
  });

  it('takes the nearest folder that tells something when the name does not', () => {
    expect(
      pathsOf([
        'agents/demo_run1/data/metrics.json',
        'agents/demo_run2/data/metrics.json',
        'agents/demo_rerun/data/metrics.json',
        'python/my_sweep/run_gpu60_ctx512_temp0p8/data/metrics.json',
        'rust/quick_test/reports/baseline_report.md',
        'gemma3/SUMMARY.md',
        'ollama/20251002-151204/results.csv',
        'models/llama3_q4/results/results_20251002.csv',
      ]),
    ).toEqual(['demo', 'demo', 'demo', 'my_sweep', 'quick_test', 'gemma3', 'ollama', 'llama3_q4']);
  });

  it('puts a table and its summary under one category', () => {
    expect(
      pathsOf([
        'ollama/20251002-151204/prompt_suite_runs.csv',
        'ollama/20251002-151204/prompt_suite_summary.json',
      ]),
    ).toEqual(['prompt_suite', 'prompt_suite']);
  });

  it('falls back to what there is', () => {
    expect(
      pathsOf([
        'results.json',
        'data/csv/metrics.json',
        'test_20251002.json',
        '20251002-151204.json',
        '0001_baseline.json',
        '.json',
      ]),
    ).toEqual(['results', 'csv', 'test', '20251002-151204', '0001', '.json']);
  });
});

describe('categories from formats and users', () => {
  it('takes the groups that the format names', () => {
    const all = found([{ path: 'x/new/estimates.json', named: ['sort', 'quick'] }]);
    expect(all.get('x/new/estimates.json')).toEqual(['sort', 'quick']);
  });

  it('lets the first rule of the user win over everything', () => {
    const rules: CategoryRule[] = [
      { match: 'runs/*/x_*.json', category: ['$1', 'x $2', '$$1', '$9'] },
      { match: '**', category: ['rest'] },
    ];
    const all = found(
      [
        { path: 'runs/gpu/x_12.json', named: ['named'] },
        { path: 'other.csv', named: ['named'] },
      ],
      rules,
    );
    expect(all.get('runs/gpu/x_12.json')).toEqual(['gpu', 'x 12', '$1', '']);
    expect(all.get('other.csv')).toEqual(['rest']);
  });
});

describe('categories of any names', () => {
  const token = fc.constantFrom(
    'gemma3',
    'bench',
    'runs',
    'summary',
    '20251002-170837',
    'run1',
    '_',
    '-',
    '.',
    ' ',
    '270m',
    'é',
    '',
  );
  const name = fc.array(token, { minLength: 1, maxLength: 7 }).map((parts) => parts.join('_'));

  it('give each file a path without empty parts, whatever the order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.tuple(name, name).map((parts) => parts.join('/')),
          { maxLength: 8 },
        ),
        (paths) => {
          const forward = pathsOf(paths);
          expect(pathsOf(paths.toReversed()).toReversed()).toEqual(forward);
          const all = found(paths.map((path) => ({ path })));
          for (const path of paths) expect(all.get(path)?.length, path).toBeGreaterThan(0);
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });
});

const corpus = join(process.cwd(), '../shared/corpus/chimeraforge');

describe.skipIf(!existsSync(corpus))('categories of a real folder', () => {
  it('are those that a person sees', () => {
    const files = readdirSync(corpus, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(corpus.length + 1)
          .replaceAll('\\', '/'),
      );
    const found = new Set(pathsOf(files));
    expect([...found]).toEqual(
      expect.arrayContaining([
        'conv_bench',
        'conv_cuda_bench',
        'mlp_bench',
        'mlp_cuda_bench',
        'transformer_bench',
        'transformer_cuda_bench',
        'gemma3',
        'gemma3 / 1b-it-qat',
        'gemma3 / 270m',
        'prompt_suite',
      ]),
    );
  });
});

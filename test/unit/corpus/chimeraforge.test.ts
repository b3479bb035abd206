import { describe, expect, it } from 'vitest';
import { statisticsOf } from '../../../src/core/contract/statistics.ts';
import type { CatalogueMeasure } from '../../../src/core/catalogue/snapshot.ts';
import { groupBy } from '../../../src/core/catalogue/twins.ts';
import { rowsOf } from '../../../src/core/findings/rows.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { buildReport, isNoReport } from '../../../src/core/report/build.ts';
import { renderMarkdown } from '../../../src/core/report/render-markdown.ts';
import { corpusFolder, loadFolder, readFiles } from '../../support/read-folder.ts';

const folder = corpusFolder('chimeraforge');
if (folder === null) console.log('The reference corpus is not beside the repository: its tests are skipped.');

describe.skipIf(folder === null)('the folder that the seed report was written from', () => {
  const snapshot = readFiles(folder === null ? {} : loadFolder(folder));
  const files = new Map(snapshot.files.map((file) => [file.path, file]));
  const rows = rowsOf(snapshot);
  const reports = 'outputs/reports';
  const row = (path: string, metric: string) =>
    rows.filter((one) => one.run.file.path === path && one.metric === metric);
  const entries = (path: string, metric: string): CatalogueMeasure[] =>
    snapshot.measures.filter((entry) => entry.run.file.path === path && entry.measure.metric === metric);

  it('holds 28 CSV, 44 JSON and 29 Markdown files, and four pairs of equal ones among them', () => {
    const count = (extension: string): number =>
      snapshot.files.filter((file) => file.path.endsWith(extension)).length;
    expect([count('.csv'), count('.json'), count('.md')]).toEqual([28, 44, 29]);
    const named = snapshot.files.filter((file) => /\.(csv|json|md)$/.test(file.path));
    const equal = [...groupBy(named, (file) => file.hash).values()].filter((group) => group.length > 1);
    expect(equal.map((group) => group.length)).toEqual([2, 2, 2, 2]);
  });

  it('refuses the damaged message and both binaries, each with its reason', () => {
    expect(files.get(`${reports}/profiling/ncu_summary.csv`)).toMatchObject({ status: 'failed' });
    expect(files.get(`${reports}/profiling/ncu_summary.csv`)?.reason).toContain(
      "==ERROR== the argument for option '--page' is invalid",
    );
    for (const name of ['ncu_ollama.ncu-rep', 'ncu_ollama.sqlite.ncu-rep']) {
      expect(files.get(`${reports}/profiling/${name}`)?.status).toBe('failed');
    }
  });

  it.each([
    ['gemma3_baseline.csv', 102.2009, 5],
    ['gemma3_param_tuning.csv', 101.994, 36],
    ['gemma3_1b-it-qat_baseline.csv', 182.8712, 5],
    ['gemma3_1b-it-qat_param_tuning.csv', 183.7611, 36],
  ])('gives the throughput of %s as %d tok/s over %d requests', (name, mean, n) => {
    const [only, ...others] = row(`${reports}/gemma3/${name}`, 'throughput');
    expect(others).toEqual([]);
    expect(only?.statistics.mean).toBeCloseTo(mean, 4);
    expect(only?.statistics.n).toBe(n);
    expect(only?.unit).toBe('tok/s');
  });

  it('leaves failed requests out of every number and keeps their reason', () => {
    const [sweep] = row(`${reports}/gemma3/gemma3_270m_param_tuning.csv`, 'throughput');
    expect(sweep?.statistics).toMatchObject({ n: 34, failed: 2 });
    const failed = entries(`${reports}/ollama/20251002-151204/prompt_suite_runs.csv`, 'throughput');
    expect(failed.reduce((sum, entry) => sum + statisticsOf(entry).failed, 0)).toBe(15);
    expect(failed.every((entry) => statisticsOf(entry).mean === null)).toBe(true);
    expect(failed[0]?.measure.samples?.errors?.dictionary[1]).toMatch(/^Failed to connect to Ollama/);
  });

  it('counts one of each pair of exports', () => {
    expect(files.get(`${reports}/gemma3/gemma3_baseline.json`)).toMatchObject({
      status: 'duplicate',
      of: `${reports}/gemma3/gemma3_baseline.csv`,
    });
    expect(files.get(`${reports}/gemma3/gemma3_param_tuning_summary.csv`)?.status).toBe('derived');
    expect(files.get(`${reports}/compilation/conv_bench_20251002-170837.md`)).toMatchObject({
      status: 'duplicate',
      of: `${reports}/compilation/conv_bench_20251002-170837.json`,
    });
  });

  it('knows the backends and what failed', () => {
    const means = new Map(
      entries(`${reports}/compilation/conv_bench_20251002-170837.json`, 'latency').map((entry) => [
        entry.benchmark.parameters.backend,
        statisticsOf(entry).mean,
      ]),
    );
    const expected = { eager: 3.812, jit: 3.782, torch_compile: 4.103, onnx: 0.693 };
    for (const [backend, ms] of Object.entries(expected))
      expect((means.get(backend) ?? 0) * 1000).toBeCloseTo(ms, 3);
    const compile = entries(`${reports}/compilation/conv_bench_20251002-170837.json`, 'compile-time').find(
      (entry) => entry.benchmark.parameters.backend === 'torch_compile',
    );
    expect(compile?.measure.value).toBeCloseTo(12.943, 3);
    const broken = entries(`${reports}/compilation/conv_cuda_bench_20251002-172037.json`, 'latency').find(
      (entry) => entry.benchmark.parameters.backend === 'torch_compile',
    );
    expect(broken === undefined ? null : statisticsOf(broken)).toMatchObject({ n: 0, failed: 1, mean: null });
  });

  it('has GPU utilization in one file only', () => {
    const all = rows.filter((one) => one.metric === 'gpu-utilization');
    expect(all.map((one) => one.run.file.path)).toEqual([`${reports}/llama3/baseline_system_metrics.json`]);
    expect(all[0]?.statistics.n).toBe(6);
    expect(all[0]?.statistics.mean).toBeCloseTo(33, 1);
    expect(all[0]?.statistics.max).toBe(93);
  });

  it.each([
    ['gemma3_param_tuning.csv', 8],
    ['gemma3_1b-it-qat_param_tuning.csv', 12],
    ['gemma3_270m_param_tuning.csv', 11],
  ])('finds the reloads of %s: %d', (name, reloads) => {
    const cold = entries(`${reports}/gemma3/${name}`, 'ttft').filter((entry) => entry.cold?.[0] === 1);
    expect(cold).toHaveLength(reloads);
  });

  it('finds the categories without being told', () => {
    const categories = new Set(snapshot.runs.map((run) => run.category.join(' / ')));
    for (const name of [
      'conv_bench',
      'conv_cuda_bench',
      'mlp_bench',
      'mlp_cuda_bench',
      'transformer_bench',
      'transformer_cuda_bench',
      'gemma3',
      'gemma3 / 1b-it-qat',
      'gemma3 / 270m',
    ]) {
      expect(categories).toContain(name);
    }
  });

  it('lists documents without counting them', () => {
    const documents = snapshot.files.filter((file) => file.role === 'document');
    expect(documents.map((file) => file.path)).toContain(`${reports}/integration/performance_digest.md`);
    expect(documents.filter((file) => file.status === 'used')).toEqual([]);
  });

  it('makes a report that blames no parameter and names the confusion of reloads', () => {
    const built = buildReport(snapshot, DEFAULT_PROJECT, { generator: 'test', roots: ['x'] });
    if (isNoReport(built)) throw new Error(built.reason);
    const { markdown } = renderMarkdown(built, {
      link: ({ file }) => file,
      charts: 'none',
      chartTarget: (id) => id,
    });
    expect(markdown).toContain('The reloads are confounded with `temperature`');
    expect(markdown).not.toMatch(/`temperature` \([^)\n]*\) moves? /);
    expect(markdown).toContain('Cannot find a working triton installation.');
    expect(markdown).toMatch(
      /GPU utilization is not recorded for [^\n]*`conv_bench`[^\n]*`conv_cuda_bench`[^\n]*`gemma3`/,
    );
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agentMetrics } from '../../../src/core/formats/agent-metrics.ts';
import type { Format } from '../../../src/core/formats/format.ts';
import { llmMetricsExport } from '../../../src/core/formats/llm-metrics-export.ts';
import { llmTestResults } from '../../../src/core/formats/llm-test-results.ts';
import { ollamaRuns } from '../../../src/core/formats/ollama-runs.ts';
import { ollamaSweepSummary } from '../../../src/core/formats/ollama-sweep-summary.ts';
import { promptSuiteSummary } from '../../../src/core/formats/prompt-suite-summary.ts';
import type { FileRun } from '../../../src/core/model/run.ts';
import { benchmarkOf, measureOf, onlyRun, readBytes, samplesOf } from '../../support/read-fixture.ts';

const root = new URL('../../../../shared/corpus/', import.meta.url);
const present = existsSync(root);
const read = (path: string, format: Format) => readBytes(path, readFileSync(new URL(path, root)), format);
const reports = 'chimeraforge/outputs/reports';

function samples(run: FileRun, label: string) {
  return run.benchmarks.flatMap((benchmark) => samplesOf(measureOf(benchmark, label)));
}

function mean(run: FileRun, label: string): { mean: number; ok: number; failed: number } {
  const all = samples(run, label);
  const ok = all.filter(({ outcome }) => outcome === 0).map(({ value }) => value);
  return {
    mean: ok.reduce((sum, value) => sum + value, 0) / ok.length,
    ok: ok.length,
    failed: all.length - ok.length,
  };
}

describe.skipIf(!present)(
  'real files of language-model runs (skipped where ../shared/corpus is not there)',
  () => {
    it.each([
      ['gemma3_baseline.csv', 102.2009, 5, 0],
      ['gemma3_param_tuning.csv', 101.994, 36, 0],
      ['gemma3_1b-it-qat_baseline.csv', 182.8712, 5, 0],
      ['gemma3_1b-it-qat_param_tuning.csv', 183.7611, 36, 0],
      ['gemma3_270m_param_tuning.csv', NaN, 34, 2],
    ])('%s', (name, expected, ok, failed) => {
      const run = onlyRun(read(`${reports}/gemma3/${name}`, ollamaRuns).result);
      const found = mean(run, 'tokens_s');
      expect(found).toMatchObject({ ok, failed });
      if (!Number.isNaN(expected)) expect(found.mean).toBeCloseTo(expected, 4);
      if (failed > 0) expect(samples(run, 'tokens_s').map(({ error }) => error)).toContain('timed out');
    });

    it('a suite without a server has 15 failed requests and no number', () => {
      const run = onlyRun(read(`${reports}/ollama/20251002-151204/prompt_suite_runs.csv`, ollamaRuns).result);
      expect(mean(run, 'tokens_s')).toMatchObject({ ok: 0, failed: 15 });
      expect(samples(run, 'tokens_s')[0]?.error).toBe(
        'Failed to connect to Ollama. Please check that Ollama is downloaded, running and accessible. https://ollama.com/download',
      );
      const summary = onlyRun(
        read(`${reports}/ollama/20251002-151204/prompt_suite_summary.json`, promptSuiteSummary).result,
      );
      expect(summary.benchmarks.flatMap(({ measures }) => measures.map(({ outcome }) => outcome))).toEqual(
        new Array(6).fill('failed'),
      );
    });

    it('a summary of a sweep holds the means of its rows', () => {
      const { result } = read(`${reports}/gemma3/gemma3_270m_param_tuning_summary.csv`, ollamaSweepSummary);
      expect(onlyRun(result).benchmarks).toHaveLength(34);
      expect(result).toMatchObject({ role: 'summary', problems: [] });
    });

    it('a total that the successful tests do not give is told', () => {
      const { result } = read('chimeraforge/data/csv/baseline_test_results_1759098967.json', llmTestResults);
      const overall = result.problems.find(({ pointer }) => pointer === '/overall_tokens_per_second');
      expect(overall?.message).toBe(
        'overall_tokens_per_second says 14.5908 tok/s, but the successful tests of this file give 14.1063 tok/s.',
      );
    });

    it('an error text that is called a success is told, once per test', () => {
      const { result } = read('chimeraforge/data/csv/baseline_test_results_1759186372.json', llmTestResults);
      expect(
        result.problems.filter(({ message }) => message.includes('All connection attempts failed')),
      ).toHaveLength(5);
    });

    it('zero tokens per second beside a real TTFT counts nowhere', () => {
      const path = 'chimeraforge-more/src/rust/demo_agent/Demo_rust_agent_tr109_run1/data/metrics.json';
      const run = onlyRun(read(path, agentMetrics).result);
      const rate = measureOf(benchmarkOf(run, 'baseline'), 'tokens_per_second');
      expect(rate.notCountedBecause).toContain('not measured');
      expect(measureOf(benchmarkOf(run, 'baseline'), 'ttft_ms').notCountedBecause).toBeNull();
    });

    it('an export without inferences says why it has no number', () => {
      const { result } = read(`${reports}/llama3/baseline_ml_metrics.json`, llmMetricsExport);
      expect(result.runs).toEqual([]);
      expect(result.problems[0]?.message).toBe('Nothing was measured: No inference data available.');
    });

    it('what is no benchmark is claimed by none', () => {
      const formats = [
        ollamaRuns,
        ollamaSweepSummary,
        promptSuiteSummary,
        llmTestResults,
        agentMetrics,
        llmMetricsExport,
      ];
      for (const path of [
        `${reports}/diagnostics/self_healing_results_20251004_133717.json`,
        `${reports}/diagnostics/ascii_demo_20251004_175024.json`,
        'chimeraforge-more/data/baselines/banter_sample.json',
        'chimeraforge-more/data/baselines/baseline_system_metrics.json',
      ]) {
        for (const format of formats) expect(read(path, format).recognition).toBeNull();
      }
    });
  },
);

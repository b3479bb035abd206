import { describe, expect, it } from 'vitest';
import { llmMetricsExport } from '../../../src/core/formats/llm-metrics-export.ts';
import { benchmarkOf, measureOf, onlyRun, readFixture, textAt } from '../../support/read-fixture.ts';

describe('llm-metrics-export', () => {
  it('gives no number where nothing was recorded, and says why at its place', () => {
    const file = readFixture('llm-metrics-export/empty.json', llmMetricsExport);
    expect(file.recognition?.score).toBe(0.9);
    expect(file.result).toMatchObject({ runs: [], role: 'other' });
    expect(file.result.problems).toMatchObject([
      {
        line: 4,
        pointer: '/overall_performance/error',
        message: 'Nothing was measured: No inference data available.',
      },
    ]);
  });

  it('reads inferences as samples and the summary as reported, not counted', () => {
    const file = readFixture('llm-metrics-export/two.json', llmMetricsExport);
    const run = onlyRun(file.result);
    expect(run.parameters).toEqual({ model: 'tiny-llm:1b' });
    const latency = measureOf(benchmarkOf(run, 'inference'), 'latency_ms');
    expect([...latency.samples!.values]).toEqual([0.1, 0.2]);
    expect(textAt(file, latency.place)).toBe('100.0');
    const all = benchmarkOf(run, 'all inferences');
    expect(all.measures).toHaveLength(1);
    expect(all.measures[0]).toMatchObject({
      metric: 'latency',
      unit: 's',
      notCountedBecause: 'It sums up the inferences that this file lists.',
      reported: { mean: 0.15, percentiles: { '95': 0.195 } },
    });
  });
});

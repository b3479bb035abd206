import { describe, expect, it } from 'vitest';
import { agentComparison } from '../../../src/core/formats/agent-comparison.ts';
import { shortFloat32 } from '../../../src/core/formats/float32.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('agent-comparison', () => {
  const file = readFixture('agent-comparison/summary.csv', agentComparison);
  const run = onlyRun(file.result);

  it('makes runs with equal settings samples of one scenario', () => {
    expect(file.recognition?.score).toBe(0.85);
    expect(run.parameters).toEqual({
      agent_b_num_ctx: 512,
      agent_b_temperature: 0.8,
      agent_a_url: 'http://localhost:1',
    });
    expect(benchmarkOf(run, 'plain_vs_tuned').parameters).toEqual({});
    expect(benchmarkOf(run, 'both_tuned').parameters).toEqual({
      agent_a_num_ctx: 1024,
      agent_a_temperature: 0.6,
    });
    const speedup = measureOf(benchmarkOf(run, 'plain_vs_tuned'), 'speedup');
    expect(speedup).toMatchObject({ metric: 'speedup', unit: '1', direction: 'higher' });
    expect([...speedup.samples!.values]).toEqual([1.5, 1.75]);
    expect(speedup.samples?.labels).toMatchObject([
      { name: 'output_dir', dictionary: ['', 'out\\first', 'out\\second'] },
    ]);
  });

  it('gives units by definition and no direction to differences', () => {
    const plain = benchmarkOf(run, 'plain_vs_tuned');
    expect(measureOf(plain, 'efficiency')).toMatchObject({ unit: '%', direction: 'higher' });
    expect(measureOf(plain, 'throughput_delta')).toMatchObject({ unit: 'tok/s', direction: 'none' });
    const ttft = measureOf(plain, 'ttft_delta_ms');
    expect(ttft).toMatchObject({ metric: 'ttft-delta', unit: 's', direction: 'none' });
    expect([...ttft.samples!.values]).toEqual([-0.0205, 0.01025]);
    expect(textAt(file, samplesOf(ttft)[0]!)).toBe('-20.5');
  });

  it('fails a run with its reason, and a word where a number should stand', () => {
    expect(samplesOf(measureOf(benchmarkOf(run, 'both_tuned'), 'speedup'))).toMatchObject([
      { value: 1.25, outcome: 0 },
      { value: NaN, outcome: 2, error: 'agent b crashed', line: 5 },
      { value: NaN, outcome: 2, error: 'not a finite number', line: 6 },
    ]);
    expect(file.result.problems).toMatchObject([{ line: 6, severity: 'warning' }]);
  });
});

describe('shortFloat32', () => {
  it('shortens what was a 32-bit float and nothing else', () => {
    expect(shortFloat32(0.30000001192092896)).toBe(0.3);
    expect(shortFloat32(1.100000023841858)).toBe(1.1);
    expect(shortFloat32(0.1)).toBe(0.1);
    expect(shortFloat32(1234.5678)).toBe(1234.5678);
    expect(shortFloat32(0.5)).toBe(0.5);
    expect(shortFloat32(4096)).toBe(4096);
    expect(shortFloat32(NaN)).toBeNaN();
  });
});

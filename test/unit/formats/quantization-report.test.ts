import { describe, expect, it } from 'vitest';
import { quantizationReport } from '../../../src/core/formats/quantization-report.ts';
import { benchmarkOf, measureOf, onlyRun, readFixture, samplesOf } from '../../support/read-fixture.ts';

describe('quantization reports', () => {
  it('the scheme is a parameter; accuracy, loss and size are values', () => {
    const read = readFixture('quantization-report/report.json', quantizationReport);
    expect(read.recognition?.score).toBe(0.7);
    const int8 = benchmarkOf(onlyRun(read.result), 'quantization', { scheme: 'int8' });
    expect(measureOf(int8, 'accuracy')).toMatchObject({
      metric: 'accuracy',
      unit: '1',
      value: 0.8125,
      direction: 'higher',
    });
    expect(measureOf(int8, 'loss')).toMatchObject({ metric: 'loss', value: 0.4455, direction: 'lower' });
    expect(measureOf(int8, 'model_size_bytes')).toMatchObject({
      metric: 'model-size',
      unit: 'B',
      value: 1152,
      kind: 'value',
      place: { line: 3, column: 69 },
      pointer: '/int8/model_size_bytes',
    });
  });

  it('a failed scheme is failed under every label', () => {
    const read = readFixture('quantization-report/report.json', quantizationReport);
    const int4 = benchmarkOf(onlyRun(read.result), 'quantization', { scheme: 'int4' });
    expect(int4.measures.map(({ label }) => label)).toEqual(['accuracy', 'loss', 'model_size_bytes']);
    for (const measure of int4.measures) {
      expect(samplesOf(measure)).toMatchObject([
        { value: NaN, outcome: 2, error: 'no calibration data', line: 4 },
      ]);
    }
  });

  it('the page form is read although headings end the line before them', () => {
    const read = readFixture('quantization-report/report.md', quantizationReport);
    expect(read.recognition?.score).toBe(0.8);
    const run = onlyRun(read.result);
    expect(run.benchmarks.map(({ parameters }) => parameters)).toEqual([
      { scheme: 'BASELINE' },
      { scheme: 'INT8' },
    ]);
    const size = measureOf(benchmarkOf(run, 'quantization', { scheme: 'BASELINE' }), 'Model Size Bytes');
    expect(size).toMatchObject({ unit: 'B', value: 4096, place: { line: 4, column: 21 } });
    expect(measureOf(benchmarkOf(run, 'quantization', { scheme: 'INT8' }), 'Loss').value).toBe(0.4455);
    expect(read.result.problems).toMatchObject([
      {
        line: 6,
        column: 13,
        severity: 'warning',
        message: 'INT8: Accuracy is “unknown”, which is not a number.',
      },
    ]);
  });

  it('an error wins over the numbers beside it', () => {
    const run = onlyRun(readFixture('quantization-report/odd.json', quantizationReport).result);
    const accuracy = measureOf(benchmarkOf(run, 'quantization', { scheme: 'fp8' }), 'accuracy');
    expect(accuracy.value).toBeNull();
    expect(samplesOf(accuracy)).toMatchObject([{ outcome: 2, error: 'overflow' }]);
  });
});

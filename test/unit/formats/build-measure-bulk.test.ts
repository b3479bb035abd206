import { describe, expect, it } from 'vitest';
import { ResultBuilder } from '../../../src/core/formats/build.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import type { SampleSet } from '../../../src/core/model/sample.ts';

const set = (values: readonly number[], more: Partial<SampleSet> = {}): SampleSet => ({
  values: Float64Array.from(values),
  lines: Uint32Array.from(values, (_, index) => index + 10),
  columns: Uint32Array.from(values, () => 3),
  outcomes: null,
  times: null,
  labels: [],
  errors: null,
  ...more,
});

function measured(
  fill: (measure: ReturnType<ReturnType<ReturnType<ResultBuilder['run']>['benchmark']>['measure']>) => void,
) {
  const out = new ResultBuilder();
  fill(out.run().benchmark('b').measure('latency_ms', { unit: 'ms' }));
  const measure = runToEnd(out.finish(() => '')).runs[0]?.benchmarks[0]?.measures[0];
  if (measure === undefined) throw new Error('no measure');
  return measure;
}

describe('observations by the column', () => {
  it('are converted, and the arrays that do not change are kept as they are', () => {
    const given = set([1, 2, 4]);
    const measure = measured((builder) => builder.samplesFrom(given));
    expect([...(measure.samples?.values ?? [])]).toEqual([0.001, 0.002, 0.004]);
    expect(measure.samples?.lines).toBe(given.lines);
    expect(measure).toMatchObject({ kind: 'samples', place: { line: 10, column: 3 } });
    expect([...given.values]).toEqual([1, 2, 4]);
  });

  it('may be mixed with single ones in any order', () => {
    const errors = { name: 'error', dictionary: ['', 'late'], codes: Uint32Array.of(0, 1) };
    const labels = [{ name: 'seed', dictionary: ['', '7', '8'], codes: Uint32Array.of(1, 2) }];
    const failed = set([5, NaN], {
      outcomes: Uint8Array.of(0, 2),
      errors,
      labels,
      times: Float64Array.of(1000, NaN),
    });
    const measure = measured((builder) =>
      builder
        .samplesFrom(failed)
        .sample(6, { line: 99, column: 1 })
        .samplesFrom(set([7])),
    );
    expect([...(measure.samples?.values ?? [])]).toEqual([0.005, NaN, 0.006, 0.007]);
    expect([...(measure.samples?.lines ?? [])]).toEqual([10, 11, 99, 10]);
    expect([...(measure.samples?.outcomes ?? [])]).toEqual([0, 2, 0, 0]);
    expect([...(measure.samples?.times ?? [])]).toEqual([1000, NaN, NaN, NaN]);
    expect(measure.samples?.errors).toMatchObject({
      dictionary: ['', 'late'],
      codes: Uint32Array.of(0, 1, 0, 0),
    });
    expect(measure.samples?.labels).toMatchObject([
      { name: 'seed', dictionary: ['', '7', '8'], codes: Uint32Array.of(1, 2, 0, 0) },
    ]);
  });

  it('an empty set adds nothing', () => {
    const measure = measured((builder) => builder.samplesFrom(set([])).sample(1, { line: 2, column: 5 }));
    expect(measure.place).toEqual({ line: 2, column: 5 });
    expect(measure.samples?.values.length).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { inOneBuffer } from '../../../src/core/cache/one-buffer.ts';
import { numberArraysOf } from '../../../src/core/cache/pack.ts';

describe('typed arrays in one buffer', () => {
  const names = ['a', 'b'];
  const bytes = new Uint8Array([1, 2, 3]);
  const record = {
    path: 'a.csv',
    nothing: null,
    measures: [
      { values: new Float64Array([1.5, Number.NaN, -0]), lines: new Uint32Array([7, 8, 9]), names },
      { values: new Float64Array(0), lines: new Uint32Array([4]), names, bytes },
      { again: bytes },
    ],
  };

  it('say the same as before, and what was shared is shared', () => {
    const { data } = inOneBuffer(record);
    expect(data).toEqual(record);
    const { measures } = data as typeof record;
    expect(measures[0]?.names).toBe(measures[1]?.names);
    expect(measures[1]?.bytes).toBe(measures[2]?.again);
  });

  it('lie in one buffer of their own, which can be handed over', () => {
    const { data, buffer } = inOneBuffer(record);
    const arrays = numberArraysOf(data);
    expect(arrays).toHaveLength(5);
    expect(new Set(arrays.map((array) => array.buffer))).toEqual(new Set([buffer]));
    expect(buffer.byteLength).toBe(24 + 16 + 0 + 8 + 8);
    expect(structuredClone(data, { transfer: [buffer] })).toEqual(record);
    expect(record.measures[0]?.values).toHaveLength(3);
  });

  it('leaves data without arrays alone', () => {
    const { data, buffer } = inOneBuffer({ kind: 'gone', reason: null, values: [1, 'x', true] });
    expect(data).toEqual({ kind: 'gone', reason: null, values: [1, 'x', true] });
    expect(buffer.byteLength).toBe(0);
  });
});

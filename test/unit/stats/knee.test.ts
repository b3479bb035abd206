import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kneeOf, type LoadThroughput } from '../../../src/core/stats/knee.ts';

const DOUBLING = [1, 2, 4, 8, 16, 32, 64, 128, 256];

function curve(loads: readonly number[], throughput: (load: number) => number): LoadThroughput[] {
  return loads.map((load) => ({ load, throughput: throughput(load) }));
}

describe('kneeOf', () => {
  it('is where a closed system saturates: X = N / R up to N = 32, flat from there', () => {
    expect(kneeOf(curve(DOUBLING, (n) => 100 * Math.min(n, 32)))).toEqual({ kind: 'knee', index: 5 });
    expect(kneeOf(curve([1, 4, 8], (n) => 100 * Math.min(n, 4)))).toEqual({ kind: 'knee', index: 1 });
  });

  it('is where a smooth curve bends: of X = N / (1 + N / 16), 128 gives 11 % over 64, and 64 gives 20 % over 32', () => {
    expect(kneeOf(curve(DOUBLING, (n) => n / (1 + n / 16)))).toEqual({ kind: 'knee', index: 6 });
  });

  it('stays where it is however far the loads reach beyond it', () => {
    const saturating = (n: number): number => Math.min(n, 8);
    for (const last of [4, 5, 6, 7, 8])
      expect(kneeOf(curve(DOUBLING.slice(0, last + 1), saturating))).toEqual({ kind: 'knee', index: 3 });
  });

  it('is the last load before a collapse', () => {
    const values = [32, 61, 115, 200, 299, 375, 311];
    expect(kneeOf(curve(DOUBLING.slice(0, 7), (n) => values[Math.log2(n)] ?? NaN))).toEqual({
      kind: 'knee',
      index: 5,
    });
  });

  it('is no dip from which a higher load recovers', () => {
    const values = [100, 190, 180, 700, 710];
    expect(kneeOf(curve([1, 2, 4, 8, 16], (n) => values[Math.log2(n)] ?? NaN))).toEqual({
      kind: 'knee',
      index: 3,
    });
  });

  it('is not reached while throughput still rises', () => {
    expect(kneeOf(curve(DOUBLING, (n) => n))).toEqual({ kind: 'rising' });
    expect(kneeOf(curve(DOUBLING, (n) => Math.sqrt(n)))).toEqual({ kind: 'rising' });
  });

  it('lies at or below the lowest load where throughput never keeps pace', () => {
    expect(kneeOf(curve([8, 16, 32, 64], (n) => 222 + n / 2))).toEqual({ kind: 'flat' });
    expect(kneeOf(curve([1, 2, 4], (n) => 100 / n))).toEqual({ kind: 'flat' });
  });

  it('allows 2^0.2 for a doubled load, and no more', () => {
    const doubled = (factor: number): LoadThroughput[] => [
      { load: 1, throughput: 1 },
      { load: 2, throughput: 2 },
      { load: 4, throughput: 2 * factor },
    ];
    expect(kneeOf(doubled(1.148))).toEqual({ kind: 'knee', index: 1 });
    expect(kneeOf(doubled(1.149))).toEqual({ kind: 'rising' });
  });

  it('needs three loads', () => {
    expect(kneeOf(curve([1, 2], (n) => n))).toEqual({ kind: 'not-enough-data', have: 2, need: 3 });
  });

  it('does not depend on the units of load and throughput', () => {
    const values = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 10 });
    fc.assert(
      fc.property(values, (throughputs) => {
        const plain = throughputs.map((throughput, at) => ({ load: 2 ** at, throughput }));
        const scaled = plain.map(({ load, throughput }) => ({
          load: load * 64,
          throughput: throughput * 1024,
        }));
        expect(kneeOf(scaled)).toEqual(kneeOf(plain));
      }),
      { seed: 20260102, numRuns: 200 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../../src/core/stats/adjust.ts';

describe('benjaminiHochberg', () => {
  it('agrees with scipy.stats.false_discovery_control and keeps the order of the input', () => {
    const p = [0.039, 0.001, 0.041, 0.008, 0.042, 0.06, 0.074, 0.205];
    // 8 p(j) / j, least from the right: 0.008, 0.032, and 8 * 0.042 / 5 for the three of ranks 3 to 5.
    const reference = [0.0672, 0.008, 0.0672, 0.032, 0.0672, 0.08, 0.592 / 7, 0.205];
    benjaminiHochberg(p).forEach((value, i) => {
      expect(value).toBeCloseTo(reference[i] ?? NaN, 14);
    });
  });

  it('never passes 1, leaves a single p alone, and takes none', () => {
    expect(benjaminiHochberg([0.9, 1, 0.95])).toEqual([1, 1, 1]);
    expect(benjaminiHochberg([0.03])).toEqual([0.03]);
    expect(benjaminiHochberg([])).toEqual([]);
  });

  it('gives equal p-values the same answer', () => {
    expect(benjaminiHochberg([0.0286, 0.0286, 0.0286])).toEqual([0.0286, 0.0286, 0.0286]);
  });
});

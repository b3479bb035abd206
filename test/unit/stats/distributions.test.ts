import { describe, expect, it } from 'vitest';
import {
  fairBinomialCdf,
  fUpperTail,
  normalCritical,
  normalTwoSided,
  studentCritical,
  studentTwoSided,
} from '../../../src/core/stats/distributions.ts';

/** Reference values: SciPy 1.17.1, by the call named in each block. */
function expectClose(actual: number, reference: number): void {
  expect(Math.abs(actual / reference - 1)).toBeLessThan(1e-11);
}

describe('studentTwoSided: 2 * scipy.stats.t.sf(t, df)', () => {
  it.each([
    [1, 1, 0.5],
    [2, 10, 0.07338803477074037],
    [12, 3, 0.0012450158007893362],
    [0.1, 24, 0.9211749779491597],
    [2.5, 7.3, 0.03965023466560043],
    [40, 9, 1.8982998449339822e-11],
  ])('t = %d, df = %d', (t, df, p) => {
    expectClose(studentTwoSided(t, df), p);
    expectClose(studentTwoSided(-t, df), p);
  });

  it('is 1 at 0 and 0 at infinity', () => {
    expect(studentTwoSided(0, 5)).toBe(1);
    expect(studentTwoSided(Infinity, 5)).toBe(0);
  });
});

describe('studentCritical: scipy.stats.t.isf(tail / 2, df)', () => {
  it.each([
    [0.05, 1, 12.706204736174705],
    [0.05, 9, 2.2621571627982053],
    [0.01, 24, 2.7969395047744565],
    [0.001, 3, 12.923978636687481],
    [0.05, 1e6, 1.9599663568141072],
    [0.046, 24, 2.1044147227048158],
  ])('tail = %d, df = %d', (tail, df, t) => {
    expectClose(studentCritical(tail, df), t);
  });
});

describe('fUpperTail: scipy.stats.f.sf(f, d1, d2)', () => {
  it.each([
    [4, 2, 21, 0.033738332715067265],
    [0.5, 3, 20, 0.686518612836403],
    [100, 3, 20, 3.268241807261641e-12],
    [1, 1, 1, 0.5],
    [1.2, 5, 1000, 0.30709222134975855],
  ])('f = %d, df = %d and %d', (f, d1, d2, p) => {
    expectClose(fUpperTail(f, d1, d2), p);
  });

  it('ends at 1 and 0', () => {
    expect(fUpperTail(0, 2, 5)).toBe(1);
    expect(fUpperTail(Infinity, 2, 5)).toBe(0);
  });
});

describe('the normal distribution', () => {
  it.each([
    [0, 1],
    [1.959963984540054, 0.05],
    [5, 5.733031437583866e-7],
    [10, 1.523970604832094e-23],
    [-1, 0.31731050786291415],
  ])('normalTwoSided(%d): 2 * scipy.stats.norm.sf(|z|)', (z, p) => {
    expectClose(normalTwoSided(z), p);
  });

  it.each([
    [0.05, 1.9599639845400545],
    [0.01, 2.575829303548901],
    [0.1, 1.6448536269514729],
    [1e-9, 6.1094102048693975],
    [0.9, 0.12566134685507402],
  ])('normalCritical(%d): scipy.stats.norm.isf(tail / 2)', (tail, z) => {
    expectClose(normalCritical(tail), z);
  });
});

describe('fairBinomialCdf: scipy.stats.binom.cdf(k, n, 0.5)', () => {
  it.each([
    [0, 6, 0.015625],
    [2, 9, 0.08984375],
    [40, 100, 0.028443966820490444],
    [499_000, 1_000_000, 0.0228041499326948],
  ])('k = %d, n = %d', (k, n, p) => {
    expect(Math.abs(fairBinomialCdf(k, n) / p - 1)).toBeLessThan(1e-9);
  });

  it('is 0 below and 1 from n on', () => {
    expect(fairBinomialCdf(-1, 4)).toBe(0);
    expect(fairBinomialCdf(4, 4)).toBe(1);
  });
});

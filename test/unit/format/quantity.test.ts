import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber } from '../../../src/core/format/number.ts';
import {
  formatBytes,
  formatCount,
  formatPercent,
  formatQuantity,
  unitForSeries,
} from '../../../src/core/format/quantity.ts';

describe('formatQuantity', () => {
  it.each([
    [0.003812, 's', '3.812 ms'],
    [12.943, 's', '12.943 s'],
    [1234.5, 's', '1,234.5 s'],
    [0.0071, 's', '7.1 ms'],
    [5e-9, 's/op', '5 ns/op'],
    [1.2e-6, 's', '1.2 \u00b5s'],
    [1e-10, 's', '100 ps'],
    [0.9999996, 's', '1.000 s'],
    [-9.4493235, 's', '-9.449 s'],
    [0, 's', '0 s'],
    [-0, 's', '0 s'],
    [102.2009, 'tok/s', '102.20 tok/s'],
    [77.5, 'tok/s', '77.5 tok/s'],
    [1234567.891, 'tok/s', '1,234,568 tok/s'],
    [2e6, 'op/s', '2 Mop/s'],
    [936.2e9, 'B/s', '936.2 GB/s'],
    [268435456, 'B', '256 MiB'],
    [12.220420837402344e9, 'B', '11.381 GiB'],
    [368, 'B/op', '368 B/op'],
    [1536, 'B/op', '1.5 KiB/op'],
    [2.5e12, 'FLOP/s', '2.5 TFLOP/s'],
    [2.1e8, 'Hz', '210 MHz'],
    [0.0128, 'W', '12.8 mW'],
    [33, '%', '33.0 %'],
    [93.04, '%', '93.0 %'],
    [0.0123, '%', '0.012 %'],
    [1234, 'count', '1,234'],
    [44, 'tok', '44 tok'],
    [1.4673878916507563, '1', '1.467'],
    [0.6084538698, '1', '0.6085'],
    [40, '\u00b0C', '40 \u00b0C'],
    [0.00004243, null, '0.00004243'],
    [1e16, null, '1e16'],
    [1e-12, null, '1e-12'],
    [NaN, 's', 'n/a'],
    [Infinity, 'tok/s', 'n/a'],
    [3, 'constructor', '3 constructor'],
  ])('%d %s is %s', (value, unit, text) => {
    expect(formatQuantity(value, unit).text).toBe(text);
  });

  it('gives value and unit apart', () => {
    expect(formatQuantity(0.003812, 's')).toEqual({ text: '3.812 ms', value: '3.812', unit: 'ms' });
    expect(formatQuantity(5, '1')).toEqual({ text: '5', value: '5', unit: '' });
  });

  it('keeps the decimals that are asked for', () => {
    expect(formatQuantity(0.005, 's', { digits: 2 }).text).toBe('5.00 ms');
    expect(formatQuantity(33.333, '%', { digits: 0 }).text).toBe('33 %');
  });

  it('says the value to four digits or better', () => {
    const sizes: Readonly<Record<string, number>> = { s: 1, ms: 1e-3, '\u00b5s': 1e-6, ns: 1e-9, ps: 1e-12 };
    fc.assert(
      fc.property(fc.double({ min: 1e-11, max: 1e6, noNaN: true }), (seconds) => {
        const { value, unit } = formatQuantity(seconds, 's');
        const shown = Number(value.replaceAll(',', '')) * (sizes[unit] ?? NaN);
        expect(Math.abs(shown / seconds - 1)).toBeLessThan(5.1e-4);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});

describe('formatNumber', () => {
  it.each([
    [3.812, '3.812'],
    [12345.67, '12,346'],
    [1234.56, '1,234.6'],
    [98765.4, '98,765'],
    [99.9996, '100.00'],
    [0.07612345, '0.07612'],
    [-1234567, '-1,234,567'],
    [999999999999999, '999,999,999,999,999'],
  ])('writes %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('never writes minus zero', () => {
    expect(formatNumber(-0)).toBe('0');
    expect(formatNumber(-0.0001, 2)).toBe('0.00');
  });

  it('writes an exponent only for the very large and the very small', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const size = Math.abs(value);
        expect(formatNumber(value).includes('e')).toBe(size >= 1e15 || (size > 0 && size < 1e-9));
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});

describe('formatPercent', () => {
  it.each([
    [0.032, {}, '3.2 %'],
    [0.032, { sign: true }, '+3.2 %'],
    [-0.5, { sign: true }, '-50.0 %'],
    [0, { sign: true }, '0.0 %'],
    [0.0002, {}, '0.020 %'],
    [0.0002, { sign: true }, '+0.02 %'],
    [-3.4e-8, { sign: true }, '0.00 %'],
    [3.4e-8, { sign: true }, '0.00 %'],
    [12.345, {}, '1,234.5 %'],
    [1 / 3, { digits: 3 }, '33.333 %'],
    [NaN, { sign: true }, 'n/a'],
  ])('%d %j is %s', (ratio, options, text) => {
    expect(formatPercent(ratio, options)).toBe(text);
  });
});

describe('formatCount and formatBytes', () => {
  it('separate thousands and choose binary prefixes', () => {
    expect([0, 44, 1234567].map(formatCount)).toEqual(['0', '44', '1,234,567']);
    expect([0, 512, 1024, 1536, 3 * 2 ** 40].map(formatBytes)).toEqual([
      '0 B',
      '512 B',
      '1 KiB',
      '1.5 KiB',
      '3 TiB',
    ]);
  });
});

describe('unitForSeries', () => {
  it('gives one unit for all, by the median', () => {
    expect(unitForSeries([0.0038, 0.0037, 0.0041, 0.00069], 's')).toEqual({
      factor: 1000,
      unit: 'ms',
      digits: 3,
    });
    expect(unitForSeries([102.2009, 182.87], 'tok/s')).toEqual({ factor: 1, unit: 'tok/s', digits: 2 });
    expect(unitForSeries([1024, 2048, 4096], 'B')).toEqual({ factor: 1 / 1024, unit: 'KiB', digits: 0 });
    expect(unitForSeries([33, 93], '%')).toEqual({ factor: 1, unit: '%', digits: 1 });
    expect(unitForSeries([5, 7], 'count')).toEqual({ factor: 1, unit: '', digits: 0 });
    expect(unitForSeries([0, NaN], 's')).toEqual({ factor: 1, unit: 's', digits: 0 });
    expect(unitForSeries([1.5, 2.5], null)).toEqual({ factor: 1, unit: '', digits: 3 });
  });

  it('leaves the values as they are', () => {
    const values = [3, 1, 2];
    unitForSeries(values, 's');
    expect(values).toEqual([3, 1, 2]);
  });
});

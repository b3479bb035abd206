import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert, isCounted, parseUnit } from '../../../src/core/normalise/units.ts';
import { UNIT_RATES, UNIT_SYMBOLS, UNIT_WORDS } from '../../../src/core/normalise/unit-table.ts';

/** spelling, canonical unit, factor */
const SPELLINGS: readonly (readonly [string, string, number])[] = [
  ['s', 's', 1],
  ['sec', 's', 1],
  ['Seconds', 's', 1],
  ['ms', 's', 1e-3],
  ['msec', 's', 1e-3],
  ['\u00b5s', 's', 1e-6],
  ['\u03bcs', 's', 1e-6],
  ['us', 's', 1e-6],
  ['usecond', 's', 1e-6],
  ['ns', 's', 1e-9],
  ['nsecond', 's', 1e-9],
  ['ps', 's', 1e-12],
  ['min', 's', 60],
  ['B', 'B', 1],
  ['KB', 'B', 1e3],
  ['kB', 'B', 1e3],
  ['Kbyte', 'B', 1e3],
  ['MB', 'B', 1e6],
  ['mb', 'B', 1e6],
  ['megabytes', 'B', 1e6],
  ['MiB', 'B', 2 ** 20],
  ['KiB', 'B', 1024],
  ['GiB', 'B', 2 ** 30],
  ['Mb', 'B', 125_000],
  ['Gbit', 'B', 1.25e8],
  ['MB/s', 'B/s', 1e6],
  ['Mbyte/s', 'B/s', 1e6],
  ['Gbyte/second', 'B/s', 1e9],
  ['GiB/s', 'B/s', 2 ** 30],
  ['Gbit/s', 'B/s', 1.25e8],
  ['mbps', 'B/s', 125_000],
  ['MBps', 'B/s', 1e6],
  ['bits/sec', 'B/s', 0.125],
  ['tok', 'tok', 1],
  ['token(s)', 'tok', 1],
  ['tok/s', 'tok/s', 1],
  ['tokens/s', 'tok/s', 1],
  ['t/s', 'tok/s', 1],
  ['tps', 'tok/s', 1],
  ['tokens per second', 'tok/s', 1],
  ['tokens/sec/user', 'tok/s/user', 1],
  ['tok/s per GB', 'tok/s/B', 1e-9],
  ['tok/J', 'tok/J', 1],
  ['req/s', 'req/s', 1],
  ['requests/sec', 'req/s', 1],
  ['qps', 'req/s', 1],
  ['req/min', 'req/s', 1 / 60],
  ['ops/sec', 'op/s', 1],
  ['ops/ms', 'op/s', 1e3],
  ['ops/min', 'op/s', 1 / 60],
  ['Mop/s', 'op/s', 1e6],
  ['Mops', 'op/s', 1e6],
  ['IOPS', 'op/s', 1],
  ['items/s', 'item/s', 1],
  ['samples/s', 'item/s', 1],
  ['Melem/s', 'item/s', 1e6],
  ['images per second', 'item/s', 1],
  ['us/op', 's/op', 1e-6],
  ['ns/op', 's/op', 1e-9],
  ['ms/op', 's/op', 1e-3],
  ['ns/iter', 's/iter', 1e-9],
  ['B/op', 'B/op', 1],
  ['allocs/op', 'alloc/op', 1],
  ['GFLOPS', 'FLOP/s', 1e9],
  ['TFLOP/s', 'FLOP/s', 1e12],
  ['gflops', 'FLOP/s', 1e9],
  ['%', '%', 1],
  ['percent', '%', 1],
  ['W', 'W', 1],
  ['Watts', 'W', 1],
  ['mW', 'W', 1e-3],
  ['J', 'J', 1],
  ['Wh', 'J', 3600],
  ['\u00b0C', '\u00b0C', 1],
  ['C', '\u00b0C', 1],
  ['MHz', 'Hz', 1e6],
  ['Ghz', 'Hz', 1e9],
  ['cycle/nsecond', 'Hz', 1e9],
  ['V', 'V', 1],
  ['cycle', 'cycle', 1],
  ['inst', 'inst', 1],
  ['inst/cycle', 'inst/cycle', 1],
  ['register/thread', 'register/thread', 1],
  ['Kbyte/block', 'B/block', 1e3],
  ['byte/block', 'B/block', 1],
  ['warp', 'warp', 1],
  ['SM', 'SM', 1],
  ['count', 'count', 1],
  ['ratio', '1', 1],
  ['x', '1', 1],
  ['1/s', '1/s', 1],
  ['[ms]', 's', 1e-3],
  [' ms ', 's', 1e-3],
];

describe('parseUnit', () => {
  it.each(SPELLINGS)('reads %s as %s × %d', (spelling, unit, factor) => {
    const parsed = parseUnit(spelling);
    expect(parsed?.unit).toBe(unit);
    expect((parsed?.factor ?? 0) / factor).toBeCloseTo(1, 12);
  });

  it.each([
    '',
    ' ',
    'foo',
    'K',
    'b',
    'GFLOPs',
    'ms/foo',
    'foo/s',
    '/',
    'Mops/x',
    's/s/',
    'none',
    '\u00b1',
    'tps/s',
  ])('does not know %j', (spelling) => {
    expect(parseUnit(spelling)).toBeNull();
  });

  it('takes prefixes as spelled unless the format says that they are binary', () => {
    const binary = { binaryPrefixes: true };
    expect(parseUnit('MB', binary)).toEqual({ unit: 'B', factor: 2 ** 20 });
    expect(parseUnit('KB', binary)).toEqual({ unit: 'B', factor: 1024 });
    expect(parseUnit('gb', binary)).toEqual({ unit: 'B', factor: 2 ** 30 });
    expect(parseUnit('kilobytes', binary)).toEqual({ unit: 'B', factor: 1024 });
    expect(parseUnit('MB/s', binary)).toEqual({ unit: 'B/s', factor: 2 ** 20 });
    expect(parseUnit('MiB', binary)).toEqual({ unit: 'B', factor: 2 ** 20 });
    expect(parseUnit('B', binary)).toEqual({ unit: 'B', factor: 1 });
    expect(parseUnit('Mb', binary)).toEqual({ unit: 'B', factor: 125_000 });
    expect(parseUnit('Mbit', binary)).toEqual({ unit: 'B', factor: 125_000 });
  });

  it('tells letter case where it carries meaning', () => {
    expect(parseUnit('mW')?.factor).toBe(1e-3);
    expect(parseUnit('MW')?.factor).toBe(1e6);
    expect(parseUnit('Mb')?.factor).toBe(125_000);
    expect(parseUnit('MB')?.factor).toBe(1e6);
  });
});

describe('convert', () => {
  it('applies factor and offset', () => {
    expect(convert(3.812, parseUnit('ms') ?? fail())).toBeCloseTo(0.003812, 12);
    expect(convert(212, parseUnit('\u00b0F') ?? fail())).toBeCloseTo(100, 9);
    expect(convert(0, parseUnit('kelvin') ?? fail())).toBeCloseTo(-273.15, 9);
  });
});

describe('the unit tables', () => {
  const spellings = [...UNIT_SYMBOLS.keys(), ...UNIT_WORDS.keys(), ...UNIT_RATES.keys()];

  it('name canonical units that are their own unit with factor 1', () => {
    const canonical = new Set(spellings.map((spelling) => parseUnit(spelling)?.unit ?? `?${spelling}`));
    for (const unit of canonical) expect(parseUnit(unit), unit).toEqual({ unit, factor: 1 });
  });

  it('hold positive finite factors only', () => {
    for (const spelling of spellings) expect(parseUnit(spelling)?.factor, spelling).toBeGreaterThan(0);
  });

  it('give quotients the quotient of the factors', () => {
    const atoms = spellings.filter((spelling) => {
      const unit = parseUnit(spelling);
      return (
        unit !== null && unit.offset === undefined && !unit.unit.includes('/') && !spelling.includes('/')
      );
    });
    fc.assert(
      fc.property(fc.constantFrom(...atoms), fc.constantFrom(...atoms), (top, bottom) => {
        const quotient = parseUnit(`${top}/${bottom}`);
        if (UNIT_RATES.has(`${top}/${bottom}`)) return quotient !== null; // "t/s" is no quotient of "t"
        const [over, under] = [parseUnit(top), parseUnit(bottom)];
        if (under === null || over === null || ['1', '%', 'count'].includes(under.unit))
          return quotient === null;
        return Math.abs((quotient?.factor ?? NaN) / (over.factor / under.factor) - 1) < 1e-11;
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('never throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80, unit: 'binary' }), (text) => {
        const unit = parseUnit(text);
        return unit === null || Number.isFinite(unit.factor);
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});

describe('isCounted', () => {
  it('knows things from measures', () => {
    expect(['tok', 'req', 'item', 'B', 'iter'].map(isCounted)).toEqual([true, true, true, true, true]);
    expect(['s', 'W', '%', 'tok/s', '1'].map(isCounted)).toEqual([false, false, false, false, false]);
  });
});

function fail(): never {
  throw new Error('the unit is not known');
}

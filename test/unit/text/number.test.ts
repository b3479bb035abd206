import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNumberBytes } from '../../../src/core/text/number-bytes.ts';
import { isNonFiniteWord, parseNumber } from '../../../src/core/text/number.ts';
import { utf8 } from './support.ts';

function fromBytes(text: string, decimal: '.' | ',' = '.'): number {
  const bytes = utf8(`x${text};9`);
  return parseNumberBytes(bytes, 1, bytes.length - 2, decimal);
}

describe('parseNumber', () => {
  it.each([
    ['12', 12],
    ['-1.5e-3', -0.0015],
    ['+4', 4],
    ['.5', 0.5],
    ['5.', 5],
    [' 7 ', 7],
    ['1E3', 1000],
    ['007', 7],
    ['\u22123', -3],
  ])('reads %j', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each([
    '',
    ' ',
    '.',
    '-',
    'e5',
    '1e',
    '0x10',
    '1,234',
    '1 234',
    '1_000',
    '12ms',
    '1.2.3',
    '--1',
    'NaN',
    'inf',
    '1e999',
  ])('takes %j for no number', (text) => {
    expect(parseNumber(text)).toBeNaN();
  });

  it('reads digit groups only where it is told of them', () => {
    expect(parseNumber('1,234.5', '.', ',')).toBe(1234.5);
    expect(parseNumber('22,80,000', '.', ',')).toBe(2_280_000);
    expect(parseNumber('12,34,56,789', '.', ',')).toBe(123_456_789);
    expect(parseNumber('-1,234,567', '.', ',')).toBe(-1_234_567);
    expect(parseNumber('1.234,5', ',', '.')).toBe(1234.5);
    expect(parseNumber('1\u202f234\u00a0567', '.', ' ')).toBe(1_234_567);
    expect(parseNumber("1'234.5", '.', "'")).toBe(1234.5);
    expect(parseNumber('1_000_000', '.', '_')).toBe(1_000_000);
    expect(parseNumber('128', '.', ',')).toBe(128);
  });

  it('refuses digits that are not grouped in threes, or twos before a three', () => {
    for (const text of ['1,23', '1234,567', ',123', '1,,234', '12,34', '0,123', '1,2345'])
      expect(parseNumber(text, '.', ',')).toBeNaN();
    expect(parseNumber('192.168.1', ',', '.')).toBeNaN();
  });

  it('reads a decimal comma only where it is told of it', () => {
    expect(parseNumber('50883,752164', ',')).toBe(50883.752164);
    expect(parseNumber('1,5e3', ',')).toBe(1500);
    expect(parseNumber('1.5', ',')).toBeNaN();
    expect(parseNumber('1,5')).toBeNaN();
  });
});

describe('isNonFiniteWord', () => {
  it('knows the words that tools write for missing and infinite numbers', () => {
    for (const word of [
      'nan',
      'NaN',
      '-inf',
      '+Infinity',
      'INF',
      'N/A',
      'NA',
      'n/a',
      '#N/A',
      ' nan ',
      '1.#INF',
      '-1.#IND',
    ])
      expect(isNonFiniteWord(word)).toBe(true);
    for (const word of ['', 'info', 'nano', '12', '-', '?', 'none', 'banana'])
      expect(isNonFiniteWord(word)).toBe(false);
  });
});

describe('parseNumberBytes', () => {
  it('rounds as the engine does, whatever the digits and the exponent', () => {
    const decimalText = fc.tuple(
      fc.constantFrom('', '-', '+'),
      fc.stringMatching(/^\d{1,22}$/),
      fc.stringMatching(/^(?:\.\d{0,22})?$/),
      fc.oneof(
        fc.constant(''),
        fc.integer({ min: -340, max: 320 }).map((exponent) => `e${exponent}`),
      ),
    );
    fc.assert(
      fc.property(decimalText, (parts) => {
        const text = parts.join('');
        const value = Number(text);
        expect(fromBytes(text)).toBe(Number.isFinite(value) ? value : NaN);
      }),
      { seed: 11, numRuns: 20_000 },
    );
  });

  it('rounds every double back from its shortest form, and from 17 and 19 digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(fromBytes(String(value))).toBe(value === 0 ? Number(String(value)) : value);
        expect(fromBytes(value.toExponential(18))).toBe(Number(value.toExponential(18)));
      }),
      { seed: 13, numRuns: 20_000 },
    );
  });

  it('rounds numbers halfway between two doubles to even', () => {
    expect(fromBytes('9007199254740993')).toBe(9007199254740992);
    expect(fromBytes('9007199254740995')).toBe(9007199254740996);
    expect(fromBytes('900719925474099.25')).toBe(Number('900719925474099.25'));
    expect(fromBytes('4503599627370496.5')).toBe(4503599627370496);
    expect(fromBytes('4503599627370497.5')).toBe(4503599627370498);
    expect(fromBytes('1759522428472357888.00')).toBe(1759522428472357888);
  });

  it('takes for numbers what parseNumber takes for numbers', () => {
    const soup = fc.array(fc.constantFrom('0', '1', '9', '.', ',', '-', '+', 'e', 'E', 'x', '_'), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(soup, fc.constantFrom<'.' | ','>('.', ','), (letters, decimal) => {
        const text = letters.join('');
        expect(fromBytes(text, decimal)).toBe(parseNumber(text, decimal));
      }),
      { seed: 17, numRuns: 20_000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ellipsize, textWidth, wrap, wrapSentences } from '../../../src/core/charts/svg-text.ts';

const FONT = { size: 10, bold: false };
const RUNS = { seed: 3, numRuns: 300 };

describe('textWidth', () => {
  it('is that of Helvetica with 15 % for wider fonts', () => {
    expect(textWidth('MMMM', FONT)).toBeCloseTo(4 * 8.33 * 1.15, 6);
    expect(textWidth('illi', FONT)).toBeCloseTo(4 * 2.22 * 1.15, 6);
  });

  it('knows wide, combining and bold characters', () => {
    expect(textWidth('漢', FONT)).toBeCloseTo(11.5, 6);
    expect(textWidth('e\u0301', FONT)).toBe(textWidth('e', FONT));
    expect(textWidth('abc', { size: 10, bold: true })).toBeGreaterThan(textWidth('abc', FONT));
  });
});

describe('ellipsize', () => {
  it('keeps the beginning and the end, where names differ', () => {
    expect(ellipsize('test_load[gemma3:1b-num_ctx=4096]', 110, FONT)).toBe('test_load…ctx=4096]');
    expect(ellipsize('short', 110, FONT)).toBe('short');
  });

  it('never cuts between a letter and its accent', () => {
    for (let width = 5; width < 120; width += 3) {
      expect(ellipsize('e\u0301'.repeat(20), width, FONT)).toMatch(/^(?:e\u0301)*…?(?:e\u0301)*$/u);
    }
  });

  it('is never wider than its room', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.integer({ min: 15, max: 300 }),
        (text, width) => {
          expect(textWidth(ellipsize(text, width, FONT), FONT)).toBeLessThanOrEqual(width);
        },
      ),
      RUNS,
    );
  });
});

describe('wrap', () => {
  it('breaks at spaces first, then after separators, then before capitals', () => {
    expect(wrap('model a, context 4096', 70, FONT, 3).lines).toEqual(['model a,', 'context 4096']);
    expect(wrap('tests/bench_load.py::test_decode', 100, FONT, 3).lines).toEqual([
      'tests/bench_load.',
      'py::test_decode',
    ]);
    expect(wrap('BenchmarkEncodeRoundTrip', 90, FONT, 3).lines).toEqual(['Benchmark', 'Encode', 'RoundTrip']);
  });

  it('says when something had to be left out', () => {
    const { lines, isCut } = wrap('w'.repeat(200), 60, FONT, 2);
    expect(isCut).toBe(true);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('…');
  });

  it('loses nothing but spaces, and keeps to its width', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 20, max: 200 }), (text, width) => {
        for (const how of [wrap, wrapSentences]) {
          const { lines, isCut } = how(text, width, FONT, 40);
          const bare = (content: string): string => content.replace(/\s/g, '');
          if (!isCut) expect(bare(lines.join(''))).toBe(bare(text));
          for (const line of lines) expect(textWidth(line, FONT)).toBeLessThanOrEqual(width);
        }
      }),
      RUNS,
    );
  });
});

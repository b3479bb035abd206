import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparkSvg, sparkText } from '../../../src/core/insight/spark.ts';

const SIZE = { width: 120, height: 24, title: 'a <b> & "c" (d)' };

describe('a spark line', () => {
  it('rises with the values and shows gaps', () => {
    expect(sparkText([1, 2, null, 4, 8])).toBe('▁▂·▄█');
    expect(sparkText([5, 5, 5])).toBe('▅▅▅');
    expect(sparkText([1, NaN, 3])).toBe('▁·█');
  });

  it('is nothing with fewer than two values', () => {
    expect(sparkText([])).toBe('');
    expect(sparkText([null, 4])).toBe('');
    expect(sparkSvg([3], SIZE)).toBe('');
  });

  it('averages long rows into its width', () => {
    const text = sparkText(
      Float64Array.from({ length: 1000 }, (_, i) => i),
      10,
    );
    expect(text).toBe('▁▂▃▃▄▅▆▆▇█');
  });

  it('is a data URI that no Markdown and no text can break out of', () => {
    const uri = sparkSvg([1, 2, null, 3, 1], SIZE);
    expect(uri).toMatch(/^data:image\/svg\+xml,[^()'"\s<>]+$/);
    const svg = decodeURIComponent(uri.slice(uri.indexOf(',') + 1));
    expect(svg).toContain('<title>a &lt;b&gt; &amp; &quot;c&quot; (d)</title>');
    expect(svg.match(/<path/g)).toHaveLength(2);
    expect(svg).not.toContain('NaN');
  });

  it('draws values that are as small or as large as numbers go', () => {
    const size = { width: 120, height: 24, title: 'a' };
    for (const row of [[0, -5e-324], Array.from({ length: 200 }, () => Number.MAX_VALUE)])
      expect(decodeURIComponent(sparkSvg(row, size))).not.toMatch(/NaN|Infinity/u);
  });

  it('holds for any row', () => {
    const value = fc.oneof(fc.constant(null), fc.double());
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (values) => {
        expect(Array.from(sparkText(values)).length).toBeLessThanOrEqual(32);
        expect(sparkSvg(values, SIZE)).not.toMatch(/NaN|Infinity|undefined/);
      }),
    );
  });
});

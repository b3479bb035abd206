import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contrast,
  mixed,
  parseColor,
  READABLE,
  strongestMix,
  type Color,
} from '../../../src/core/charts/contrast.ts';

const color = (text: string): Color => {
  const found = parseColor(text);
  if (found === null) throw new Error(text);
  return found;
};

describe('colors of themes', () => {
  it.each([
    ['#fff', [1, 1, 1, 1]],
    ['#0003', [0, 0, 0, 0.2]],
    [' #FF8000 ', [1, 128 / 255, 0, 1]],
    ['#00000080', [0, 0, 0, 128 / 255]],
    ['rgb(255, 0, 51)', [1, 0, 0.2, 1]],
    ['rgba(0, 0, 255, 0.5)', [0, 0, 1, 0.5]],
    ['rgb(0 0 255 / 0.5)', [0, 0, 1, 0.5]],
  ])('%s', (text, channels) => {
    expect(parseColor(text)).toEqual(channels);
  });

  it.each(['', 'red', '#12345', '#ggg', 'rgb(1, 2)', 'rgb(1.2.3, 0, 0)', 'var(--x)', 'hsl(1 2% 3%)'])(
    'does not know %j',
    (text) => {
      expect(parseColor(text)).toBeNull();
    },
  );
});

describe('contrast', () => {
  it('is that of WCAG', () => {
    expect(contrast(color('#000'), color('#fff'))).toBeCloseTo(21, 10);
    expect(contrast(color('#777'), color('#fff'))).toBeCloseTo(4.48, 2);
    expect(contrast(color('#abc'), color('#abc'))).toBe(1);
  });

  it('is less for a text that is seen through', () => {
    expect(contrast(color('#00000080'), color('#fff'))).toBeCloseTo(
      contrast(color('#7f7f7f'), color('#fff')),
      1,
    );
  });
});

describe('the strongest mix of a hue', () => {
  it('is as strong as may be where text stays black on white', () => {
    expect(strongestMix(color('#000'), color('#fff'), color('#1a85ff'), 60)).toBe(60);
  });

  it('is none where the text cannot be read on the background', () => {
    expect(strongestMix(color('#888'), color('#999'), color('#00f'), 60)).toBe(0);
  });

  it('leaves any text that can be read readable on it and on all weaker ones', () => {
    const channel = fc.integer({ min: 0, max: 255 }).map((value) => value / 255);
    const opaque = fc.tuple(channel, channel, channel, fc.constant(1));
    fc.assert(
      fc.property(opaque, opaque, opaque, (text, background, hue) => {
        const percent = strongestMix(text, background, hue, 60);
        for (let weaker = 1; weaker <= percent; weaker++)
          expect(contrast(text, mixed(background, hue, weaker / 100))).toBeGreaterThanOrEqual(READABLE);
        if (percent < 60)
          expect(contrast(text, mixed(background, hue, (percent + 1) / 100))).toBeLessThan(READABLE);
      }),
      { seed: 1 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { contrast as contrastOf, parseColor } from '../../../src/core/charts/contrast.ts';
import { INK, SERIES_COLORS, seriesLook } from '../../../src/core/charts/palette.ts';

type Rgb = readonly [number, number, number];

function linear(hex: string): Rgb {
  const channel = (at: number): number => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function contrast(a: string, b: string): number {
  return contrastOf(parseColor(a)!, parseColor(b)!);
}

/** Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB. */
const VISIONS: Readonly<Record<string, readonly Rgb[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Oklab (Ottosson 2020) of a color as it is seen, in hundredths. */
function seen(hex: string, vision: readonly Rgb[]): Rgb {
  const rgb = linear(hex);
  const [r, g, b] = vision.map((row) =>
    Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])),
  ) as unknown as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    100 * (0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s),
    100 * (1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s),
    100 * (0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s),
  ];
}

const BACKGROUNDS = {
  light: ['#ffffff'],
  dark: [INK.background.dark],
  neutral: ['#ffffff', '#0d1117'],
} as const;

describe('colors of series', () => {
  for (const theme of ['light', 'dark', 'neutral'] as const) {
    it(`${theme}: contrast of 3:1 and more`, () => {
      for (const color of SERIES_COLORS) {
        for (const background of BACKGROUNDS[theme]) {
          expect(contrast(color[theme], background), color[theme]).toBeGreaterThanOrEqual(3);
        }
      }
    });

    for (const [name, vision] of Object.entries(VISIONS)) {
      it(`${theme}: no two look alike with ${name}`, () => {
        const colors = SERIES_COLORS.map((color) => seen(color[theme], vision));
        for (const [i, a] of colors.entries()) {
          for (const [j, b] of colors.slice(0, i).entries()) {
            const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
            expect(distance, `${String(i)} and ${String(j)}`).toBeGreaterThan(6);
          }
        }
      });
    }
  }
});

describe('text', () => {
  it('has a contrast of 4.5:1 where the background is known, and 4:1 on both where it is not', () => {
    for (const ink of [INK.text, INK.muted]) {
      expect(contrast(ink.light, INK.background.light)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(ink.dark, INK.background.dark)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(ink.neutral, '#ffffff')).toBeGreaterThanOrEqual(4);
      expect(contrast(ink.neutral, '#0d1117')).toBeGreaterThanOrEqual(4);
    }
  });
});

describe('seriesLook', () => {
  it('gives 56 series 56 different pairs of color and shape', () => {
    const looks = Array.from({ length: 56 }, (_, i) => seriesLook(i));
    expect(new Set(looks.map(({ color, shape }) => `${String(color)} ${shape}`)).size).toBe(56);
    expect(seriesLook(56)).toMatchObject({ color: 0, shape: 'circle' });
  });
});

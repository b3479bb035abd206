/** Red, green, blue and opacity, each 0…1, gamma-encoded sRGB. */
export type Color = readonly [red: number, green: number, blue: number, opacity: number];

/** A color as themes write it: #rgb, #rrggbb, either with opacity, rgb(…) or rgba(…) with numbers; null for any other text. */
export function parseColor(text: string): Color | null {
  const hex = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/iu.exec(text.trim())?.[1];
  if (hex !== undefined) {
    const size = hex.length < 6 ? 1 : 2;
    const channel = (index: number): number => {
      const digits = hex.slice(index * size, (index + 1) * size);
      return digits === '' ? 1 : parseInt(size === 1 ? digits + digits : digits, 16) / 255;
    };
    return [channel(0), channel(1), channel(2), channel(3)];
  }
  const numbers = /^rgba?\(([\d.\s,/]+)\)$/iu.exec(text.trim())?.[1]?.split(/[\s,/]+/u) ?? [];
  const [red = NaN, green = NaN, blue = NaN, opacity = 1] = numbers.filter((one) => one !== '').map(Number);
  if (![red, green, blue, opacity].every((one) => Number.isFinite(one))) return null;
  return [within(red / 255), within(green / 255), within(blue / 255), within(opacity)];
}

/** So much of `other` in `color`, 0…1, as `color-mix(in srgb, …)` mixes opaque colors. */
export function mixed(color: Color, other: Color, part: number): Color {
  const channel = (index: 0 | 1 | 2): number => color[index] * (1 - part) + other[index] * part;
  return [channel(0), channel(1), channel(2), 1];
}

/** Contrast ratio of a text, which may be translucent, on an opaque background: 1…21 (WCAG 2.2). */
export function contrast(text: Color, background: Color): number {
  const seen = luminance(mixed(background, text, text[3]));
  const behind = luminance(background);
  return (Math.max(seen, behind) + 0.05) / (Math.min(seen, behind) + 0.05);
}

/** Texts of normal size have at least this contrast (WCAG 2.2, 1.4.3, level AA). */
export const READABLE = 4.5;

/**
 * The largest whole per cent of a hue in a background, up to `most`, for which a text can be read on that and on every weaker
 * mix of the two; 0 where it cannot be read even on the background.
 */
export function strongestMix(text: Color, background: Color, hue: Color, most: number): number {
  let percent = 0;
  while (percent < most && contrast(text, mixed(background, hue, (percent + 1) / 100)) >= READABLE) percent++;
  return percent;
}

/** Relative luminance of an opaque color, 0…1. */
function luminance([red, green, blue]: Color): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function within(channel: number): number {
  return Math.min(1, Math.max(0, channel));
}

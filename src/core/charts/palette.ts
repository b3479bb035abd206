/**
 * Colors and shapes of series. The hues follow Okabe and Ito (2008), adjusted so that every color has a contrast of at
 * least 3:1 against its background (WCAG 2.2, 1.4.11) and so that no two fall together for protanopia, deuteranopia or
 * tritanopia. Shape and dash differ as well: color is never the only sign.
 */
export interface SeriesColor {
  /** On white. */
  readonly light: string;
  /** On the dark background. */
  readonly dark: string;
  /** Where the background is not known: readable on both. */
  readonly neutral: string;
}

export const SERIES_COLORS: readonly SeriesColor[] = [
  { light: '#0072b2', dark: '#56b4e9', neutral: '#1f6eb1' },
  { light: '#d55e00', dark: '#e69f00', neutral: '#d45e10' },
  { light: '#009e73', dark: '#009e73', neutral: '#139ecd' },
  { light: '#642e88', dark: '#a169e8', neutral: '#a95365' },
  { light: '#d076b0', dark: '#f2e43f', neutral: '#7d9493' },
  { light: '#6b3b03', dark: '#377bb4', neutral: '#b54014' },
  { light: '#8a614e', dark: '#d55e08', neutral: '#447ae5' },
];

export type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'triangle-down' | 'plus' | 'cross' | 'bar';

export const SHAPES: readonly Shape[] = [
  'circle',
  'square',
  'triangle',
  'diamond',
  'triangle-down',
  'plus',
  'cross',
  'bar',
];

/** Dash patterns of lines, in pixels: `stroke-dasharray`. */
const DASHES: readonly string[] = ['', '7 3', '2 3', '9 3 2 3', '5 2 2 2 2 2'];

/** How one series looks, whatever draws it. */
export interface SeriesLook {
  /** Index into SERIES_COLORS. */
  readonly color: number;
  readonly shape: Shape;
  readonly dash: string;
}

/** The look of series `index`; color and shape together repeat only after 56 series. */
export function seriesLook(index: number): SeriesLook {
  return {
    color: index % SERIES_COLORS.length,
    shape: SHAPES[index % SHAPES.length] ?? 'circle',
    dash: DASHES[index % DASHES.length] ?? '',
  };
}

/** Colors of everything that is not a series. */
export const INK = {
  background: { light: '#ffffff', dark: '#161b22', neutral: 'none' },
  text: { light: '#1f2328', dark: '#e6edf3', neutral: '#777777' },
  muted: { light: '#59636e', dark: '#a3adb8', neutral: '#777777' },
  grid: { light: '#e3e6ea', dark: '#2b323b', neutral: '#88888844' },
  axis: { light: '#8b949e', dark: '#6e7781', neutral: '#888888' },
} as const;

export type InkName = keyof typeof INK;

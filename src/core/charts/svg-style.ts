import { INK, SERIES_COLORS } from './palette.ts';

/**
 * The style sheet of a drawing. Every color is a variable with a fallback, so that a page that holds the drawing can set its
 * own (`--benchtrail-text`, `--benchtrail-series-0`…); the plain declaration before it serves readers without variables.
 */
export function chartCss(): string {
  const light = rules('light');
  const dark = rules('dark');
  return `.bt-halo{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}\n${light}\n@media (prefers-color-scheme:dark){\n${dark}\n}`;
}

/** The declarations that give a drawing the colors of one theme, for pages that know theirs and do not follow the system's. */
export function chartVariables(theme: 'light' | 'dark'): string {
  const inks = Object.entries(INK).map(([name, colors]) => `--benchtrail-${name}:${colors[theme]}`);
  const series = SERIES_COLORS.map((color, i) => `--benchtrail-series-${i}:${color[theme]}`);
  return [...inks, ...series].join(';');
}

function rules(theme: 'light' | 'dark'): string {
  const inks = Object.entries(INK).flatMap(([name, colors]) => colorRules(`bt-${name}`, name, colors[theme]));
  const series = SERIES_COLORS.flatMap((color, i) => colorRules(`bt-s${i}`, `series-${i}`, color[theme]));
  const background = INK.background[theme];
  const halo = `.bt-halo{stroke:${background};stroke:var(--benchtrail-background,${background})}`;
  return [...inks, ...series, halo].join('\n');
}

function colorRules(className: string, variable: string, color: string): string[] {
  const value = `var(--benchtrail-${variable},${color})`;
  return [
    `.${className}{fill:${color};fill:${value}}`,
    `.${className}-line{stroke:${color};stroke:${value}}`,
  ];
}

import { SERIES_COLORS } from '../../src/core/charts/palette.ts';

/** The colors of a chart in the theme that the window wears. */
export interface ChartTheme {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly axis: string;
  readonly background: string;
  readonly tooltip: { readonly background: string; readonly text: string; readonly border: string };
  readonly font: string;
  readonly size: number;
  readonly series: (index: number) => string;
  /** What was shown to be better or worse. */
  readonly tone: (tone: 'better' | 'worse') => string;
}

/** Reads the theme's variables from the page. */
export function readTheme(page: Document = document): ChartTheme {
  const style = getComputedStyle(page.body);
  const read = (name: string, otherwise: string): string =>
    style.getPropertyValue(`--vscode-${name}`).trim() || otherwise;
  const kinds = page.body.classList;
  const isLight = kinds.contains('vscode-light') || kinds.contains('vscode-high-contrast-light');
  const isContrast = kinds.contains('vscode-high-contrast') || kinds.contains('vscode-high-contrast-light');
  const text = read('foreground', isLight ? '#333333' : '#cccccc');
  const background = read('editor-background', isLight ? '#ffffff' : '#1f1f1f');
  return {
    text,
    background,
    muted: isContrast ? text : read('descriptionForeground', text),
    grid: isContrast ? `${text}33` : isLight ? '#0000001a' : '#ffffff1a',
    axis: isContrast ? read('contrastBorder', text) : isLight ? '#00000055' : '#ffffff55',
    tooltip: {
      background: read('editorHoverWidget-background', background),
      text: read('editorHoverWidget-foreground', text),
      border: read('editorHoverWidget-border', text),
    },
    font: read('font-family', 'sans-serif'),
    size: Number.parseFloat(style.fontSize) || 13,
    tone: (tone) => (tone === 'better' ? read('charts-green', '#388a34') : read('charts-red', '#e51400')),
    series: (index) => {
      const color = SERIES_COLORS[index % SERIES_COLORS.length];
      return color === undefined ? text : isLight ? color.light : color.dark;
    },
  };
}

/** Calls back when the window changes its theme: VS Code then changes classes of the body and variables of the root. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => {
    observer.disconnect();
  };
}

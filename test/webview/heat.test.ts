// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { contrast, mixed, parseColor, READABLE } from '../../src/core/charts/contrast.ts';
import { PIVOT_SHADES } from '../../src/core/dashboard/pivot-shade.ts';
import { SHADE_STEPS } from '../../src/core/dashboard/shade.ts';
import { shadeClass, shadeLook, turned } from '../../webview/dashboard/tabs/heat.ts';

/** A page in a theme of these colors, as the style sheet gives them to it. */
function wear(kind: string, colors: Readonly<Record<string, string>>): void {
  document.body.className = kind;
  document.body.removeAttribute('style');
  for (const [name, value] of Object.entries(colors)) document.body.style.setProperty(name, value);
}

const HUES = { '--hue-above': '#1a85ff', '--hue-below': '#ea5c0055' };
const DARK = { '--vscode-foreground': '#cccccc', '--surface': '#1f1f1f', ...HUES };
const LIGHT = { '--vscode-foreground': '#3b3b3b', '--surface': '#ffffff', ...HUES };

beforeEach(() => {
  document.body.innerHTML = '';
});

describe('the look of shades', () => {
  it.each([
    ['vscode-dark', DARK],
    ['vscode-light', LIGHT],
  ])('leaves the text readable on the strongest of both hues: %s', (kind, colors) => {
    wear(kind, colors);
    const { strongest, hasBars } = shadeLook();
    const part = Number.parseInt(strongest) / 100;
    expect(hasBars).toBe(false);
    expect(part).toBeGreaterThan(0.2);
    const [text, surface] = [colors['--vscode-foreground'], colors['--surface']].map((one) =>
      parseColor(one)!,
    );
    for (const hue of Object.values(HUES))
      expect(contrast(text!, mixed(surface!, parseColor(hue)!, part))).toBeGreaterThanOrEqual(READABLE);
  });

  it.each(['vscode-high-contrast', 'vscode-high-contrast-light'])('is bars alone: %s', (kind) => {
    wear(kind, DARK);
    expect(shadeLook()).toEqual({ strongest: '0%', hasBars: true });
  });

  it('is faint, with bars, where a theme leaves no room for colors or none is known', () => {
    wear('vscode-dark', { ...DARK, '--vscode-foreground': '#777777' });
    expect(shadeLook()).toEqual({ strongest: '12%', hasBars: true });
    wear('vscode-dark', { ...DARK, '--surface': 'canvas' });
    expect(shadeLook()).toEqual({ strongest: '12%', hasBars: true });
  });
});

describe('the class of a shade', () => {
  it('is one of those that the style sheet knows', () => {
    const styles = readFileSync(
      join(import.meta.dirname, '..', '..', 'webview', 'styles', 'shades.css'),
      'utf8',
    );
    const known = [...styles.matchAll(/^\.shade-(\d+) \{\s+--step: (\d+);/gmu)].map(([, name, step]) => [
      Number(name),
      Number(step),
    ]);
    expect(known).toEqual(Array.from({ length: SHADE_STEPS }, (_, at) => [at + 1, at + 1]));
    expect(styles).toContain(`calc(var(--step) / ${String(SHADE_STEPS)})`);
    expect([0, 3, -9].map(shadeClass)).toEqual(['', 'is-shaded shade-3', 'is-shaded shade-9 is-below']);
  });
});

describe('a table that is turned', () => {
  it('keeps what its shades are of', () => {
    expect([null, ...PIVOT_SHADES].map((one) => turned(one))).toEqual([
      null,
      'none',
      'all',
      'columns',
      'rows',
    ]);
  });
});

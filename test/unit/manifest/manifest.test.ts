import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../../../src/core/normalise/globs.ts';

interface Setting {
  readonly default?: unknown;
  readonly markdownDescription?: string;
  readonly description?: string;
}

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Manifest {
  readonly main: string;
  readonly browser?: string;
  readonly icon: string;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations?: string[] } };
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly submenus?: readonly { readonly id: string }[];
    readonly configuration?: { readonly properties: Readonly<Record<string, Setting>> };
    readonly walkthroughs?: readonly unknown[];
  };
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const strings = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const { commands, menus, submenus = [], configuration } = manifest.contributes;
const settings = Object.entries(configuration?.properties ?? {});
const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('core'))
  .map((name) => readFileSync(join('src', name), 'utf8'))
  .join('\n');

/** What the package ships, by the allow list of .vscodeignore. */
const shipped = readFileSync('.vscodeignore', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

describe('the manifest', () => {
  it('takes every text that people see from package.nls.json, and leaves none there unused', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    expect([...new Set(used)].sort()).toEqual(Object.keys(strings).sort());
    const visible = /"(?:title|description|markdownDescription|contents|viewsWelcome)": "(?!%|Benchtrail")/g;
    const contributes = JSON.stringify(manifest.contributes, undefined, 1);
    expect([...contributes.matchAll(visible)].map(([all]) => all)).toEqual([]);
  });

  it.each(commands)('registers $command', ({ command, category }) => {
    expect(category).toBe('Benchtrail');
    expect(source).toContain(`'${command}'`);
  });

  it('puts only commands and submenus that exist into menus', () => {
    const known = new Set([...commands.map(({ command }) => command), ...submenus.map(({ id }) => id)]);
    const used = Object.values(menus).flatMap((items) => items.map((item) => item.command ?? item.submenu));
    expect(used.filter((id) => id === undefined || !known.has(id))).toEqual([]);
    const palette = new Set((menus.commandPalette ?? []).map(({ command }) => command));
    const reachable = new Set(used);
    expect(commands.filter(({ command }) => palette.has(command) && !reachable.has(command))).toEqual([]);
  });

  it.each(settings)('describes %s, gives it its only default, and reads it', (key, setting) => {
    expect(setting.description ?? setting.markdownDescription).toMatch(/^%/);
    expect(setting.default).toBeDefined();
    const name = key.replace(/^benchtrail\./, '');
    expect([`'${name}'`, `'${key}'`].some((quoted) => source.includes(quoted))).toBe(true);
  });

  it('restricts settings that name paths in untrusted workspaces', () => {
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations ?? [];
    const known = new Set(settings.map(([key]) => key));
    expect(restricted.filter((key) => !known.has(key))).toEqual([]);
    const paths = settings.map(([key]) => key).filter((key) => /folders|include|exclude|path/i.test(key));
    expect(paths.filter((key) => !restricted.includes(key))).toEqual([]);
  });

  it('ships every file that it names', () => {
    const named = [
      manifest.main,
      manifest.icon,
      ...(manifest.browser === undefined ? [] : [manifest.browser]),
    ];
    const media = [...text.matchAll(/"(?:\.\/)?(media\/[^"]+)"/g)].map(([, path = '']) => path);
    for (const path of media) expect(existsSync(path), path).toBe(true);
    const ships = (path: string): boolean => shipped.some((glob) => matchesGlob(path, glob));
    expect(
      [...named, ...media].map((path) => path.replace(/^\.\//, '')).filter((path) => !ships(path)),
    ).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { readLauncherArguments } from '../../support/vscode/launcher-arguments.ts';

const PATHS = ['--extensionDevelopmentPath=/ext', '--extensionTestsPath=/ext/out/a=b.js'];

it('takes the folder and both paths from the desktop’s command line and passes over the rest', () => {
  expect(readLauncherArguments(['/folder', '--no-sandbox', ...PATHS, '--user-data-dir=/x'])).toEqual({
    extensionDevelopmentPath: '/ext',
    extensionTestsPath: '/ext/out/a=b.js',
    folder: '/folder',
  });
});

it('opens an empty window without a folder', () => {
  expect(readLauncherArguments(PATHS).folder).toBeUndefined();
});

it('says which path is missing or relative', () => {
  expect(() => readLauncherArguments(PATHS.slice(0, 1))).toThrow('--extensionTestsPath');
  expect(() => readLauncherArguments(['--extensionDevelopmentPath=ext', ...PATHS.slice(1)])).toThrow(
    '--extensionDevelopmentPath=PATH with an absolute path',
  );
});

import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { statsBelow } from '../../../src/worker/stats-below.ts';

const folder = mkdtempSync(join(tmpdir(), 'benchtrail-stats-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the files below a folder', () => {
  it('are told with size and time, but for skipped folders, links to folders and what is gone', async () => {
    for (const path of ['a/b/c', '.git', 'd']) mkdirSync(join(folder, path), { recursive: true });
    const files = ['top.csv', 'a/b/c/deep.csv', '.git/skipped.csv', 'd/e.csv'];
    for (const [index, path] of files.entries()) writeFileSync(join(folder, path), 'x'.repeat(index + 1));
    symlinkSync('..', join(folder, 'a', 'up'));
    symlinkSync('nowhere', join(folder, 'gone.csv'));
    const found = await statsBelow(folder, (name) => name === '.git');
    const { mtime } = statSync(join(folder, 'top.csv'));
    expect(found.find(({ path }) => path === join(folder, 'top.csv'))).toEqual({
      path: join(folder, 'top.csv'),
      size: 1,
      mtime: mtime.getTime(),
    });
    expect(found.map(({ path }) => path.slice(folder.length + 1)).sort()).toEqual([
      'a/b/c/deep.csv',
      'd/e.csv',
      'top.csv',
    ]);
    expect(await statsBelow(join(folder, 'not there'), () => false)).toEqual([]);
  });
});

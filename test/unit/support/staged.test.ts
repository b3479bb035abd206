import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeOnce } from '../../support/vscode/staged.ts';

const WAIT_MS = 2_000;
let home = '';
let folder = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'staged-'));
  folder = join(home, 'cache', 'tool');
});
afterEach(async () => {
  await rm(home, { recursive: true });
});

async function fill(stage: string): Promise<void> {
  await writeFile(join(stage, 'made'), 'whole');
}

it('fills a folder once', async () => {
  let times = 0;
  const count = async (stage: string): Promise<void> => {
    times++;
    await fill(stage);
  };
  await makeOnce(folder, count, WAIT_MS);
  await makeOnce(folder, count, WAIT_MS);
  expect(times).toBe(1);
  expect(await readFile(join(folder, 'made'), 'utf8')).toBe('whole');
});

it('leaves nothing behind when filling fails, and fills on the next try', async () => {
  const broken = (): Promise<void> => Promise.reject(new Error('no network'));
  await expect(makeOnce(folder, broken, WAIT_MS)).rejects.toThrow('no network');
  expect(await readdir(join(home, 'cache'))).toEqual([]);
  await makeOnce(folder, fill, WAIT_MS);
  expect(existsSync(join(folder, 'made'))).toBe(true);
});

it('removes the stage of a run that was killed', async () => {
  const processThatNeverWas = 2 ** 30;
  const dead = `${folder}.installing-${processThatNeverWas}`;
  await mkdir(dead, { recursive: true });
  await makeOnce(folder, fill, WAIT_MS);
  expect(existsSync(dead)).toBe(false);
  expect(existsSync(folder)).toBe(true);
});

it('waits for a run that is still filling', async () => {
  const other = `${folder}.installing-${process.ppid}`;
  await mkdir(other, { recursive: true });
  let filled = false;
  const waiting = makeOnce(folder, async () => Promise.resolve(void (filled = true)), WAIT_MS);
  await mkdir(folder);
  await waiting;
  expect(filled).toBe(false);
});

it('says what it waited for when the other run never ends', async () => {
  await mkdir(`${folder}.installing-${process.ppid}`, { recursive: true });
  await expect(makeOnce(folder, fill, 100)).rejects.toThrow('another run to finish installing');
});

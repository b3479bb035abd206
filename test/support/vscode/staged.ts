import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { waitFor } from './wait.ts';

const STAGE = '.installing-';

/**
 * Makes `folder` exactly once: `fill` works in a folder beside it, which takes the final name only when it is complete.
 * An interrupted run leaves a stage that the next run removes; a second run that comes meanwhile waits for the first.
 */
export async function makeOnce(
  folder: string,
  fill: (stage: string) => Promise<void>,
  timeoutMs: number,
): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  await removeDeadStages(folder);
  await waitFor(
    async () => existsSync(folder) || (await stagesOf(folder)).length === 0,
    timeoutMs,
    `another run to finish installing ${folder}; if none is running, delete ${folder}${STAGE}* and try again`,
  );
  if (existsSync(folder)) return;
  const stage = `${folder}${STAGE}${process.pid}`;
  try {
    await mkdir(stage);
    await fill(stage);
    await takeName(stage, folder);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** Two runs that started in the same instant both install; the second finds the name taken and drops its copy. */
async function takeName(stage: string, folder: string): Promise<void> {
  try {
    await rename(stage, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

async function stagesOf(folder: string): Promise<string[]> {
  const names = await readdir(dirname(folder));
  return names.filter((name) => name.startsWith(basename(folder) + STAGE));
}

async function removeDeadStages(folder: string): Promise<void> {
  for (const name of await stagesOf(folder)) {
    const pid = Number(name.slice(name.lastIndexOf('-') + 1));
    if (isAlive(pid)) continue;
    await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

import { cp, rm } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Gives the surrounding `describe` a fresh copy of a workspace of the tests in `folder`: its tests may change it. */
export function useCopy(workspace: string, folder: string): void {
  before('copy the workspace', async () => {
    await rm(folder, { recursive: true, force: true });
    await cp(resolve('test', 'workspaces', workspace), folder, { recursive: true });
  });
}

import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { chooseHost } from '../test/support/vscode/choose-host.ts';
import { CHROMIUM, installMissing, RIPGREP } from '../test/support/vscode/debian.ts';
import { CACHE, CURRENT } from '../test/support/vscode/releases.ts';

/** Runs `bench/editor/index.ts` inside a real VS Code; it prints for itself. */
export async function benchEditor(): Promise<void> {
  const host = await chooseHost();
  if (host === 'server') await installMissing([CHROMIUM, RIPGREP]);
  const workspace = resolve('out', 'bench', 'workspace');
  rmSync(workspace, { recursive: true, force: true });
  mkdirSync(workspace, { recursive: true });
  console.log(`\nIn VS Code ${CURRENT.vscode} (${host})`);
  await runTests({
    ...(host === 'server'
      ? { vscodeExecutablePath: resolve('out', 'support', 'launcher.mjs') }
      : { version: CURRENT.vscode, cachePath: CACHE }),
    extensionDevelopmentPath: resolve('.'),
    extensionTestsPath: resolve('out', 'bench', 'editor.js'),
    launchArgs: [workspace],
    extensionTestsEnv: { BENCHTRAIL_LOG_FILE: resolve('out', 'bench', 'editor.log') },
  });
}

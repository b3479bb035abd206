import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { crashed, levelFile, merged, readResult, summaryLine, writeResult } from '../results.ts';
import type { LevelResult } from '../results.ts';
import { chooseHost } from './choose-host.ts';
import type { Host } from './choose-host.ts';
import { CHROMIUM, installMissing, RIPGREP } from './debian.ts';
import { CACHE, releaseNamed, RELEASES } from './releases.ts';
import type { Release } from './releases.ts';

const LEVEL = 'integration';
const WORKSPACE = resolve('test', 'workspaces', 'smoke');
const TESTS = resolve('out', 'test', 'integration.js');
const LAUNCHER = resolve('out', 'support', 'launcher.mjs');

/** Runs the integration tests in each release (all, or those named), prints the sum and answers with the exit code. */
export async function runIntegration(names: readonly string[]): Promise<number> {
  const releases = names.length === 0 ? RELEASES : names.map(releaseNamed);
  const host = await chooseHost();
  if (host === 'server') await installMissing([CHROMIUM, RIPGREP]);
  const runs = new Map<string, LevelResult>();
  for (const release of releases) {
    console.log(`\nVS Code ${release.vscode} (${host})`);
    runs.set(`VS Code ${release.vscode}`, await runIn(release, host));
  }
  const result = merged(runs);
  await writeResult(levelFile(LEVEL), result);
  console.log(`\n${LEVEL}: ${summaryLine(result)}`);
  return result.failed === 0 ? 0 : 1;
}

async function runIn(release: Release, host: Host): Promise<LevelResult> {
  const file = resolve(levelFile(`runs/${LEVEL}-${release.vscode}`));
  const log = file.replace(/json$/, 'log');
  await rm(file, { force: true });
  const problem = await start(host, release, {
    BENCHTRAIL_VSCODE_RELEASE: release.vscode,
    BENCHTRAIL_RESULT_FILE: file,
    ...(process.env.BENCHTRAIL_VERBOSE === undefined ? { BENCHTRAIL_LOG_FILE: log } : {}),
  });
  const result = await readResult(file);
  if (result !== undefined && (problem === undefined || result.failed > 0)) return result;
  console.error(`${problem ?? 'No result'}. What VS Code logged is in ${log}.`);
  return crashed('the run as a whole', problem ?? 'VS Code ended without a result.');
}

/** Undefined when VS Code ended well, else what it said. */
async function start(host: Host, release: Release, env: Record<string, string>): Promise<string | undefined> {
  try {
    await runTests({
      ...(host === 'server'
        ? { vscodeExecutablePath: LAUNCHER }
        : { version: release.vscode, cachePath: CACHE }),
      extensionDevelopmentPath: resolve('.'),
      extensionTestsPath: TESTS,
      launchArgs: [WORKSPACE],
      extensionTestsEnv: env,
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

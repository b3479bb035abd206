import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { crashed, levelFile, merged, readResult, skipped, summaryLine, writeResult } from '../results.ts';
import type { LevelResult } from '../results.ts';
import { chooseHost } from './choose-host.ts';
import type { Host } from './choose-host.ts';
import { CHROMIUM, installMissing, RIPGREP } from './debian.ts';
import { CACHE, releaseNamed, RELEASES } from './releases.ts';
import type { Release } from './releases.ts';

const LEVEL = 'integration';
const SUITES = join('test', 'integration');
/** Suites whose workspace is no part of the repository: they run where it lies beside it. */
const BORROWED: Readonly<Record<string, string>> = {
  chimeraforge: resolve('..', 'shared', 'corpus', 'chimeraforge'),
};
const LAUNCHER = resolve('out', 'support', 'launcher.mjs');

/** What to run: names of suites and of releases; of a kind that is not named, all. */
export async function runIntegration(names: readonly string[]): Promise<number> {
  const known = await integrationSuites();
  const suites = known.filter((suite) => names.includes(suite));
  const releases = names.filter((name) => !known.includes(name)).map(releaseNamed);
  const host = await chooseHost();
  if (host === 'server') await installMissing([CHROMIUM, RIPGREP]);
  const runs = new Map<string, LevelResult>();
  for (const release of releases.length === 0 ? RELEASES : releases) {
    for (const suite of suites.length === 0 ? known : suites) {
      console.log(`\nVS Code ${release.vscode} (${host}): ${suite}`);
      runs.set(`VS Code ${release.vscode}: ${suite}`, await runIn(release, host, suite));
    }
  }
  const result = merged(runs);
  await writeResult(levelFile(LEVEL), result);
  console.log(`\n${LEVEL}: ${summaryLine(result)}`);
  return result.failed === 0 ? 0 : 1;
}

/** Each folder below test/integration is a suite: it runs in a window of its own, on a copy of the workspace of its name. */
async function integrationSuites(): Promise<string[]> {
  const entries = await readdir(SUITES, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** A copy, so that tests may write, rename and delete; empty where there is no workspace of that name. */
async function freshWorkspace(suite: string, release: Release): Promise<string> {
  const folder = resolve('out', 'integration', `${suite}-${release.name}`, suite);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const from = BORROWED[suite] ?? resolve('test', 'workspaces', suite);
  if (existsSync(from)) await cp(from, folder, { recursive: true });
  await letWrite(folder);
  return folder;
}

/** What was copied from where nobody may write can be written here, and deleted by the next run. */
async function letWrite(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await letWrite(path);
    else if (entry.isFile()) await chmod(path, 0o644);
  }
}

async function runIn(release: Release, host: Host, suite: string): Promise<LevelResult> {
  const borrowed = BORROWED[suite];
  if (borrowed !== undefined && !existsSync(borrowed)) {
    console.log(`  - skipped: its workspace is not there (${borrowed}).`);
    return skipped('the run as a whole');
  }
  const file = resolve(levelFile(`runs/${LEVEL}-${suite}-${release.vscode}`));
  const log = file.replace(/json$/, 'log');
  await rm(file, { force: true });
  const problem = await start(host, release, suite, {
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
async function start(
  host: Host,
  release: Release,
  suite: string,
  env: Record<string, string>,
): Promise<string | undefined> {
  const workspace = await freshWorkspace(suite, release);
  try {
    await runTests({
      ...(host === 'server'
        ? { vscodeExecutablePath: LAUNCHER }
        : { version: release.vscode, cachePath: CACHE }),
      extensionDevelopmentPath: resolve('.'),
      extensionTestsPath: resolve('out', 'test', 'integration', `${suite}.js`),
      launchArgs: [workspace],
      extensionTestsEnv: env,
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

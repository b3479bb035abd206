import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { chooseHost } from '../test/support/vscode/choose-host.ts';
import { CHROMIUM, installMissing, RIPGREP } from '../test/support/vscode/debian.ts';
import { CACHE, CURRENT } from '../test/support/vscode/releases.ts';
import { csvOf } from './editor/sample.ts';
import { runPath, TASK_VARIABLE, type WindowRows, type WindowTask } from './editor/window.ts';

const WINDOWS: readonly WindowTask['what'][] = [100, 1000, 10_000, 'big'];

/**
 * Runs `bench/editor/index.ts` in windows of a real VS Code, each once with our extension and once without, and prints both side
 * by side. `profile` prints what ran while the host was blocked; names of windows among the words take only those.
 */
export async function benchEditor(words: readonly string[]): Promise<void> {
  const host = await chooseHost();
  if (host === 'server') await installMissing([CHROMIUM, RIPGREP]);
  const chosen = WINDOWS.filter((what) => words.includes(String(what)));
  for (const what of chosen.length > 0 ? chosen : WINDOWS) {
    const task = { what, profile: words.includes('profile'), during: 0 };
    const load = loadavg()[0]?.toFixed(1) ?? '';
    const ours = await openWindow(
      { ...task, who: 'benchtrail', out: resolve('out', 'bench', 'ours.json') },
      host,
    );
    const out = resolve('out', 'bench', 'control.json');
    // A profile is of us alone.
    const control = task.profile
      ? { rows: [], during: 0 }
      : await openWindow({ ...task, during: ours.during, who: 'control', out }, host);
    console.log(`\nIn VS Code ${CURRENT.vscode} (${host}), load ${load}: Benchtrail | VS Code without it`);
    print(what, ours, control);
  }
}

async function openWindow(task: WindowTask, host: 'desktop' | 'server'): Promise<WindowRows> {
  const workspace = makeWorkspace(task.what);
  const development = task.who === 'control' ? emptyExtension() : resolve('.');
  rmSync(task.out, { force: true });
  await runTests({
    ...(host === 'server'
      ? { vscodeExecutablePath: resolve('out', 'support', 'launcher.mjs') }
      : { version: CURRENT.vscode, cachePath: CACHE }),
    extensionDevelopmentPath: development,
    extensionTestsPath: resolve('out', 'bench', 'editor.js'),
    launchArgs: [workspace],
    extensionTestsEnv: {
      BENCHTRAIL_LOG_FILE: resolve('out', 'bench', `editor-${task.who}-${String(task.what)}.log`),
      [TASK_VARIABLE]: JSON.stringify(task),
    },
  });
  return JSON.parse(readFileSync(task.out, 'utf8')) as WindowRows;
}

/** The files lie there before the window opens, as they do for people. */
function makeWorkspace(what: WindowTask['what']): string {
  const workspace = resolve('out', 'bench', 'workspace');
  rmSync(workspace, { recursive: true, force: true });
  mkdirSync(workspace, { recursive: true });
  for (let index = 0; typeof what === 'number' && index < what; index++) {
    const path = join(workspace, runPath(index));
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, csvOf(index));
  }
  return workspace;
}

/** An extension that does nothing, so that the window is one of the same kind. */
function emptyExtension(): string {
  const folder = resolve('out', 'bench', 'empty');
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'empty', publisher: 'nobody', version: '0.0.0', engines: { vscode: '*' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

function print(what: WindowTask['what'], ours: WindowRows, control: WindowRows): void {
  console.log(what === 'big' ? '  A CSV of 300 MB' : `  ${String(what)} files`);
  const without = new Map(control.rows);
  const names = new Set([...ours.rows, ...control.rows].map(([name]) => name));
  const own = new Map(ours.rows);
  for (const name of names)
    console.log(
      `    ${name.padEnd(128)} ${(own.get(name) ?? '').padStart(16)} | ${(without.get(name) ?? '').padStart(12)}`,
    );
}

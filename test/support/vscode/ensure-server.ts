import { existsSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runCommand } from './command.ts';
import { findTool, installMissing, RIPGREP } from './debian.ts';
import { serverFolder } from './releases.ts';
import type { Release } from './releases.ts';
import { makeOnce } from './staged.ts';

/** A VS Code server on disk: the Node to start and the script to give it. */
export interface InstalledServer {
  readonly node: string;
  readonly main: string;
  readonly builtin: string;
}

const INSTALL_MINUTES = 10;
const VSCODE = join('node_modules', 'code-server', 'lib', 'vscode');

/** Installs the release's server into the cache unless it is there; needs nothing but npm packages (and Debian's rg). */
export async function ensureServer(release: Release): Promise<InstalledServer> {
  const folder = serverFolder(release);
  await makeOnce(folder, (stage) => install(release, stage), INSTALL_MINUTES * 60_000);
  const vscode = join(folder, VSCODE);
  await linkRipgrep(vscode);
  return {
    node: join(folder, 'node_modules', nodePackage(), 'bin', 'node'),
    main: join(vscode, 'out', 'server-main.js'),
    builtin: join(vscode, 'extensions'),
  };
}

function nodePackage(): string {
  return `node-${process.platform}-${process.arch}`;
}

async function install(release: Release, stage: string): Promise<void> {
  console.log(`Installing VS Code ${release.vscode} for tests (about half a gigabyte, once) …`);
  await writeFile(join(stage, 'package.json'), '{ "private": true }\n');
  await npmInstall(stage, [`code-server@${release.codeServer}`, `${nodePackage()}@${release.nodeMajor}`]);
  await npmInstall(join(stage, VSCODE), ['--omit=dev']);
}

/** Install scripts stay off: they compile native modules and download binaries that the tests do without. */
async function npmInstall(prefix: string, args: readonly string[]): Promise<void> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false', '--prefix', prefix];
  const { code, tail } = await runCommand('npm', ['install', ...flags, ...args], {
    cwd: prefix,
    timeoutMs: INSTALL_MINUTES * 60_000,
  });
  if (code === 0) return;
  throw new Error(
    `npm could not install ${args.join(' ')}; check that npm works here and try again: ${tail}`,
  );
}

/** VS Code 1.100 downloads ripgrep in an install script; without it every file search fails. */
async function linkRipgrep(vscode: string): Promise<void> {
  const home = join(vscode, 'node_modules', '@vscode', 'ripgrep');
  const target = join(home, 'bin', 'rg');
  if (!existsSync(home) || existsSync(target)) return;
  await installMissing([RIPGREP]);
  const rg = findTool(RIPGREP);
  if (rg === undefined) {
    throw new Error(
      'ripgrep was not found: install it (Debian: apt-get install ripgrep) so that file search works.',
    );
  }
  await mkdir(dirname(target), { recursive: true });
  await rm(target, { force: true });
  await symlink(rg, target).catch(ignoreExisting);
}

function ignoreExisting(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
}

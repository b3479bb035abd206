import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstalledServer } from './ensure-server.ts';
import { waitFor } from './wait.ts';

/** A VS Code server that listens; `authority` is host and port, as in `vscode-remote://AUTHORITY/path`. */
export interface RunningServer {
  readonly authority: string;
  /** The last lines that the server wrote, for the message of a failed test. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

const START_MS = 60_000;
const STOP_MS = 5_000;
const LISTENING = /Extension host agent listening on (\d+)/;

/** What every test window starts with: nothing that moves, asks or reaches out by itself. */
const USER_SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'files.simpleDialog.enable': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Trust is on, and no dialog stands before the window: it opens in Restricted Mode. */
const TRUST_SETTINGS = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/** How a server differs from what most tests want. */
export interface ServerOptions {
  /** Folder of the user data, which stays when the server stops; left out: an empty one that is removed then. */
  readonly data?: string;
  /** A port to listen on; left out: any that is free. */
  readonly port?: number;
  /** User settings beside those of every test. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The window holds folders for untrusted until the user trusts them; otherwise trust is switched off. */
  readonly asksForTrust?: boolean;
  /** A command line that starts the server with other rights: it is put before the server's own. */
  readonly startedBy?: readonly string[];
}

/** Starts a server with user data of its own. */
export async function startServer(
  installed: InstalledServer,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'benchtrail-vscode-')));
  await writeSettings(data, options);
  const [command = installed.node, ...args] = [
    ...(options.startedBy ?? []),
    installed.node,
    installed.main,
    ...serverArguments(data, options),
  ];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const forget = options.data === undefined;
  const end = (): void => {
    signalGroup(child, 'SIGKILL');
    if (forget) rmSync(data, { recursive: true, force: true });
  };
  process.once('exit', end);
  let log = '';
  const keep = (chunk: Buffer): void => {
    log = (log + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const stop = async (): Promise<void> => {
    await stopGroup(child);
    process.off('exit', end);
    if (forget) await rm(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await waitFor(() => portOf(log, child), START_MS, 'the VS Code server to listen');
    return { authority: `127.0.0.1:${port}`, log: () => log, stop };
  } catch (error) {
    await stop();
    throw new Error(`The VS Code server did not start; the end of its output: ${log.slice(-2000)}`, {
      cause: error,
    });
  }
}

/** The auto-shutdown ends a server whose test run was killed before it could stop it. */
function serverArguments(data: string, { port = 0, asksForTrust = false }: ServerOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(port), '--server-data-dir', data],
    '--without-connection-token',
    '--accept-server-license-terms',
    ...(asksForTrust ? [] : ['--disable-workspace-trust']),
    '--disable-telemetry',
    '--enable-smoke-test-driver',
    '--enable-remote-auto-shutdown',
  ];
}

async function writeSettings(data: string, { settings = {}, asksForTrust }: ServerOptions): Promise<void> {
  const folder = join(data, 'data', 'User');
  await mkdir(folder, { recursive: true });
  const trust = asksForTrust === true ? TRUST_SETTINGS : { 'security.workspace.trust.enabled': false };
  const all = { ...USER_SETTINGS, ...trust, ...settings };
  await writeFile(join(folder, 'settings.json'), JSON.stringify(all, undefined, 2));
}

function portOf(log: string, child: ChildProcess): string | undefined {
  if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`);
  return LISTENING.exec(log)?.[1];
}

async function stopGroup(child: ChildProcess): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const ended = await waitFor(
    () => child.exitCode !== null || child.signalCode !== null,
    STOP_MS,
    'exit',
  ).catch(() => false);
  if (!ended) console.log('The VS Code server did not stop when asked and was killed.');
  signalGroup(child, 'SIGKILL');
}

/** The server starts extension hosts and watchers of its own: the whole process group goes. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

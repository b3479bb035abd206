import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

/** What a workbench page opens with; paths are absolute on the server's disk. */
export interface WorkbenchPage {
  readonly authority: string;
  readonly folder?: string;
  /** Without it the window has no extension under development. */
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const VIEWPORT = { width: 1280, height: 800 };

/** A browser that runs. */
export interface OpenedBrowser {
  readonly page: Page;
  /** Ends all its processes; a profile that was given stays on disk. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a browser with one empty page. What VS Code keeps in the browser lies in `profile`, where one is given, so that a
 * second start finds it.
 */
export async function openBrowser(executablePath: string, profile?: string): Promise<OpenedBrowser> {
  const folder = profile ?? (await mkdtemp(join(tmpdir(), 'benchtrail-browser-')));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args: FLAGS,
    headless: true,
    viewport: VIEWPORT,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const close = async (): Promise<void> => {
    await context.close();
    if (profile === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { page: context.pages()[0] ?? (await context.newPage()), close };
}

/** The workbench's address: the payload is what the desktop takes as command-line arguments. */
export function workbenchUrl(options: WorkbenchPage): string {
  const onServer = (path: string): string => `vscode-remote://${options.authority}${path}`;
  const payload: [string, string][] = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  if (options.extensionDevelopmentPath !== undefined) {
    payload.push(['extensionDevelopmentPath', onServer(options.extensionDevelopmentPath)]);
  }
  if (options.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', onServer(options.extensionTestsPath)]);
  }
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (options.folder === undefined) query.set('ew', 'true');
  else query.set('folder', options.folder);
  return `http://${options.authority}/?${query.toString()}`;
}

import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

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

/** Starts a browser and an empty page in it; closing the browser ends all its processes. */
export async function openBrowser(executablePath: string): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.launch({ executablePath, args: FLAGS, headless: true });
  const context = await browser.newContext({
    viewport: VIEWPORT,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return { browser, page: await context.newPage() };
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

import { chromium } from 'playwright-core';
import type { BrowserContextOptions, Page } from 'playwright-core';

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
  '--disable-partial-raster',
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
  const settings: BrowserContextOptions = {
    viewport: VIEWPORT,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  };
  const launch = { executablePath, args: FLAGS, headless: true };
  if (profile === undefined) {
    // Requests of a profile's service worker cannot be answered by tests: without need there is none.
    const browser = await chromium.launch(launch);
    const context = await browser.newContext(settings);
    return { page: await context.newPage(), close: () => browser.close() };
  }
  const context = await chromium.launchPersistentContext(profile, { ...launch, ...settings });
  return { page: context.pages()[0] ?? (await context.newPage()), close: () => context.close() };
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

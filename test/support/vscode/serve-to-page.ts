import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { Page } from 'playwright-core';

/** Where the page finds the extension, on the server's own origin: the page may connect nowhere else. */
const MOUNT = '/benchtrail-in-the-page';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Whether the page has asked for the extension's manifest: without it the workbench has never heard of the extension. */
export type AskedFor = () => boolean;

/**
 * Gives the extension in `folder` to a workbench page as one of its built-in ones, as vscode.dev has them: the server knows
 * nothing of it, so it can run nowhere but in the page's own extension host. Call it before the page loads.
 */
export async function serveToPage(page: Page, authority: string, folder: string): Promise<AskedFor> {
  const context = page.context();
  let isAsked = false;
  await context.route(`**${MOUNT}/**`, async (route) => {
    const path = normalize(decodeURIComponent(new URL(route.request().url()).pathname.slice(MOUNT.length)));
    isAsked ||= path === '/package.json';
    try {
      const body = await readFile(join(folder, path));
      await route.fulfill({ body, contentType: TYPES[extname(path)] ?? 'text/plain' });
    } catch {
      await route.fulfill({ status: 404, body: '' });
    }
  });
  await context.addInitScript(addExtension, { scheme: 'http', authority, path: MOUNT });
  return () => isAsked;
}

/**
 * Runs in the page before its own scripts, whoever parses first: the workbench reads its settings from an attribute.
 * A document that the test answers itself could open no socket to the server.
 */
function addExtension(extension: Readonly<Record<string, string>>): void {
  const read = Reflect.get<Element, 'getAttribute'>(Element.prototype, 'getAttribute');
  Element.prototype.getAttribute = function (name) {
    const text = read.call(this, name);
    if (text === null || name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration')
      return text;
    return JSON.stringify({ ...(JSON.parse(text) as object), additionalBuiltinExtensions: [extension] });
  };
}

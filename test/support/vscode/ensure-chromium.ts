import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { CHROMIUM, findTool, installMissing } from './debian.ts';

/**
 * Path of a Chromium that playwright-core can drive: CHROME_PATH, an installed one, Playwright's own download,
 * or Debian's package, installed here when this user may.
 */
export async function ensureChromium(): Promise<string> {
  const wished = process.env.CHROME_PATH;
  if (wished !== undefined && wished !== '') {
    if (existsSync(wished)) return wished;
    throw new Error(`CHROME_PATH names ${wished}, which does not exist: correct it or unset it.`);
  }
  const found = findTool(CHROMIUM) ?? playwrightsOwn();
  if (found !== undefined) return found;
  await installMissing([CHROMIUM]);
  const installed = findTool(CHROMIUM);
  if (installed !== undefined) return installed;
  throw new Error(
    'No Chromium was found: install it (Debian: apt-get install chromium) or set CHROME_PATH to its executable.',
  );
}

function playwrightsOwn(): string | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

import type { Locator } from 'playwright-core';
import { STEP_MS, tried } from './wait.ts';

/** A page that was given an extension of its own. */
export interface GivenPage {
  /** Of the extension's view. */
  readonly icon: Locator;
  /** The first row of that view. */
  readonly row: Locator;
  /** What the page's console said last. */
  readonly lastLines: () => string;
  readonly loadAgain: () => Promise<void>;
}

const RELOADS = 3;

/**
 * Waits until the extension shows something. While a page starts, VS Code looks at its extensions a dozen times; on a busy
 * machine it then now and then ends the worker that is about to load ours and drops it, icon and all, until the next load.
 */
export async function untilTaken({ icon, row, lastLines, loadAgain }: GivenPage): Promise<void> {
  for (let reloads = 0; reloads < RELOADS; reloads++) {
    await tried(icon.click({ timeout: STEP_MS / 2 }));
    if (await tried(row.waitFor({ timeout: STEP_MS / 2 }))) return;
    console.log(`  The page went on without its extension and is loaded again.${lastLines()}`);
    await loadAgain();
  }
}

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { CURRENT } from '../support/vscode/releases.ts';
import type { Tree } from '../support/vscode/tree.ts';
import { useCopy } from '../support/vscode/use-copy.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { STEP_MS, tried, waitFor } from '../support/vscode/wait.ts';
import { THEMES } from '../support/vscode/workbench.ts';
import type { Theme } from '../support/vscode/workbench.ts';

const FOLDER = resolve('out', 'ui', 'new-run');
const LAST = 'sort_20261126-232059.json';

/** The last run again, some hours later, every time of it longer by this factor. */
async function arrive(stamp: string, factor: number): Promise<string> {
  const text = await readFile(join(FOLDER, 'sorting', LAST), 'utf8');
  const name = `sort_20261127-${stamp}.json`;
  const longer = text.replaceAll(/\d\.\d{6,}/g, (number) => String(Number(number) * factor));
  await writeFile(join(FOLDER, 'sorting', name), longer);
  return name;
}

describe('a run that a watched folder gains', function () {
  // Each step begins where the one before ended.
  this.retries(0);
  useCopy('runs', FOLDER);
  const window = useWorkbench({
    release: CURRENT,
    extension: resolve('.'),
    folder: FOLDER,
    server: { settings: { 'benchtrail.notifyNewRuns': true } },
  });
  const tree = (): Tree => window().tree('Runs');
  /** Clicks a button of the notification with this text, in the list of notifications. */
  const press = async (part: string, button: string): Promise<void> => {
    const item = window().page.locator('.notifications-center .notification-list-item', { hasText: part });
    const own = item.getByRole('button', { name: button, exact: true });
    // The list may close between the look at it and the click.
    await waitFor(
      async () => {
        await window().notification(part);
        return await tried(own.click({ timeout: 2_000 }));
      },
      STEP_MS,
      `"${button}" of "${part}"`,
    );
    await item.waitFor({ state: 'hidden', timeout: STEP_MS });
  };
  const badge = (): Locator => window().page.locator('.statusbar-item[id*="benchtrail"]').first();
  const counts = async (runs: number): Promise<void> => {
    const text = `${String(runs)} runs`;
    await waitFor(async () => (await badge().innerText()).includes(text), STEP_MS, `"${text}" below`);
  };

  it('is awaited without anybody having looked at the results', async () => {
    await counts(15);
  });

  it('is told with its change against the baseline, and how certain that is', async () => {
    const name = await arrive('080000', 1.3);
    const text = await window().notification(`New run: ${name}`);
    assert.match(text, /^New run: sort_20261127-080000\.json \(sort\), .* \d/);
    assert.match(text, /\+3\d\.\d % against/);
    assert.match(text, /2 benchmarks; 1 differs \(one run each\), 1 no change shown\./);
    for (const theme of Object.keys(THEMES) as Theme[]) {
      await window().useTheme(theme);
      await window().notification(`New run: ${name}`);
      await window().screenshot('new-run');
    }
  });

  it('is shown in the view', async () => {
    await press('080000', 'Show');
    await waitFor(
      async () => (await tree().row('sort_20261127-080000.json').getAttribute('aria-selected')) === 'true',
      STEP_MS,
      'the new run, selected',
    );
  });

  it('is compared with its baseline, nothing asked', async () => {
    await arrive('090000', 1.35);
    await press('New run: sort_20261127-090000.json', 'Compare');
    assert.match(
      await window().webview.text('What changed'),
      /sort_20261127-090000\.json against .*sort_20261127-080000\.json/,
    );
    await window().screenshot('new-run-compared');
  });

  it('is not told any more once it was turned off', async () => {
    await arrive('100000', 1.4);
    await press('New run: sort_20261127-100000.json', 'Turn Off');
    await counts(18);
    await arrive('110000', 1.45);
    await counts(19);
    const told = window().page.locator('.notification-list-item', { hasText: '110000' });
    assert.equal(await told.count(), 0);
  });
});

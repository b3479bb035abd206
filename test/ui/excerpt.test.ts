import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { CURRENT } from '../support/vscode/releases.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { STEP_MS, waitFor } from '../support/vscode/wait.ts';
import { THEMES } from '../support/vscode/workbench.ts';
import type { Theme } from '../support/vscode/workbench.ts';

const FOLDER = resolve('out', 'ui', 'excerpt');
const LONG = 'long_bench.json';

/** One line, longer than an editor draws, of hyperfine's shape: what its command came to stands behind all its times. */
function longLine(): string {
  const times = Array.from({ length: 3000 }, (_, index) => 0.25 + (index % 50) / 1000);
  const codes = times.map(() => 0);
  const statistics = { mean: 0.2745, stddev: 0.0144, median: 0.2745, user: 0.1234, system: 0.0123 };
  const ends = { min: 0.25, max: 0.299 };
  return JSON.stringify({
    results: [{ command: 'sleep long', times, exit_codes: codes, ...statistics, ...ends }],
  });
}

describe('a value of a long line', () => {
  const text = longLine();
  before('make the workspace', async () => {
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(join(FOLDER, 'results'), { recursive: true });
    await writeFile(join(FOLDER, 'results', LONG), text);
  });
  const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder: FOLDER });
  const lines = (): Locator =>
    window().page.locator('.editor-instance .view-lines').filter({ visible: true });
  const shown = async (): Promise<string> => (await lines().last().innerText()).replaceAll('\u00a0', ' ');
  const click = async (value: string): Promise<void> => {
    const link = window()
      .webview.content.locator(`a.figure[title*="${LONG}:1"]`)
      .filter({ hasText: value })
      .first();
    await link.scrollIntoViewIfNeeded();
    await link.click();
  };
  const selects = async (length: number): Promise<void> => {
    const status = window().page.locator('#status\\.editor\\.selection');
    await waitFor(
      async () => (await status.innerText()).includes(`(${String(length)} selected)`),
      STEP_MS,
      `${String(length)} selected characters`,
    );
  };

  /** What a person gets by copying. */
  const selected = async (): Promise<string> => {
    await window().page.keyboard.press('ControlOrMeta+c');
    return await window().page.evaluate(() => navigator.clipboard.readText());
  };

  it('opens in its file, where an editor shows it', async () => {
    await window().chooseInExplorer('results', 'Generate Report');
    await window().webview.text('Executive Summary');
    await click('274.5 ms');
    await window().activeTab(LONG);
    const column = text.indexOf('0.25,') + 1;
    await window().cursorAt(1, column + '0.25'.length);
    await selects('0.25'.length);
    await window().runCommand('View: Close Editor');
  });

  it('opens in an excerpt past that, selected', async () => {
    await window().webview.text('Executive Summary');
    await click('123.4 ms');
    const column = text.indexOf('0.1234') + 1;
    await window().activeTab(`${LONG} @ 1:${String(column)}`);
    await selects('0.1234'.length);
    const excerpt = await shown();
    assert.match(excerpt, /Excerpt of results\/long_bench\.json \(26\.\d+ KiB\), read-only/);
    assert.match(excerpt, new RegExp(`Line 1, column ${column.toLocaleString('en-US')}`));
    assert.match(excerpt, /"user":\s*0\.1234/);
    assert.equal(await selected(), '0.1234');
  });

  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`looks right in a ${theme} theme`, async () => {
      await window().useTheme(theme);
      await lines().last().waitFor();
      await window().screenshot('excerpt');
    });
  }

  it('cannot be changed there', async () => {
    const before = await shown();
    await lines().last().click();
    await window().page.keyboard.type('x');
    await window().page.locator('.monaco-editor-overlaymessage').first().waitFor({ timeout: STEP_MS });
    assert.equal(await shown(), before);
    assert.equal(await window().page.locator('.tab.dirty').count(), 0);
    await window().runCommand('View: Close All Editors');
  });
});

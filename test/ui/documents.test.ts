import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { CURRENT } from '../support/vscode/releases.ts';
import { useCopy } from '../support/vscode/use-copy.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { tried, waitFor } from '../support/vscode/wait.ts';
import { THEMES } from '../support/vscode/workbench.ts';
import type { Theme } from '../support/vscode/workbench.ts';

/** A copy, so that nothing a person does here changes the repository. */
const FOLDER = resolve('out', 'ui-documents', 'documents');
const SERVE = 'serve_20260112_090000.csv';
const WAIT_MS = 20_000;

describe('result files in their editors', () => {
  useCopy('documents', FOLDER);
  const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder: FOLDER });

  async function open(path: string): Promise<void> {
    const { page } = window();
    const name = path.slice(path.lastIndexOf('/') + 1);
    const input = page.locator('.quick-input-widget input[type=text]').first();
    const tab = page.locator('.tab.active', { hasText: name }).first();
    await waitFor(
      async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('ControlOrMeta+p');
        if (!(await tried(input.fill(path, { timeout: 2000 })))) return false;
        const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: name }).first();
        if (!(await tried(row.waitFor({ timeout: 5000 })))) return false;
        await input.press('Enter');
        return tried(tab.waitFor({ timeout: 3000 }));
      },
      WAIT_MS * 2,
      `an editor of ${path}`,
    );
  }

  function editor(): Locator {
    return window().page.locator('.editor-instance').filter({ visible: true }).first();
  }

  /** The hover over the token of a place, opened from the keyboard as people who use no mouse do. */
  async function hoverAt(line: number, column: number, part: RegExp): Promise<Locator> {
    const { page } = window();
    const hover = page.locator('.monaco-hover .hover-contents').filter({ visible: true, hasText: part });
    await waitFor(
      async () => {
        await page.keyboard.press('Escape');
        await editor().click({ position: { x: 400, y: 300 } });
        await page.keyboard.press('Control+g');
        const input = page.locator('.quick-input-widget input[type=text]').first();
        await input.fill(`:${String(line)}:${String(column)}`);
        await input.press('Enter');
        await input.waitFor({ state: 'hidden' });
        await window().runCommand('Show or Focus Hover');
        return tried(hover.first().waitFor({ timeout: 3000 }));
      },
      WAIT_MS * 2,
      `a hover that says ${String(part)} at ${String(line)}:${String(column)}`,
    );
    return hover.first();
  }

  it('have a line on top that says what they are', async () => {
    await open(`results/llm/${SERVE}`);
    const lens = editor().locator('.codelens-decoration', { hasText: 'benchmarks' });
    await lens.first().waitFor({ timeout: WAIT_MS });
    const text = await lens.first().innerText();
    assert.match(text, /2 benchmarks/);
    assert.match(text, /Show in Runs/);
    assert.match(text, /Generate Report/);
  });

  it('tell in the status bar how many runs there are', async () => {
    const item = window().page.locator(
      '#benchtrail\\.benchtrail\\.benchtrail\\.results, .statusbar-item[id*="benchtrail"]',
    );
    await waitFor(async () => /\d+ runs/.test(await item.first().innerText()), WAIT_MS, 'the number of runs');
  });

  it('explain a cell of a CSV file', async () => {
    const hover = await hoverAt(3, 20, /Time to first token/);
    const text = await hover.innerText();
    assert.match(text, /221\.2 ms/);
    assert.match(text, /rank \d+ of 12/);
    assert.match(text, /against the previous run/);
    await window().screenshot('hover-cell');
  });

  it('lead from a hover to the value that it names', async () => {
    const hover = await hoverAt(3, 20, /Time to first token/);
    await hover.locator('a', { hasText: 'highest' }).first().click();
    await waitFor(
      async () => (await window().cursor())?.line !== 3,
      WAIT_MS,
      'the line of the highest value',
    );
    await window().activeTab(SERVE);
  });

  it('explain a header', async () => {
    const hover = await hoverAt(1, 28, /Time to first token/);
    const text = await hover.innerText();
    assert.match(text, /llama3\.2:3b/);
    await window().screenshot('hover-header');
  });

  it('explain why a row failed', async () => {
    const hover = await hoverAt(18, 26, /connection reset by peer/);
    await hover.waitFor();
    await window().screenshot('hover-failed');
  });

  it('explain a value of JSON and of Markdown', async () => {
    await open('results/cli/sort.json');
    await hoverAt(5, 18, /as the tool reports it/);
    await window().screenshot('hover-json');
    await open('results/llm/bench.md');
    await hoverAt(5, 106, /tok\/s/);
    await window().screenshot('hover-markdown');
  });

  it('say which copy counts', async () => {
    await open('results/copies/sort_again.json');
    await hoverAt(5, 18, /Not counted/);
    await window().screenshot('hover-copy');
  });

  it('have their problems in the panel, with a fix', async () => {
    await open('results/cli/latency.csv');
    await window()
      .runCommand('View: Focus Problems (Errors, Warnings, Infos)')
      .catch(async () => {
        await window().runCommand('Problems: Focus on Problems View');
      });
    const row = window().page.locator('.markers-panel .monaco-list-row', { hasText: 'gives no unit' });
    await row.first().waitFor({ timeout: WAIT_MS });
    await window().screenshot('problems');
    await row.first().click();
    await window().page.keyboard.press('ControlOrMeta+.');
    const fix = window().page.locator('.action-widget .monaco-list-row, .monaco-menu .action-item', {
      hasText: 'Say what “latency” is',
    });
    await fix.first().waitFor({ timeout: WAIT_MS });
    await window().screenshot('quick-fix');
    await window().page.keyboard.press('Escape');
  });

  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`look right in a ${theme} theme`, async () => {
      await window().useTheme(theme);
      await open(`results/llm/${SERVE}`);
      await hoverAt(3, 20, /Time to first token/);
      await window().screenshot('hover-cell');
    });
  }
});

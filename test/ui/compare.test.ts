import assert from 'node:assert/strict';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { CURRENT } from '../support/vscode/releases.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { THEMES } from '../support/vscode/workbench.ts';
import type { Theme } from '../support/vscode/workbench.ts';

const FOLDER = resolve('out', 'ui', 'compare');
const LONG = 'long_bench.json';
const VALUE = '12.5';

describe('comparing two folders', () => {
  before('copy the workspace', async () => {
    await rm(FOLDER, { recursive: true, force: true });
    await cp(resolve('test', 'workspaces', 'compare'), FOLDER, { recursive: true });
    const rows = Array.from({ length: 900 }, (_, i) => ({ model: 'm', tokens_s: i === 899 ? 12.5 : 10 }));
    await writeFile(join(FOLDER, 'results', LONG), JSON.stringify(rows));
  });
  const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder: FOLDER });
  const item = (name: string): Locator =>
    window()
      .page.locator('.explorer-folders-view .monaco-list-row')
      .filter({ has: window().page.getByText(name, { exact: true }) });

  it('is one choice in the menu of both, and gives verdicts', async () => {
    await item('results').click();
    await item('before').click();
    await item('after').click({ modifiers: ['ControlOrMeta'] });
    await window().chooseInExplorer('after', 'Compare with…');
    const text = await window().webview.text('regressed');
    assert.match(text, /Comparison: results\/\w+ against results\/\w+/);
    assert.match(text, /BM_join/);
    assert.match(text, /improved/);
  });

  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`looks right in a ${theme} theme`, async () => {
      await window().useTheme(theme);
      await window().webview.text('regressed');
      await window().screenshot('comparison');
      await window().webview.content.getByText('What changed').last().scrollIntoViewIfNeeded();
      await window().screenshot('comparison-changes');
      await window().webview.content.locator('h1').first().scrollIntoViewIfNeeded();
    });
  }

  it('leads from a number to its line', async () => {
    const link = window().webview.content.locator('a.figure[title*="store_bench_run"]').first();
    await link.scrollIntoViewIfNeeded();
    await link.click();
    await window().activeTab('store_bench_run');
    assert.ok(((await window().cursor())?.line ?? 0) > 1);
    await window().runCommand('View: Close All Editors');
  });

  it('shows what stands past the end of a drawn line in an excerpt', async () => {
    await window().chooseInExplorer(LONG, 'Generate Report');
    await window().webview.text('Executive Summary');
    const link = window().webview.content.locator('a.figure', { hasText: VALUE }).first();
    await link.scrollIntoViewIfNeeded();
    await link.click();
    await window().activeTab(LONG);
    await window().page.locator('.view-lines', { hasText: VALUE }).first().waitFor();
    await window().screenshot('excerpt');
  });
});

import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { CURRENT } from '../support/vscode/releases.ts';
import { useCopy } from '../support/vscode/use-copy.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { THEMES } from '../support/vscode/workbench.ts';
import type { Theme } from '../support/vscode/workbench.ts';

const FOLDER = resolve('out', 'ui', 'compare');

describe('comparing two folders', () => {
  useCopy('compare', FOLDER);
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
});

import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { CURRENT } from '../support/vscode/releases.ts';
import type { Tree } from '../support/vscode/tree.ts';
import { useCopy } from '../support/vscode/use-copy.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { STEP_MS, waitFor } from '../support/vscode/wait.ts';

const FOLDER = resolve('out', 'ui', 'tree-actions');
const LAST = 'sort_20261126-232059.json';
const FIRST = 'sort_20261126-232052.json';

describe('what a person does with an item of the tree', () => {
  useCopy('runs', FOLDER);
  const window = useWorkbench({
    release: CURRENT,
    extension: resolve('.'),
    folder: FOLDER,
  });
  const tree = (): Tree => window().tree('Runs');

  it('compares two selected runs, the older as the baseline', async () => {
    await window().showContainer('Benchtrail');
    await tree().has('sort');
    await tree().expand('sort');
    await tree().has(FIRST);
    await tree().choose([FIRST, LAST], 'Compare with…');
    const text = await window().webview.text('What changed');
    assert.match(text, /Comparison: .*sort_20261126-2320\d\d\.json against .*sort_20261126-2320\d\d\.json/);
    await window().runCommand('View: Close All Editors');
  });

  it('keeps the keyboard when a click opens its file', async () => {
    await tree().row(FIRST).click();
    await window().activeTab(FIRST);
    await window().page.keyboard.press('ArrowUp');
    await tree().focused('sort_20261126-232054.json');
    await window().runCommand('View: Close All Editors');
  });

  it('compares one with what is asked for', async () => {
    await window().page.keyboard.press('Escape');
    await tree().row('phi3').click();
    await tree().row(LAST).click();
    await tree().choose(LAST, 'Compare with…');
    await window().pick('sort_20261126-232057.json');
    assert.match(await window().webview.text('What changed'), /232059\.json against .*232057\.json/);
    await window().runCommand('View: Close All Editors');
  });

  it('copies it as a Markdown table', async () => {
    await tree().choose(LAST, 'Copy as Markdown Table');
    const copied = await waitFor(
      async () => {
        const text = await window().page.evaluate(() => navigator.clipboard.readText());
        return text.includes('|') && text;
      },
      STEP_MS,
      'the table on the clipboard',
    );
    assert.match(copied, /^\|.*\|\n\| ?:?-/);
    assert.match(copied, /sort text/);
    assert.match(copied, /79\.918 ms/);
  });

  it('reveals its file in the Explorer', async () => {
    await tree().choose(LAST, 'Reveal in Explorer View');
    const row = window().page.locator('.explorer-folders-view .monaco-list-row.selected', { hasText: LAST });
    await row.waitFor({ timeout: STEP_MS });
  });

  it('is shown from the line on top of its file', async () => {
    await window().openFile(LAST);
    const lens = window().page.locator('.codelens-decoration a', { hasText: 'Show in Runs' }).first();
    await lens.click({ timeout: STEP_MS });
    await tree().selected(LAST);
    await window().screenshot('show-in-runs');
    await window().runCommand('View: Close All Editors');
  });
});

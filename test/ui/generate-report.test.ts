import assert from 'node:assert/strict';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CURRENT } from '../support/vscode/releases.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { STEP_MS, waitFor } from '../support/vscode/wait.ts';
import { THEMES } from '../support/vscode/workbench.ts';
import type { Theme } from '../support/vscode/workbench.ts';

const ITEM = 'Generate Report';
/** A copy, so that nothing a person does here changes the repository. */
const FOLDER = resolve('out', 'ui', 'sample');
const SAVED = resolve('out', 'ui', 'saved');

describe('generating a report from the Explorer', () => {
  before('copy the workspace', async () => {
    await rm(resolve('out', 'ui'), { recursive: true, force: true });
    await cp(resolve('test', 'workspaces', 'sample'), FOLDER, { recursive: true });
    await mkdir(SAVED);
  });
  const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder: FOLDER });

  it('is offered for a folder and not for a file', async () => {
    assert.ok((await window().menuOf('hashing', ITEM)).includes(ITEM));
    assert.ok(!(await window().menuOf('benchtrail.json')).includes(ITEM));
  });

  it('shows the report of the folder', async () => {
    await window().chooseInExplorer('hashing', ITEM);
    const text = await window().webview.text('Executive Summary');
    assert.match(text, /sha256\/node/);
    assert.match(text, /Sources/);
    assert.ok((await window().tabs()).includes('Report: hashing'));
  });

  it('leads from a figure to the line and column that it was read from', async () => {
    const lines = (await readFile(join(FOLDER, 'hashing', 'hash_bench.json'), 'utf8')).split('\n');
    const line = lines.findIndex((text) => text.includes('"mean_time_ms"')) + 1;
    const column = (lines[line - 1] ?? '').indexOf(': ') + 3;
    const link = window()
      .webview.content.locator(`a.figure[title*="hash_bench.json:${String(line)}"]`)
      .first();
    await link.scrollIntoViewIfNeeded();
    await link.click();
    await window().activeTab('hash_bench.json');
    const value = /[\d.]+/.exec((lines[line - 1] ?? '').slice(column - 1))?.[0] ?? '';
    await window().cursorAt(line, column + value.length);
    await window().screenshot('figure-to-line');
    await window().runCommand('View: Close Editor');
  });

  it('is saved as Markdown where the user says', async () => {
    await window().webview.text('Executive Summary');
    await window().runCommand('Benchtrail: Save Report as Markdown…');
    const dialog = window().page.locator('.quick-input-widget');
    const input = dialog.locator('input[type=text]').first();
    await dialog.locator('.monaco-list-row', { hasText: '..' }).waitFor();
    await input.press('ControlOrMeta+a');
    await input.pressSequentially(join(SAVED, 'report.md'));
    await dialog.getByRole('button', { name: 'OK' }).click();
    // A file is there before it is written.
    const saved = async (): Promise<string | false> => {
      const text = await readFile(join(SAVED, 'report.md'), 'utf8').catch(() => '');
      return text.endsWith('\n') && text;
    };
    const text = await waitFor(saved, STEP_MS, 'the saved report');
    assert.match(text, /^\[f\d+\]: \.\.\/sample\/hashing\/hash_bench\.json#L\d+/m);
    await window().runCommand('View: Close All Editors');
  });

  it('reports on the whole workspace from the Command Palette', async () => {
    await window().runCommand('View: Close All Editors');
    await window().runCommand('Benchtrail: Generate Report');
    const text = await window().webview.text('Executive Summary');
    assert.match(text, /timed out after 150 ms/);
  });

  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`looks right in a ${theme} theme`, async () => {
      await window().useTheme(theme);
      await window().webview.text('Executive Summary');
      await window().screenshot('report');
      await window().webview.content.locator('#results-by-category').scrollIntoViewIfNeeded();
      await window().screenshot('report-tables');
      await window().webview.content.locator('h2').first().scrollIntoViewIfNeeded();
    });
  }
});

import assert from 'node:assert/strict';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { savedBy } from '../../support/vscode/saved-by.ts';

/** Waits until `check` gives something; events of the editor come when they come. */
async function until<T>(check: () => T | undefined, what: string): Promise<T> {
  for (let round = 0; round < 400; round++) {
    const found = check();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Waited in vain for ${what}.`);
}

function reportTab(): vscode.Tab | undefined {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.find(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('benchtrail.report'),
  );
}

function workspaceUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

describe('a report', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'benchtrail-save-'));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens for a folder of the Explorer', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('benchtrail.generateReport', workspaceUri('results'));
    const tab = await until(reportTab, 'the report');
    assert.equal(tab.label, 'Report: results');
  });

  it('leads to file, line and column', async () => {
    for (const report of [1, 2]) await vscode.commands.executeCommand('benchtrail.openSource', report, 0);
    const editor = await until(() => vscode.window.activeTextEditor, 'an editor');
    assert.ok(editor.document.uri.path.startsWith(workspaceUri('results').path));
    const text = editor.document.getText(editor.selection);
    assert.match(text, /\d/);
  });

  it('ignores links that are not of a report', async () => {
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const before = vscode.window.activeTextEditor?.document.uri.toString();
    for (const args of [[99, 0], [1, -1], [1, 1e9], ['1', '0'], [], [{ $mid: 1 }, null]]) {
      await vscode.commands.executeCommand('benchtrail.openSource', ...args);
    }
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), before);
  });

  it('is saved where the user says, with its charts and with links that are right from there', async () => {
    const target = vscode.Uri.file(join(folder, 'my report.md'));
    const markdown = await savedBy('benchtrail.saveReport', target);
    assert.ok(markdown.startsWith('<!-- benchtrail:report'));
    for (const [, path = ''] of markdown.matchAll(/^\[f\d+\]: ([^#\s]+)#L\d+/gm))
      await access(join(folder, decodeURIComponent(path)));
    for (const [, path = ''] of markdown.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g))
      await access(join(folder, decodeURIComponent(path)));
  });

  it('is not written about a folder without results', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('benchtrail.generateReport', workspaceUri('empty'));
    assert.equal(reportTab(), undefined);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { savedBy } from '../../support/vscode/saved-by.ts';

async function until<T>(check: () => T | undefined, what: string): Promise<T> {
  for (let round = 0; round < 800; round++) {
    const found = check();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Waited in vain for ${what}.`);
}

function panelTab(label: string): vscode.Tab | undefined {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.find(({ input, label: own }) => input instanceof vscode.TabInputWebview && own === label);
}

function workspaceUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

describe('comparing', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'benchtrail-compare-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('two folders of the Explorer opens a document with verdicts, the first as the baseline', async () => {
    const [before, after] = [workspaceUri('results/before'), workspaceUri('results/after')];
    await vscode.commands.executeCommand('benchtrail.compareWith', after, [before, after]);
    await until(() => panelTab('Comparison: results/after'), 'the comparison');
    const markdown = await savedBy('benchtrail.saveReport', vscode.Uri.file(join(folder, 'comparison.md')));
    assert.match(markdown, /# Comparison: results\/after against results\/before/);
    assert.match(markdown, /✗ regressed \| `BM_join/);
    assert.match(markdown, /✓ improved \| `BM_lookup/);
    assert.match(markdown, /^\[f\d+\]: \S*results\/before\/store_bench_run1\.json#L\d+/m);
  });

  it('saves the comparison as one HTML page', async () => {
    const [before, after] = [workspaceUri('results/before'), workspaceUri('results/after')];
    await vscode.commands.executeCommand('benchtrail.compareWith', after, [before, after]);
    await until(() => panelTab('Comparison: results/after'), 'the comparison');
    const html = await savedBy(
      'benchtrail.saveReportAsHtml',
      vscode.Uri.file(join(folder, 'comparison.html')),
    );
    assert.match(html, /<span class="verdict regressed">✗ regressed<\/span>/);
    assert.doesNotMatch(html, /<script/);
  });

  it('copies it as Markdown', async () => {
    const [before, after] = [workspaceUri('results/before'), workspaceUri('results/after')];
    await vscode.commands.executeCommand('benchtrail.compareWith', after, [before, after]);
    await until(() => panelTab('Comparison: results/after'), 'the comparison');
    await vscode.commands.executeCommand('benchtrail.copyReport');
    assert.match(await vscode.env.clipboard.readText(), /## 2\. What changed/);
  });

  it('leads from a number to its line in the file of its side', async () => {
    const [before, after] = [workspaceUri('results/before'), workspaceUri('results/after')];
    await vscode.commands.executeCommand('benchtrail.compareWith', after, [before, after]);
    await until(() => panelTab('Comparison: results/after'), 'the comparison');
    await vscode.commands.executeCommand('benchtrail.openSource', 4, 0);
    const editor = await until(() => vscode.window.activeTextEditor, 'an editor');
    assert.match(editor.document.uri.path, /\/results\/(before|after)\/store_bench_run\d\.json$/);
    assert.match(editor.document.getText(editor.selection), /^[\d.]+$/);
  });

  it('takes runs of a view, and reports on them', async () => {
    const runs = (side: string): { runIds: string[]; title: string } => ({
      runIds: [1, 2, 3, 4, 5].map((run) => `results/${side}/store_bench_run${run}.json`),
      title: side,
    });
    const [before, after] = [runs('before'), runs('after')];
    await vscode.commands.executeCommand('benchtrail.compareWith', after, [before, after]);
    await until(() => panelTab('Comparison: after'), 'the comparison of runs');
    await vscode.commands.executeCommand('benchtrail.generateReport', before);
    await until(() => panelTab('Report: before'), 'the report on runs');
  });

  it('offers the runs of the window where one side is given', async () => {
    const window = vscode.window as { showQuickPick: unknown };
    const ask = window.showQuickPick;
    let labels: string[] = [];
    window.showQuickPick = async (items: Thenable<vscode.QuickPickItem[]>) => {
      labels = (await items).map(({ label }) => label);
      return undefined;
    };
    try {
      await vscode.commands.executeCommand(
        'benchtrail.compareWith',
        workspaceUri('results/after/store_bench_run2.json'),
      );
    } finally {
      window.showQuickPick = ask;
    }
    assert.equal(labels[0], 'the run before');
    assert.equal(labels[1], 'store_bench_run1.json');
    assert.deepEqual(labels.slice(-3), ['from disk', '$(folder) A folder…', '$(file) A file…']);
  });

  it('says why where a side holds nothing', async () => {
    const readme = workspaceUri('README.md');
    await vscode.commands.executeCommand('benchtrail.compareWith', readme, [
      workspaceUri('results/before'),
      readme,
    ]);
    assert.equal(panelTab('Comparison: README.md'), undefined);
  });
});

describe('a new run', () => {
  it('is told once, with its headline and verdict, only where the user asked for it', async () => {
    const window = vscode.window as { showInformationMessage: unknown };
    const show = window.showInformationMessage;
    const told: string[] = [];
    window.showInformationMessage = (message: string) => {
      told.push(message);
      return Promise.resolve(undefined);
    };
    const settings = vscode.workspace.getConfiguration('benchtrail');
    const from = workspaceUri('results/after/store_bench_run1.json').fsPath;
    try {
      await vscode.commands.executeCommand('benchtrail.refresh');
      await settings.update('notifyNewRuns', true, vscode.ConfigurationTarget.Workspace);
      const changed = (await readFile(from, 'utf8'))
        .replace('2026-11-24T01', '2026-11-25T09')
        .replaceAll('"real_time": ', '"real_time": 1');
      const target = workspaceUri('results/after/store_bench_run6.json');
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(changed));
      const message = await until(
        () => told.find((text) => text.startsWith('New run: ')),
        'the notification',
      );
      assert.match(
        message,
        /^New run: store_bench_run6\.json \(store_bench\), Time per operation .* against the previous run/,
      );
    } finally {
      window.showInformationMessage = show;
      await settings.update('notifyNewRuns', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

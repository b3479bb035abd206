import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { handlersOf } from '../../../src/host/dashboard/handlers.ts';
import type { Handlers } from '../../../src/host/dashboard/session.ts';
import type { Features } from '../../../src/host/features.ts';
import type { Host } from '../../../src/host/start.ts';
import type { ReportSaved } from '../../../src/protocol/models/report.ts';

type Dialogs = Pick<typeof vscode.window, 'showSaveDialog' | 'showInputBox'> & {
  showQuickPick: (items: unknown, options?: vscode.QuickPickOptions) => Thenable<unknown>;
};

/** Answers dialogs as a person would, while `work` runs. */
async function answering<T>(answers: Partial<Dialogs>, work: () => Promise<T>): Promise<T> {
  const window = vscode.window as unknown as Dialogs;
  const before = { ...window };
  Object.assign(window, answers);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(answers) as (keyof Dialogs)[])
      Object.assign(window, { [name]: before[name] });
  }
}

/** Chooses the items of a list by their labels. */
function choosing(labels: readonly string[], isMany: boolean): Partial<Dialogs> {
  return {
    showQuickPick: async (items) => {
      const list = await (items as Thenable<vscode.QuickPickItem[]>);
      const chosen = list.filter(({ label }) => labels.includes(label));
      assert.equal(
        chosen.length,
        labels.length,
        `no ${labels.join()} in ${list.map(({ label }) => label).join()}`,
      );
      return isMany ? chosen : chosen[0];
    },
  };
}

function inWorkspace(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(inWorkspace(path), new TextEncoder().encode(text));
}

describe('what the dashboard asks of the editor', () => {
  let host: Features;
  let handlers: Handlers;
  let folder = '';
  const { token } = new vscode.CancellationTokenSource();
  const FILES = ['early_20260101', 'early_20260102', 'late_20260103', 'late_20260104'].map(
    (name) => `results/${name.split('_')[0] ?? ''}/${name}-030000.csv`,
  );

  before(async () => {
    const extension = vscode.extensions.getExtension<Host>('benchtrail.benchtrail');
    assert.ok(extension);
    host = await (await extension.activate()).features();
    folder = await mkdtemp(join(tmpdir(), 'benchtrail-dashboard-'));
    for (const [at, file] of FILES.entries())
      await write(file, `benchmark,latency_ms\nsort,${String(10 + at)}\nhash,${String(20 + at)}\n`);
    await host.context.results.wake();
    await host.context.results.refresh();
    handlers = handlersOf(host.context, () => null);
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(inWorkspace('results'), { recursive: true });
    await host.context.results.refresh();
  });

  async function savedReport(asked: ReportSaved, name: string): Promise<string> {
    const target = vscode.Uri.file(join(folder, name));
    const saved = await answering({ showSaveDialog: () => Promise.resolve(target) }, () =>
      handlers.saveReport(asked, token),
    );
    assert.equal(saved, true);
    return await readFile(target.fsPath, 'utf8');
  }

  it('a baseline from a list of everything that has runs, which preview, saved files and copy hold', async () => {
    const baseline = await answering(choosing(['results/early/'], false), () =>
      handlers.pickBaseline(undefined, token),
    );
    assert.deepEqual(baseline, { kind: 'folder', root: 0, path: 'results/early' });
    const asked = { title: 'Nightly', without: ['methods'], baseline };
    const shown = await handlers.report(asked, token);
    assert.ok('sections' in shown);
    assert.deepEqual(shown.baseline, { text: 'results/early/', note: null });
    assert.ok(shown.header.some(([name]) => name === 'Baseline'));
    const told = /The baseline is `?.*results\/early\/.*2026-01-01.*2026-01-02/;
    const markdown = await savedReport({ ...asked, format: 'md' }, 'report.md');
    assert.match(markdown, told);
    assert.match(markdown, /^# Nightly$/m);
    assert.doesNotMatch(markdown, /^## .*Methods/m);
    const html = await savedReport({ ...asked, format: 'html' }, 'report.html');
    assert.match(html, /results\/early\//);
    await handlers.copyReport(asked, token);
    assert.match(await vscode.env.clipboard.readText(), told);
  });

  it('the baseline that is set, unless none is asked for', async () => {
    await host.context.insights.choose('results/early');
    try {
      const set = await handlers.report({ title: '', without: [], baseline: { kind: 'set' } }, token);
      assert.ok('sections' in set);
      assert.equal(set.baseline.text, 'results/early, as it is set');
      assert.equal((await handlers.state(undefined, token)).baseline, 'results/early');
      const none = await handlers.report({ title: '', without: [], baseline: { kind: 'none' } }, token);
      assert.ok('sections' in none);
      assert.ok(!none.header.some(([name]) => name === 'Baseline'));
    } finally {
      await host.context.insights.choose(null);
    }
  });

  it('sides of a comparison: one group stays a group, several are the runs of all', async () => {
    const one = await answering(choosing(['results/early/'], true), () =>
      handlers.pickSide(undefined, token),
    );
    assert.deepEqual(one, { kind: 'folder', root: 0, path: 'results/early' });
    const two = await answering(choosing(['results/early/', FILES[2] ?? ''], true), () =>
      handlers.pickSide(undefined, token),
    );
    assert.equal(two?.kind === 'runs' && two.ids.length, 3);
    const nobody = await answering({ showQuickPick: () => Promise.resolve(undefined) }, () =>
      handlers.pickSide(undefined, token),
    );
    assert.equal(nobody, null);
  });

  for (const type of ['png', 'svg', 'csv', 'md'] as const) {
    it(`a place for a ${type} file, which is written as it came`, async () => {
      const target = vscode.Uri.file(join(folder, `chart.${type}`));
      const bytes = new Uint8Array([1, 2, 3, 250]);
      let proposed = '';
      const saved = await answering(
        {
          showSaveDialog: (options) => {
            proposed = options?.defaultUri?.path ?? '';
            return Promise.resolve(target);
          },
        },
        () => handlers.save({ name: 'Latency: <by> kernel/../x', type, bytes }, token),
      );
      assert.equal(saved, true);
      assert.ok(proposed.endsWith(`/Latency-by-kernel-x.${type}`), proposed);
      assert.deepEqual(new Uint8Array(await readFile(target.fsPath)), bytes);
      const none = await answering({ showSaveDialog: () => Promise.resolve(undefined) }, () =>
        handlers.save({ name: 'x', type, bytes }, token),
      );
      assert.equal(none, false);
    });
  }

  it('the line and column of a point of a chart', async () => {
    const { query } = await handlers.choices(
      { filter: { text: '', categories: [], tools: [], runs: [] }, metric: null, type: 'bars' },
      token,
    );
    assert.ok(query);
    const chart = await handlers.chart({ query, pixels: 800 }, token);
    assert.equal(chart.kind, 'chart');
    const source = chart.views[0]?.spec.sources[0];
    assert.ok(source);
    const { root = 0, file, line, column } = source;
    await handlers.openPlace({ root, file, line, column, endLine: null }, token);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.ok(editor.document.uri.path.endsWith(file));
    assert.deepEqual([editor.selection.start.line + 1, editor.selection.start.character + 1], [line, column]);
    assert.match(editor.document.getText(editor.selection) || '1', /\d/);
  });

  it('to leave a file out with a reason, and to take it in again', async () => {
    const file = { root: 0, path: FILES[3] ?? '' };
    const reasonOf = (): string | null | undefined =>
      host.context.results.snapshot.runs.find((run) => run.file.path === file.path)?.excludedBecause;
    await answering({ showInputBox: () => Promise.resolve('wrong driver') }, () =>
      handlers.exclude(file, token),
    );
    assert.equal(reasonOf(), 'wrong driver');
    await handlers.include(file, token);
    assert.equal(reasonOf(), null);
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sideName } from '../../../src/core/compare/side.ts';
import { sideChoiceSteps } from '../../../src/core/dashboard/suggest-sides.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { findBaselineSteps } from '../../../src/core/report/baseline-sides.ts';
import { baselineSet } from '../../../src/host/dashboard/set-baseline.ts';
import { RunsTree } from '../../../src/host/runs/runs-tree.ts';
import { waitFor } from '../../support/vscode/wait.ts';
import { host, inWorkspace, OPTIONS, textOf } from './host.ts';

const TEXT = `{
  // of the nightly machine
  "noiseFloor": 0.02
}
`;

describe('rules of the project file', () => {
  beforeEach(async () => {
    const { context } = await host();
    await vscode.workspace.fs.writeFile(inWorkspace('benchtrail.json'), new TextEncoder().encode(TEXT));
    // An editor that is open takes the new text when VS Code hears of it.
    const document = await vscode.workspace.openTextDocument(inWorkspace('benchtrail.json'));
    await waitFor(() => document.getText() === TEXT, 10_000, 'the new text in its editor');
    await context.results.wake();
    await context.results.refresh();
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(inWorkspace('benchtrail.json'));
  });

  it('leave a file out, keep comments, and can be undone', async () => {
    const { context } = await host();
    await vscode.commands.executeCommand(
      'benchtrail.exclude',
      inWorkspace('llm/phi3.csv'),
      [],
      'wrong driver',
    );
    const text = await textOf('benchtrail.json');
    assert.match(text, /\/\/ of the nightly machine/);
    assert.match(text, /\{ "match": "llm\/phi3\.csv", "reason": "wrong driver" \}/);
    await context.results.settled();
    const excluded = context.results.snapshot.runs.filter((run) => run.excludedBecause !== null);
    assert.deepEqual(
      excluded.map(({ id }) => id),
      ['llm/phi3.csv'],
    );
    assert.ok(excluded[0]?.measures.every(({ counted }) => !counted));
    await vscode.window.showTextDocument(inWorkspace('benchtrail.json'));
    await vscode.commands.executeCommand('undo');
    assert.equal(vscode.window.activeTextEditor?.document.getText(), TEXT);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('leave a folder out by a glob, relative to the folder of the project file, and take it back', async () => {
    const { context } = await host();
    await vscode.commands.executeCommand('benchtrail.exclude', inWorkspace('search/before'), [], 'old build');
    assert.match(await textOf('benchtrail.json'), /"match": "search\/before\/\*\*"/);
    await context.results.settled();
    const left = context.results.snapshot.runs.filter((run) => run.excludedBecause === 'old build');
    assert.equal(left.length, 5);
    await vscode.commands.executeCommand('benchtrail.include', inWorkspace('search/before'));
    assert.doesNotMatch(await textOf('benchtrail.json'), /search/);
  });

  it('are written beside the nearest project file', async () => {
    const uri = inWorkspace('search/benchtrail.json');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('{}\n'));
    const { context } = await host();
    await context.results.refresh();
    const file = inWorkspace('search/after/search_20261126-232101.json');
    await vscode.commands.executeCommand('benchtrail.exclude', file, [], 'cold cache');
    assert.match(await textOf('search/benchtrail.json'), /"match": "after\/search_20261126-232101\.json"/);
    assert.equal(await textOf('benchtrail.json'), TEXT);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(uri);
    await context.results.refresh();
  });
});

describe('the baseline', () => {
  it('is a folder that the person chose, until it is cleared', async () => {
    const { context } = await host();
    await context.results.wake();
    await vscode.commands.executeCommand('benchtrail.setBaseline', inWorkspace('search/before'));
    assert.deepEqual(context.insights.choiceFor(0), { text: 'search/before', origin: 'person' });
    const run = context.results.snapshot.runs.find(({ file }) => file.path.startsWith('search/after/'));
    assert.ok(run);
    const baseline = context.insights.baselines.of(run);
    assert.equal(baseline?.kind, 'folder');
    assert.equal(baseline.runs.length, 5);
    await vscode.commands.executeCommand('benchtrail.clearBaseline');
    assert.equal(context.insights.choiceFor(0).origin, 'default');
  });

  it('is what the project file says, whatever the person chose', async () => {
    const { context } = await host();
    const text = '{ "baseline": "search/before" }\n';
    await vscode.workspace.fs.writeFile(inWorkspace('benchtrail.json'), new TextEncoder().encode(text));
    await context.results.refresh();
    const id = 'sorting/sort_20261126-232052.json';
    await context.insights.choose(id);
    assert.deepEqual(context.insights.choiceFor(0), { text: 'search/before', origin: 'project' });
    await vscode.workspace.fs.delete(inWorkspace('benchtrail.json'));
    await context.results.refresh();
    assert.deepEqual(context.insights.choiceFor(0), { text: id, origin: 'person' });
    await context.insights.choose(null);
  });

  it('is what the nearest project file says, below its folder; elsewhere the one above', async () => {
    const { context } = await host();
    const [above, nested] = [inWorkspace('benchtrail.json'), inWorkspace('search/benchtrail.json')];
    const write = (uri: vscode.Uri, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await write(above, '{ "baseline": "sorting/sort_20261126-232052.json" }\n');
    await write(nested, '{ "baseline": "before" }\n');
    await context.results.wake();
    await context.results.refresh();
    const tree = new RunsTree(context);
    const tooltipOf = async (id: string): Promise<string> => {
      await tree.update(OPTIONS);
      const file = context.results.snapshot.files.find(({ path }) => path === id);
      assert.ok(file);
      const node = tree.outline?.fileNode(file);
      assert.ok(node);
      const element = tree.elementFor(node);
      const item = tree.getTreeItem(element);
      assert.match(String(item.description), /[▲▼] [+-]\d/, id);
      const { tooltip } = tree.resolveTreeItem(item, element);
      return tooltip instanceof vscode.MarkdownString ? tooltip.value.replaceAll('\\', '') : '';
    };
    const searched = 'search/after/search_20261126-232101.json';
    const sorted = 'sorting/sort_20261126-232059.json';
    assert.match(await tooltipOf(searched), /against 5 runs of search\/before/);
    assert.match(await tooltipOf(sorted), /against sort_20261126-232052\.json/);
    assert.equal(baselineSet(context)?.text, 'sorting/sort_20261126-232052.json');

    await vscode.workspace.fs.delete(above);
    await context.results.refresh();
    assert.match(await tooltipOf(searched), /against 5 runs of search\/before/);
    assert.match(await tooltipOf(sorted), /against the previous run/);
    const set = baselineSet(context);
    assert.equal(set?.text, 'search/before');
    const { sides } = runToEnd(findBaselineSteps(context.results.snapshot, { kind: 'set' }, set));
    assert.deepEqual([sides?.before.runs.length, sides?.after.runs.length], [5, 5]);
    const { suggested } = runToEnd(sideChoiceSteps(context.results.snapshot, set));
    assert.deepEqual(suggested.map(sideName), ['search/before/', 'search/after/']);
    tree.dispose();
    await vscode.workspace.fs.delete(nested);
    await context.results.refresh();
  });
});

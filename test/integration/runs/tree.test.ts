import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CatalogueMeasure, CatalogueRun, Snapshot } from '../../../src/core/catalogue/snapshot.ts';
import { Baselines, chosenBaseline } from '../../../src/core/insight/baseline.ts';
import type { RunElement } from '../../../src/host/runs/element.ts';
import { RunsTree } from '../../../src/host/runs/runs-tree.ts';
import { host, OPTIONS } from './host.ts';

const LAST = 'sort_20261126-232059.json';

async function child(tree: RunsTree, title: string, parent?: RunElement): Promise<RunElement> {
  const children = await tree.getChildren(parent);
  const found = children.find((element) => element.title === title);
  assert.ok(found, `no ${title} among ${children.map((element) => element.title).join(', ')}`);
  return found;
}

describe('the tree of runs', () => {
  let tree: RunsTree;
  before(async () => {
    const { context } = await host();
    await context.results.wake();
    tree = new RunsTree(context);
    await tree.update(OPTIONS);
  });
  after(() => {
    tree.dispose();
  });

  it('has stable ids, nothing open, icons of the theme, and a label for screen readers', async () => {
    const sort = await child(tree, 'sort');
    const run = await child(tree, LAST, sort);
    const item = tree.getTreeItem(run);
    assert.equal(item.id, `run:sorting/${LAST}`);
    assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    assert.ok(item.iconPath instanceof vscode.ThemeIcon);
    assert.match(
      item.accessibilityInformation?.label ?? '',
      /81\.310 ms, down 4\.3 % against the baseline, better/,
    );
    assert.equal(item.tooltip, undefined);
    assert.equal(tree.getParent(run), sort);
    assert.equal(await child(tree, LAST, sort), run);
  });

  it('knows what is open by what is asked for: no event tells of an arrow that is clicked while the view is drawn', async () => {
    const { context } = await host();
    const own = new RunsTree(context);
    await own.update(OPTIONS);
    let changes = 0;
    const listener = own.onDidChangeOpen(() => changes++);
    const sort = await child(own, 'sort');
    assert.deepEqual(own.open, []);
    await own.getChildren(sort);
    await own.getChildren(sort);
    assert.deepEqual([own.open, changes], [[sort.id], 1]);
    const { collapsibleState } = own.getTreeItem(sort);
    assert.equal(collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    own.setOpen(sort, false);
    assert.deepEqual([own.open, changes], [[], 2]);
    listener.dispose();
    own.dispose();
  });

  it('makes tooltips when they are asked for: escaped, and trusted for one command alone', async () => {
    const run = await child(tree, LAST, await child(tree, 'sort'));
    const metric = await child(tree, 'time', await child(tree, 'sort text', run));
    const { tooltip } = tree.resolveTreeItem(tree.getTreeItem(metric), metric);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.deepEqual(tooltip.isTrusted, { enabledCommands: ['benchtrail.openPlace'] });
    assert.notEqual(tooltip.supportHtml, true);
    assert.match(tooltip.value, /\| Median \| /);
    assert.match(tooltip.value, /data:image\/svg\+xml,/);
    assert.match(tooltip.value, /\]\(command:benchtrail\.openPlace\?/);
  });

  it('lists what cannot be read with its reason and place', async () => {
    const broken = await child(tree, 'cut.json', await child(tree, 'Cannot be read'));
    const { description } = tree.getTreeItem(broken);
    assert.match(typeof description === 'string' ? description : '', /line \d+ · sorting/);
  });

  it('draws only what a change touches again, under the same elements', async () => {
    const { context } = await host();
    const sort = await child(tree, 'sort');
    const run = await child(tree, LAST, sort);
    const other = await child(tree, 'sort_20261126-232052.json', sort);
    const drawn: (readonly RunElement[] | undefined)[] = [];
    const listener = tree.onDidChangeTreeData((elements) => drawn.push(elements));
    await vscode.commands.executeCommand(
      'benchtrail.exclude',
      `sorting/${LAST}`,
      undefined,
      'noisy neighbor',
    );
    await context.results.settled();
    await tree.update(OPTIONS);
    const titles = drawn.flatMap((elements) => (elements ?? []).map(({ title }) => title));
    assert.ok(!drawn.includes(undefined), 'everything was drawn again');
    assert.ok(titles.includes('sort') || titles.includes(LAST), titles.join(', '));
    assert.ok(!titles.includes('search') && !titles.includes('phi3'), titles.join(', '));
    assert.equal(await child(tree, LAST, await child(tree, 'sort')), run);
    assert.match(String(tree.getTreeItem(run).description), /^excluded: noisy neighbor/);
    assert.equal(await child(tree, 'sort_20261126-232052.json', sort), other);
    await vscode.commands.executeCommand('benchtrail.include', `sorting/${LAST}`);
    await context.results.settled();
    await tree.update(OPTIONS);
    assert.doesNotMatch(String(tree.getTreeItem(run).description), /excluded/);
    listener.dispose();
  });

  it('gives the host its turns while it makes ten thousand items', async () => {
    const { context } = await host();
    const [model] = context.results.snapshot.runs;
    assert.ok(model);
    const runs = Array.from({ length: 10_000 }, (_, index) => copyOf(model, index));
    const snapshot: Snapshot = { version: 1, files: [model.file], runs, measures: [] };
    const baselines = new Baselines(snapshot, () => chosenBaseline(null, null));
    const insights = { contextOf: () => ({ baselines, noiseFloor: 0.01, now: 0 }), baselines };
    const many = new RunsTree({
      results: { snapshot, uriOf: (file) => context.results.uriOf(file) },
      insights,
    });
    await many.update(OPTIONS);
    const [group] = await many.getChildren();
    let turns = 0;
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      turns++;
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const children = await many.getChildren(group);
    clearInterval(timer);
    console.log(
      `10,000 items: ${String(turns)} turns of the host, ${longest.toFixed(0)} ms at most between two`,
    );
    assert.equal(children.length, 10_000);
    assert.ok(turns > 5, String(turns));
    many.dispose();
  });
});

function copyOf(model: CatalogueRun, index: number): CatalogueRun {
  const measures: CatalogueMeasure[] = [];
  const startedAt = new Date(Date.UTC(2025, 0, 1, 0, index)).toISOString();
  const run = { ...model, id: `run-${String(index)}.json`, startedAt, measures };
  for (const entry of model.measures) measures.push({ ...entry, run });
  return run;
}

import { describe, expect, it } from 'vitest';
import type { CatalogueRun, Snapshot } from '../../../src/core/catalogue/snapshot.ts';
import { Baselines, chosenBaseline } from '../../../src/core/insight/baseline.ts';
import type { DescriptionContext } from '../../../src/core/insight/tooltip.ts';
import { describeRun } from '../../../src/core/insight/tooltip.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import type { OutlineNode } from '../../../src/core/outline/node.ts';
import { Outline } from '../../../src/core/outline/outline.ts';
import { present } from '../../../src/core/outline/present.ts';
import { hyperfineExport } from '../../support/hyperfine-export.ts';
import { corpusFolder, loadFolder, readFiles } from '../../support/read-folder.ts';

const OPTIONS = {
  groupBy: 'category',
  sortBy: 'time',
  filter: '',
  rootNames: ['bench'],
  isListed: () => true,
} as const;

function contextsOf(snapshot: Snapshot): () => DescriptionContext {
  const baselines = new Baselines(snapshot, () => chosenBaseline(null, null));
  return () => ({ baselines, noiseFloor: 0.01, now: Date.parse('2026-01-01T00:00:00Z') });
}

describe('the outline of ten thousand runs', () => {
  const [model] = readFiles({ 'a.json': hyperfineExport([{ command: 'a', times: [1, 2, 3] }]) }).runs;
  const copies = Array.from({ length: 10_000 }, (_, index): CatalogueRun => {
    const measures: CatalogueRun['measures'][number][] = [];
    const run = {
      ...model!,
      id: `run-${String(index)}.json`,
      series: `hyperfine / case ${String(index % 7)}`,
      category: [`case ${String(index % 7)}`],
      startedAt: new Date(Date.UTC(2025, 0, 1, 0, index)).toISOString(),
      measures,
    };
    for (const entry of model!.measures) measures.push({ ...entry, run });
    return run;
  });
  const snapshot: Snapshot = { version: 1, files: [model!.file], runs: copies, measures: [] };

  it('asks nothing of runs whose group is closed, and finds each', () => {
    let asked = 0;
    const contextOf = contextsOf(snapshot);
    const outline = runToEnd(
      Outline.of(snapshot, OPTIONS, () => {
        asked++;
        return contextOf();
      }),
    );
    expect(outline.children()).toHaveLength(7);
    expect(asked).toBe(0);
    expect(outline.runNode('run-9999.json')?.parent?.title).toBe('case 3');
    expect(asked).toBe(1);
    const [first] = outline.children();
    expect(outline.children(first)[0]?.runIds[0]).toMatch(/^run-99\d\d\.json$/);
  });
});

const corpus = corpusFolder('chimeraforge');

describe.skipIf(corpus === null)('the outline of real folders', () => {
  it('has ids of its own for everything, and words for every item', () => {
    const files = Object.fromEntries(
      Object.entries(loadFolder(corpus!)).filter(([, bytes]) => bytes.length < 200_000),
    );
    const snapshot = readFiles(files);
    const contextOf = contextsOf(snapshot);
    const outline = runToEnd(Outline.of(snapshot, OPTIONS, contextOf));
    const seen = new Set<string>();
    const visit = (node: OutlineNode): void => {
      expect(seen.has(node.id), node.id).toBe(false);
      seen.add(node.id);
      const shown = present(node, contextOf);
      expect(shown.label).not.toBe('');
      expect(`${shown.description} ${shown.accessible}`).not.toMatch(/undefined|NaN|null|\[object/);
      if (node.kind === 'run') expect(describeRun(node.run, contextOf()).title).not.toBe('');
      for (const child of outline.children(node)) {
        expect(child.parent?.id).toBe(node.id);
        visit(child);
      }
    };
    for (const node of outline.children()) visit(node);
    expect(outline.total).toBeGreaterThan(0);
    expect(seen.size).toBeGreaterThan(outline.total);
  });
});

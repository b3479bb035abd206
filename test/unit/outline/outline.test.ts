import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/core/catalogue/snapshot.ts';
import { Baselines, chosenBaseline } from '../../../src/core/insight/baseline.ts';
import { regressionsOf } from '../../../src/core/insight/regressions.ts';
import type { DescriptionContext } from '../../../src/core/insight/tooltip.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { markdownTable } from '../../../src/core/outline/markdown-table.ts';
import type { OutlineNode } from '../../../src/core/outline/node.ts';
import type { OutlineOptions } from '../../../src/core/outline/options.ts';
import { Outline } from '../../../src/core/outline/outline.ts';
import { present } from '../../../src/core/outline/present.ts';
import { DEFAULT_PROJECT, type ProjectFile } from '../../../src/core/project/project-file.ts';
import { hyperfineExport } from '../../support/hyperfine-export.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

const OPTIONS: OutlineOptions = {
  groupBy: 'category',
  sortBy: 'time',
  filter: '',
  rootNames: ['bench'],
  isListed: () => false,
};

const times = (center: number): number[] =>
  Array.from({ length: 8 }, (_, i) => center * (1 + 0.002 * ((i * 3) % 8)));
const sort = (center: number): string => hyperfineExport([{ command: 'sort', times: times(center) }]);

const FILES: TestFiles = {
  'a/sort_20250101.json': sort(1),
  'a/sort_20250102.json': sort(1.5),
  'a/sort_20250103.json': sort(1.2),
  'b/llm.csv': 'model,ttft_s,tokens_s,error\nphi,0.1,40,\nphi,0,0,timed out\n',
  'b/copy.csv': 'model,ttft_s,tokens_s,error\nphi,0.1,40,\nphi,0,0,timed out\n',
  'b/broken.json': '{ "results": [',
  'b/notes.csv': 'step,draw\n1,2\n',
};

interface Made {
  readonly snapshot: Snapshot;
  readonly outline: Outline;
  readonly contextOf: () => DescriptionContext;
}

function make(
  files: TestFiles = FILES,
  options: Partial<OutlineOptions> = {},
  { baseline = null, ...rules }: Partial<ProjectFile> = {},
): Made {
  const snapshot = readFiles(files, { ...DEFAULT_PROJECT, ...rules });
  const baselines = new Baselines(snapshot, () => chosenBaseline(null, baseline));
  const contextOf = (): DescriptionContext => ({ baselines, noiseFloor: 0.01, now: 0 });
  return {
    snapshot,
    outline: runToEnd(Outline.of(snapshot, { ...OPTIONS, ...options }, contextOf)),
    contextOf,
  };
}

const titles = (nodes: readonly OutlineNode[]): string[] => nodes.map(({ title }) => title);

function at(outline: Outline, ...path: readonly string[]): OutlineNode {
  let node: OutlineNode | undefined;
  for (const title of path) {
    node = outline.children(node).find((child) => child.title === title);
    if (node === undefined) throw new Error(`no ${title} in ${path.join(' > ')}`);
  }
  return node!;
}

describe('the outline', () => {
  it('leads from the category over runs and benchmarks to metrics; copies and broken files are listed as files', () => {
    const { outline } = make();
    expect(titles(outline.children())).toEqual(['b', 'sort', 'Cannot be read', 'Counted elsewhere']);
    expect(titles(outline.children(at(outline, 'sort')))).toEqual([
      'sort_20250103.json',
      'sort_20250102.json',
      'sort_20250101.json',
    ]);
    expect(titles(outline.children(at(outline, 'sort', 'sort_20250103.json')))).toEqual(['sort']);
    expect(titles(outline.children(at(outline, 'sort', 'sort_20250103.json', 'sort')))).toEqual([
      'time',
      'user',
      'system',
    ]);
    expect(titles(outline.children(at(outline, 'Cannot be read')))).toEqual(['broken.json']);
    expect(titles(outline.children(at(outline, 'Counted elsewhere')))).toEqual(['llm.csv']);
    expect(outline.children(at(outline, 'sort', 'sort_20250103.json', 'sort', 'time'))).toEqual([]);
  });

  it('lists files without results only where the user added their folder', () => {
    const { outline } = make(FILES, { isListed: ({ path }) => path.startsWith('b/') });
    expect(titles(outline.children(at(outline, 'Without results')))).toEqual(['notes.csv']);
  });

  it('groups by folder, tool, day and outcome, and keeps one series without a level of its own', () => {
    const tops = (groupBy: OutlineOptions['groupBy']): string[] =>
      titles(
        make(FILES, { groupBy, sortBy: 'name' })
          .outline.children()
          .filter(({ kind }) => kind === 'group'),
      );
    expect(tops('folder')).toEqual(['a', 'b']);
    expect(tops('tool')).toContain('hyperfine');
    expect(tops('day')).toContain('2025-01-02');
    expect(tops('outcome')).toEqual(['ok', 'partial']);
    const { outline } = make(
      { 'x/y/z/s_20250101.json': sort(1), 'x/y/w/s_20250102.json': sort(2) },
      { groupBy: 'folder' },
    );
    expect(titles(outline.children())).toEqual(['x / y']);
    expect(outline.children()[0]!.id).toBe('group:folder:x/y');
  });

  it('shows series as a level where a category has several', () => {
    const files = {
      'sort_20250101.json': sort(1),
      'sort_20250102.csv': 'name,latency_ms\nx,1\nx,2\n',
    };
    const { outline } = make(files);
    const [group] = outline.children();
    expect(outline.children(group).map(({ kind }) => kind)).toEqual(['series', 'series']);
  });

  it('sorts runs by name, by value with the best first, and by change with the worst first', () => {
    const order = (sortBy: OutlineOptions['sortBy']): string[] => {
      const { outline } = make(FILES, { sortBy });
      return titles(outline.children(at(outline, 'sort'))).map((title) => title.slice(10, 13));
    };
    expect(order('name')).toEqual(['101', '102', '103']);
    expect(order('value')).toEqual(['101', '103', '102']);
    expect(order('change')).toEqual(['102', '103', '101']);
  });

  it('keeps what has every word of the filter', () => {
    const { outline } = make(FILES, { filter: 'PHI through' });
    expect(outline.shown).toBe(1);
    expect(outline.total).toBe(4);
    expect(make(FILES, { filter: 'phi sort' }).outline.children()).toEqual([]);
    expect(titles(make(FILES, { filter: 'broken' }).outline.children())).toEqual(['Cannot be read']);
  });

  it('finds the way to a run and a file, and keeps ids over snapshots', () => {
    const { outline, snapshot } = make();
    const run = outline.runNode('a/sort_20250102.json');
    expect(run?.parent?.title).toBe('sort');
    const broken = snapshot.files.find(({ path }) => path === 'b/broken.json')!;
    expect(outline.fileNode(broken)).toMatchObject({ kind: 'file', parent: { title: 'Cannot be read' } });
    const more = make({ ...FILES, 'a/sort_20250104.json': sort(2) });
    expect(more.outline.runNode('a/sort_20250102.json')?.id).toBe(run?.id);
    expect(outline.runNode('gone')).toBeUndefined();
  });

  it('says what a run is, how it changed, and why it is excluded', () => {
    const { outline, contextOf } = make(
      FILES,
      {},
      { excluded: [{ match: 'a/sort_20250101.json', reason: 'cold cache' }] },
    );
    const shown = (...path: string[]): ReturnType<typeof present> => present(at(outline, ...path), contextOf);
    expect(shown('sort', 'sort_20250103.json').description).toBe(
      '1.208 s ▼ -20.0 % · Execution · 2025-01-03',
    );
    expect(shown('sort', 'sort_20250103.json').accessible).toBe(
      'run sort_20250103.json, Execution 1.208 s, down 20.0 % against the baseline, better, ok, 2025-01-03',
    );
    expect(shown('sort', 'sort_20250101.json')).toMatchObject({
      look: 'excluded',
      description: 'excluded: cold cache · 2025-01-01',
    });
    expect(shown('sort').description).toBe('1.208 s ▼ -20.0 % · Execution · 3 runs · hyperfine');
    expect(shown('Cannot be read', 'broken.json')).toMatchObject({ look: 'broken' });
    expect(shown('sort', 'sort_20250103.json', 'sort', 'time').description).toMatch(/^1\.208 s ▼ -20\.0 %/);
  });

  it('copies as an escaped Markdown table', () => {
    const files = { 'a|b_20250101.csv': 'name,latency_ms\n`x|y`,1\n`x|y`,2\n' };
    const { outline, contextOf } = make(files);
    const group = outline.children()[0]!;
    const run = outline.children(group)[0]!;
    const lines = markdownTable([run], contextOf).trimEnd().split('\n');
    expect(lines[0]).toMatch(
      /^\| Run \| Benchmark \| Metric \| n \| Median \| Mean or value \|.* Min–max \|$/,
    );
    expect(lines[2]).toContain('`a\\|b_20250101.csv`');
    const cells = lines.map((line) => line.replaceAll('\\|', '').split('|').length);
    expect(new Set(cells).size).toBe(1);
    expect(markdownTable([group], contextOf)).toContain('| Run |');
    expect(markdownTable([], contextOf)).toBe('');
  });
});

describe('regressions', () => {
  it('are claimed for series of four runs a side against a chosen baseline, and never against a previous run', () => {
    const files: Record<string, string> = {};
    for (let i = 1; i <= 5; i++) {
      files[`before/sort_2025010${String(i)}.json`] = sort(1 + i / 1000);
      files[`after/sort_2025020${String(i)}.json`] = sort(1.2 + i / 1000);
    }
    const found = (baseline: string | null): string[] => {
      const { snapshot, contextOf } = make(files, {}, { baseline });
      const steps = regressionsOf(snapshot.runs, contextOf().baselines, () => 0.01);
      return runToEnd(steps).map(({ change }) => change.label);
    };
    expect(found('before')).toContain('time');
    expect(found('after')).toEqual([]);
    expect(found(null)).toEqual([]);
  });
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withRootsFrom } from '../../../src/core/catalogue/parts.ts';
import type { Snapshot } from '../../../src/core/catalogue/snapshot.ts';
import { buildComparison, type ComparisonSide } from '../../../src/core/compare/comparison-report.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { isNoReport } from '../../../src/core/report/build.ts';
import { relativeLinks } from '../../../src/core/report/links.ts';
import { plainText } from '../../../src/core/report/inline.ts';
import type { Report } from '../../../src/core/report/model.ts';
import { htmlSteps } from '../../../src/core/report/render-html.ts';
import { renderMarkdown } from '../../../src/core/report/render-markdown.ts';
import { strayNumbers } from '../../support/markdown-numbers.ts';
import { loadFolder, readFiles, type TestFiles } from '../../support/read-folder.ts';

const workspace = join(import.meta.dirname, '..', '..', 'workspaces', 'compare', 'results');
const golden = join(import.meta.dirname, '..', '..', 'golden', 'compare', 'comparison.md');

function side(title: string, snapshot: Snapshot, root: number): ComparisonSide {
  return { title, snapshot: withRootsFrom(snapshot, root) };
}

function compared(...snapshots: readonly (readonly [string, Snapshot])[]): Report {
  const sides = snapshots.map(([title, snapshot], root) => side(title, snapshot, root));
  const options = {
    generator: 'Benchtrail golden',
    date: '2026-01-02',
    roots: snapshots.map(([title]) => title),
    noiseFloor: 0.01,
  };
  const built = runToEnd(buildComparison(sides, options));
  if (isNoReport(built)) throw new Error(built.reason);
  return built;
}

function markdownOf(report: Report): string {
  const paths = report.roots.map(({ label }) => `/results/${label}`);
  return renderMarkdown(report, {
    link: relativeLinks(paths, '/results'),
    charts: 'none',
    chartTarget: () => '',
  }).markdown;
}

/** The plain text of a section. */
function sectionText(report: Report, title: string): string {
  const section = report.sections.find((one) => one.title === title);
  if (section === undefined) throw new Error(`no section ${title}`);
  return section.blocks
    .map((block) => {
      switch (block.kind) {
        case 'paragraph':
          return plainText(block.text);
        case 'heading':
          return block.text;
        case 'list':
          return block.items.map(plainText).join('\n');
        case 'table':
          return block.rows.map((row) => row.map(plainText).join(' | ')).join('\n');
        case 'chart':
          return '';
      }
    })
    .join('\n');
}

const csv = (times: readonly number[]): TestFiles => ({
  'bench.csv': `case,time_ms\n${times.map((time) => `sort,${String(time)}\n`).join('')}`,
});

describe('a comparison of two folders with five runs each', () => {
  const report = compared(
    ['before', readFiles(loadFolder(join(workspace, 'before')))],
    ['after', readFiles(loadFolder(join(workspace, 'after')))],
  );
  const markdown = markdownOf(report);

  it('gives the document of the golden file', () => {
    if (process.env.UPDATE_GOLDEN === '1') {
      mkdirSync(dirname(golden), { recursive: true });
      writeFileSync(golden, markdown);
    }
    expect(markdown).toBe(readFileSync(golden, 'utf8'));
  });

  it('says what changed, with both values, change, interval, p, n and a mark', () => {
    const changed = sectionText(report, 'What changed');
    expect(changed).toMatch(
      /✗ regressed \| BM_join \(rows=3000\) \| CPU time cpu_time \| [\d.]+ µs \| [\d.]+ ms \| \+/,
    );
    expect(changed).toMatch(
      /✓ improved \| BM_lookup \(rows=3000\) .*\| -99\.\d %.*\| -99\.\d % to -9\d\.\d % \| 0\.0095 \| 5 \/ 5/,
    );
    expect(sectionText(report, 'No change shown')).toMatch(/≈ no change shown \| BM_parse/);
  });

  it('says what differs beside and what has no partner', () => {
    expect(sectionText(report, 'Configuration and environment')).toBe(
      'environment | version of Google Benchmark | v1.8.3 | v1.9.0',
    );
    const alone = sectionText(report, 'Without a partner');
    expect(alone).toContain('Only in baseline: 2 metrics: BM_legacy (rows=3000) · real_time');
    expect(alone).toContain('Only in compared: 2 metrics: BM_clone (rows=3000) · real_time');
    expect(sectionText(report, 'Verdicts')).toMatch(
      /over 3 benchmarks \(BM_join .*BM_lookup .* and BM_parse/,
    );
  });

  it('names categories that one side has nothing of, not each of their metrics', () => {
    const rows = (...lines: string[]): string => ['benchmark,time_ms', ...lines, ''].join('\n');
    const before = readFiles({ 'sort/sort_1.csv': rows('quick,1', 'quick,2') });
    const after = readFiles({
      'sort/sort_1.csv': rows('quick,1', 'quick,2', 'heap,3', 'heap,4'),
      'hash/hash_1.csv': rows('md5,1', 'md5,2', 'sha,3', 'sha,4'),
    });
    expect(sectionText(compared(['old', before], ['new', after]), 'Without a partner')).toMatch(
      /Only in compared: 1 metric: heap · time_ms\.\s+Only in compared, in categories that the other side has nothing of: 2 metrics of hash_1\./,
    );
  });

  it('holds no number without a source, and leads to the files of both sides', () => {
    expect(strayNumbers(markdown)).toEqual([]);
    const targets = [...markdown.matchAll(/^\[f\d+\]: (\S+)$/gm)].map(([, target = '']) => target);
    expect(targets.some((target) => target.startsWith('before/'))).toBe(true);
    for (const target of targets.filter((one) => !one.startsWith('#'))) {
      const [path = '', line = ''] = target.split('#L');
      const lines = readFileSync(join(workspace, path), 'utf8').split('\n');
      expect(lines[Number(line.split('-')[0]) - 1]).toMatch(/"(real|cpu)_time":/);
    }
    expect(markdown).toContain('`after/store_bench_run1.json:');
  });

  it('shows the same in the editor, and marks verdicts for its colors', () => {
    const html = runToEnd(htmlSteps(report, { href: () => '#' }));
    expect([...html.matchAll(/<a class="figure"/g)]).toHaveLength(report.figures.length);
    expect(html).toContain('<span class="verdict regressed">✗ regressed</span>');
  });
});

describe('a comparison', () => {
  it('of single runs never claims more than that they differ', () => {
    const report = compared(
      ['a', readFiles(csv([10, 10.1, 10.2, 10.3, 10.4, 10.5]))],
      ['b', readFiles(csv([20, 20.1, 20.2, 20.3, 20.4, 20.5]))],
    );
    expect(sectionText(report, 'What changed')).toMatch(/^◇ differs \(one run each\)/);
    expect(markdownOf(report)).not.toMatch(/✗ regressed|✓ improved/);
  });

  it('of too few values says how many would do', () => {
    const report = compared(['a', readFiles(csv([10, 11]))], ['b', readFiles(csv([20, 21]))]);
    expect(sectionText(report, 'What cannot be told')).toMatch(
      /not enough samples.*; \d+ samples a side would do/,
    );
    expect(strayNumbers(markdownOf(report))).toEqual([]);
  });

  it('holds several sides against the first, and adjusts all their p together', () => {
    const slow = [20, 20.1, 20.2, 20.3, 20.4, 20.5];
    const base: readonly [string, Snapshot] = ['a', readFiles(csv([10, 10.1, 10.2, 10.3, 10.4, 10.5]))];
    const two = compared(base, ['b', readFiles(csv(slow))]);
    const three = compared(
      base,
      ['b', readFiles(csv(slow))],
      ['c', readFiles(csv([10, 10.2, 10.1, 10.5, 10.3, 10.4]))],
    );
    const p = (report: Report): number =>
      report.figures.find(({ statistic }) => statistic === 'p-value')?.value ?? NaN;
    expect(p(three)).toBeCloseTo(2 * p(two));
    expect(sectionText(three, 'Verdicts')).toMatch(/^b\nOf 1 .*\nc\nOf 1 /);
  });

  it('of different configurations names the keys and gives no verdict', () => {
    const file = (model: string): TestFiles => ({ 'x.csv': `model,tokens_s\n${model},1\n${model},2\n` });
    const report = compared(['a', readFiles(file('alpha'))], ['b', readFiles(file('beta'))]);
    expect(sectionText(report, 'What cannot be told')).toContain('the configurations differ in model');
    expect(sectionText(report, 'Configuration and environment')).toContain(
      'configuration | model | alpha | beta',
    );
  });

  it('with nothing on a side says why', () => {
    const sides = [side('a', readFiles(csv([1, 2])), 0), side('b', readFiles({ 'x.txt': 'hello' }), 1)];
    const options = { generator: 'x', date: null, roots: ['a', 'b'], noiseFloor: 0.01 };
    const built = runToEnd(buildComparison(sides, options));
    expect(isNoReport(built) && built.reason).toMatch(/^Nothing in b counts/);
  });
});

import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { findBaselineSteps, type ReportBaseline } from '../../../src/core/report/baseline-sides.ts';
import { plainText } from '../../../src/core/report/inline.ts';
import { relativeLinks } from '../../../src/core/report/links.ts';
import type { Report } from '../../../src/core/report/model.ts';
import { renderMarkdown } from '../../../src/core/report/render-markdown.ts';
import { reportOf } from '../../../src/host/dashboard/models.ts';
import { SMALL_SOURCE } from '../../support/dashboard/messages.ts';
import { manyResults } from '../../support/dashboard/many.ts';
import { strayNumbers } from '../../support/markdown-numbers.ts';
import { readFiles } from '../../support/read-folder.ts';

const nightly = manyResults({ benchmarks: 2, runs: 6 });
const paths = Object.keys(nightly);
/** Two folders of three runs each, a series in each. */
const FILES = Object.fromEntries(
  Object.entries(nightly).map(([path, text], at) => [
    path.replace('nightly/nightly', at < 3 ? 'before/early' : 'after/late'),
    text,
  ]),
);
const source = { ...SMALL_SOURCE, snapshot: readFiles(FILES), date: '2026-02-20' };
const { runs } = source.snapshot;

function reportWith(baseline: ReportBaseline, set: string | null = null): Report {
  const baselineSet = set === null ? null : { text: set, isRuled: () => true };
  const made = runToEnd(reportOf({ ...source, baseline: baselineSet }, { title: '', without: [], baseline }));
  if (made.kind === 'empty') throw new Error(made.why);
  return made.report;
}

function headerOf(report: Report): string | undefined {
  const entry = report.header.find(([name]) => name === 'Baseline');
  return entry === undefined ? undefined : plainText(entry[1]);
}

function storyOf(report: Report): string | undefined {
  const blocks = report.sections.flatMap((section) => section.blocks);
  const texts = blocks.flatMap((block) => (block.kind === 'paragraph' ? [plainText(block.text)] : []));
  return texts.find((text) => text.startsWith('The baseline is'));
}

describe('the baseline of a report', () => {
  it('is the one that is set, unless another is chosen', () => {
    expect(paths).toHaveLength(6);
    expect(headerOf(reportWith({ kind: 'set' }, 'before'))).toBe('before, from 2026-01-01 to 2026-01-03');
    expect(headerOf(reportWith({ kind: 'none' }, 'before'))).toBeUndefined();
    expect(headerOf(reportWith({ kind: 'set' }))).toBeUndefined();
    expect(storyOf(reportWith({ kind: 'set' }))).toBeUndefined();
  });

  it('can be a folder, and is told with its runs, their days and its age', () => {
    const report = reportWith({ kind: 'folder', root: 0, path: 'before' });
    expect(headerOf(report)).toBe('before/, from 2026-01-01 to 2026-01-03');
    expect(storyOf(report)).toBe(
      'The baseline is before/: 3 runs from 2026-01-01 to 2026-01-03, 48 days before this report; a newer one may say more. Its results are compared with all others of this report.',
    );
  });

  it('can be a run, a series or a category', () => {
    const first = runs.find(({ file }) => file.path.startsWith('before/'));
    const id = first?.id ?? '';
    expect(headerOf(reportWith({ kind: 'runs', ids: [id] }))).toBe(`${id}, of 2026-01-01`);
    const series = first?.series ?? '';
    expect(headerOf(reportWith({ kind: 'series', series }))).toMatch(/early, from 2026-01-01/);
    const category = first?.category.join(' / ') ?? '';
    expect(storyOf(reportWith({ kind: 'category', category }))).toMatch(/: 3 runs from 2026-01-01/);
  });

  it('can be the previous run of each series: the last of each is held against the one before it', () => {
    const report = reportWith({ kind: 'previous' });
    expect(headerOf(report)).toBe('the previous run of each series, from 2026-01-02 to 2026-01-05');
    expect(storyOf(report)).toMatch(
      /: 2 runs from .*\. The last run of each series is compared with the one before it\.$/,
    );
    const { sides } = runToEnd(findBaselineSteps(source.snapshot, { kind: 'previous' }, null));
    expect(sides?.after.runs.map(({ startedAt }) => startedAt?.slice(0, 10))).toEqual([
      '2026-01-06',
      '2026-01-03',
    ]);
  });

  it('says why there is none although one was asked for', () => {
    for (const asked of [
      { kind: 'folder', root: 0, path: 'gone' },
      { kind: 'folder', root: 1, path: 'before' },
      { kind: 'runs', ids: runs.map(({ id }) => id) },
      { kind: 'runs', ids: [] },
    ] satisfies ReportBaseline[]) {
      const { sides, note } = runToEnd(findBaselineSteps(source.snapshot, asked, null));
      expect([sides, note]).toEqual([
        null,
        expect.stringMatching(/^Nothing can be held against this baseline: /),
      ]);
    }
    expect(
      runToEnd(findBaselineSteps(source.snapshot, { kind: 'set' }, { text: 'gone', isRuled: () => true }))
        .note,
    ).not.toBeNull();
    expect(
      runToEnd(findBaselineSteps(source.snapshot, { kind: 'none' }, { text: 'before', isRuled: () => true }))
        .note,
    ).toBeNull();
    expect(runToEnd(findBaselineSteps(source.snapshot, { kind: 'set' }, null)).note).toBeNull();
    const [only] = runs;
    const alone = readFiles({ [only?.file.path ?? '']: nightly[paths[0] ?? ''] ?? '' });
    expect(runToEnd(findBaselineSteps(alone, { kind: 'previous' }, null)).sides).toBeNull();
  });

  it('is in the report as it is saved, with no number that has no source', () => {
    const { markdown } = renderMarkdown(reportWith({ kind: 'folder', root: 0, path: 'before' }), {
      link: relativeLinks(['/results'], '/results'),
      charts: 'none',
      chartTarget: () => '',
    });
    expect(markdown).toContain('### Against the baseline');
    expect(markdown).toMatch(/Baseline.*`before\/`, from `2026-01-01` to `2026-01-03`/);
    expect(strayNumbers(markdown)).toEqual([]);
  });
});

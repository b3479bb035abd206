import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/findings/finding.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { findAllSteps } from '../../../src/core/findings/rules.ts';
import { rowsOf } from '../../../src/core/findings/rows.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { plainText } from '../../../src/core/report/inline.ts';
import { seeded } from '../../support/dashboard/many.ts';
import { blocksOf } from '../../support/load-sweeps.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

const rows = (header: string, lines: readonly string[]): string => `${[header, ...lines].join('\n')}\n`;

/** A run per day; each kernel at its level of the day. */
function history(levels: Readonly<Record<string, readonly number[]>>): TestFiles {
  const days = Math.max(...Object.values(levels).map((own) => own.length));
  const files: Record<string, string> = {};
  for (let day = 0; day < days; day++) {
    const lines = Object.entries(levels).flatMap(([kernel, own]) =>
      [0, 1, 2].map((i) => `${kernel},${String(i)},${String((own[day] ?? 0) + i * 0.01)}`),
    );
    files[`bench_202601${String(day + 1).padStart(2, '0')}-120000.csv`] = rows(
      'kernel,repetition,time_ms',
      lines,
    );
  }
  return files;
}

const JITTER = [0, 0.05, -0.04, 0.02, -0.03, 0.04, 0.01, -0.05, 0.03, -0.02, 0.06, -0.06];

const level = (before: number, after: number, at: number): number[] =>
  JITTER.map((noise, day) => (day < at ? before : after) + noise);

function told(files: TestFiles): Finding[] {
  const snapshot = readFiles(files);
  const found = runToEnd(findAllSteps({ snapshot, project: DEFAULT_PROJECT, rows: rowsOf(snapshot) }));
  return found.filter(({ kind }) => kind === 'step');
}

describe('steps of a history', () => {
  it('are told with their levels, the run and the test', () => {
    const [finding, ...others] = told(history({ sort: level(10, 12, 6), hash: level(5, 5, 0) }));
    expect(others).toEqual([]);
    expect(plainText(finding?.statement ?? [])).toMatch(
      /^Latency of sort in bench rose by \+(?:19|20)\.\d % with bench_20260107-120000\.csv and stayed there: 10\.\d+ ms over 6 runs before, 1[12]\.\d+ ms over 6 runs since \(p = 0\.0\d+\)\.$/u,
    );
    expect(plainText(finding?.advice?.text ?? [])).toContain('bench_20260106-120000.csv');
  });

  it('that came with one run are told together', () => {
    const [finding, ...others] = told(history({ sort: level(10, 12, 6), hash: level(5, 7, 6) }));
    expect(others).toEqual([]);
    expect(plainText(finding?.statement ?? [])).toMatch(
      /^With bench_20260107-120000\.csv 2 of 2 histories got worse and stayed there, most of all latency of hash by \+\d\d\.\d % \(p = /u,
    );
  });

  it('are told of none by chance, of many histories, and of the one that has one', () => {
    const random = seeded(3);
    const noisy = (after: number): number[] =>
      Array.from({ length: 20 }, (_, day) => (day < 14 ? 10 : after) * (1 + 0.05 * (random() - 0.5)));
    const levels = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`kernel_${String(i)}`, noisy(10)]),
    );
    expect(told(history(levels))).toEqual([]);
    const [finding, ...others] = told(history({ ...levels, sort: noisy(11) }));
    expect(others).toEqual([]);
    expect(plainText(finding?.statement ?? [])).toContain('of sort in bench rose by');
  });

  it('are not told of noise, of what came back, or of few runs', () => {
    expect(told(history({ sort: level(10, 10, 0) }))).toEqual([]);
    expect(
      told(history({ sort: JITTER.map((noise, day) => (day > 3 && day < 8 ? 13 : 10) + noise) })).filter(
        ({ statement }) => plainText(statement).includes('rose'),
      ),
    ).toEqual([]);
    expect(told(history({ sort: level(10, 12, 3).slice(0, 7) }))).toEqual([]);
  });
});

describe('the trend of a report', () => {
  const blocks = blocksOf(history({ sort: level(10, 12, 6), hash: level(5, 5, 0) }));

  it('has the latest step in its table', () => {
    const table = blocks.flatMap((block) =>
      block.kind === 'table' && block.columns.at(-1)?.title === 'Latest step' ? [block] : [],
    )[0];
    const cells = table?.rows.map((row) => plainText(row.at(-1) ?? [])) ?? [];
    expect(cells[0]).toMatch(/^\+(?:19|20)\.\d % to 1[12]\.\d+ ms since 2026-01-07 \(p = 0\.0\d+\)$/u);
    expect(cells[1]).toBe('none');
  });

  it('draws the history with levels, band and step', () => {
    const chart = blocks.flatMap((block) =>
      block.kind === 'chart' && block.id.startsWith('trend-') ? [block.spec] : [],
    )[0];
    if (chart?.type !== 'line') throw new Error('no trend');
    expect(chart.series[0]?.levels.map(({ from, to }) => [from, to])).toEqual([
      [0, 5],
      [6, 11],
    ]);
    expect(chart.markers.map(({ x }) => x)).toEqual([6]);
    expect(chart.series[0]?.band?.points.map(({ x }) => x)).toEqual([6, 11]);
  });
});

import { describe, expect, it } from 'vitest';
import { failedChecks } from '../../../src/core/findings/checks.ts';
import { rowsOf } from '../../../src/core/findings/rows.ts';
import { DEFAULT_PROJECT, type ProjectFile } from '../../../src/core/project/project-file.ts';
import { checkBlocks } from '../../../src/core/report/checks.ts';
import { plainText } from '../../../src/core/report/inline.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { inputSteps } from '../../../src/core/report/input.ts';
import { keyFindings } from '../../../src/core/report/key-findings.ts';
import { readFiles } from '../../support/read-folder.ts';

/** A summary of `k6 --summary-export`, in which true says that a threshold was crossed. */
function summary(crossed: Readonly<Record<string, boolean>>): string {
  const trend = { avg: 8.5, min: 1.5, med: 7.25, max: 61.5, 'p(90)': 14.5, 'p(95)': 17.75 };
  const metrics = {
    http_reqs: { count: 1200, rate: 99.5 },
    http_req_duration: { ...trend, thresholds: crossed },
    iterations: { count: 1200, rate: 99.5 },
  };
  return JSON.stringify({ metrics, root_group: { name: '', path: '', groups: {}, checks: {} } }, null, 1);
}

const FILES = {
  'shop/k6_summary.json': summary({ 'p(95)<20': false, 'max<50': true }),
  'cart/k6_summary.json': summary({ 'p(95)<30': false }),
};

function inputOf(files: Record<string, string>, project: ProjectFile = DEFAULT_PROJECT) {
  return runToEnd(inputSteps(readFiles(files, project), project, { generator: 'test', roots: ['x'] }));
}

describe('checks of the tools', () => {
  const input = inputOf(FILES);

  it('are a table of all, failed ones first, each with its line', () => {
    const [table] = checkBlocks(input).filter((block) => block.kind === 'table');
    expect(table?.rows.map((row) => row.map(plainText))).toEqual([
      ['shop/k6_summary.json', 'k6', 'http_req_duration: max<50', 'not passed', 'shop/k6_summary.json:16'],
      ['cart/k6_summary.json', 'k6', 'http_req_duration: p(95)<30', 'passed', 'cart/k6_summary.json:15'],
      ['shop/k6_summary.json', 'k6', 'http_req_duration: p(95)<20', 'passed', 'shop/k6_summary.json:15'],
    ]);
  });

  it('are a weighty finding where they failed, with the lines of its counts', () => {
    const found = failedChecks(input);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ kind: 'check', weight: 0.95 });
    expect(plainText(found[0]?.statement ?? [])).toMatch(
      /^1 of 2 checks that k6 made itself in .* did not pass: http_req_duration: max<50 \(shop\/k6_summary.json:16\)\.$/,
    );
    const [count] = (found[0]?.statement ?? []).filter((part) => part.kind === 'figure');
    expect(count?.figure.evidence.sources).toMatchObject([{ file: 'shop/k6_summary.json', line: 16 }]);
    const headings = keyFindings(input).filter((block) => block.kind === 'heading');
    expect(headings.map(({ text }) => text)).toContain('Checks of the tools that did not pass');
  });

  it('are left out where no tool states any, or where the run is excluded', () => {
    expect(checkBlocks(inputOf({ 'k6_summary.json': summary({}) }))).toEqual([]);
    const project = { ...DEFAULT_PROJECT, excluded: [{ match: 'shop/**', reason: 'broken network' }] };
    const excluded = inputOf(FILES, project);
    expect(failedChecks({ ...excluded, rows: rowsOf(excluded.snapshot) })).toEqual([]);
  });
});

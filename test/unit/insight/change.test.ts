import { describe, expect, it } from 'vitest';
import { Baselines, chosenBaseline } from '../../../src/core/insight/baseline.ts';
import {
  changeMark,
  changeOfMeasure,
  changesAgainst,
  changeSentence,
  markOf,
  tallyOf,
} from '../../../src/core/insight/change.ts';
import { headlineOfRun } from '../../../src/core/insight/headline.ts';
import { headlineChange, headlineSentence } from '../../../src/core/insight/headline-change.ts';
import { hyperfineExport } from '../../support/hyperfine-export.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

const times = (center: number): number[] =>
  Array.from({ length: 10 }, (_, i) => center * (1 + 0.002 * ((i * 7) % 10)));
const sort = (center: number): string => hyperfineExport([{ command: 'sort', times: times(center) }]);

function setUp(
  files: TestFiles,
  baseline: string | null = null,
): { snapshot: ReturnType<typeof readFiles>; baselines: Baselines } {
  const snapshot = readFiles(files);
  return { snapshot, baselines: new Baselines(snapshot, () => chosenBaseline(null, baseline)) };
}

const TWO = { 'sort_20250101.json': sort(1), 'sort_20250102.json': sort(1.2) };

describe('the change against a baseline', () => {
  it('between single runs is shown with arrow and sign, and claims nothing', () => {
    const { snapshot, baselines } = setUp(TWO);
    const found = changeOfMeasure(snapshot.runs[1]!.measures[0]!, baselines, 0.01)!;
    expect(found.change.verdict).toBe('differs-one-run-each');
    expect(changeMark(found.change)).toMatchObject({
      arrow: '▲',
      text: '▲ +20.0 %',
      better: false,
      certain: false,
    });
    expect(changeSentence(found.change, 'before')).toMatch(
      /^Execution time \+20\.0 % \(\+\d.*\) against before: differs \(one run each\); beyond the noise floor\.$/,
    );
    expect(changeOfMeasure(snapshot.runs[0]!.measures[0]!, baselines, 0.01)).toBeNull();
  });

  it('is a regression with four runs a side', () => {
    const files: Record<string, string> = {};
    for (let i = 1; i <= 5; i++) {
      files[`before/sort_2025010${String(i)}.json`] = sort(1 + i / 1000);
      files[`after/sort_2025020${String(i)}.json`] = sort(1.2 + i / 1000);
    }
    const { snapshot, baselines } = setUp(files, 'before');
    const after = snapshot.runs.filter(({ file }) => file.path.startsWith('after/'));
    const baseline = baselines.of(after[0]!)!;
    expect(baseline.runs).toHaveLength(5);
    const changes = changesAgainst(
      after.flatMap(({ measures }) => measures),
      baseline,
      baselines,
      0.01,
    );
    expect(tallyOf(changes).regressed).toBeGreaterThan(0);
    expect(changeMark(changes[0]!)).toMatchObject({ better: false, certain: true });
  });

  it('joins the benchmarks of a run by the geometric mean of their ratios', () => {
    const file = (a: number, b: number): string =>
      hyperfineExport([
        { command: 'a', times: times(a) },
        { command: 'b', times: times(b) },
      ]);
    const { snapshot, baselines } = setUp({ 'x_20250101.json': file(1, 1), 'x_20250102.json': file(0.5, 1) });
    const change = headlineChange(headlineOfRun(snapshot.runs[1]!)!, baselines, 0.01)!;
    expect(change.mark).toMatchObject({ arrow: '▼', text: '▼ -29.3 %', better: true, certain: false });
    expect(headlineSentence(change, 'x')).toBe(
      'Execution time -29.3 % against x: geometric mean of the ratios of 2 benchmarks; 1 differs (one run each), 1 no change shown.',
    );
  });

  it('marks equal sides without an arrow, and directions by the metric', () => {
    expect(markOf(0, 'lower')).toEqual({ ratio: 0, arrow: '', text: '±0 %', better: null });
    expect(markOf(0.1, 'higher').better).toBe(true);
    expect(markOf(-0.1, 'higher').better).toBe(false);
    expect(markOf(-0.1, 'none').better).toBeNull();
  });
});

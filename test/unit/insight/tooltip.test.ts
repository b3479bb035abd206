import { describe, expect, it } from 'vitest';
import { Baselines, chosenBaseline } from '../../../src/core/insight/baseline.ts';
import type { Description } from '../../../src/core/insight/description.ts';
import {
  describeBenchmark,
  describeFile,
  describeMeasure,
  describeRun,
  type DescriptionContext,
} from '../../../src/core/insight/tooltip.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { hyperfineExport } from '../../support/hyperfine-export.ts';
import { readFiles } from '../../support/read-folder.ts';

const NOW = Date.parse('2025-01-09T00:00:00Z');
const times = (center: number): number[] =>
  Array.from({ length: 20 }, (_, i) => center * (1 + 0.01 * ((i * 7) % 20)));
const sort = (center: number): string => hyperfineExport([{ command: 'sort', times: times(center) }]);
const snapshot = readFiles({
  'sort_20250101.json': sort(0.001),
  'sort_20250102.json': sort(0.0012),
  'sort_20250103.json': sort(0.0011),
  'broken.json': '{"results": [',
});
const context: DescriptionContext = {
  baselines: new Baselines(snapshot, () => chosenBaseline(null, null)),
  noiseFloor: 0.01,
  now: NOW,
};
const last = snapshot.runs.at(-1)!;

const facts = ({ lines }: Description): Record<string, string> =>
  Object.fromEntries(lines.map(({ label, value }) => [label, value]));

describe('a tooltip', () => {
  it('of a measure has its statistics, change, history and place', () => {
    const measure = last.measures.find((entry) => entry.measure.metric === 'latency') ?? last.measures[0]!;
    const told = describeMeasure(measure, context);
    expect(told.title).toMatch(/^sort · /);
    expect(facts(told)).toMatchObject({ n: '20', CV: '5.4 %' });
    expect(facts(told).Median).toBe('1.205 ms ± 0.04950 ms (95.9 %)');
    expect(facts(told).Mean).toBe('1.205 ms ± 0.03046 ms (95 %)');
    expect(facts(told)['Min–max']).toMatch(/^1\.1 ms – 1\.309 ms$/);
    expect(told.notes[0]).toMatch(/-8\.3 % .*against the previous run, sort_20250102\.json \(1 week old\)/);
    expect(told.spark).toMatchObject({ of: 'the last 3 runs' });
    expect(told.sources[0]).toMatchObject({ file: 'sort_20250103.json', line: measure.measure.place.line });
  });

  it('of a benchmark and a run says what the headline is', () => {
    const benchmark = describeBenchmark(last.measures, context)!;
    expect(benchmark.about).toMatch(/^\S.*, mean, n = 20: 1\.20\d* ms\.$/);
    const run = describeRun(last, context);
    expect(run.title).toBe('sort_20250103.json');
    expect(facts(run)).toMatchObject({ Started: '2025-01-03, from the file’s name', Tool: 'hyperfine' });
  });

  it('of an excluded run says why it does not count', () => {
    const project = { ...DEFAULT_PROJECT, excluded: [{ match: '*', reason: 'wrong driver' }] };
    const excluded = readFiles({ 'a.json': sort(1) }, project);
    const baselines = new Baselines(excluded, () => chosenBaseline(null, null));
    expect(describeRun(excluded.runs[0]!, { ...context, baselines }).notes).toEqual([
      'Not counted: Excluded: wrong driver',
    ]);
  });

  it('of a broken file has its reason and line', () => {
    const file = snapshot.files.find(({ path }) => path === 'broken.json')!;
    const told = describeFile(file);
    expect(told.about).not.toBe('');
    expect(told.sources[0]?.line).toBe(1);
  });
});

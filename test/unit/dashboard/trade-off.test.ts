import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScatterSpec } from '../../../src/core/charts/spec.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { chartSteps, type DrawnChart } from '../../../src/core/dashboard/chart.ts';
import { choicesSteps } from '../../../src/core/dashboard/choices.ts';
import { DEFAULT_LIMITS, NO_FILTER, type ChartQuery } from '../../../src/core/dashboard/query.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

type Point = readonly [quant: string, batch: number, ttft: number, throughput: number];

const POINTS: readonly Point[] = [
  ['q4', 1, 20, 40],
  ['q4', 4, 50, 90],
  ['q4', 8, 90, 120],
  ['q8', 1, 40, 30],
  ['q8', 4, 80, 70],
  ['q8', 8, 300, 130],
];

function csv(points: readonly Point[]): string {
  const lines = points.map((point) => point.join(','));
  return `${['quantization,batch_size,ttft_ms,throughput_tok_s', ...lines].join('\n')}\n`;
}

function drawn(
  files: TestFiles,
  more: Partial<ChartQuery> = {},
  limits = DEFAULT_LIMITS,
): DrawnChart & { readonly spec: ScatterSpec } {
  const snapshot = readFiles(files);
  const { metrics } = runToEnd(choicesSteps(snapshot, NO_FILTER));
  const metric = metrics.find((one) => one.metric === 'throughput')?.key ?? '';
  const { query } = runToEnd(choicesSteps(snapshot, NO_FILTER, { metric, type: 'trade-off' }));
  if (query === null) throw new Error('nothing to choose');
  const result = runToEnd(chartSteps(snapshot, DEFAULT_PROJECT, { ...query, ...more }, limits));
  if (result.kind !== 'chart') throw new Error(result.why);
  const [view] = result.views;
  if (view?.spec.type !== 'scatter') throw new Error('no marks');
  return { ...result, spec: view.spec };
}

describe('a trade-off', () => {
  it('is offered where three configurations have two metrics, and weighs throughput against latency by itself', () => {
    const snapshot = readFiles({ 'sweep_bench.csv': csv(POINTS) });
    const choices = runToEnd(choicesSteps(snapshot, NO_FILTER, { type: 'trade-off' }));
    expect(choices.types.find(({ type }) => type === 'trade-off')?.fits).toBe(true);
    const own = choices.metrics.find(({ key }) => key === choices.query?.metric);
    const other = choices.metrics.find(({ key }) => key === choices.query?.x);
    expect([own?.direction, other?.direction].sort()).toEqual(['higher', 'lower']);
    const few = runToEnd(choicesSteps(readFiles({ 'few_bench.csv': csv(POINTS.slice(0, 2)) }), NO_FILTER));
    expect(few.types.find(({ type }) => type === 'trade-off')).toMatchObject({
      fits: false,
      why: 'No three configurations have another metric besides this one.',
    });
    expect(few.others).toEqual([]);
  });

  it('is colored by names, not by numbers', () => {
    const { query } = drawn({ 'sweep_bench.csv': csv([...POINTS, ['q2', 16, 400, 150]]) });
    expect(query.grouping).toBe('parameter:quantization');
  });

  it('draws a mark per configuration, at its two numbers in canonical units, with the place of the first', () => {
    const { spec } = drawn({ 'sweep_bench.csv': csv(POINTS) });
    const marks = spec.series.flatMap(({ points }) => points);
    expect(marks.map(({ x, value }) => [x, value]).sort()).toEqual(
      POINTS.map(([, , ttft, throughput]) => [ttft / 1000, throughput]).sort(),
    );
    const best = marks.find(({ value }) => value === 130);
    expect(spec.sources[best?.source ?? -1]).toMatchObject({ file: 'sweep_bench.csv', line: 7 });
    expect([spec.value.unit, spec.x.unit]).toEqual(['tok/s', 's']);
    expect([spec.value.direction, spec.x.direction]).toEqual(['higher', 'lower']);
    expect(spec.title).toMatch(/^Throughput against /u);
  });

  it('joins the configurations that no other beats in both by stairs, and names them', () => {
    const { spec, notes } = drawn({ 'sweep_bench.csv': csv(POINTS) });
    expect(spec.front).toEqual([
      { x: 0.02, value: 40, name: 'quantization=q4, batch_size=1' },
      { x: 0.05, value: 40, name: null },
      { x: 0.05, value: 90, name: 'quantization=q4, batch_size=4' },
      { x: 0.09, value: 90, name: null },
      { x: 0.09, value: 120, name: 'quantization=q4, batch_size=8' },
      { x: 0.3, value: 120, name: null },
      { x: 0.3, value: 130, name: 'quantization=q8, batch_size=8' },
    ]);
    expect(notes[0]).toMatch(
      /^Front: 4 of 6 configurations are beaten by no other in both metrics: .*nothing is tested\.$/u,
    );
  });

  it('has a front that no mark lies beyond, whatever the numbers', () => {
    const point = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), (pairs) => {
        const points = pairs.map(([ttft, throughput], at): Point => ['q4', at + 1, ttft, throughput]);
        const { spec } = drawn({ 'sweep_bench.csv': csv(points) });
        const marks = spec.series.flatMap((series) => series.points);
        const isBeaten = (x: number, value: number): boolean =>
          marks.some((other) => {
            const y = other.value ?? 0;
            return other.x <= x && y >= value && (other.x < x || y > value);
          });
        const unbeaten = marks.filter(({ x, value }) => !isBeaten(x, value ?? 0));
        const corners = new Set(spec.front.map(({ x, value }) => `${String(x)} ${String(value)}`));
        for (const { x, value } of unbeaten) expect(corners).toContain(`${String(x)} ${String(value)}`);
        const values = spec.front.map(({ value }) => value);
        expect(values).toEqual(values.toSorted((a, b) => a - b));
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it('pools the runs of a configuration, and only those', () => {
    const other = POINTS.map(([quant, batch, ttft, throughput]): Point => [
      quant,
      batch,
      ttft + 10,
      throughput + 2,
    ]);
    const { spec } = drawn({
      'a/sweep_20260101-000000.csv': csv(POINTS),
      'a/sweep_20260102-000000.csv': csv(other),
    });
    const marks = spec.series.flatMap(({ points }) => points);
    expect(marks).toHaveLength(6);
    const first = marks.find(({ value }) => value === 41);
    expect(first?.x).toBeCloseTo(0.025, 12);
    expect(first?.n).toBe(2);
  });

  it('has no front where a metric has no better direction, and says so', () => {
    const text = csv(POINTS).replace('ttft_ms', 'tokens_generated');
    const { spec, notes } = drawn({ 'sweep_bench.csv': text });
    expect(spec.x.direction).toBe('none');
    expect(spec.front).toEqual([]);
    expect(notes[0]).toMatch(/has no better direction: there is no front\.$/u);
  });

  it('says what lacks the other metric, and what found no room', () => {
    const text = `${csv(POINTS)}q2,1,,12\n`;
    const { notes, leftOut } = drawn({ 'sweep_bench.csv': text }, {}, { ...DEFAULT_LIMITS, points: 4 });
    expect(notes).toContain('1 configuration lacks one of the two numbers and is not drawn.');
    expect(leftOut[0]).toMatchObject({ drawn: 4, total: 6, of: 'configurations' });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statisticsOf } from '../../../src/core/contract/statistics.ts';
import type { CatalogueMeasure, CatalogueRun, Snapshot } from '../../../src/core/catalogue/snapshot.ts';
import {
  isSweep,
  rowOf,
  rowsOf,
  sharedBag,
  varyingLevels,
  type Row,
} from '../../../src/core/findings/rows.ts';
import type { Measure } from '../../../src/core/model/measure.ts';
import { largeSnapshot } from '../../support/large-snapshot.ts';

interface Asked {
  readonly label: string;
  readonly metric: string;
  readonly unit: string | null;
  readonly name: string;
  readonly size: number;
  readonly counted: boolean;
  readonly values: readonly number[];
}

const NAMES = ['copy', 'scale', 'a|b'];

const ASKED: fc.Arbitrary<Asked> = fc.record({
  label: fc.constantFrom('time_ms', 'time', 'b'),
  metric: fc.constantFrom('latency', 'throughput'),
  unit: fc.constantFrom(null, 's', ''),
  name: fc.constantFrom(...NAMES),
  size: fc.integer({ min: 1, max: 9 }),
  counted: fc.constantFrom(true, true, true, false),
  values: fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true })) },
    fc.array(fc.constantFrom(1, 2.5, NaN), { maxLength: 4 }),
  ),
});

function runOf(all: readonly Asked[]): CatalogueRun {
  const made = largeSnapshot({ runs: 1, benchmarks: 1, metrics: 1, samples: 1 }).runs[0];
  const [model] = made?.measures ?? [];
  if (made === undefined || model === undefined) throw new Error('expected a measure');
  const measures: CatalogueMeasure[] = [];
  const run: CatalogueRun = { ...made, parameters: { device: 'gpu', size: 0 }, measures };
  for (const { label, metric, unit, name, size, counted, values } of all) {
    const { samples } = model.measure;
    if (samples === null) throw new Error('expected samples');
    const measure: Measure = {
      ...model.measure,
      label,
      metric,
      unit,
      samples: {
        ...samples,
        values: Float64Array.from(values),
        lines: new Uint32Array(values.length).fill(2),
        columns: new Uint32Array(values.length).fill(1),
      },
    };
    const benchmark = { name, parameters: { size }, measures: [measure] };
    measures.push({ ...model, run, benchmark, measure, counted });
  }
  return run;
}

function snapshotOf(run: CatalogueRun): Snapshot {
  return { version: 1, files: [run.file], runs: [run], measures: run.measures };
}

/** The rows as they are defined: measures of equal keys, one row a sweep, else one a measure. */
function plainEntries(run: CatalogueRun): (readonly CatalogueMeasure[])[] {
  const groups = new Map<string, CatalogueMeasure[]>();
  for (const entry of run.measures.filter(({ counted }) => counted)) {
    const { label, metric, unit } = entry.measure;
    const key = JSON.stringify([label, metric, unit ?? '', entry.benchmark.name]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()].flatMap((group) => (isSweep(group) ? [group] : group.map((entry) => [entry])));
}

function expectPlain(row: Row, run: CatalogueRun): void {
  const bags = row.entries.map(({ benchmark }) => benchmark.parameters);
  expect(row.parameters).toEqual({ ...run.parameters, ...sharedBag(bags) });
  expect(row.varying).toEqual(varyingLevels(bags));
  const [first] = row.entries;
  if (first === undefined) throw new Error('expected an entry');
  const { metric, label, unit, direction, kind } = first.measure;
  expect(row).toMatchObject({ run, benchmark: first.benchmark.name, metric, label, unit, direction, kind });
  expect(row.statistics).toEqual(rowOf(run, row.entries).statistics);
  if (row.entries.length > 1) return;
  const { percentiles, ...own } = statisticsOf(first);
  expect(row.statistics).toEqual({ ...own, cv: row.statistics.cv, p99: percentiles['99'] ?? null });
}

describe('rows of a run', () => {
  it('are those of the groups of label, metric, unit and name, in the order of their first measures', () => {
    fc.assert(
      fc.property(fc.array(ASKED, { maxLength: 40 }), (all) => {
        const run = runOf(all);
        const rows = rowsOf(snapshotOf(run));
        expect(rows.map(({ entries }) => entries)).toEqual(plainEntries(run));
        for (const row of rows) expectPlain(row, run);
      }),
      { seed: 3, numRuns: 150 },
    );
  });

  it('pool a sweep, and say what varies in it', () => {
    const one = { label: 'time', metric: 'latency', unit: 's', name: 'copy', counted: true };
    const run = runOf([1, 2, 3, 4, 5, 6].map((size) => ({ ...one, size, values: [size] })));
    const [row, ...others] = rowsOf(snapshotOf(run));
    expect(others).toEqual([]);
    expect(row?.parameters).toEqual({ device: 'gpu', size: 0 });
    expect(row?.statistics).toMatchObject({ n: 6, mean: 3.5, min: 1, max: 6 });
    expect([...(row?.varying ?? [])]).toEqual([['size', ['1', '2', '3', '4', '5', '6']]]);
  });

  it('of one benchmark share its parameters', () => {
    const one = { metric: 'latency', unit: 's', name: 'copy', size: 4, counted: true, values: [1] };
    const model = runOf([
      { ...one, label: 'a' },
      { ...one, label: 'b' },
    ]);
    const [first] = model.measures;
    if (first === undefined) throw new Error('expected a measure');
    const { benchmark } = first;
    const run = { ...model, measures: model.measures.map((entry) => ({ ...entry, benchmark })) };
    const [a, b] = rowsOf(snapshotOf(run));
    expect(a?.parameters).toEqual({ device: 'gpu', size: 4 });
    expect(b?.parameters).toBe(a?.parameters);
  });
});

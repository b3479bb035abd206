import type { CatalogueMeasure, CatalogueRun, Snapshot } from '../../src/core/catalogue/snapshot.ts';
import type { SourceFile } from '../../src/core/model/file.ts';
import type { Benchmark, Measure } from '../../src/core/model/measure.ts';
import { METRICS } from '../../src/core/normalise/metrics.ts';

export interface LargeShape {
  readonly runs: number;
  readonly benchmarks: number;
  readonly metrics: number;
  /** Samples of each measure. */
  readonly samples: number;
  /** Called each time that someone looks at a measure: work is counted, not timed. */
  readonly onMeasure?: () => void;
}

/** Numerical Recipes' generator, so that the numbers are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A snapshot as large as asked, of one series, made without reading any file. */
export function largeSnapshot({ runs, benchmarks, metrics, samples, onMeasure }: LargeShape): Snapshot {
  const next = numbers(7);
  const chosen = METRICS.slice(0, metrics);
  const files: SourceFile[] = [];
  const all: CatalogueRun[] = [];
  for (let r = 0; r < runs; r++) {
    const file = sourceFile(r);
    files.push(file);
    const measures: CatalogueMeasure[] = [];
    const run: CatalogueRun = {
      id: file.path,
      file,
      series: 'bench / nightly',
      name: '',
      tool: 'bench',
      toolVersion: '1.0',
      category: ['nightly'],
      startedAt: new Date(Date.UTC(2026, 0, 1 + r)).toISOString(),
      startedAtFrom: 'field',
      zone: 'utc',
      endedAt: null,
      environment: { cpu: 'x' },
      parameters: {},
      checks: [],
      measures,
      excludedBecause: null,
    };
    for (let b = 0; b < benchmarks; b++) {
      const own: Measure[] = chosen.map((metric, m) => {
        const level = (b + 1) * (m + 1);
        const line = 2 + b * metrics + m;
        return measureOf(metric, { samples, line, value: () => level * (1 + 0.02 * (next() - 0.5)) });
      });
      const benchmark: Benchmark = {
        name: `case_${String(b)}`,
        parameters: { size: 2 ** (b % 10), kind: b % 3 === 0 ? 'a' : 'b' },
        measures: own,
      };
      for (const measure of own) {
        const entry = { run, benchmark, measure, counted: true, notCountedBecause: null, cold: null };
        measures.push(onMeasure === undefined ? entry : watched(entry, onMeasure));
      }
    }
    all.push(run);
  }
  return { version: 1, files, runs: all, measures: all.flatMap(({ measures }) => measures) };
}

function watched(entry: CatalogueMeasure, onMeasure: () => void): CatalogueMeasure {
  const { measure } = entry;
  const get = (): Measure => {
    onMeasure();
    return measure;
  };
  return Object.defineProperty({ ...entry }, 'measure', { get, enumerable: true });
}

function sourceFile(index: number): SourceFile {
  return {
    root: 0,
    path: `nightly/run_${String(index)}.json`,
    bytes: 1,
    modifiedAt: null,
    hash: String(index),
    encoding: 'utf-8',
    fileType: 'json',
    format: 'bench',
    otherClaims: [],
    role: 'samples',
    status: 'used',
    of: null,
    reason: null,
    problems: [],
  };
}

interface Filling {
  readonly samples: number;
  readonly line: number;
  readonly value: () => number;
}

function measureOf(metric: (typeof METRICS)[number], { samples, line, value }: Filling): Measure {
  return {
    metric: metric.id,
    label: metric.id,
    unit: metric.unit,
    unitInFile: metric.unit,
    direction: metric.direction,
    kind: 'samples',
    outcome: 'ok',
    error: null,
    place: { line, column: 1 },
    pointer: null,
    column: null,
    samples: {
      values: Float64Array.from({ length: samples }, value),
      lines: new Uint32Array(samples).fill(line),
      columns: new Uint32Array(samples).fill(1),
      outcomes: null,
      times: null,
      labels: [],
      errors: null,
    },
    reported: null,
    reportedPlaces: {},
    value: null,
    iterations: null,
    notCountedBecause: null,
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SweepRow } from '../../../src/core/stats/sweep-row.ts';
import { analyseSweep, type ParameterEffect, type SweepAnalysis } from '../../../src/core/stats/sweep.ts';

const FLOOR = { noiseFloor: 0.01 };

function analysisOf(rows: readonly SweepRow[], options = FLOOR): SweepAnalysis {
  const analysis = analyseSweep(rows, options);
  if ('kind' in analysis) throw new Error('expected an analysis');
  return analysis;
}

function effect(analysis: SweepAnalysis, name: string): ParameterEffect {
  const found = analysis.parameters.find((parameter) => parameter.name === name);
  if (found === undefined) throw new Error(`no parameter ${name}`);
  return found;
}

/** Numbers from 0 to 1 without order, the same in every run (a linear congruential generator). */
function noise(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

/**
 * layers × context × temperature in nested loops; a change of context reloads the model, and the row that
 * follows pays for it.
 */
function nestedSweep(value: (levels: Record<string, string>) => number): SweepRow[] {
  const rows: SweepRow[] = [];
  for (const layers of ['999', '80', '60', '40']) {
    for (const context of ['1024', '2048', '4096']) {
      for (const temperature of ['0.2', '0.4', '0.8']) {
        const levels = { layers, context, temperature };
        const cold = temperature === '0.2' && context !== '2048';
        rows.push({ levels, value: value(levels) + (cold ? 2.5 : 0), order: rows.length, cold });
      }
    }
  }
  return rows;
}

describe('analyseSweep', () => {
  const random = noise(42);
  const reloads = analysisOf(nestedSweep(() => 0.13 + 0.02 * random()));

  it('does not take cold starts for an effect of the parameter that they coincide with', () => {
    expect(reloads).toMatchObject({ warm: 28, cold: 8 });
    expect(effect(reloads, 'temperature')).toMatchObject({ moves: false, confoundedWithOrder: false });
    expect(reloads.parameters.filter((parameter) => parameter.moves)).toEqual([]);
  });

  it('would have, with the cold rows among the warm', () => {
    const again = noise(42);
    const blind = nestedSweep(() => 0.13 + 0.02 * again()).map((row) => ({ ...row, cold: false }));
    expect(effect(analysisOf(blind), 'temperature')).toMatchObject({ moves: true, reason: 'moves' });
  });

  it('says what the cold rows have in common, and that the order explains the temperature', () => {
    expect(reloads.coldBy).toEqual({
      sharedLevels: [{ name: 'temperature', level: '0.2', cold: 8, warm: 4, becauseOfOrder: true }],
      changes: [
        { name: 'layers', changes: 3, cold: 3 },
        { name: 'context', changes: 11, cold: 7 },
        { name: 'temperature', changes: 35, cold: 7 },
      ],
      firstRowCold: true,
      afterChangeOf: 'context',
    });
  });

  it('calls the outer loop confounded with the order, the inner ones not', () => {
    expect(reloads.parameters.map(({ name, confoundedWithOrder }) => [name, confoundedWithOrder])).toEqual([
      ['layers', true],
      ['context', false],
      ['temperature', false],
    ]);
  });

  it('finds the parameter that moves the metric, with its levels', () => {
    const jitter = noise(7);
    const analysis = analysisOf(
      nestedSweep(({ context }) => (context === '4096' ? 0.3 : 0.2) + 0.001 * jitter()).map((row) => ({
        ...row,
        cold: false,
        value: row.value % 2.5,
      })),
    );
    const context = effect(analysis, 'context');
    expect(context).toMatchObject({ moves: true, reason: 'moves' });
    expect(context.etaSquared).toBeGreaterThan(0.99);
    expect(context.spread).toBeCloseTo(0.5, 1);
    expect(context.levels.map(({ level, n }) => [level, n])).toEqual([
      ['1024', 12],
      ['2048', 12],
      ['4096', 12],
    ]);
    expect(context.levels[2]?.median).toBeCloseTo(0.3005, 3);
    expect(effect(analysis, 'temperature').moves).toBe(false);
  });

  it('names drift along the outer loop confounded, not a cause', () => {
    const jitter = noise(3);
    let row = 0;
    const layers = effect(analysisOf(nestedSweep(() => 1 + 0.02 * row++ + 0.001 * jitter())), 'layers');
    expect(layers.p).toBeLessThan(0.001);
    expect(layers).toMatchObject({
      confoundedWithOrder: true,
      moves: false,
      reason: 'confounded-with-order',
    });
  });

  const plain = (values: readonly number[]): SweepRow[] =>
    values.map((value, order) => ({
      levels: { batch: String(order % 3), threads: String(order % 2), config: `c${order}`, device: 'gpu' },
      value,
      order,
      cold: false,
    }));
  const VALUES = [6.9, 8.3, 8.0, 5.4, 6.8, 10.5, 5.8, 7.8, 8.1, 4.6, 9.2, 6.9, 4.0, 6.5, 9.3];

  it('agrees with Type II sums of squares by numpy.linalg.lstsq on logarithms, and adjusts over the parameters', () => {
    const analysis = analysisOf(plain(VALUES));
    const batch = effect(analysis, 'batch');
    expect(batch).toMatchObject({ test: 'additive', scale: 'log', df: [2, 11], moves: true });
    expect(batch.f).toBeCloseTo(10.016375160365424, 12);
    expect(batch.p).toBeCloseTo(0.003331565058357813, 13);
    expect(batch.adjustedP).toBeCloseTo(2 * 0.003331565058357813, 13);
    expect(batch.etaSquared).toBeCloseTo(0.6455357682992198, 13);
    const threads = effect(analysis, 'threads');
    expect(threads).toMatchObject({ moves: false, reason: 'p-not-below-alpha' });
    expect(threads.p).toBeCloseTo(0.6505411908838271, 12);
    expect(effect(analysis, 'config')).toMatchObject({ f: null, adjustedP: null, reason: 'no-repeats' });
    expect(effect(analysis, 'device')).toMatchObject({ f: null, reason: 'one-level' });
    expect(analysis.coldBy).toBeNull();
  });

  it('tests values that are not all positive as they are', () => {
    const batch = effect(analysisOf(plain(VALUES.map((value) => value - 8))), 'batch');
    expect(batch).toMatchObject({ scale: 'linear', df: [2, 11] });
    expect(batch.f).toBeCloseTo(8.987520976639086, 11);
    expect(batch.etaSquared).toBeCloseTo(0.6203629310446784, 12);
  });

  /** Time grows a hundredfold with the size and by 4 % per level, with 1 % of noise. */
  function compression(): SweepRow[] {
    const jitter = noise(11);
    return [1, 2, 3, 4].flatMap((level, l) =>
      [1, 10, 100].map((size, s) => ({
        levels: { level: String(level), size: String(size) },
        value: size * 1.04 ** level * (1 + 0.01 * (jitter() - 0.5)),
        order: (7 * (3 * l + s)) % 12,
        cold: false,
      })),
    );
  }

  it('sees a small effect beside a parameter that dominates', () => {
    const analysis = analysisOf(compression());
    const level = effect(analysis, 'level');
    expect(level).toMatchObject({ reason: 'moves', test: 'additive', spreadOf: 'medians', df: [3, 6] });
    expect(level.p).toBeLessThan(1e-6);
    expect(level.spread).toBeCloseTo(1.04 ** 1.5 - 1.04 ** -1.5, 1);
    expect(effect(analysis, 'size').reason).toBe('moves');
  });

  it('adjusts the spread for a mix that failed rows made uneven, and keeps the medians', () => {
    const rows = compression().filter(({ levels }) => levels.level !== '4' || levels.size === '1');
    const level = effect(analysisOf(rows), 'level');
    expect(level).toMatchObject({ reason: 'moves', spreadOf: 'adjusted-means' });
    expect(level.levels.find((one) => one.level === '4')?.median).toBeCloseTo(1.04 ** 4, 1);
    const adjusted = new Map(level.levels.map((one) => [one.level, one.adjustedMean ?? NaN]));
    expect((adjusted.get('4') ?? NaN) / (adjusted.get('1') ?? NaN)).toBeCloseTo(1.04 ** 3, 2);
    expect(level.spread).toBeGreaterThan(0.1);
    expect(level.spread).toBeLessThan(0.14);
  });

  it('names parameters that always change together tied, and tests the rest', () => {
    const rows = compression().map((row) => ({
      ...row,
      levels: { ...row.levels, bytes: `${row.levels.size ?? ''}000` },
    }));
    const analysis = analysisOf(rows);
    const nothing = { test: null, f: null, p: null, adjustedP: null, etaSquared: null, moves: false };
    expect(effect(analysis, 'size')).toMatchObject({ ...nothing, reason: 'aliased' });
    expect(effect(analysis, 'bytes')).toMatchObject({ ...nothing, reason: 'aliased' });
    expect(effect(analysis, 'level')).toMatchObject({ reason: 'moves', df: [3, 6] });
  });

  it('tests each parameter alone where the model of all leaves nothing to chance', () => {
    const rows = ['ax', 'ay', 'bx', 'cz'].map(([a = '', b = ''], order) => ({
      levels: { a, b },
      value: [5, 5.1, 9, 7][order] ?? NaN,
      order,
      cold: false,
    }));
    const analysis = analysisOf(rows);
    expect(effect(analysis, 'a')).toMatchObject({ test: 'one-way', df: [2, 1], spreadOf: 'medians' });
    expect(effect(analysis, 'b')).toMatchObject({ test: 'one-way', df: [2, 1] });
  });

  it('leaves rows that do not name a parameter out of its test only', () => {
    const extra = { levels: { size: '10' }, value: 11, order: 12, cold: false };
    const analysis = analysisOf([...compression(), extra]);
    expect(effect(analysis, 'level').f).toBeCloseTo(effect(analysisOf(compression()), 'level').f ?? NaN, 9);
    expect(effect(analysis, 'size').levels.map(({ level, n }) => [level, n])).toEqual(
      expect.arrayContaining([['10', 5]]),
    );
  });

  it('keeps a certain but small effect within the noise floor', () => {
    const rows = Array.from({ length: 40 }, (_, order) => ({
      levels: { mode: order % 2 === 0 ? 'a' : 'b' },
      value: 100 + (order % 2) * 0.5 + (order % 5) * 0.01,
      order,
      cold: false,
    }));
    expect(effect(analysisOf(rows), 'mode')).toMatchObject({ moves: false, reason: 'within-noise-floor' });
    expect(effect(analysisOf(rows, { noiseFloor: 0.001 }), 'mode').moves).toBe(true);
  });

  it('has nothing to test in a constant metric', () => {
    const rows = ['a', 'b', 'a', 'b'].map((mode, order) => ({
      levels: { mode },
      value: 3,
      order,
      cold: false,
    }));
    expect(effect(analysisOf(rows), 'mode')).toMatchObject({
      f: null,
      p: null,
      moves: false,
      reason: 'constant',
    });
  });

  it('puts rows in run order first', () => {
    const again = noise(42);
    const rows = nestedSweep(() => 0.13 + 0.02 * again());
    expect(analysisOf([...rows].reverse())).toEqual(reloads);
  });

  it('needs three warm rows', () => {
    const rows = nestedSweep(() => 1).slice(0, 3);
    expect(analyseSweep(rows, FLOOR)).toEqual({ kind: 'not-enough-data', have: 2, need: 3 });
  });
});

const CORPUS = '../shared/corpus/chimeraforge/outputs/reports/gemma3';

describe.skipIf(!existsSync(CORPUS))('real sweeps (skipped without the corpus)', () => {
  it.each([
    ['gemma3_param_tuning.csv', 8, 28],
    ['gemma3_1b-it-qat_param_tuning.csv', 12, 24],
    ['gemma3_270m_param_tuning.csv', 11, 23],
  ])(
    '%s: %d cold rows at one temperature, which does not move the time to first token',
    (file, cold, warm) => {
      const analysis = analysisOf(rowsOf(`${CORPUS}/${file}`));
      expect(analysis).toMatchObject({ cold, warm });
      expect(effect(analysis, 'temperature').moves).toBe(false);
      expect(analysis.coldBy?.sharedLevels).toMatchObject([{ name: 'temperature', level: '0.2', cold }]);
      expect(analysis.coldBy?.afterChangeOf).toBe('num_ctx');
      expect(effect(analysis, 'num_gpu').confoundedWithOrder).toBe(true);
      expect(effect(analysis, 'num_ctx').confoundedWithOrder).toBe(false);
    },
  );
});

/** The plain columns of these files hold no quotes. Cold: a load of more than five times the median. */
function rowsOf(path: string): SweepRow[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  const records = lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
  const ok = records.flatMap((record, order) => (record.ttft_s === '' ? [] : [{ record, order }]));
  const loads = ok.map(({ record }) => Number(record.load_s)).sort((a, b) => a - b);
  const median =
    ((loads[Math.floor((loads.length - 1) / 2)] ?? 0) + (loads[Math.floor(loads.length / 2)] ?? 0)) / 2;
  return ok.map(({ record, order }) => ({
    levels: {
      num_gpu: record.num_gpu ?? '',
      num_ctx: record.num_ctx ?? '',
      temperature: record.temperature ?? '',
    },
    value: Number(record.ttft_s),
    order,
    cold: Number(record.load_s) > 5 * median,
  }));
}

import { describe, expect, it } from 'vitest';
import { overlapsOf, type LinkedMeasure, type Overlap } from '../../../src/core/catalogue/overlaps.ts';
import { tokenEnergy } from '../../../src/core/findings/linked-figures.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { missingMetrics } from '../../../src/core/findings/missing.ts';
import { rowsOf } from '../../../src/core/findings/rows.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { buildReport, isNoReport } from '../../../src/core/report/build.ts';
import { plainText } from '../../../src/core/report/inline.ts';
import { utilizationBlocks } from '../../../src/core/report/utilization.ts';
import { inputSteps } from '../../../src/core/report/input.ts';
import { relativeLinks } from '../../../src/core/report/links.ts';
import { renderMarkdown } from '../../../src/core/report/render-markdown.ts';
import { strayNumbers } from '../../support/markdown-numbers.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

/** One reading of power and utilization per second from 10:00:00 on, of one GPU, bare times. */
function gpuLog(watts: readonly number[], step = 1): string {
  const rows = watts.map((watt, index) => {
    const second = String(index * step).padStart(2, '0');
    return `2025/04/02 10:00:${second}.000, 0, ${String(10 * index)} %, ${watt.toFixed(2)} W`;
  });
  return ['timestamp, index, utilization.gpu [%], power.draw [W]', ...rows, ''].join('\n');
}

/** Requests of one run with the given times; latencies from `first` ms on tell runs apart. */
function requests(times: readonly string[], first = 5): string {
  const rows = times.map(
    (time, index) => `${time},/items,${String(index + 1)},${String(first + index)}.5,200,`,
  );
  return ['timestamp,endpoint,request_id,latency_ms,status,error', ...rows, ''].join('\n');
}

/** A monitor's record per second from 10:00:00 UTC on. */
function monitor(cpu: readonly number[]): string {
  const start = Date.UTC(2025, 3, 2, 10) / 1000;
  const metrics = cpu.map((percent, index) => ({
    timestamp: start + index,
    system: { timestamp: start + index, cpu_percent: percent, memory_percent: 5 },
    gpu: [],
  }));
  return JSON.stringify({ metrics_count: cpu.length, metrics }, null, 1);
}

function overlaps(files: TestFiles): Overlap[] {
  return [...overlapsOf(readFiles(files)).values()].flat();
}

function linked(overlap: Overlap | undefined, metric: string): LinkedMeasure {
  const found = overlap?.measures.find(({ entry }) => entry.measure.metric === metric);
  if (found === undefined) throw new Error(`no ${metric}`);
  return found;
}

const BARE = ['2025-04-02T10:00:02.000', '2025-04-02T10:00:03.500', '2025-04-02T10:00:06.000'];
const UTC = BARE.map((time) => `${time}Z`);
const WATTS = [100, 100, 100, 200, 200, 100, 100, 500];

describe('a log of nvidia-smi beside a run', () => {
  const [overlap, ...others] = overlaps({ 'a/requests.csv': requests(BARE), 'a/gpu.csv': gpuLog(WATTS) });

  it('is linked and says that the zone is unknown', () => {
    expect(others).toEqual([]);
    expect(overlap).toMatchObject({
      run: { id: 'a/requests.csv' },
      sampler: { id: 'a/gpu.csv' },
      because: 'beside the run; zone unknown',
      length: 4,
      isShared: false,
    });
  });

  it('gives the samples between start and end, both included, with their lines', () => {
    const power = linked(overlap, 'power');
    expect([...(power.entry.measure.samples?.values ?? [])]).toEqual([100, 200, 200, 100, 100]);
    expect([...(power.entry.measure.samples?.lines ?? [])]).toEqual([4, 5, 6, 7, 8]);
    expect(power).toMatchObject({ n: 5, max: 200, covered: 4, gap: 1 });
  });

  it('integrates power by the trapezoid rule and weighs the mean by time', () => {
    const power = linked(overlap, 'power');
    expect(power.energy).toBe(150 + 200 + 150 + 100);
    expect(power.mean).toBe(140);
    expect(linked(overlap, 'gpu-utilization')).toMatchObject({ mean: 40, max: 60, energy: null });
  });

  it('weighs a reading by the time around it', () => {
    const text = [
      'timestamp, index, power.draw [W]',
      '2025/04/02 10:00:02.000, 0, 100.00 W',
      '2025/04/02 10:00:02.500, 0, 100.00 W',
      '2025/04/02 10:00:06.000, 0, 300.00 W',
      '',
    ].join('\n');
    const [uneven] = overlaps({ 'requests.csv': requests(BARE), 'gpu.csv': text });
    const power = linked(uneven, 'power');
    expect(power.mean).toBeCloseTo((100 * 1 + 100 * 4 + 300 * 7) / 12, 10);
    expect(power.energy).toBe(50 + 700);
  });
});

describe('what is not linked', () => {
  it('a log in another folder while a zone is unknown', () => {
    expect(overlaps({ 'a/requests.csv': requests(BARE), 'b/gpu.csv': gpuLog(WATTS) })).toEqual([]);
    expect(overlaps({ 'a/requests.csv': requests(UTC), 'b/gpu.csv': gpuLog(WATTS) })).toEqual([]);
  });

  it('a log of another time, and one with no sample inside the run', () => {
    const later = BARE.map((time) => time.replace('T10', 'T11'));
    expect(overlaps({ 'requests.csv': requests(later), 'gpu.csv': gpuLog(WATTS) })).toEqual([]);
    const between = ['2025-04-02T10:00:02.100', '2025-04-02T10:00:02.500', '2025-04-02T10:00:02.900'];
    expect(overlaps({ 'requests.csv': requests(between), 'gpu.csv': gpuLog(WATTS) })).toEqual([]);
  });

  it('a run whose start is only that of its file', () => {
    const csv = 'latency_ms,status\n5.5,200\n6.5,200\n';
    const start = Date.UTC(2026, 0, 2, 3, 4, 0) / 1000;
    const metrics = Array.from({ length: 10 }, (_, second) => ({
      timestamp: start + second,
      system: { timestamp: start + second, cpu_percent: 50 },
      gpu: [],
    }));
    expect(overlaps({ 'x.csv': csv, 'm.json': JSON.stringify({ metrics }) })).toEqual([]);
  });

  it('samplers among themselves', () => {
    expect(overlaps({ 'gpu.csv': gpuLog(WATTS), 'other.csv': gpuLog([1, 2, 3, 4]) })).toEqual([]);
  });
});

describe('clocks', () => {
  it('in UTC are linked across folders', () => {
    const [overlap] = overlaps({
      'a/requests.csv': requests(UTC),
      'b/m.json': monitor([0, 1, 20, 30, 40, 50, 60, 7]),
    });
    expect(overlap?.because).toBe('both times are in UTC');
    expect(linked(overlap, 'cpu-utilization')).toMatchObject({ n: 5, mean: 40, max: 60 });
  });

  it('with an offset are turned into UTC', () => {
    const times = BARE.map((time) => `${time.replace('T10', 'T12')}+02:00`);
    const [overlap] = overlaps({
      'a/requests.csv': requests(times),
      'b/m.json': monitor([0, 1, 20, 30, 40, 50, 60, 7]),
    });
    expect(overlap?.because).toBe('both zones are known');
    expect(linked(overlap, 'cpu-utilization').n).toBe(5);
  });

  it('on the wall are compared where a bare log lies beside a run with an offset', () => {
    const times = BARE.map((time) => `${time}-07:00`);
    const [overlap] = overlaps({ 'requests.csv': requests(times), 'gpu.csv': gpuLog(WATTS) });
    expect(overlap?.because).toBe('beside the run; zone of the sampler unknown');
    expect(linked(overlap, 'power').n).toBe(5);
  });

  it('are said to be unknown for the run where only the sampler has a zone', () => {
    const [overlap] = overlaps({ 'requests.csv': requests(BARE), 'm.json': monitor([1, 2, 3, 4, 5]) });
    expect(overlap?.because).toBe('beside the run; zone of the run unknown');
    expect(linked(overlap, 'cpu-utilization')).toMatchObject({ n: 3, mean: 4, max: 5 });
  });

  it('of a sampler that runs longer find each run apart', () => {
    const second = BARE.map((time) => time.replace('10:00:0', '10:00:1'));
    const found = overlaps({
      'one.csv': requests(BARE),
      'two.csv': requests([...second, '2025-04-02T10:00:17.000'], 50),
      'gpu.csv': gpuLog(Array.from({ length: 30 }, (_, index) => index)),
    });
    expect(found.map(({ run, isShared, measures }) => [run.id, isShared, measures[0]?.n])).toEqual([
      ['one.csv', false, 5],
      ['two.csv', false, 6],
    ]);
  });

  it('of two runs at once share what was recorded', () => {
    const found = overlaps({
      'one.csv': requests(BARE),
      'two.csv': requests([...BARE, '2025-04-02T10:00:07.000'], 50),
      'gpu.csv': gpuLog(WATTS),
    });
    expect(found.map(({ run, isShared }) => [run.id, isShared])).toEqual([
      ['one.csv', true],
      ['two.csv', true],
    ]);
  });
});

/** A result of `vllm bench serve`: it is written when the run ends. */
function serving(end: string, tokens: number): string {
  const document = {
    date: end,
    backend: 'vllm',
    model_id: 'example/toy-1b',
    num_prompts: 4,
    request_rate: 'inf',
    duration: 20,
    completed: 4,
    total_input_tokens: 30,
    total_output_tokens: tokens,
    request_throughput: 0.2,
    output_throughput: tokens / 20,
    mean_ttft_ms: 200,
    median_ttft_ms: 150,
    p99_ttft_ms: 395,
  };
  return JSON.stringify(document, null, 1);
}

describe('energy per token', () => {
  const log = gpuLog(Array.from({ length: 30 }, () => 50));
  const files = { 'serve.json': serving('20250402-100025', 500), 'gpu.csv': log };

  it('is the energy of the run over its tokens, with the lines of both', () => {
    const found = tokenEnergy(overlaps(files));
    expect(found?.perToken).toMatchObject({ value: 2, unit: 'J/tok', text: '2 J/tok' });
    expect(found?.energy).toMatchObject({ value: 1000, unit: 'J', n: 21 });
    expect(found?.perToken.evidence.sources).toMatchObject([
      { file: 'gpu.csv', line: 7, endLine: 27 },
      { file: 'serve.json', line: 10, endLine: 10 },
    ]);
  });

  it('is not given where the log leaves a long stretch of the run out', () => {
    const late = { ...files, 'serve.json': serving('20250402-100035', 500) };
    expect(overlaps(late)).toHaveLength(1);
    expect(tokenEnergy(overlaps(late))).toBeNull();
    const sparse = {
      ...files,
      'gpu.csv': gpuLog(
        Array.from({ length: 6 }, () => 50),
        5,
      ),
    };
    expect(overlaps(sparse)).toHaveLength(1);
    expect(tokenEnergy(overlaps(sparse))).toBeNull();
  });

  it('is not given where another run took place at the same time', () => {
    const both = overlaps({ ...files, 'other.json': serving('20250402-100028', 700) });
    expect(both).toHaveLength(2);
    expect(both.map((overlap) => tokenEnergy([overlap]))).toEqual([null, null]);
  });
});

describe('the report', () => {
  const snapshot = readFiles({
    'a/requests.csv': requests(UTC),
    'a/m.json': monitor([0, 1, 20, 30, 40, 50, 60, 7]),
    'b/sort_bench.csv': 'name,latency_ms\nquick,5.5\nmerge,6.5\n',
  });
  const input = runToEnd(inputSteps(snapshot, DEFAULT_PROJECT, { generator: 'test', roots: ['x'] }));

  it('shows the linked run with its figures on the lines of the sampler', () => {
    const tables = runToEnd(utilizationBlocks(input)).filter((block) => block.kind === 'table');
    const row = tables.at(-1)?.rows[0] ?? [];
    expect(row.map(plainText)).toEqual([
      'a/requests.csv',
      'CPU utilization',
      'system',
      '5',
      '40.0 %',
      '60.0 %',
      '–',
      'a/m.json:26',
      'both times are in UTC',
    ]);
  });

  it('prints no number that is not a figure', () => {
    const serve = {
      'c/serve.json': serving('20250402-100025', 500),
      'c/gpu.csv': gpuLog(Array.from({ length: 30 }, () => 50)),
    };
    const built = buildReport(readFiles(serve), DEFAULT_PROJECT, { generator: 'test', roots: ['x'] });
    if (isNoReport(built)) throw new Error(built.reason);
    const { markdown } = renderMarkdown(built, {
      link: relativeLinks(['/x'], '/x'),
      charts: 'none',
      chartTarget: (id) => id,
    });
    expect(markdown).toMatch(/`c\/serve.json` took \[2 J\/tok\]\[f\d+\]/);
    expect(markdown).toContain('c/gpu.csv:7-27');
    expect(strayNumbers(markdown)).toEqual([]);
  });

  it('does not say of a linked run that nothing was recorded', () => {
    const asked = { snapshot, project: DEFAULT_PROJECT, rows: rowsOf(snapshot) };
    const [finding] = runToEnd(missingMetrics(asked));
    expect(plainText(finding?.statement ?? [])).toContain('also while runs of requests took place');
    expect((finding?.detail ?? []).map(plainText)[0]).toBe('Without it: sort_bench.');
    const text = runToEnd(utilizationBlocks(input)).flatMap((block) =>
      block.kind === 'list' ? block.items.map(plainText) : [],
    );
    expect(text).toContain('CPU utilization is recorded for m and requests only.');
  });
});

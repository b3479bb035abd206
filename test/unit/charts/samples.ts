import type {
  BarsSpec,
  ChartPoint,
  ChartSpec,
  DistributionSpec,
  LineSeries,
  LineSpec,
  PlacedPoint,
  ScatterSpec,
  TimeSeriesSpec,
  ValueAxis,
} from '../../../src/core/charts/spec.ts';

/** A small generator of numbers, so that samples are the same in every run (Numerical Recipes' constants). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function point(value: number | null, more: Partial<ChartPoint> = {}): ChartPoint {
  return {
    value,
    gap: value === null ? 'failed' : null,
    n: 5,
    interval: null,
    label: 'run',
    source: 0,
    figure: null,
    ...more,
  };
}

export function placed(x: number, value: number | null, more: Partial<PlacedPoint> = {}): PlacedPoint {
  return { ...point(value), label: '', ...more, x };
}

/** A value with an interval of so many per cent on both sides. */
export function around(value: number, percent: number, more: Partial<ChartPoint> = {}): ChartPoint {
  const half = Math.abs(value) * (percent / 100);
  return point(value, { interval: { low: value - half, high: value + half, level: 0.95 }, ...more });
}

export const LATENCY: ValueAxis = {
  title: 'Latency, median',
  unit: 's',
  scale: 'linear',
  zero: true,
  direction: 'lower',
};
export const THROUGHPUT: ValueAxis = {
  title: 'Throughput',
  unit: 'tok/s',
  scale: 'linear',
  zero: true,
  direction: 'higher',
};

const BASE = {
  id: 'sample',
  subtitle: null,
  description: 'A sample chart.',
  references: [],
  notes: [],
  sources: [{ file: 'results/a & b.csv', line: 12, column: 3 }],
};

export function barsSpec(more: Partial<BarsSpec> & Pick<BarsSpec, 'categories' | 'series'>): BarsSpec {
  return { ...BASE, title: 'Bars', value: LATENCY, type: 'bars-with-intervals', mark: 'bar', ...more };
}

export function lineSpec(more: Partial<LineSpec> & Pick<LineSpec, 'x' | 'series'>): LineSpec {
  return { ...BASE, title: 'Line', value: LATENCY, markers: [], ...more, type: 'line' };
}

export function series(name: string, points: readonly PlacedPoint[]): LineSeries {
  return { name, points, band: null, levels: [] };
}

export function twoBars(): BarsSpec {
  return barsSpec({
    title: 'Throughput of gemma3:1b by backend',
    subtitle: 'Mean of warm runs, RTX 4080',
    value: THROUGHPUT,
    categories: ['ollama', 'transformers'],
    series: [{ name: 'Throughput', points: [around(102.2009, 4), around(77.5, 9, { n: 3 })] }],
    references: [{ value: 90, label: 'target', source: null, figure: null }],
    notes: ['Whiskers: 95 % interval of the mean.'],
  });
}

export function fortyBars(): BarsSpec {
  const next = numbers(4);
  const categories = Array.from({ length: 40 }, (_, i) =>
    i % 7 === 3
      ? `BenchmarkEncodeDecodeRoundTripWithChecksumAndCompression${String(i)}WithoutAnyBreakInItsVeryLongName`
      : `tests/benchmarks/test_serialisation_${String(i)}.py::test_load[gemma3:1b-it-qat-num_ctx=${String(2 ** (i % 12))}]`,
  );
  const points = categories.map((_, i) =>
    i === 6 ? point(null) : around(0.001 + next() * 0.05, 1 + next() * 20, { n: 3 + (i % 9) }),
  );
  return barsSpec({
    title:
      'Forty benchmarks with names as long as people make them, in a title that is so long that it needs a second line',
    categories,
    series: [{ name: 'Latency', points }],
  });
}

export function sixDecades(): BarsSpec {
  const categories = ['parse', 'tokenize', 'prefill', 'decode', 'load model', 'download', 'nothing measured'];
  const values = [1.2e-6, 4.5e-5, 0.0031, 0.21, 4.4, 12.9, 0];
  return barsSpec({
    title: 'Six decades on a log axis',
    mark: 'dot',
    value: { ...LATENCY, scale: 'log', zero: false },
    categories,
    series: [
      { name: 'before', points: values.map((value) => around(value, 30)) },
      { name: 'after', points: values.map((value, i) => (i === 3 ? point(null) : around(value * 0.6, 110))) },
    ],
  });
}

export function manySeries(): BarsSpec {
  const backends = [
    'ollama',
    'transformers',
    'onnxruntime',
    'tensorrt',
    'torch.compile',
    'gguf',
    'vllm',
    'eager',
  ];
  const categories = ['gemma3:1b', 'qwen2.5:7b', 'llama3.1:8b-instruct'];
  const next = numbers(9);
  return barsSpec({
    title: 'Latency by model and backend',
    mark: 'dot',
    categories,
    series: backends.map((name, s) => ({
      name,
      points: categories.map((_, c) =>
        s === 5 && c === 1
          ? point(null, { gap: 'out of memory' })
          : around(0.05 + next() * 0.4, 3 + next() * 12),
      ),
    })),
    references: [{ value: 9, label: 'limit', source: null, figure: null }],
  });
}

export function negatives(): BarsSpec {
  const values = [-12.5, -3.1, 0, 4.2, 18.75];
  return barsSpec({
    title: 'Change against the baseline',
    value: { title: 'Change', unit: '%', scale: 'linear', zero: true, direction: 'none' },
    categories: ['sort', 'hash', 'copy', 'scan', 'join'],
    series: [{ name: 'Change', points: values.map((value) => around(value, 25)) }],
  });
}

export function allEqual(): BarsSpec {
  return barsSpec({
    title: 'All equal',
    mark: 'dot',
    value: { ...LATENCY, zero: false },
    categories: ['a', 'b', 'c'],
    series: [{ name: 'Latency', points: [point(0.0042), point(0.0042), point(0.0042)] }],
  });
}

export function groups(): DistributionSpec {
  const next = numbers(2);
  const normal = (): number => next() + next() + next() + next() - 2;
  const sample = (n: number, center: number, spread: number): number[] =>
    Array.from({ length: n }, () => center + normal() * spread);
  const group = (label: string, values: number[], withBox: boolean): DistributionSpec['groups'][number] => {
    const sorted = values.toSorted((a, b) => a - b);
    const quantile = (p: number): number => sorted[Math.round(p * (sorted.length - 1))] ?? 0;
    const [q1, median, q3] = [quantile(0.25), quantile(0.5), quantile(0.75)];
    const fences = sorted.filter((v) => v >= q1 - 1.5 * (q3 - q1) && v <= q3 + 1.5 * (q3 - q1));
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const box = withBox
      ? { whiskerLow: fences[0] ?? q1, q1, median, q3, whiskerHigh: fences.at(-1) ?? q3, mean }
      : null;
    const points = values.map((value, i) => point(value, { n: 1, label: `${label}, row ${String(i + 1)}` }));
    return { label, n: values.length, gap: null, box, points, source: 0, figure: null };
  };
  return {
    ...BASE,
    title: 'Time to first token',
    type: 'distribution',
    value: { title: 'Time to first token', unit: 's', scale: 'linear', zero: false, direction: 'lower' },
    groups: [
      group('gemma3:1b-it-qat, num_gpu=999, num_ctx=4096', [...sample(60, 0.12, 0.02), 0.31], true),
      group('three samples', [0.09, 0.1, 0.14], false),
      group('many samples', sample(3000, 0.2, 0.05), true),
      { label: 'broken', n: 0, gap: 'all 4 failed', box: null, points: [], source: 0, figure: null },
    ],
    references: [{ value: 0.15, label: 'limit', source: null, figure: null }],
  };
}

export function scatter(): ScatterSpec {
  const next = numbers(5);
  const cloud = (offset: number): PlacedPoint[] =>
    Array.from({ length: 40 }, (_, i) => placed(2 ** (i % 10) * 128, offset + next() * 20 + (i % 10) * 4));
  return {
    ...BASE,
    title: 'Throughput over context size',
    type: 'scatter',
    value: THROUGHPUT,
    x: { kind: 'number', title: 'num_ctx', unit: null, scale: 'log', zero: false },
    series: [
      { name: 'q4_0', points: [...cloud(60), placed(512, null), placed(0, 50)] },
      { name: 'q8_0', points: cloud(40) },
      { name: 'f16', points: cloud(10) },
    ],
    front: [],
  };
}

/** Two metrics of nine configurations, with the front of those that no other beats in both. */
export function tradeOff(): ScatterSpec {
  const at = (label: string, x: number, value: number): PlacedPoint => ({ ...placed(x, value), label });
  return {
    ...BASE,
    title: 'Throughput against time to first token',
    type: 'scatter',
    value: THROUGHPUT,
    x: {
      kind: 'number',
      title: 'Time to first token, mean',
      unit: 's',
      scale: 'linear',
      zero: false,
      direction: 'lower',
    },
    series: [
      {
        name: 'q4_0',
        points: [
          at('q4 b1', 0.02, 40),
          at('q4 b4', 0.05, 90),
          at('q4 b8', 0.09, 120),
          at('q4 b16', 0.3, 130),
        ],
      },
      {
        name: 'q8_0',
        points: [
          at('q8 b1', 0.04, 30),
          at('q8 b4', 0.08, 70),
          at('q8 b8', 0.12, 100),
          at('q8 b16', 0.5, 125),
        ],
      },
    ],
    front: [
      { x: 0.02, value: 40, name: 'q4 b1' },
      { x: 0.05, value: 40, name: null },
      { x: 0.05, value: 90, name: 'q4 b4' },
      { x: 0.09, value: 90, name: null },
      { x: 0.09, value: 120, name: 'q4 b8' },
      { x: 0.3, value: 120, name: null },
      { x: 0.3, value: 130, name: 'q4 b16' },
    ],
  };
}

export function loadCurve(): LineSpec {
  const users = [1, 2, 4, 8, 16, 32, 64, 128];
  const curve = (base: number, knee: number): PlacedPoint[] =>
    users.map((x) => ({ ...around(base * (1 + (x / knee) ** 2), 8), x, label: `${String(x)} users` }));
  return lineSpec({
    title: 'Latency under load',
    value: { ...LATENCY, title: 'Latency', scale: 'log', zero: false },
    x: { kind: 'number', title: 'Concurrency', unit: null, scale: 'log', zero: false },
    series: [
      series('p50', curve(0.02, 40)),
      series('p95', curve(0.05, 30)),
      series('p99', [
        ...curve(0.08, 25).slice(0, 6),
        placed(64, null),
        placed(128, null, { gap: 'timed out' }),
      ]),
    ],
    markers: [{ x: 32, label: 'knee', source: null, figure: null }],
    references: [{ value: 0.5, label: 'limit', source: null, figure: null }],
  });
}

export function trend(): LineSpec {
  const next = numbers(3);
  const labels = Array.from(
    { length: 24 },
    (_, i) => `2025-10-${String(i + 1).padStart(2, '0')} 14:00 a1b2c3d`,
  );
  const points = labels.map((label, i) =>
    i === 9
      ? placed(i, null, { label })
      : { ...around(0.1 + (i >= 14 ? 0.012 : 0) + next() * 0.004, 1.5), x: i, label },
  );
  return lineSpec({
    title: 'decode, median latency over runs',
    value: { ...LATENCY, zero: false },
    x: { kind: 'order', title: 'Run', labels },
    series: [
      {
        name: 'decode',
        points,
        band: { label: 'prediction, 95 %', points: labels.map((_, x) => ({ x, low: 0.097, high: 0.108 })) },
        levels: [
          { from: 0, to: 13, value: 0.102, label: 'level', source: null, figure: null },
          { from: 14, to: 23, value: 0.114, label: 'level', source: null, figure: null },
        ],
      },
    ],
    markers: [
      { x: 14, label: 'step +11.8 %', source: null, figure: null },
      { x: 15, label: 'driver 560 to 565', source: null, figure: null },
    ],
  });
}

export function manyPoints(count: number): TimeSeriesSpec {
  const next = numbers(8);
  const start = Date.UTC(2025, 9, 2, 21, 30);
  let level = 40;
  const points = Array.from({ length: count }, (_, i) => {
    level = Math.min(100, Math.max(0, level + (next() - 0.5) * 8));
    return placed(start + i * 10_000 + (i > count * 0.6 ? 600_000 : 0), i === 300 ? null : level, {
      n: null,
    });
  });
  return {
    ...BASE,
    title: 'GPU utilization',
    type: 'timeseries',
    value: { title: 'GPU utilization', unit: '%', scale: 'linear', zero: true, direction: 'none' },
    x: { kind: 'clock', title: 'Time', zone: 'utc' },
    series: [series('gpu0', points)],
    markers: [],
    breakAfter: 60_000,
  };
}

export function nothing(): BarsSpec {
  return barsSpec({ title: 'Nothing', categories: [], series: [{ name: 'none', points: [] }] });
}

/** Text that an SVG or Mermaid writer must not take for its own. */
export function hostile(): BarsSpec {
  return barsSpec({
    title: '</title><script>alert(1)</script> "quoted" & \u0000control \ud800lone',
    categories: [
      '<b>&amp;',
      'a "b" `c` %%{init}%% #35; ]]>',
      '日本語のとても長いベンチマーク名がここに書かれています',
      'مرحبا',
    ],
    series: [{ name: '<i>', points: [point(1), point(2), point(3), point(4)] }],
  });
}

/** Every sample by name. */
export function samples(): Record<string, ChartSpec> {
  return {
    'two-bars': twoBars(),
    'forty-bars': fortyBars(),
    'six-decades': sixDecades(),
    'many-series': manySeries(),
    negatives: negatives(),
    'all-equal': allEqual(),
    distribution: groups(),
    scatter: scatter(),
    'trade-off': tradeOff(),
    'load-curve': loadCurve(),
    trend: trend(),
    'thousand-points': manyPoints(1000),
    nothing: nothing(),
    hostile: hostile(),
  };
}

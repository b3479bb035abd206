import { describe, expect, it } from 'vitest';
import { parseLimit } from '../../../src/core/project/limits.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { figuresIn, plainText } from '../../../src/core/report/inline.ts';
import { around, backendBench, findings, rows, told } from '../../support/findings.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

describe('failures', () => {
  it('are grouped by message, counted once a row, and named', () => {
    const text = rows('model,ttft_s,tokens_s,error', [
      'a,0.1,50,',
      'a,0,0,connection refused on port 80',
      'a,0,0,connection refused on port 81',
      'a,0.2,51,',
    ]);
    const [first, ...others] = told(findings({ 'requests.csv': text }), 'failure');
    expect(others).toEqual([]);
    expect(first).toContain('2 of 4 observations of requests failed: connection refused on port 80');
  });
});

const COLD = rows('prompt,ttft_s,tokens_s,load_s,prompt_eval_s,eval_s', [
  'a,3.0,50,2.9,0.1,1',
  'b,0.1,51,0.09,0.01,1',
  'c,0.12,52,0.1,0.01,1',
  'd,0.11,53,0.1,0.01,1',
]);

describe('cold starts', () => {
  it('tell cold from warm', () => {
    const [text] = told(findings({ 'runs.csv': COLD }), 'cold-start');
    expect(text).toContain('of 4 rows 1 pays a (re)load: median TTFT 3 s against 110 ms warm, 27.3×.');
  });

  it('are not found where nothing reloads', () => {
    expect(
      told(findings({ 'runs.csv': COLD.replace('a,3.0,50,2.9,0.1', 'a,0.1,50,0.1,0.01') }), 'cold-start'),
    ).toEqual([]);
  });
});

/** Every size with every temperature, in an order that neither follows. */
function sweep(value: (size: number, temperature: number, index: number) => number): string {
  const cells = [1, 2, 3, 4].flatMap((size) =>
    [0.2, 0.4, 0.8].map((temperature) => [size, temperature] as const),
  );
  const order = [7, 2, 11, 4, 0, 9, 5, 10, 1, 6, 3, 8];
  const lines = order.map((cell, index) => {
    const [size = 0, temperature = 0] = cells[cell] ?? [];
    return `${String(size)},${String(temperature)},${String(value(size, temperature, index))},`;
  });
  return rows('batch_size,temperature,latency_ms,error', lines);
}

describe('parameter sensitivity', () => {
  it('names what moves a metric, with its best level', () => {
    const [text] = told(
      findings({ 'sweep.csv': sweep((size, _, i) => 10 * size + (i % 3) * 0.1) }),
      'sensitivity',
    );
    expect(text).toMatch(
      /^In sweep batch_size \(.* best 1 \(.* ms\), p < 0\.0001\) moves latency, tested on 12 warm rows\./,
    );
  });

  it('says that nothing does', () => {
    const [text] = told(
      findings({ 'sweep.csv': sweep((_, __, i) => 10 + ((i * 7) % 12) * 0.01) }),
      'sensitivity',
    );
    expect(text).toContain(
      'no parameter (batch_size and temperature) is shown to move latency, tested on 12 warm rows.',
    );
  });

  it('advises once where several metrics call for the same', () => {
    const times = sweep((_, __, i) => 10 + ((i * 7) % 12) * 0.01);
    const rates = times.replace('latency_ms', 'tokens_per_second');
    const found = findings({ 'a_sweep.csv': times, 'b_sweep.csv': rates });
    expect(told(found, 'sensitivity')).toHaveLength(2);
    const advice = found.flatMap((one) => (one.kind === 'sensitivity' ? (one.advice ?? []) : []));
    expect(advice.map(({ text }) => plainText(text))).toEqual([
      'Choose batch_size and temperature by memory and output quality, not for speed: the sweep of a_sweep shows no effect on latency and the sweep of b_sweep shows no effect on throughput.',
    ]);
  });

  it('gives best and worst configuration', () => {
    const [text] = told(
      findings({ 'sweep.csv': sweep((size, temperature) => 10 * size + temperature) }),
      'best-worst',
    );
    expect(text).toContain('the best latency is 10.2 ms with batch_size=1');
    expect(text).toContain('the worst 40.8 ms with batch_size=4');
  });

  it('calls no configuration the worst because it has more to do', () => {
    const text = sweep((size, other) => 10 * size + other);
    expect(told(findings({ 'sweep.csv': text.replace('batch_size', 'threads') }), 'best-worst')).toHaveLength(
      1,
    );
    const sizes = text.replace('batch_size,temperature', 'problem_size,rows');
    expect(told(findings({ 'sweep.csv': sizes }), 'best-worst')).toEqual([]);
  });
});

describe('noise and drift', () => {
  it('name means that should not be used', () => {
    const noisy = rows(
      'kernel,repetition,time_ms',
      [10, 11, 9, 10, 40, 10].map((value, i) => `sort,${String(i)},${String(value)}`),
    );
    expect(told(findings({ 'k.csv': noisy }), 'noise')[0]).toContain('is too noisy for its mean to be used');
    const requests = rows(
      'kernel,concurrency,repetition,time_ms',
      [10, 11, 9, 10, 40, 10].map((value, i) => `sort,8,${String(i)},${String(value)}`),
    );
    expect(told(findings({ 'k.csv': requests }), 'noise')).toEqual([]);
    const calm = rows(
      'kernel,repetition,time_ms',
      around(10, 0.5, 12).map((value, i) => `sort,${String(i)},${String(value)}`),
    );
    expect(told(findings({ 'k.csv': calm }), 'noise')).toEqual([]);
  });

  it('are not said of what is counted, of extremes and of logs over time', () => {
    const columns = (label: string): string =>
      rows(
        `kernel,repetition,${label}`,
        [2, 3, 2, 4, 2, 3].map((value, i) => `sort,${String(i)},${String(value)}`),
      );
    expect(told(findings({ 'k.csv': columns('time_ms') }), 'noise')).toHaveLength(1);
    for (const label of ['allocs/op', 'max_latency_ms'])
      expect(told(findings({ 'k.csv': columns(label) }), 'noise')).toEqual([]);
    const logged = rows(
      'timestamp,latency_ms',
      [2, 3, 2, 4, 2, 3].map((value, i) => `2026-01-02T03:04:0${String(i)}Z,${String(value)}`),
    );
    expect(told(findings({ 'k.csv': logged }), 'noise')).toEqual([]);
  });

  it('is not said of rates of single requests either', () => {
    const rates = (name: string): string =>
      rows(
        'benchmark,repetition,throughput_tokens_per_s',
        [20, 31, 9, 44, 52, 12].map((value, i) => `${name},${String(i)},${String(value)}`),
      );
    expect(told(findings({ 'k.csv': rates('generate') }), 'noise')).toHaveLength(1);
    expect(told(findings({ 'k.csv': rates('requests') }), 'noise')).toEqual([]);
  });

  it('is not said of calls of a traced program, which are no repetitions, nor that they are few', () => {
    const header = 'Time (%),Total Time (ns),Num Calls,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name';
    const calls = ['poll', 'cudaLaunchKernel', 'ioctl', 'mmap'].map(
      (name) => `25.0,900000,3,300000.0,2000.0,1000,897000,517000.0,${name}`,
    );
    const found = findings({ 'trace_cuda_api_sum.csv': rows(header, calls) });
    expect([...told(found, 'noise'), ...told(found, 'few-samples')]).toEqual([]);
  });

  it('blame a cold call only where one call makes the mean', () => {
    const timed = (values: readonly number[]): TestFiles => ({
      'k.csv': rows(
        'kernel,repetition,time_ms',
        values.map((value, i) => `sort,${String(i)},${String(value)}`),
      ),
    });
    const cold = findings(timed([500, 10, 11, 10, 11, 10, 11, 10]));
    expect(told(cold, 'noise')[0]).toContain('One call took more time than all others together');
    const wide = findings(timed([1, 90, 2, 80, 1, 1, 2, 1, 1, 2]));
    expect(told(wide, 'noise')[0]).not.toContain('One call');
    const advice = wide.flatMap((one) =>
      one.kind === 'noise' && one.advice !== null ? plainText(one.advice.text) : [],
    );
    expect(advice[0]).toContain('more often');
  });

  it('are told together where many benchmarks drift', () => {
    const drifting = rows(
      'kernel,repetition,time_ms,cpu_time_ms',
      ['a', 'b', 'c', 'd', 'e'].flatMap((name, at) =>
        Array.from({ length: 20 }, (_, i) => {
          const value = 10 + i * 0.1 * (at + 1) - (i % 2);
          return `${name},${String(i)},${String(value)},${String(value - 1)}`;
        }),
      ),
    );
    const found = findings({ 'k.csv': drifting });
    const [first, ...others] = told(found, 'drift');
    const all = found.filter(({ kind }) => kind === 'drift');
    expect(first).toMatch(
      /^5 of 10 rows that were tested drift within their run, .* most of all .* of e in k,/u,
    );
    expect(others).toHaveLength(5);
    expect(all.filter(({ advice }) => advice !== null)).toHaveLength(1);
  });

  it('call a queue that grows by its name', () => {
    const queue = rows(
      'kernel,request_rate,repetition,ttft_ms',
      Array.from({ length: 20 }, (_, i) => `serve,16,${String(i)},${String(10 + i * 2 - 5 * (i % 2))}`),
    );
    const [advice] = findings({ 'k.csv': queue }).flatMap((one) =>
      one.kind === 'drift' && one.advice !== null ? [plainText(one.advice.text)] : [],
    );
    expect(advice).toContain('under a load that it can keep up with');
  });

  it('find a rise over a run', () => {
    const rising = rows(
      'kernel,repetition,time_ms',
      Array.from({ length: 20 }, (_, i) => `sort,${String(i)},${String(10 + i * 0.2 - (i % 2))}`),
    );
    expect(told(findings({ 'k.csv': rising }), 'drift')[0]).toMatch(
      /drifts within the run over 20 samples from 10 ms in its first third to 12\.8 ms in its last \(medians, \+28\.0 %; Mann-Kendall, p < 0\.0001\)/,
    );
    const level = rows(
      'kernel,repetition,time_ms',
      [
        10, 11, 9, 10.5, 9.5, 10.2, 9.8, 10.9, 9.1, 10, 10.4, 9.6, 10.1, 9.9, 10.8, 9.2, 10.3, 9.7, 10, 10,
      ].map((value, i) => `sort,${String(i)},${String(value)}`),
    );
    expect(told(findings({ 'k.csv': level }), 'drift')).toEqual([]);
  });
});

describe('what is missing', () => {
  const monitor = JSON.stringify({
    export_timestamp: 1_750_000_100,
    metrics_count: 3,
    metrics: [0, 3, 6].map((at) => ({
      timestamp: 1_750_000_000 + at,
      system: { timestamp: 1_750_000_000 + at, cpu_percent: 10 + at },
      gpu: [
        { timestamp: 1_750_000_000 + at, gpu_id: 0, name: 'GPU X', utilization_gpu: 30 + at, power_draw: 50 },
      ],
    })),
  });

  it('is said of what was recorded for some runs only', () => {
    const [text] = told(
      findings({ 'mon/system_metrics.json': monitor, 'llm/runs.csv': COLD }),
      'missing-metric',
    );
    expect(text).toContain(
      'GPU utilization was recorded in mon/system_metrics.json only (mean 33.0 %, max 36.0 %, 3 samples)',
    );
    expect(text).toContain('Without it: ');
  });

  it('gives no file the numbers of another one', () => {
    const other = monitor.replaceAll('"utilization_gpu":3', '"utilization_gpu":9');
    const found = findings({
      'a/system_metrics.json': monitor,
      'b/system_metrics.json': other,
      'llm/runs.csv': COLD,
    });
    expect(told(found, 'missing-metric')[0]).toContain(
      'GPU utilization was recorded in a/system_metrics.json and b/system_metrics.json only (its means are 33.0 % to 93.0 %)',
    );
  });

  it('is said of samples', () => {
    const [text] = told(
      findings({
        'a.csv': rows('kernel,repetition,time_ms', [
          'x,1,1',
          'x,2,1.1',
          'y,1,2',
          'y,2,2.1',
          'z,1,3',
          'z,2,3.1',
        ]),
      }),
      'few-samples',
    );
    expect(text).toContain('3 of 3 rows (100.0 %) rest on fewer than the 6 observations');
  });
});

describe('the folder', () => {
  it('is told of copies and of files that disagree with themselves', () => {
    const all = findings({ 'a/runs.csv': COLD, 'b/runs.csv': COLD });
    expect(told(all, 'duplicate')[0]).toContain(
      '1 result file is a copy or other export of one of the 1 that count',
    );
  });

  it('is ranked over models', () => {
    const model = (name: string, rate: number): string =>
      rows(
        'model,ttft_s,tokens_s',
        [1, 2, 3].map((i) => `${name},0.1,${String(rate + i)}`),
      );
    const [text] = told(
      findings({ 'small.csv': model('small', 100), 'large.csv': model('large', 10) }),
      'ranking',
    );
    expect(text).toMatch(
      /Mean throughput ranges from 12 tok\/s .* to 102 tok\/s .* over 2 configurations, 8\.50×/,
    );
  });

  it('is ranked within a file whose runs were made once each, and said not to be tested', () => {
    const run = (name: string, rate: string): string =>
      `${name}\nRunning 10s test @ http://localhost/\n  2 threads and 10 connections\n  Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency     1.00ms    0.20ms   9.00ms   90.00%\n    Req/Sec     5.00k   300.00     6.00k    80.00%\n  100000 requests in 10.00s, 10.00MB read\nRequests/sec:  ${rate}\nTransfer/sec:      1.00MB\n\n`;
    const text = run('alpha', '10000.00') + run('beta', '25000.00');
    expect(told(findings({ 'servers.txt': text }), 'ranking')).toEqual([
      'In servers request throughput ranges from 10,000 req/s (alpha) to 25,000 req/s (beta) over 2 runs, 2.50×: each ran once, so nothing tells how much of it is noise.',
    ]);
  });

  it('is held to limits', () => {
    const limit = parseLimit('max ttft < 1 s', null);
    if (typeof limit === 'string') throw new Error(limit);
    const [text] = told(findings({ 'runs.csv': COLD }, { ...DEFAULT_PROJECT, limits: [limit] }), 'limit');
    expect(text).toContain('The limit max ttft < 1 s is not met');
    expect(text).toContain('is 3 s.');
  });
});

describe('mappings of the project file', () => {
  it('win over what names say, and make a result of a file that says nothing', () => {
    const files = { 'odd.csv': rows('which,zork', ['a,5', 'a,6', 'b,7']) };
    expect(readFiles(files).measures.filter(({ counted }) => counted)).toEqual([]);
    const project = {
      ...DEFAULT_PROJECT,
      mappings: [{ match: '**/odd.csv', columns: [{ column: 'zork', metric: 'power', unit: 'mW' }] }],
    };
    const [entry] = readFiles(files, {
      ...project,
      mappings: [{ match: 'odd.csv', columns: project.mappings[0]?.columns ?? [] }],
    }).measures;
    expect(entry?.measure).toMatchObject({ metric: 'power', unit: 'W', unitInFile: 'mW', label: 'zork' });
    expect(entry?.measure.samples?.values[0]).toBeCloseTo(0.005, 12);
  });
});

describe('every finding', () => {
  it('carries its figures, with sources or a place in the report', () => {
    const all = findings({
      'runs.csv': COLD,
      'net_bench.json': backendBench('6', '2'),
      'sweep.csv': sweep((size) => size),
    });
    expect(new Set(all.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(3);
    for (const finding of all) {
      const figures = [...figuresIn(finding.statement)];
      expect(figures.length).toBeGreaterThan(0);
      for (const { evidence } of figures)
        expect(evidence.sources.length > 0 || evidence.anchor !== null).toBe(true);
    }
  });
});

describe('who wins how often', () => {
  /** Times of two kinds under each of the sizes; `levelOf` names the kinds. */
  const table = (levelOf: (kind: string, size: number) => string): string =>
    rows(
      'benchmark,variant,size,time_ms',
      [1, 2, 3, 4, 5].flatMap((size) =>
        ['fast', 'slow'].map(
          (kind) =>
            `sort${String(size)},${levelOf(kind, size)},${String(size)},${String(kind === 'fast' ? size : 2 * size)}`,
        ),
      ),
    );
  const overall = (text: string): string[] =>
    findings({ 'bench.csv': text }).flatMap((one) =>
      one.kind === 'ratio' && one.overall === true ? [plainText(one.statement)] : [],
    );

  it('is told where a level stands out', () => {
    expect(overall(table((kind) => kind))[0]).toContain('fast is best in 5 of 5 comparisons');
  });

  it('is not told where each comparison has levels of its own', () => {
    expect(overall(table((kind, size) => `${kind}-${String(size)}`))).toEqual([]);
  });

  it('names the run of a file with several', () => {
    const head = 'name \\ time/op (ns/op),old.txt,±,new.txt,±\n';
    const lines = [1, 2, 3, 4].flatMap((size) =>
      ['fast', 'slow'].map((kind, at) => {
        const value = String(size * (at + 1));
        return `Sort/variant=${kind}/size=${String(size)}-8,${value}E+01,1%,${value}E+01,1%`;
      }),
    );
    const told = overall(`${head}${lines.join('\n')}\n`);
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('(old.txt)');
    expect(told[1]).toContain('(new.txt)');
  });
});

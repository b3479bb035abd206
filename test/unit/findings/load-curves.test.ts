import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/findings/finding.ts';
import { loadCurves, type LoadCurve } from '../../../src/core/findings/load-curves.ts';
import { withoutLoad } from '../../../src/core/findings/load-names.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { findAllSteps } from '../../../src/core/findings/rules.ts';
import { rowsOf } from '../../../src/core/findings/rows.ts';
import { DEFAULT_PROJECT, type ProjectFile } from '../../../src/core/project/project-file.ts';
import { plainText } from '../../../src/core/report/inline.ts';
import { KNEE_AT_EIGHT, chartsOf, serving, sweep, withLimits } from '../../support/load-sweeps.ts';
import { corpusFolder, loadFolder, readFiles, type TestFiles } from '../../support/read-folder.ts';

function curvesOf(files: TestFiles): readonly LoadCurve[] {
  return loadCurves(rowsOf(readFiles(files)));
}

function told(files: TestFiles, project: ProjectFile = DEFAULT_PROJECT): string[] {
  return findingsOf(files, project).map(({ statement, detail }) =>
    [statement, ...detail].map(plainText).join(' '),
  );
}

function findingsOf(files: TestFiles, project: ProjectFile = DEFAULT_PROJECT): Finding[] {
  const snapshot = readFiles(files, project);
  const all = runToEnd(findAllSteps({ snapshot, project, rows: rowsOf(snapshot) }));
  return all.filter(({ kind }) => kind === 'load-curve');
}

describe('a load curve', () => {
  it('has its knee, what is measured there and at the highest load', () => {
    expect(told({ 'chat.csv': KNEE_AT_EIGHT })).toEqual([
      'Throughput of chat rises to 350 tok/s at concurrency=8 (the knee); p95 TTFT there is 90 ms; at the highest load, concurrency=32, it is 375 tok/s with p95 TTFT of 1.4 s. Failed requests: 2 at concurrency=32.',
    ]);
  });

  it('has none where throughput still rises, and then higher loads are asked for', () => {
    const rising = sweep([1, 2, 4, 8].map((load) => [load, load * 50, 40 + load]));
    const [finding] = findingsOf({ 'chat.csv': rising });
    expect(plainText(finding?.statement ?? [])).toBe(
      'Throughput of chat still rises at the highest load: 400 tok/s at concurrency=8 with p95 TTFT of 48 ms, from 50 tok/s at concurrency=1; no knee was reached.',
    );
    expect(plainText(finding?.advice?.text ?? [])).toBe(
      'Measure chat at loads above concurrency=8: throughput still rises there, so the knee is not reached.',
    );
  });

  it('is told flat or falling where no higher load gains', () => {
    const flat = (values: readonly number[]): string =>
      sweep(values.map((value, at) => [8 * 2 ** at, value, 40]));
    expect(told({ 'chat.csv': flat([200, 205, 210]) })[0]).toBe(
      'Throughput of chat hardly rises with the load, from 200 tok/s at concurrency=8 to 210 tok/s at concurrency=32 with p95 TTFT of 40 ms: its knee is at the lowest load or below it.',
    );
    expect(told({ 'chat.csv': flat([200, 150, 110]) })[0]).toContain(
      'falls with the load, from 200 tok/s at concurrency=8 to 110 tok/s at concurrency=32 with p95 TTFT of 40 ms; no higher load gains throughput',
    );
  });

  it('needs three loads that have numbers', () => {
    expect(
      curvesOf({
        'chat.csv': sweep([
          [1, 50, 40],
          [2, 98, 60],
        ]),
      }),
    ).toEqual([]);
  });

  it('is told without a knee where only latency is recorded', () => {
    const files = { 'chat.csv': 'request_rate,ttft_p95_ms\n1,40\n2,60\n4,90\n' };
    expect(told(files)).toEqual([
      'The p95 TTFT of chat goes from 40 ms at request_rate=1 to 90 ms at request_rate=4; no throughput is recorded, so no knee can be told.',
    ]);
  });
});

describe('limits of the project file', () => {
  it('tell the highest load that meets them all', () => {
    const [text] = told(
      { 'chat.csv': KNEE_AT_EIGHT },
      withLimits('p95 ttft < 500 ms', 'median ttft < 100 ms'),
    );
    expect(text).toContain(
      'The highest load that meets p95 ttft < 500 ms and median ttft < 100 ms is concurrency=8, with 90 ms and 45 ms.',
    );
  });

  it('choose the statistic that the sentence speaks of', () => {
    const [text] = told({ 'chat.csv': KNEE_AT_EIGHT }, withLimits('median ttft < 100 ms'));
    expect(text).toContain('(the knee); median TTFT there is 45 ms');
  });

  it('may be met by no load or by all', () => {
    expect(told({ 'chat.csv': KNEE_AT_EIGHT }, withLimits('p95 ttft < 5 ms'))[0]).toContain(
      'No measured load meets p95 ttft < 5 ms.',
    );
    expect(told({ 'chat.csv': KNEE_AT_EIGHT }, withLimits('p95 ttft < 5 s'))[0]).toContain(
      'Every measured load meets p95 ttft < 5 s; at the highest, concurrency=32, it is 1.4 s.',
    );
  });

  it('name a lower load that does not meet them', () => {
    const cold = sweep([
      [1, 50, 900],
      [2, 98, 60],
      [4, 190, 70],
    ]);
    expect(told({ 'chat.csv': cold }, withLimits('p95 ttft < 500 ms'))[0]).toContain(
      'The highest load that meets p95 ttft < 500 ms is concurrency=4, with 70 ms. Below it, concurrency=1 is outside the limits',
    );
  });

  it('cannot be told where the statistic is not given, and other metrics are no matter of the curve', () => {
    const [text] = told({ 'chat.csv': KNEE_AT_EIGHT }, withLimits('p99 ttft < 500 ms', 'mean itl < 1 ms'));
    expect(text).toContain('Whether p99 ttft < 500 ms is met cannot be told: no load gives that statistic.');
    expect(text).not.toContain('itl');
  });
});

describe('loads', () => {
  it('of several files make one curve, whose name lacks the load', () => {
    const files = Object.fromEntries(
      [4, 1, 16, 2].map((c) => [
        `net_c${String(c)}.json`,
        serving(
          { max_concurrency: c, request_rate: 'inf', num_prompts: c * 10 },
          Math.min(c, 4) * 100,
          20 * c,
        ),
      ]),
    );
    const [curve, ...others] = curvesOf(files);
    expect(others).toEqual([]);
    expect(curve?.name).toBe('net_c*, acme/net-7b');
    expect(curve?.points.map(({ label, tied }) => [label, tied])).toEqual([
      ['max_concurrency=1', 'num_prompts=10'],
      ['max_concurrency=2', 'num_prompts=20'],
      ['max_concurrency=4', 'num_prompts=40'],
      ['max_concurrency=16', 'num_prompts=160'],
    ]);
    expect(curve?.knee).toMatchObject({ kind: 'knee', point: { load: 4 } });
  });

  it('without end ("inf") come last and are no part of the knee', () => {
    const files = Object.fromEntries(
      (['inf', 1, 4, 16] as const).map((rate) => [
        `vllm-${String(rate)}qps-net.json`,
        serving({ request_rate: rate }, rate === 'inf' ? 1700 : rate * 100, rate === 'inf' ? 900 : 20),
      ]),
    );
    const [curve] = curvesOf(files);
    expect(curve?.points.map(({ load }) => load)).toEqual([1, 4, 16, Infinity]);
    expect(told(files)[0]).toBe(
      'Throughput of vllm-*qps-net, acme/net-7b still rises at the highest load: 1,600 tok/s at request_rate=16 with p99 TTFT of 60 ms, from 100 tok/s at request_rate=1; no knee was reached. With all requests sent at once (request_rate=inf) it is 1,700 tok/s with p99 TTFT of 2.7 s.',
    );
  });

  it('that ran several times count once: mean throughput, highest latency', () => {
    const at = (c: number, again: string, throughput: number, ttft: number): [string, string] => [
      `net_c${String(c)}_run${again}.json`,
      serving({ max_concurrency: c }, throughput, ttft),
    ];
    const files = Object.fromEntries([
      at(1, '1', 100, 10),
      at(2, '1', 190, 12),
      at(4, '1', 300, 30),
      at(4, '2', 320, 20),
    ]);
    const [curve, ...others] = curvesOf(files);
    expect(others).toEqual([]);
    expect(curve?.points.map(({ cases }) => cases.length)).toEqual([1, 1, 2]);
    expect(told(files)[0]).toContain('310 tok/s at max_concurrency=4 with p99 TTFT of 90 ms');
  });

  it('at which everything failed are shown, and count for nothing', () => {
    const files = {
      'chat.csv':
        'concurrency,latency_ms,throughput_tok_s,status\n1,10,50,ok\n1,11,52,ok\n2,12,99,ok\n2,12,101,ok\n4,14,190,ok\n4,15,194,ok\n8,,,failed\n8,,,failed\n',
    };
    const [curve] = curvesOf(files);
    expect(curve?.points.map(({ load }) => load)).toEqual([1, 2, 4, 8]);
    expect(told(files)[0]).toContain('192 tok/s at concurrency=4');
    expect(chartsOf(files)[0]?.series[0]?.points.map(({ value, gap }) => value ?? gap)).toEqual([
      51,
      100,
      192,
      'failed',
    ]);
  });
});

describe('a load under two names', () => {
  it('is one load', () => {
    const lines = [32, 64, 128].map((load) => [load, 128, load, load * 10, load].join(','));
    const text = ['conc,isl,max_concurrency,throughput_tok_s,ttft_p95_ms', ...lines].join('\n');
    const [curve, ...others] = curvesOf({ 'chat.csv': `${text}\n` });
    expect(others).toEqual([]);
    expect(curve?.points.map(({ label, tied }) => [label, tied])).toEqual([
      ['max_concurrency=32', null],
      ['max_concurrency=64', null],
      ['max_concurrency=128', null],
    ]);
  });
});

describe('different configurations', () => {
  const loads = [1, 2, 4, 8];
  const side = (model: string, factor: number): string[] =>
    loads.map((load) => [model, load, Math.min(load, factor) * 100, load * 10].join(','));
  const table = (lines: readonly string[]): string =>
    `${['model,concurrency,throughput_tok_s,ttft_p95_ms', ...lines].join('\n')}\n`;

  it('side by side are curves of their own', () => {
    const curves = curvesOf({
      'chat.csv': table([...side('net-s', 2), ...side('net-m', 4), ...side('net-l', 8)]),
    });
    expect(curves.map(({ name, points, knee }) => [name, points.length, knee.kind])).toEqual([
      ['chat, net-s', 4, 'knee'],
      ['chat, net-m', 4, 'knee'],
      ['chat, net-l', 4, 'rising'],
    ]);
    expect(curves[0]?.knee).toMatchObject({ point: { load: 2 } });
    expect(curves[1]?.knee).toMatchObject({ point: { load: 4 } });
  });

  it('have the shortest names that tell them apart', () => {
    const lines = [1, 2].flatMap((tp) =>
      loads.map((load) =>
        [load, tp, tp === 1 ? 'fp16' : 'fp8', 'x', load * 100 * tp, load * 10 * tp].join(','),
      ),
    );
    const text = ['concurrency,tp,dtype,mode,throughput_tok_s,ttft_p95_ms', ...lines].join('\n');
    expect(curvesOf({ 'chat.csv': `${text}\n` }).map(({ name }) => name)).toEqual([
      'chat, tp=1',
      'chat, tp=2',
    ]);
  });

  it('are never mixed, even where each has too few loads', () => {
    const lines = loads.map((load, at) => [`m${String(at)}`, load, load * 100, 10].join(','));
    expect(curvesOf({ 'chat.csv': table(lines) })).toEqual([]);
  });

  it('of a grid of two loads are told apart by the second', () => {
    const files = Object.fromEntries(
      [1, 2, 4].flatMap((rate) =>
        [8, 16].map((limit) => [
          `net_r${String(rate)}_c${String(limit)}.json`,
          serving({ request_rate: rate, max_concurrency: limit }, rate * limit, 10 * rate + limit),
        ]),
      ),
    );
    expect(curvesOf(files).map(({ name, parameter, points }) => [name, parameter, points.length])).toEqual([
      ['net_r*_c*, acme/net-7b, max_concurrency=8', 'request_rate', 3],
      ['net_r*_c*, acme/net-7b, max_concurrency=16', 'request_rate', 3],
    ]);
  });
});

describe('withoutLoad', () => {
  it.each([
    ['agg_n100_in128_out128_c128', 128, 'agg_n100_in128_out128_c*'],
    ['vllm-16.0qps-net', 16, 'vllm-*qps-net'],
    ['net_concurrency_16_tp16', 16, 'net_concurrency_*_tp16'],
    ['qpsinf', Infinity, 'qps*'],
    ['sweep-8', 8, 'sweep-*'],
    ['net-8_c8', 8, 'net-8_c*'],
    ['llama-8b', 8, 'llama-8b'],
    ['net_c80', 8, 'net_c80'],
  ])('%s at %d is %s', (name, load, expected) => {
    expect(withoutLoad(name, new Set([load]))).toBe(expected);
  });
});

describe('real files', () => {
  const nim = corpusFolder('llmperf');
  it.skipIf(nim === null)('of a sweep by concurrency have their knee before the collapse', () => {
    const [text] = told(loadFolder(nim ?? ''));
    expect(text).toContain('rises to 374.52 tok/s at concurrency=32 (the knee)');
    expect(text).toContain('at the highest load, concurrency=64, it is 310.85 tok/s');
  });

  const sysbench = corpusFolder('sysbench');
  it.skipIf(sysbench === null)('of several runs in one log make one curve over their threads', () => {
    const [curve] = curvesOf(loadFolder(sysbench ?? ''));
    expect(curve?.points.map(({ label }) => label)).toEqual([
      'threads=8',
      'threads=16',
      'threads=32',
      'threads=64',
    ]);
    expect(curve?.knee).toEqual({ kind: 'flat' });
  });
});

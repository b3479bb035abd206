import { problem } from '../model/problem.ts';
import type { Bag, Scalar } from '../model/measure.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import type { MeasureSpec } from './build-measure.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { textLines, type TextLine } from './text-scan.ts';

const BANNER = /^This is the DARPA\/DOE HPC Challenge Benchmark version (\S+)/m;
const ENTRY = /^(\w+)=(\S+)$/;

const FLOPS: MeasureSpec = { metric: 'compute-throughput', unit: 'GFLOP/s' };
const BYTES: MeasureSpec = { metric: 'bandwidth', unit: 'GB/s' };
const UPDATES: MeasureSpec = { metric: 'operation-throughput', unit: 'Gop/s' };
const LATENCY: MeasureSpec = { metric: 'latency', unit: 'us' };

/** How the name of an entry of the summary is to be read. */
interface Entry {
  readonly shape: RegExp;
  readonly spec: MeasureSpec;
  readonly name: (parts: RegExpExecArray) => string;
  readonly mode?: (parts: RegExpExecArray) => string;
  /** Entries that say how the benchmark was set, and the parameter that each becomes. */
  readonly settings: Readonly<Record<string, string>>;
}

const HPL = { HPL_N: 'N', HPL_NB: 'NB', HPL_nprow: 'P', HPL_npcol: 'Q' };
const MODES: Readonly<Record<string, string>> = { Single: 'single', Star: 'star', MPI: 'MPI' };
const modeOf = ([, mode = '']: RegExpExecArray): string => MODES[mode] ?? mode;

const ENTRIES: readonly Entry[] = [
  { shape: /^HPL_Tflops$/, spec: { ...FLOPS, unit: 'TFLOP/s' }, name: () => 'HPL', settings: HPL },
  {
    shape: /^HPL_time$/,
    spec: { metric: 'execution-time', unit: 's' },
    name: () => 'HPL',
    settings: HPL,
  },
  {
    shape: /^(Single|Star)DGEMM_Gflops$/,
    spec: FLOPS,
    name: () => 'DGEMM',
    mode: modeOf,
    settings: { DGEMM_N: 'N' },
  },
  {
    shape: /^(Single|Star)FFT_Gflops$/,
    spec: FLOPS,
    name: () => 'FFT',
    mode: modeOf,
    settings: { FFT_N: 'N' },
  },
  { shape: /^(MPI)FFT_Gflops$/, spec: FLOPS, name: () => 'FFT', mode: modeOf, settings: { MPIFFT_N: 'N' } },
  { shape: /^PTRANS_GBs$/, spec: BYTES, name: () => 'PTRANS', settings: { PTRANS_n: 'N', PTRANS_nb: 'NB' } },
  {
    shape: /^(Single|Star|MPI)RandomAccess(_LCG)?_GUPs$/,
    spec: UPDATES,
    name: ([, , lcg]) => (lcg === undefined ? 'RandomAccess' : 'RandomAccess_LCG'),
    mode: modeOf,
    settings: {},
  },
  {
    shape: /^(Single|Star)STREAM_(Copy|Scale|Add|Triad)$/,
    spec: BYTES,
    name: ([, , kernel = '']) => `STREAM/${kernel}`,
    mode: modeOf,
    settings: { STREAM_VectorSize: 'vector size', STREAM_Threads: 'threads' },
  },
  { shape: /^(Randomly|Naturally)OrderedRingLatency_usec$/, spec: LATENCY, name: ringOf, settings: {} },
  { shape: /^(Randomly|Naturally)OrderedRingBandwidth_GBytes$/, spec: BYTES, name: ringOf, settings: {} },
];

/** Ping-pong gives the extremes and the mean of one measure. */
const PING_PONG = /^(Min|Max|Avg)PingPong(Latency_usec|Bandwidth_GBytes)$/;
const STATISTICS: Readonly<Record<string, string>> = { Min: 'min', Max: 'max', Avg: 'mean' };

/** `hpccoutf.txt` of the HPC Challenge, in which STREAM, Linpack and others run together. */
export const hpcc: Format = {
  id: 'hpcc',
  title: 'HPC Challenge',
  proof: 'Made by running HPCC 1.5.0 here.',
  about:
    'The summary of `hpccoutf.txt`: HPL and DGEMM (FLOP/s), STREAM (bandwidth of copy, scale, add and triad), PTRANS, RandomAccess (updates per second), FFT, and latency and bandwidth of messages, in the modes single, star and MPI. Problem sizes are parameters. -1 means that a test was not run; whether all tests passed is a check.',
  recognise(head: FileHead): Recognition | null {
    return BANNER.test(head.text) && head.fileType !== 'markdown'
      ? { score: 0.95, reason: 'the banner of the HPC Challenge' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const text = file.text();
    const lines = yield* textLines(text);
    const summary = lines.slice(
      lines.findLastIndex((line) => line.text.startsWith('Begin of Summary section')),
    );
    const isWhole = summary[0]?.text.startsWith('Begin of Summary section') === true;
    const values = new Map(summary.map(({ text: entry }) => entryOf(entry)));
    const processes = values.get('CommWorldProcs');
    const run = out.run({
      tool: 'HPCC',
      toolVersion: BANNER.exec(text)?.[1] ?? null,
      parameters: processes === undefined ? {} : { processes: scalarOf(processes) },
    });
    if (isWhole) for (const line of summary) readEntry(line, values, run);
    else out.problem(problem('warning', 'The text ends before the summary: the tests did not finish.'));
    return yield* out.finish(() => text);
  },
};

function entryOf(text: string): readonly [string, string] {
  const [, name = '', value = ''] = ENTRY.exec(text) ?? [];
  return [name, value];
}

function scalarOf(text: string): Scalar {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

function readEntry(line: TextLine, values: ReadonlyMap<string, string>, run: RunBuilder): void {
  const [name, text] = entryOf(line.text);
  const at = { line: line.number, column: name.length + 2 };
  if (name === 'Success') run.check('HPCC: all tests passed', text === '1', line.number);
  const value = Number(text);
  if (name === '' || text === '' || !(value >= 0) || !Number.isFinite(value)) return;
  const [, statistic = '', what = ''] = PING_PONG.exec(name) ?? [];
  if (statistic !== '') {
    const spec = what.startsWith('Latency') ? LATENCY : BYTES;
    run
      .benchmark('PingPong')
      .measure(`PingPong${what}`, spec)
      .reported({ [STATISTICS[statistic] ?? 'mean']: value }, at);
    return;
  }
  for (const entry of ENTRIES) {
    const parts = entry.shape.exec(name);
    if (parts === null) continue;
    const mode = entry.mode?.(parts);
    const parameters = { ...(mode === undefined ? {} : { mode }), ...settingsOf(entry, values) };
    run.benchmark(entry.name(parts), parameters).measure(name, entry.spec).value(value, at);
  }
}

function settingsOf({ settings }: Entry, values: ReadonlyMap<string, string>): Bag {
  const bag: Record<string, Scalar> = {};
  for (const [key, name] of Object.entries(settings)) {
    const text = values.get(key);
    if (text !== undefined) bag[name] = scalarOf(text);
  }
  return bag;
}

function ringOf([, order = '']: RegExpExecArray): string {
  return `Ring/${order.toLowerCase()} ordered`;
}

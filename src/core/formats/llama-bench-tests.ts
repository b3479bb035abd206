import type { Bag, Scalar } from '../model/measure.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import type { Table } from '../text/table.ts';
import type { MeasureBuilder, MeasureSpec } from './build-measure.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import { identityOf } from './build.ts';
import { shortFloat32 } from './float32.ts';
import { asArray, valueAt } from './json-guards.ts';
import type { At, JsonPath } from './places.ts';
import { asReported } from './report-fields.ts';

/** One test of llama-bench, whatever it is written in. */
export interface LlamaTest {
  readonly keys: readonly string[];
  value(key: string): unknown;
  at(key: string): At;
  /** Path of the test in a JSON text; null in a table. */
  readonly path: JsonPath | null;
}

/** A test that is a JSON object. */
export function jsonTest(record: unknown, path: JsonPath): LlamaTest {
  const keys = typeof record === 'object' && record !== null ? Object.keys(record) : [];
  return { keys, value: (key) => valueAt(record, key), at: (key) => [...path, key], path };
}

/** A test that is a row of the CSV. */
export function tableTest(table: Table, row: number): LlamaTest {
  const column = (key: string): number => table.header.indexOf(key);
  return {
    keys: table.header.filter((name) => name !== ''),
    value: (key) => {
      const number = table.number(row, column(key));
      return Number.isNaN(number) ? table.text(row, column(key)).trim() : number;
    },
    at: (key) => table.place(row, Math.max(0, column(key))),
    path: null,
  };
}

/** What llama-bench computes from the test, and what `environmentOf` and the run take over. */
const NO_PARAMETERS: ReadonlySet<string> = new Set(
  'avg_ns stddev_ns avg_ts stddev_ts samples_ns samples_ts test_time build_commit build_number cpu_info gpu_info'.split(
    ' ',
  ),
);
/** Kept with each benchmark even where the whole file has one value: they say what the test is. */
const OF_TEST: ReadonlySet<string> = new Set(['model', 'n_prompt', 'n_gen', 'n_depth']);
const SWITCHES: ReadonlySet<string> = new Set(
  'cpu_strict no_kv_offload flash_attn use_mmap use_direct_io embeddings no_op_offload no_host'.split(' '),
);

/** A name of llama-bench's settings in its JSON for what its Markdown abbreviates. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  model_type: 'model',
  backend: 'backends',
  threads: 'n_threads',
  ngl: 'n_gpu_layers',
  ncmoe: 'n_cpu_moe',
  fa: 'flash_attn',
  sm: 'split_mode',
  mg: 'main_gpu',
  nkvo: 'no_kv_offload',
  dev: 'devices',
  ts: 'tensor_split',
  ot: 'tensor_buft_overrides',
  mmap: 'use_mmap',
  dio: 'use_direct_io',
  embd: 'embeddings',
  nopo: 'no_op_offload',
  noh: 'no_host',
};

/** A setting under the name and in the form that all of llama-bench's outputs share; null where nothing is set. */
export function llamaSetting(key: string, value: unknown): readonly [string, Scalar] | null {
  const name = LONG_NAMES[key] ?? key;
  if ((value === 0 || value === 1) && SWITCHES.has(name)) return [name, value === 1];
  if (typeof value === 'boolean') return [name, value];
  if (typeof value === 'number') return Number.isFinite(value) ? [name, shortFloat32(value)] : null;
  return typeof value === 'string' && value.trim() !== '' ? [name, value.trim()] : null;
}

/** Which work a test is made of: prompt tokens, generated tokens and the context that is there before. */
export interface LlamaWork {
  readonly prompt: number;
  readonly gen: number;
  readonly depth: number;
}

/** llama-bench's own name of a test: pp512, tg128, pp512+tg128, pp512 @ d4096. */
export function testName({ prompt, gen, depth }: LlamaWork): string {
  const name =
    prompt > 0 && gen > 0
      ? `pp${prompt}+tg${gen}`
      : gen > 0
        ? `tg${gen}`
        : prompt > 0
          ? `pp${prompt}`
          : 'test';
  return depth > 0 ? `${name} @ d${depth}` : name;
}

/** Tokens per second of a test: which throughput it is follows from its work. */
export function rateSpec({ prompt, gen }: LlamaWork): MeasureSpec {
  const metric = prompt > 0 ? (gen > 0 ? 'total-throughput' : 'prompt-throughput') : 'throughput';
  return { metric, unit: 't/s' };
}

function timeSpec({ prompt, gen }: LlamaWork): MeasureSpec {
  const metric = prompt > 0 ? (gen > 0 ? 'total-time' : 'prompt-eval-time') : 'eval-time';
  return { metric, unit: 'ns' };
}

/** Reads tests into runs: one per build and machine, and a new one where a test comes again. */
export function readTests(tests: readonly LlamaTest[], out: ResultBuilder): void {
  const settings = tests.map(settingsOf);
  const shared = sharedSettings(settings);
  const runs = new Map<string, { run: RunBuilder; seen: Set<string> }>();
  tests.forEach((test, index) => {
    const all = settings[index] ?? {};
    const parameters = Object.fromEntries(Object.entries(all).filter(([key]) => !Object.hasOwn(shared, key)));
    const environment = environmentOf(test);
    const build = buildOf(test);
    const machine = JSON.stringify([environment, build]);
    const identity = identityOf('', all);
    let open = runs.get(machine);
    if (open === undefined || open.seen.has(identity)) {
      const time = test.value('test_time');
      const startedAt = typeof time === 'string' ? parseStamp(time) : null;
      const name =
        runs.size === 0 ? '' : [build, typeof time === 'string' ? time : ''].filter(Boolean).join(' ');
      const facts = {
        name,
        tool: 'llama-bench',
        toolVersion: build,
        startedAt,
        environment,
        parameters: shared,
      };
      open = { run: out.run(facts), seen: new Set() };
      runs.set(machine, open);
    }
    open.seen.add(identity);
    readTest(test, parameters, open.run, out);
  });
}

function readTest(test: LlamaTest, parameters: Bag, run: RunBuilder, out: ResultBuilder): void {
  const work = workOf(test);
  const benchmark = run.benchmark(testName(work), parameters);
  readMeasure(test, 'ts', benchmark.measure('t/s', rateSpec(work)));
  readMeasure(test, 'ns', benchmark.measure('time_ns', timeSpec(work)));
  if (test.path !== null) checkMean(test, testName(work), out);
}

function readMeasure(test: LlamaTest, suffix: 'ts' | 'ns', measure: MeasureBuilder): void {
  const samples = asArray(test.value(`samples_${suffix}`));
  if (samples !== null && samples.length > 0 && test.path !== null)
    measure.sampleArray(samples, [...test.path, `samples_${suffix}`]);
  for (const [statistic, key] of [
    ['mean', `avg_${suffix}`],
    ['stddev', `stddev_${suffix}`],
  ] as const) {
    const value = test.value(key);
    if (typeof value === 'number' && Number.isFinite(value))
      measure.reported(asReported(statistic, value), test.at(key));
  }
}

/** llama-bench prints its samples with six digits, their mean with more. */
function checkMean(test: LlamaTest, name: string, out: ResultBuilder): void {
  const samples = asArray(test.value('samples_ts'))?.filter((value) => typeof value === 'number') ?? [];
  const stated = test.value('avg_ts');
  if (samples.length === 0 || typeof stated !== 'number' || test.path === null) return;
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
  if (Math.abs(mean - stated) <= 1e-5 * Math.abs(mean) + 1e-6) return;
  const sentence = `${name}: avg_ts is ${stated}, but the mean of samples_ts is ${Number(mean.toPrecision(6))}.`;
  out.problemAt([...test.path, 'avg_ts'], 'warning', sentence);
}

function workOf(test: LlamaTest): LlamaWork {
  const count = (key: string): number => {
    const value = test.value(key);
    return typeof value === 'number' && value > 0 ? value : 0;
  };
  return { prompt: count('n_prompt'), gen: count('n_gen'), depth: count('n_depth') };
}

function settingsOf(test: LlamaTest): Bag {
  const settings: Record<string, Scalar> = {};
  for (const key of test.keys) {
    const setting = NO_PARAMETERS.has(key) ? null : llamaSetting(key, test.value(key));
    if (setting !== null) settings[setting[0]] = setting[1];
  }
  return settings;
}

/** Settings with one value in the whole file; what says which test it is stays with the test. */
function sharedSettings(all: readonly Bag[]): Bag {
  const first = all[0] ?? {};
  return Object.fromEntries(
    Object.entries(first).filter(
      ([key, value]) => !OF_TEST.has(key) && all.every((settings) => settings[key] === value),
    ),
  );
}

function environmentOf(test: LlamaTest): Bag {
  const environment: Record<string, Scalar> = {};
  for (const [key, name] of [
    ['cpu_info', 'cpu'],
    ['gpu_info', 'gpu'],
  ] as const) {
    const value = test.value(key);
    if (typeof value === 'string' && value.trim() !== '') environment[name] = value.trim();
  }
  return environment;
}

/** llama.cpp's build: "6865 (1c1409e1)". */
function buildOf(test: LlamaTest): string | null {
  const number = test.value('build_number');
  const commit = test.value('build_commit');
  const said = typeof commit === 'string' || typeof commit === 'number' ? String(commit) : '';
  if (typeof number !== 'number') return said === '' ? null : said;
  return said === '' ? String(number) : `${number} (${said})`;
}

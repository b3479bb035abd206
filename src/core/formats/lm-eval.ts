import type { Bag, Direction, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import { readScore, type Score, type ScoreContext } from './eval-scores.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asObject, booleanAt, numberAt, objectAt, stringAt, valueAt } from './json-guards.ts';
import type { JsonPath } from './places.ts';

/** What `lm_eval --output_path` writes: results_<time>.json. */
export const lmEval: Format = {
  id: 'lm-eval',
  title: 'lm-evaluation-harness',
  proof: 'A real file of the reference corpus.',
  about:
    'JSON with `results` by task, whose keys are `metric,filter` and `metric_stderr,filter` (or `acc` and `acc_stderr` in older versions), beside `configs`, `versions` and `n-shot`. Gives accuracy, exact match, pass rate, perplexity and other scores with their standard error and number of examples; task, filter and number of shots are parameters.',
  recognise(head: FileHead): Recognition | null {
    const results = objectAt(head.json, 'results');
    if (results === null || objectAt(head.json, 'config_general') !== null) return null;
    const around = ['configs', 'config', 'versions', 'n-shot', 'group_subtasks'].filter(
      (key) => objectAt(head.json, key) !== null,
    );
    const isTask = Object.values(results).some((scores) =>
      scoresOf(scores).some(({ stderrKey }) => stderrKey !== null),
    );
    return isTask && around.length >= 2
      ? {
          score: 0.9,
          reason: 'a JSON with `results` by task, `versions` and standard errors (`acc_stderr,none`)',
        }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const document = file.json().value;
    const date = numberAt(document, 'date') ?? stringAt(document, 'date');
    const run = out.run({
      tool: 'lm-eval',
      toolVersion: stringAt(document, 'lm_eval_version') ?? stringAt(document, 'git_hash'),
      startedAt: date === null ? null : parseStamp(date),
      environment: environmentOf(document),
      parameters: settingsOf(document),
    });
    const results = objectAt(document, 'results') ?? {};
    for (const task of Object.keys(results)) readTask(document, task, run, out);
    readDuration(document, 'total_evaluation_time_seconds', run);
    if (Object.keys(results).length === 0) out.problem(problem('error', 'This file holds no results.'));
    return yield* out.finish(() => file.text());
  },
};

interface FilteredScore extends Score {
  readonly filter: string;
}

/** `acc,none` with `acc_stderr,none`; before version 0.4 plain `acc` with `acc_stderr`. */
function scoresOf(scores: unknown): FilteredScore[] {
  const keys = Object.keys(asObject(scores) ?? {});
  return keys.flatMap((key) => {
    const comma = key.indexOf(',');
    const name = comma < 0 ? key : key.slice(0, comma);
    const filter = comma < 0 ? '' : key.slice(comma + 1);
    const isNumber = typeof valueAt(scores, key) === 'number' || valueAt(scores, key) === null;
    if (name.endsWith('_stderr') || NO_SCORES.has(name) || !isNumber) return [];
    const stderrKey = comma < 0 ? `${name}_stderr` : `${name}_stderr,${filter}`;
    return [{ name, key, filter, stderrKey: keys.includes(stderrKey) ? stderrKey : null }];
  });
}

const NO_SCORES: ReadonlySet<string> = new Set(['alias', 'sample_len', 'sample_count', 'name']);

function readTask(document: unknown, task: string, run: RunBuilder, out: ResultBuilder): void {
  const scores = objectAt(objectAt(document, 'results'), task);
  const error = stringAt(scores, 'error');
  const path: JsonPath = ['results', task];
  const shots = numberAt(objectAt(document, 'n-shot'), task);
  const shared: Bag = shots === null ? {} : { num_fewshot: shots };
  if (error !== null) {
    const measure = run.benchmark(task, shared).measure('acc', { metric: 'accuracy', unit: '1' });
    measure.sample(NaN, [...path, 'error'], { outcome: 'failed', error });
  }
  const context = contextOf(document, task, path, out);
  for (const score of scoresOf(scores)) {
    const filter = score.filter === '' || score.filter === 'none' ? {} : { filter: score.filter };
    readScore(scores, score, run.benchmark(task, { ...shared, ...filter }), context);
  }
}

function contextOf(document: unknown, task: string, path: JsonPath, out: ResultBuilder): ScoreContext {
  const n = numberAt(objectAt(objectAt(document, 'n-samples'), task), 'effective');
  const list = arrayAt(objectAt(objectAt(document, 'configs'), task), 'metric_list') ?? [];
  const better = objectAt(objectAt(document, 'higher_is_better'), task);
  const entry = (name: string): unknown => list.find((metric) => stringAt(metric, 'metric') === name);
  return {
    path,
    out,
    examples: n === null ? null : { n, path: ['n-samples', task, 'effective'] },
    isMean: (name) => stringAt(entry(name), 'aggregation') === 'mean',
    direction: (name): Direction | null => {
      const higher = booleanAt(better, name) ?? booleanAt(entry(name), 'higher_is_better');
      return higher === null ? null : higher ? 'higher' : 'lower';
    },
  };
}

/** How long the whole evaluation took; the tools write it as a text. */
export function readDuration(holder: unknown, key: string, run: RunBuilder, base: JsonPath = []): void {
  const text = stringAt(holder, key);
  const seconds = numberAt(holder, key) ?? (text === null ? NaN : Number(text));
  if (!Number.isFinite(seconds)) return;
  run
    .benchmark('evaluation')
    .measure(key, { metric: 'total-time', unit: 's' })
    .value(seconds, [...base, key]);
}

const CONFIG_KEYS = [
  'batch_size',
  'device',
  'limit',
  'num_fewshot',
  'model_dtype',
  'model_args',
  'gen_kwargs',
];

function settingsOf(document: unknown): Bag {
  const settings: Record<string, Scalar> = {};
  const config = objectAt(document, 'config');
  const backend = stringAt(config, 'model');
  const model = stringAt(document, 'model_name') ?? modelOf(stringAt(config, 'model_args'));
  if (model !== null) settings.model = model;
  if (backend !== null) settings.backend = backend;
  for (const key of CONFIG_KEYS) {
    const value = valueAt(config, key);
    if (typeof value === 'number' || typeof value === 'boolean') settings[key] = value;
    else if (typeof value === 'string' && value !== '') settings[key] = value;
  }
  return settings;
}

function modelOf(args: string | null): string | null {
  return /(?:^|,)(?:pretrained|model)=([^,]+)/.exec(args ?? '')?.[1] ?? null;
}

const ENVIRONMENT: readonly (readonly [string, RegExp])[] = [
  ['torch', /^PyTorch version:\s*(.+)$/m],
  ['cuda', /^CUDA used to build PyTorch:\s*(.+)$/m],
  ['os', /^OS:\s*(.+)$/m],
  ['python', /^Python version:\s*([\d.]+)/m],
  ['gpu', /^GPU 0:\s*(.+)$/m],
  ['driver', /^Nvidia driver version:\s*(.+)$/m],
  ['cpu', /^Model name:\s*(.+)$/m],
];

/** What PyTorch's collect_env prints. */
function environmentOf(document: unknown): Bag {
  const info = stringAt(document, 'pretty_env_info') ?? '';
  const environment: Record<string, Scalar> = {};
  for (const [key, pattern] of ENVIRONMENT) {
    const value = pattern.exec(info)?.[1]?.trim();
    if (value !== undefined && !/^(?:n\/a|none|could not collect)$/i.test(value)) environment[key] = value;
  }
  const gpus = info.match(/^GPU \d+:/gm)?.length ?? 0;
  if (gpus > 0) environment.gpu_count = gpus;
  const transformers = stringAt(document, 'transformers_version');
  if (transformers !== null) environment.transformers = transformers;
  return environment;
}

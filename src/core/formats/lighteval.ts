import type { Bag, Direction, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import { readScore } from './eval-scores.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asObject, booleanAt, numberAt, objectAt, stringAt, valueAt } from './json-guards.ts';
import { readDuration } from './lm-eval.ts';
import type { JsonPath } from './places.ts';

const AVERAGE = 'all';

/** What Hugging Face LightEval writes: results_<time>.json. */
export const lighteval: Format = {
  id: 'lighteval',
  title: 'LightEval',
  proof: 'Real files of the reference corpus.',
  about:
    'JSON with `config_general` and `results` by task (`suite|task|shots`), each score with its `_stderr`. Gives accuracy, exact match and other scores with standard error and number of examples; the averages under `all` are shown, but not counted again.',
  recognise(head: FileHead): Recognition | null {
    if (objectAt(head.json, 'config_general') === null || objectAt(head.json, 'results') === null)
      return null;
    return { score: 0.95, reason: 'a JSON with `config_general` and `results` by task' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const document = file.json().value;
    const general = objectAt(document, 'config_general');
    const sha = stringAt(general, 'lighteval_sha');
    const run = out.run({
      tool: 'lighteval',
      toolVersion: sha === '?' ? null : sha,
      parameters: settingsOf(general),
    });
    const tasks = Object.keys(objectAt(document, 'results') ?? {});
    for (const task of tasks) readTask(document, task, run, out);
    for (const key of ['total_evaluation_time_secondes', 'total_evaluation_time_seconds'])
      readDuration(general, key, run, ['config_general']);
    if (tasks.length === 0) out.problem(problem('error', 'This file holds no results.'));
    return yield* out.finish(() => file.text());
  },
};

function readTask(document: unknown, task: string, run: RunBuilder, out: ResultBuilder): void {
  const scores = objectAt(objectAt(document, 'results'), task);
  const keys = Object.keys(scores ?? {});
  const [, config, shots] = /^(.*)\|(\d+)$/.exec(task) ?? [];
  const benchmark = run.benchmark(task, shots === undefined ? {} : { num_fewshot: Number(shots) });
  const path: JsonPath = ['results', task];
  const configKey = [config, `${config ?? ''}|${shots ?? ''}`, task].find(
    (key) => key !== undefined && objectAt(objectAt(document, 'config_tasks'), key) !== null,
  );
  const settings = configKey === undefined ? null : objectAt(objectAt(document, 'config_tasks'), configKey);
  const n = numberAt(settings, 'effective_num_docs');
  const context = {
    path,
    out,
    examples:
      n === null || n < 1 || configKey === undefined
        ? null
        : { n, path: ['config_tasks', configKey, 'effective_num_docs'] },
    isMean: (name: string) => aggregationOf(settings, name) === 'mean',
    direction: (name: string) => directionOf(settings, name),
    ...(task === AVERAGE ? { notCountedBecause: 'the mean over the tasks of this file' } : {}),
  };
  for (const key of keys) {
    if (key.endsWith('_stderr')) continue;
    const stderrKey = keys.includes(`${key}_stderr`) ? `${key}_stderr` : null;
    readScore(scores, { name: key, key, stderrKey }, benchmark, context);
  }
}

/** The entry of a task's list of metrics that has this score; some entries have several. */
function metricOf(settings: unknown, name: string): unknown {
  return (arrayAt(settings, 'metric') ?? arrayAt(settings, 'metrics') ?? []).find((metric) => {
    const said = valueAt(metric, 'metric_name');
    return said === name || (Array.isArray(said) && said.includes(name));
  });
}

function aggregationOf(settings: unknown, name: string): string | null {
  const metric = metricOf(settings, name);
  return stringAt(metric, 'corpus_level_fn') ?? stringAt(objectAt(metric, 'corpus_level_fn'), name);
}

function directionOf(settings: unknown, name: string): Direction | null {
  const metric = metricOf(settings, name);
  const higher =
    booleanAt(metric, 'higher_is_better') ?? booleanAt(objectAt(metric, 'higher_is_better'), name);
  return higher === null ? null : higher ? 'higher' : 'lower';
}

function settingsOf(general: unknown): Bag {
  const settings: Record<string, Scalar> = {};
  const model = stringAt(general, 'model_name') ?? stringAt(objectAt(general, 'model_config'), 'model_name');
  if (model !== null) settings.model = model;
  for (const key of ['model_sha', 'model_dtype', 'model_size', 'num_fewshot_seeds']) {
    const value = asObject(general)?.[key];
    if (typeof value === 'number' || (typeof value === 'string' && value !== '')) settings[key] = value;
  }
  // No limit means every example of a task.
  const limit = valueAt(general, 'max_samples');
  if (limit === null) settings.max_samples = 'all';
  else if (typeof limit === 'number') settings.max_samples = limit;
  return settings;
}

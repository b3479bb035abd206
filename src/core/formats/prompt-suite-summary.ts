import type { Bag, Scalar } from '../model/measure.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import type { BenchmarkBuilder } from './build-measure.ts';
import { ResultBuilder, type RunFacts } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asObject, numberAt, stringAt, valueAt } from './json-guards.ts';
import { ollamaMeasure, statisticName } from './ollama-names.ts';
import { asReported } from './report-fields.ts';
import type { JsonPath } from './places.ts';
import { bagOf } from './request-rows.ts';

const HEADLINE = ['mean_ttft_s', 'mean_tokens_s'];

/** Means per model of a suite of prompts that was sent to Ollama. */
export const promptSuiteSummary: Format = {
  id: 'prompt-suite-summary',
  title: 'Summary of a prompt suite',
  proof: 'Real files of the reference corpus.',
  about:
    'JSON with `prompts`, `generated_at` and a list `models` that gives `prompt_count`, `completed` and means such as `mean_ttft_s` and `mean_tokens_s` per model. ' +
    'A model that completed nothing is failed and has no number.',
  recognise,
  read,
};

function recognise(head: FileHead): Recognition | null {
  const models = arrayAt(head.json, 'models');
  const first = asObject(models?.[0]);
  if (first === null || !Object.hasOwn(first, 'prompt_count') || !Object.hasOwn(first, 'completed'))
    return null;
  return { score: 0.85, reason: 'a JSON with `models`, `prompt_count` and `completed`' };
}

function* read(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  out.role = 'summary';
  const { value } = file.json();
  const models = arrayAt(value, 'models') ?? [];
  const all = models.map((model) => parametersOf(model));
  const shared = sharedOf(all);
  const run = out.run({ ...factsOf(value), tool: 'ollama', parameters: shared });
  models.forEach((model, index) => {
    const path = ['models', index];
    if (asObject(model) === null) {
      out.problemAt(
        path,
        'warning',
        'This entry of the list of models is no object, so nothing was read from it.',
      );
      return;
    }
    const own = Object.entries(all[index] ?? {}).filter(([key]) => !Object.hasOwn(shared, key));
    readModel(model, path, run.benchmark('generate', Object.fromEntries(own)), out);
  });
  return yield* out.finish(() => file.text());
}

function factsOf(value: unknown): RunFacts {
  const generated = stringAt(value, 'generated_at') ?? numberAt(value, 'generated_at');
  const host = stringAt(value, 'ollama_host');
  return {
    startedAt: generated === null ? null : parseStamp(generated),
    environment: host === null ? {} : { ollama_host: host },
  };
}

function parametersOf(model: unknown): Bag {
  const name = stringAt(model, 'model');
  return { ...(name === null ? {} : { model: name }), ...bagOf(valueAt(model, 'options')) };
}

/** The settings that all models have in common. */
function sharedOf(bags: readonly Bag[]): Bag {
  const shared: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(bags[0] ?? {})) {
    if (bags.every((bag) => bag[key] === value)) shared[key] = value;
  }
  return shared;
}

function readModel(model: unknown, path: JsonPath, benchmark: BenchmarkBuilder, out: ResultBuilder): void {
  const completed = numberAt(model, 'completed');
  const asked = numberAt(model, 'prompt_count');
  if (completed === 0) {
    failAll(model, path, benchmark, asked);
    return;
  }
  if (completed !== null && asked !== null && completed < asked) {
    const message = `Only ${completed} of ${asked} prompts were completed; the means stand for those alone.`;
    out.problemAt([...path, 'completed'], 'warning', message);
  }
  for (const [key, value] of Object.entries(asObject(model) ?? {})) {
    const named = statisticName(key);
    const spec = named === null ? null : ollamaMeasure(named.base);
    if (named === null || spec === null || value === null) continue;
    if (typeof value !== 'number') {
      out.problemAt([...path, key], 'warning', `${key} is no number.`);
      continue;
    }
    const count = completed === null ? {} : { n: completed };
    const statistics = { ...asReported(named.statistic, value), ...count };
    benchmark.measure(named.base, { ...spec, kind: 'summary' }).reported(statistics, [...path, key]);
  }
}

/** Without a completed prompt there is no mean, whatever stands in its place. */
function failAll(model: unknown, path: JsonPath, benchmark: BenchmarkBuilder, asked: number | null): void {
  const reason = stringAt(model, 'error') ?? `${asked === null ? 'None' : `0 of ${asked}`} prompts completed`;
  for (const key of new Set([...HEADLINE, ...Object.keys(asObject(model) ?? {})])) {
    const named = statisticName(key);
    const spec = named === null ? null : ollamaMeasure(named.base);
    if (named === null || spec === null) continue;
    const given = valueAt(model, key) !== undefined;
    const at = [...path, given ? key : 'completed'];
    benchmark.measure(named.base, { ...spec, kind: 'summary' }).fail(reason, at);
  }
}

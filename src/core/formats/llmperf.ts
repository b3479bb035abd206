import type { Bag, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { parseStrict } from '../text/json.ts';
import type { MeasureSpec } from './build-measure.ts';
import { ResultBuilder, type RunFacts } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, asArray, asObject, numberAt, stringAt, valueAt } from './json-guards.ts';
import { LLMPERF_MEASURES } from './llmperf-names.ts';
import { readLlmperfRequests } from './llmperf-requests.ts';
import { readLlmperfSweep } from './llmperf-sweep.ts';
import { asReported } from './report-fields.ts';

/** Totals of a summary, without the `results_` before their name. */
const TOTALS: Readonly<Record<string, MeasureSpec>> = {
  num_requests_started: { metric: 'requests-started', unit: 'req', direction: 'none' },
  num_completed_requests: { metric: 'requests', unit: 'req' },
  num_completed_requests_per_min: { metric: 'request-throughput', unit: 'req/min' },
  mean_output_throughput_token_per_s: { metric: 'throughput', unit: 'tok/s' },
  error_rate: { metric: 'error-rate', unit: '1' },
  number_errors: { metric: 'failures', unit: 'count' },
};
const SWEEP = /^,\d+(?:,\d+)*\r?\nconcurrency,[\d.]+/;

/** What Anyscale's LLMPerf writes: a summary, the single responses, and llmval's table by concurrency. */
export const llmperf: Format = {
  id: 'llmperf',
  title: 'LLMPerf',
  proof: 'Real files of the reference corpus: a summary, single responses, the CSV of llmval.',
  about:
    'JSON summaries with flat keys (`results_ttft_s_quantiles_p99`, `results_end_to_end_latency_s_mean`), JSON lists of single responses (`ttft_s`, `end_to_end_latency_s`, `error_code`), and the CSV whose columns are levels of concurrency and whose rows are metrics. Gives TTFT, inter-token and end-to-end latency, throughput, token counts and errors; `concurrency` and the token lengths are parameters.',
  recognise,
  read,
};

function recognise(head: FileHead): Recognition | null {
  if (SWEEP.test(head.text) && head.text.includes('token_per_s'))
    return {
      score: 0.9,
      reason: 'a CSV with a column per level of concurrency and LLMPerf’s metrics as rows',
    };
  const flat = Object.keys(asObject(head.json) ?? {}).filter((key) => splitKey(key) !== null);
  if (flat.length >= 3)
    return { score: 0.95, reason: 'a JSON with flat keys such as `results_ttft_s_quantiles_p99`' };
  const first = asArray(head.json)?.[0];
  const typical = ['ttft_s', 'end_to_end_latency_s', 'inter_token_latency_s'].every(
    (key) => valueAt(first, key) !== undefined,
  );
  return typical && valueAt(first, 'error_code') !== undefined
    ? { score: 0.9, reason: 'a list of responses with `ttft_s`, `end_to_end_latency_s` and `error_code`' }
    : null;
}

function* read(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  if (SWEEP.test(file.text().slice(0, 4096))) {
    yield* readLlmperfSweep(file, out);
    return yield* out.finish(() => file.text());
  }
  const { value } = file.json();
  const responses = asArray(value) ?? arrayAt(value, 'responses');
  if (responses === null) readSummary(value, out);
  else {
    const summary = summaryBeside(file);
    const run = out.run(factsOf(summary));
    readLlmperfRequests(
      responses,
      Array.isArray(value) ? [] : ['responses'],
      run.benchmark('requests', loadOf(summary)),
      out,
    );
  }
  return yield* out.finish(() => file.text());
}

interface FlatKey {
  readonly label: string;
  readonly statistic: string;
}

/** `results_ttft_s_quantiles_p99` is the p99 of ttft_s. */
function splitKey(key: string): FlatKey | null {
  const [, label, quantile, word] =
    /^results_(\w+?)_(?:quantiles_(p\d+)|(mean|min|max|stddev))$/.exec(key) ?? [];
  const statistic = quantile ?? word;
  if (label === undefined || statistic === undefined || !Object.hasOwn(LLMPERF_MEASURES, label)) return null;
  return { label, statistic };
}

function readSummary(document: unknown, out: ResultBuilder): void {
  out.role = 'summary';
  const benchmark = out.run(factsOf(document)).benchmark('requests', loadOf(document));
  for (const [key, entry] of meanFirst(Object.entries(asObject(document) ?? {}))) {
    const flat = splitKey(key);
    const total = TOTALS[key.replace(/^results_/, '')];
    // LLMPerf writes the least and the greatest number of tokens as texts.
    const value = typeof entry === 'string' && /^\d+(?:\.\d+)?$/.test(entry) ? Number(entry) : entry;
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    if (flat !== null)
      benchmark
        .measure(flat.label, LLMPERF_MEASURES[flat.label])
        .reported(asReported(flat.statistic, value), [key]);
    else if (total !== undefined && key.startsWith('results_'))
      benchmark.measure(key.slice('results_'.length), total).value(value, [key]);
  }
  tellOfErrors(document, out);
  if (objectIsEmpty(document)) out.problem(problem('error', 'This file holds no results of LLMPerf.'));
}

/** The mean is a summary's headline, wherever it stands among its statistics. */
function meanFirst(entries: readonly [string, unknown][]): [string, unknown][] {
  const isMean = ([key]: readonly [string, unknown]): boolean => splitKey(key)?.statistic === 'mean';
  return [...entries.filter(isMean), ...entries.filter((entry) => !isMean(entry))];
}

function objectIsEmpty(document: unknown): boolean {
  return !Object.keys(asObject(document) ?? {}).some((key) => key.startsWith('results_'));
}

function tellOfErrors(document: unknown, out: ResultBuilder): void {
  const errors = numberAt(document, 'results_number_errors') ?? 0;
  const codes = stringAt(document, 'results_error_code_frequency');
  if (errors > 0)
    out.problemAt(
      ['results_number_errors'],
      'warning',
      `${errors} requests failed (by error code: ${codes ?? '{}'}).`,
    );
}

function factsOf(document: unknown): RunFacts {
  const stamp = numberAt(document, 'timestamp') ?? stringAt(document, 'timestamp');
  const parameters: Record<string, Scalar> = {};
  for (const key of ['model', 'framework', 'llm_api', 'api']) {
    const value = stringAt(document, key);
    if (value !== null) parameters[key] = value;
  }
  return {
    tool: 'llmperf',
    toolVersion: stringAt(document, 'version'),
    startedAt: stamp === null ? null : parseStamp(stamp),
    parameters,
  };
}

/** The load: requests at once, and how long prompts and answers are. */
function loadOf(document: unknown): Bag {
  const load: Record<string, Scalar> = {};
  const concurrency = numberAt(document, 'num_concurrent_requests');
  if (concurrency !== null) load.concurrency = concurrency;
  for (const key of [
    'mean_input_tokens',
    'stddev_input_tokens',
    'mean_output_tokens',
    'stddev_output_tokens',
  ]) {
    const value = numberAt(document, key);
    if (value !== null) load[key] = value;
  }
  return load;
}

/** The settings of single responses stand in the summary beside them. */
function summaryBeside(file: FileInput): unknown {
  const name = file.name.replace(/individual_responses\.json$/, 'summary.json');
  const text = name === file.name ? null : file.sibling(name);
  return text === null ? undefined : parseStrict(text);
}

import type { MeasureSpec } from './build-measure.ts';
import type { ColumnUses } from './request-columns.ts';

/**
 * Measures of scripts that time Ollama's generate call. Durations are Ollama's `load_duration`, `prompt_eval_duration` and
 * `eval_duration` turned into seconds; TTFT is loading and prompt evaluation together; counts are in tokens.
 */
const MEASURES: Readonly<Record<string, MeasureSpec>> = {
  ttft_s: { metric: 'ttft', unit: 's' },
  ttft_ms: { metric: 'ttft', unit: 'ms' },
  tokens_s: { metric: 'throughput', unit: 'tok/s' },
  tok_s: { metric: 'throughput', unit: 'tok/s' },
  tokens_per_s: { metric: 'throughput', unit: 'tok/s' },
  tokens_per_sec: { metric: 'throughput', unit: 'tok/s' },
  tokens_per_second: { metric: 'throughput', unit: 'tok/s' },
  load_s: { metric: 'load-time', unit: 's' },
  prompt_eval_s: { metric: 'prompt-eval-time', unit: 's' },
  prompt_eval: { metric: 'prompt-eval-time', unit: 's' },
  eval_s: { metric: 'eval-time', unit: 's' },
  total_s: { metric: 'total-time', unit: 's' },
  prompt_eval_count: { metric: 'prompt-tokens', unit: 'tok' },
  eval_count: { metric: 'tokens-generated', unit: 'tok' },
  total_tokens: { metric: 'total-tokens', unit: 'tok' },
  response_chars: { metric: 'response-length', unit: 'char' },
};

/** Names that only such scripts write together. */
const TYPICAL: ReadonlySet<string> = new Set(['ttft_s', 'tokens_s', 'load_s', 'prompt_eval_s', 'eval_s']);

/** What one name of an Ollama measure means; null where it is none. */
export function ollamaMeasure(name: string): MeasureSpec | null {
  const key = name.trim().toLowerCase();
  return Object.hasOwn(MEASURES, key) ? (MEASURES[key] ?? null) : null;
}

/** How many of the names are typical of scripts that time Ollama. */
export function typicalNames(names: readonly string[]): number {
  return new Set(names.map((name) => name.trim().toLowerCase()).filter((name) => TYPICAL.has(name))).size;
}

/** The columns of such a script's requests. */
export function ollamaUses(): ColumnUses {
  const uses: Record<string, ColumnUses[string]> = {};
  for (const [name, spec] of Object.entries(MEASURES)) {
    uses[name] = { as: 'measure', spec, zeroIsMissing: spec.metric === 'throughput' };
  }
  for (const name of [
    'model',
    'tag',
    'quant',
    'quantization',
    'num_gpu',
    'num_ctx',
    'num_batch',
    'num_thread',
  ])
    uses[name] = { as: 'parameter' };
  for (const name of [
    'num_predict',
    'temperature',
    'top_p',
    'top_k',
    'min_p',
    'repeat_penalty',
    'keep_alive',
  ])
    uses[name] = { as: 'parameter' };
  for (const name of ['config_name', 'config']) uses[name] = { as: 'config' };
  for (const name of [
    'prompt',
    'prompt_text',
    'prompt_index',
    'prompt_id',
    'index',
    'run',
    'iteration',
    'seed',
  ])
    uses[name] = { as: 'label' };
  for (const name of ['response', 'response_text', 'output']) uses[name] = { as: 'answer' };
  for (const name of ['error', 'error_message']) uses[name] = { as: 'error' };
  for (const name of ['success', 'ok', 'status']) uses[name] = { as: 'outcome' };
  for (const name of ['timestamp', 'time', 'created_at', 'datetime']) uses[name] = { as: 'time' };
  uses.options = { as: 'options' };
  return uses;
}

/** A name that carries a statistic: "mean_tokens_s", "eval_s_mean", "p95_ttft_s". */
export interface StatisticName {
  readonly base: string;
  readonly statistic: string;
}

const WORDS = 'mean|avg|average|median|min|max|std|stdev|stddev|p\\d{1,2}';
const BEFORE = new RegExp(`^(${WORDS})_(.+)$`, 'i');
const AFTER = new RegExp(`^(.+)_(${WORDS})$`, 'i');
const SAME: Readonly<Record<string, string>> = {
  avg: 'mean',
  average: 'mean',
  std: 'stddev',
  stdev: 'stddev',
};

/** Statistic and base of a name; null where the name carries none. */
export function statisticName(name: string): StatisticName | null {
  const key = name.trim().toLowerCase();
  const before = BEFORE.exec(key);
  const after = AFTER.exec(key);
  const [word, base] = before === null ? [after?.[2], after?.[1]] : [before[1], before[2]];
  return word === undefined || base === undefined ? null : { base, statistic: SAME[word] ?? word };
}

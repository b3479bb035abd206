import type { Bag, Scalar } from '../model/measure.ts';
import type { Stamp } from '../model/run.ts';
import { labelRole } from '../normalise/labels.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import type { MeasureSpec } from './build-measure.ts';
import type { SampleExtra } from './build-samples.ts';
import type { ResultBuilder } from './build.ts';
import { environmentKey } from './environment.ts';
import { arrayAt, numberAt, objectAt, stringAt, valueAt } from './json-guards.ts';
import {
  apiKey,
  evalRate,
  findReplies,
  hasOwnRate,
  nanoseconds,
  plainNumber,
  settingsOfReply,
  type OllamaReply,
} from './ollama-replies.ts';
import type { JsonPath } from './places.ts';

/** Ollama's own results. Durations are in nanoseconds, or in Go's spelling, which is read as nanoseconds. */
export const OLLAMA_MEASURES: Readonly<Record<string, MeasureSpec>> = {
  total_duration: { metric: 'total-time', unit: 'ns' },
  load_duration: { metric: 'load-time', unit: 'ns' },
  prompt_eval_count: { metric: 'prompt-tokens', unit: 'tok' },
  prompt_eval_duration: { metric: 'prompt-eval-time', unit: 'ns' },
  prompt_eval_rate: { metric: 'prompt-throughput', unit: 'tok/s' },
  eval_count: { metric: 'tokens-generated', unit: 'tok' },
  eval_duration: { metric: 'eval-time', unit: 'ns' },
  eval_rate: { metric: 'throughput', unit: 'tok/s' },
  tps: { metric: 'throughput', unit: 'tok/s' },
};
const DERIVED_RATE = 'eval_count / eval_duration';
const NO_SETTINGS =
  /^(?:prompt|response|message|thinking|done|done_reason|created_at|error|ok|success|context|id)$/;
const COUNTS_OF_TEXT = /_(?:words|bytes|chars)$/;

/** Reads the replies of a document into one run: a benchmark per kind of call, model and settings. */
export function readReplies(replies: readonly OllamaReply[], out: ResultBuilder): void {
  const first = replies[0];
  if (first === undefined) return;
  const run = out.run({
    tool: 'ollama',
    toolVersion: versionOf(first),
    startedAt: stampOf(first),
    environment: environmentOf(first),
  });
  const labels = [...new Set(replies.filter((reply) => reply.failure === null).flatMap(labelsOf))];
  for (const reply of replies) {
    const name = objectAt(reply.value, 'message') === null ? 'generate' : 'chat';
    const benchmark = run.benchmark(name, settingsOfReply(reply, isSetting));
    const extra = extraOf(reply);
    if (reply.failure === null) {
      for (const label of labelsOf(reply)) {
        const found = readLabelOf(reply, label);
        if (found !== null) benchmark.measure(label, specOf(label)).sample(found.value, found.at, extra);
      }
      continue;
    }
    const { error, key } = reply.failure;
    const at = key === null ? reply.path : [...reply.path, key];
    for (const label of labels.length > 0 ? labels : ['total_duration'])
      benchmark.measure(label, specOf(label)).sample(NaN, at, { ...extra, outcome: 'failed', error });
  }
}

/** Tells where a wrapper's own mean is not the mean of the runs beside it. */
export function checkSummaries(value: unknown, path: JsonPath, out: ResultBuilder): void {
  const groups = Array.isArray(value) ? value : [value];
  groups.forEach((group, index) => {
    const base = Array.isArray(value) ? [...path, index] : path;
    const summary = objectAt(group, 'summary');
    const replies = findReplies(arrayAt(group, 'runs') ?? []).filter(({ failure }) => failure === null);
    for (const key of Object.keys(summary ?? {}).filter((name) => name.startsWith('mean_'))) {
      const stated = numberAt(summary, key);
      const values = replies.flatMap((reply) => numberAt(reply.value, key.slice(5)) ?? []);
      if (stated === null || values.length === 0) continue;
      const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
      if (Math.abs(mean - stated) <= 1e-9 * Math.abs(mean) + 0.005) continue;
      const sentence = `${key} is ${stated}, but the mean of the ${values.length} runs beside it is ${Number(mean.toPrecision(8))}.`;
      out.problemAt([...base, 'summary', key], 'warning', sentence);
    }
  });
}

function labelsOf(reply: OllamaReply): string[] {
  const labels = Object.keys(reply.value).filter((key) => readLabelOf(reply, key) !== null);
  return evalRate(reply.value) !== null && !hasOwnRate(reply.value) ? [...labels, DERIVED_RATE] : labels;
}

function readLabelOf({ value, path }: OllamaReply, label: string): { value: number; at: JsonPath } | null {
  if (label === DERIVED_RATE) {
    const found = evalRate(value);
    return found === null ? null : { value: found.rate, at: [...path, found.key] };
  }
  const entry = valueAt(value, label);
  const key = apiKey(label);
  const number = key.endsWith('_duration') ? nanoseconds(entry) : plainNumber(entry);
  if (number === null || (!Object.hasOwn(OLLAMA_MEASURES, key) && !isOtherMetric(label))) return null;
  return { value: number, at: [...path, label] };
}

/** A number that a script added and that says by its name what it measures. */
function isOtherMetric(key: string): boolean {
  return labelRole(key) === 'metric' && !NO_SETTINGS.test(key) && !/^prompt_(?:words|bytes|chars)$/.test(key);
}

function specOf(label: string): MeasureSpec {
  if (label === DERIVED_RATE) return { metric: 'throughput', unit: 'tok/s' };
  return OLLAMA_MEASURES[apiKey(label)] ?? {};
}

function isSetting(key: string): boolean {
  if (NO_SETTINGS.test(key) || COUNTS_OF_TEXT.test(key) || Object.hasOwn(OLLAMA_MEASURES, apiKey(key)))
    return false;
  if (/^(?:system|ollama)_/.test(key)) return false;
  return key === 'model' || key.startsWith('model_') || labelRole(key) === 'parameter';
}

function extraOf(reply: OllamaReply): SampleExtra {
  const prompt = stringAt(reply.value, 'prompt') ?? reply.context.prompt;
  const time = stampOf(reply);
  const reason = stringAt(reply.value, 'done_reason');
  const labels: Record<string, string> = {};
  if (typeof prompt === 'string') labels.prompt = prompt;
  if (reason !== null) labels.done_reason = reason;
  const at = time?.zone === 'utc' ? Date.parse(time.iso) : NaN;
  return Number.isNaN(at) ? { labels } : { labels, time: at };
}

function stampOf({ value }: OllamaReply): Stamp | null {
  const text = stringAt(value, 'created_at') ?? stringAt(value, 'timestamp');
  return text === null ? null : parseStamp(text);
}

function versionOf({ value, context }: OllamaReply): string | null {
  const text = stringAt(value, 'ollama_version') ?? context.ollama_version;
  return typeof text === 'string' ? (text.split('\n', 1)[0] ?? null) : null;
}

/** What a script noted of the machine as `system_*`. */
function environmentOf({ value, context }: OllamaReply): Bag {
  const bag: Record<string, Scalar> = {};
  for (const [key, entry] of [...Object.entries(context), ...Object.entries(value)]) {
    const name = key.replace(/^system_/, '');
    const plain = { processor: 'cpu', os_name: 'os' }[name] ?? environmentKey(name);
    if (!key.startsWith('system_') || plain === null) continue;
    if (typeof entry === 'string' && !/^(?:|unknown)$/i.test(entry.trim())) bag[plain] = entry.trim();
  }
  return bag;
}

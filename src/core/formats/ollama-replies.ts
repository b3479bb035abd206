import type { Bag, Scalar } from '../model/measure.ts';
import { asArray, asObject, booleanAt, numberAt, objectAt, stringAt, valueAt } from './json-guards.ts';
import type { JsonPath } from './places.ts';
import { bagOf } from './request-rows.ts';

/** One reply of Ollama's /api/generate or /api/chat, or a record that a script made of it. */
export interface OllamaReply {
  readonly value: Readonly<Record<string, unknown>>;
  readonly path: JsonPath;
  /** Scalars of the objects around it: a wrapper's model and settings. */
  readonly context: Bag;
  /** Why it failed; null when it did not. */
  readonly failure: { readonly error: string; readonly key: string | null } | null;
}

const API_KEYS = [
  'total_duration',
  'load_duration',
  'prompt_eval_count',
  'prompt_eval_duration',
  'eval_count',
  'eval_duration',
];
const DEEPEST = 6;

/** A key of the API, also where a script added the unit: `eval_duration_ns` is `eval_duration`. */
export function apiKey(key: string): string {
  return key.endsWith('_duration_ns') ? key.slice(0, -3) : key;
}

/** All replies in a JSON value, in the order of the file. */
export function findReplies(value: unknown, path: JsonPath = [], context: Bag = {}): OllamaReply[] {
  if (path.length > DEEPEST) return [];
  const elements = asArray(value);
  if (elements !== null) {
    const found = elements.map((element, index) => findReplies(element, [...path, index], context));
    if (found.every((replies) => replies.length === 0)) return [];
    return found.flatMap((replies, index) =>
      replies.length > 0 ? replies : failedReply(elements[index], [...path, index], context),
    );
  }
  const object = asObject(value);
  if (object === null) return [];
  if (isReply(object)) return [{ value: object, path, context, failure: failureOf(object) }];
  const around = { ...context, ...bagOf(object) };
  return Object.entries(object).flatMap(([key, child]) => findReplies(child, [...path, key], around));
}

/** Whether an object carries Ollama's counters; the chunks of a streamed answer do not. */
export function isReply(value: unknown): boolean {
  const keys = Object.keys(asObject(value) ?? {}).map(apiKey);
  const found = API_KEYS.filter((key) => keys.includes(key));
  return found.length >= 3 && found.some((key) => key.startsWith('eval_'));
}

function failedReply(value: unknown, path: JsonPath, context: Bag): OllamaReply[] {
  const object = asObject(value);
  const failure = object === null ? null : failureOf(object);
  return object === null || failure === null ? [] : [{ value: object, path, context, failure }];
}

function failureOf(value: unknown): OllamaReply['failure'] {
  const error = stringAt(value, 'error') ?? stringAt(objectAt(value, 'error'), 'message');
  const bad = ['ok', 'success'].find((key) => booleanAt(value, key) === false);
  if (error !== null && booleanAt(value, 'ok') !== true && booleanAt(value, 'success') !== true)
    return { error, key: 'error' };
  return bad === undefined ? null : { error: error ?? `${bad}: false`, key: error === null ? bad : 'error' };
}

/** Nanoseconds of a number of the API, or of a duration as Go prints it ("1m2.5s", "15.12775ms"); null where it is none. */
export function nanoseconds(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' ? goDuration(value.trim()) : null;
}

const GO_UNITS: Readonly<Record<string, number>> = {
  h: 3.6e12,
  m: 6e10,
  s: 1e9,
  ms: 1e6,
  µs: 1e3,
  μs: 1e3,
  us: 1e3,
  ns: 1,
};

function goDuration(text: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s|[µμu]s|ns))+$/u.test(text)) return null;
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|[µμu]s|ns)/gu))
    sum += Number(number) * (GO_UNITS[unit ?? ''] ?? 0);
  // Go counts whole nanoseconds.
  return Math.round(sum);
}

/** A number, or the number in "384 token(s)" and "20.75 tokens/s"; null where there is none. */
export function plainNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const [, number] =
    typeof value === 'string'
      ? (/^(\d+(?:\.\d+)?)\s*token(?:\(s\)|s?(?:\/s)?)$/.exec(value.trim()) ?? [])
      : [];
  return number === undefined ? null : Number(number);
}

/** Settings of a reply: its model, Ollama's `options`, and what a script wrote beside them. */
export function settingsOfReply({ value, context }: OllamaReply, isSetting: (key: string) => boolean): Bag {
  const settings: Record<string, Scalar> = {};
  for (const [key, entry] of [...Object.entries(context), ...Object.entries(bagOf(value) ?? {})]) {
    if (isSetting(key)) settings[key] = entry;
  }
  return { ...settings, ...bagOf(valueAt(value, 'options')) };
}

/** Tokens per second of the answer, as Ollama's documentation computes it: eval_count / eval_duration. */
export function evalRate(value: unknown): { readonly rate: number; readonly key: string } | null {
  const key = ['eval_duration', 'eval_duration_ns'].find(
    (name) => nanoseconds(valueAt(value, name)) !== null,
  );
  const count = plainNumber(valueAt(value, 'eval_count'));
  const duration = key === undefined ? null : nanoseconds(valueAt(value, key));
  if (key === undefined || count === null || duration === null || duration <= 0 || count <= 0) return null;
  return { rate: count / (duration * 1e-9), key };
}

/** Whether a record names its own rate, so that none has to be computed. */
export function hasOwnRate(value: unknown): boolean {
  return ['tps', 'eval_rate', 'tokens_per_second', 'tokens_s', 'tok_s'].some(
    (key) => (numberAt(value, key) ?? plainNumber(valueAt(value, key))) !== null,
  );
}

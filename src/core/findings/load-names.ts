import type { Bag, Scalar } from '../model/measure.ts';

/**
 * Parameters that are a load, the first that varies before the others: what the client asks for per second, then how much it
 * keeps under way, then the threads that it uses for that.
 */
export const LOADS: readonly string[] = [
  'request_rate',
  'qps',
  'rps',
  'rate',
  'concurrency',
  'max_concurrency',
  'conc',
  'concurrent_requests',
  'num_concurrent_requests',
  'streams',
  'users',
  'num_users',
  'vus',
  'vus_max',
  'clients',
  'num_clients',
  'connections',
  'iodepth',
  'queue_depth',
  'threads',
];

/** Parameters that say how long a load is held or which of the loads it is: they may change with it. */
export const LENGTHS: readonly string[] = [
  'num_prompts',
  'num_requests',
  'request_count',
  'requests',
  'max_requests',
  'max_seconds',
  'duration',
  'stage',
];

/** Parameters that only name a result, and so may hold its load as text. */
const TAGS: ReadonlySet<string> = new Set(['tag', 'label', 'name', 'run_name', 'experiment', 'title']);

/** What stands beside the number of a load or a length in the names of files and results: `c8`, `16.0qps`, `stage_0`. */
const NUMBER_WORDS: ReadonlySet<string> = new Set(
  (
    'c cc con conc concurrency concurrent maxconc u user users vu vus client clients conn conns connection connections ' +
    't th thread threads j qd depth iodepth load r rr rate qps rps req reqs request requests n np prompts stage'
  ).split(' '),
);

/** A load as a number; Infinity for requests sent all at once ("inf"); null for what is no load. */
export function loadValue(value: Scalar | undefined): number | null {
  if (typeof value === 'string' && /^\+?inf(?:inity)?$/i.test(value.trim())) return Infinity;
  const number =
    typeof value === 'string' && value.trim() !== ''
      ? Number(value)
      : typeof value === 'number'
        ? value
        : NaN;
  return Number.isFinite(number) && number > 0 ? number : null;
}

/** Some parameters of a bag, in its order. */
export function picked(bag: Bag, keys: readonly string[]): Bag {
  return Object.fromEntries(Object.entries(bag).filter(([key]) => keys.includes(key)));
}

/** Whether a parameter's text may name the load. */
export function isTag(key: string): boolean {
  return TAGS.has(key);
}

/**
 * A name without the load: `qwen_c8` at concurrency 8 is `qwen_c*`, so that results of one sweep have one name. Numbers count
 * that equal one of `values` and stand beside a word for a load; only where there is none, those that stand alone.
 */
export function withoutLoad(name: string, values: ReadonlySet<number>): string {
  const parts = name.split(/([^a-z0-9.]+)/iu);
  const named = parts.map((part, at) =>
    replaced(part, values, { before: parts[at - 2], after: parts[at + 2] }),
  );
  if (named.some((part, at) => part !== parts[at])) return named.join('');
  return parts.map((part) => (/^\d/u.test(part) && values.has(Number(part)) ? '*' : part)).join('');
}

interface Neighbors {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function replaced(part: string, values: ReadonlySet<number>, { before, after }: Neighbors): string {
  const match = /^([a-z]*?)(\d+(?:\.\d+)?|inf)([a-z]*)$/iu.exec(part);
  if (match === null) return part;
  const [, prefix = '', number = '', suffix = ''] = match;
  if (!values.has(number.toLowerCase() === 'inf' ? Infinity : Number(number))) return part;
  const word = `${prefix}${suffix}`;
  const beside = word === '' ? [before, after] : [word];
  return beside.some((one) => NUMBER_WORDS.has((one ?? '').toLowerCase())) ? `${prefix}*${suffix}` : part;
}

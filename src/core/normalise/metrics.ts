import type { Direction } from '../model/measure.ts';
import { METRIC_ABOUTS } from './metric-abouts.ts';
import { METRIC_ROWS, type Aggregate } from './metric-table.ts';

/** What the vocabulary knows of a metric. */
export interface MetricInfo {
  /** Kebab case, US spelling: "gpu-utilization". */
  readonly id: string;
  /** For headings: "Time to first token". */
  readonly title: string;
  /** For table columns and axes: "TTFT". */
  readonly short: string;
  readonly direction: Direction;
  /** Canonical unit in which it is usually given; null where there is none. A measure's own unit decides. */
  readonly unit: string | null;
  readonly aggregate: Aggregate;
  /** One sentence for hovers; '' for a metric that the vocabulary does not know. */
  readonly about: string;
  /** Order in reports, from 0: headline metrics first; metrics outside the vocabulary come last. */
  readonly rank: number;
}

/** The vocabulary, in the order of `rank`. */
export const METRICS: readonly MetricInfo[] = METRIC_ROWS.map((row, rank) => {
  const [id, title, short, direction, unit, aggregate] = row;
  return { id, title, short, direction, unit, aggregate, about: METRIC_ABOUTS[id] ?? '', rank };
});

const BY_ID: ReadonlyMap<string, MetricInfo> = new Map(METRICS.map((metric) => [metric.id, metric]));

/** A comparison of a metric with itself ("ttft-delta"): how its direction follows from that metric's. */
const COMPARISONS: Readonly<Record<string, 'same' | 'higher' | 'lower' | 'reduction'>> = {
  delta: 'same',
  difference: 'same',
  diff: 'same',
  change: 'same',
  improvement: 'higher',
  gain: 'higher',
  reduction: 'reduction',
  overhead: 'lower',
  regression: 'lower',
};

/** Words that make a comparison out of a metric, as they end a metric's id. */
export const COMPARISON_WORDS: ReadonlySet<string> = new Set(Object.keys(COMPARISONS));

/**
 * What is known of a metric. An id outside the vocabulary gets a title made from its words and direction `none`; one that
 * compares a known metric ("ttft-delta", "throughput-improvement") gets the direction that follows.
 */
export function metricInfo(id: string): MetricInfo {
  return BY_ID.get(id) ?? comparison(id) ?? neutral(id);
}

/** True when the vocabulary has this id itself. */
export function isKnownMetric(id: string): boolean {
  return BY_ID.has(id);
}

function comparison(id: string): MetricInfo | null {
  const cut = id.lastIndexOf('-');
  const word = id.slice(cut + 1);
  const rule = Object.hasOwn(COMPARISONS, word) ? COMPARISONS[word] : undefined;
  const base = cut > 0 ? BY_ID.get(id.slice(0, cut)) : undefined;
  if (rule === undefined || base === undefined) return null;
  return {
    ...neutral(id),
    title: `${base.title} ${word}`,
    short: `${base.short} ${word}`,
    direction: comparedDirection(base.direction, rule),
    about: `How ${base.title.toLowerCase()} differs between two sides, as the file says.`,
    rank: METRICS.length,
  };
}

function comparedDirection(base: Direction, rule: 'same' | 'higher' | 'lower' | 'reduction'): Direction {
  if (base === 'none' || rule === 'same') return base;
  if (rule !== 'reduction') return rule;
  return base === 'lower' ? 'higher' : 'lower';
}

/** A title or short title inside a sentence: "time per operation", "user CPU time", "TTFT", "I/O operations per second". */
export function inSentence(title: string): string {
  return title.replace(/[^ ]+/gu, (word) =>
    /^[A-Z][a-z]*(?:-[a-z]+)*$/u.test(word) ? word.toLowerCase() : word,
  );
}

/** Words of labels that are written in capitals. */
const ACRONYMS = /\b(?:api|cpu|dns|gpu|http|https|io|json|ram|sql|tcp|tls|udp|url|vram)\b/gu;

function neutral(id: string): MetricInfo {
  const words = id
    .replaceAll('-', ' ')
    .trim()
    .replace(ACRONYMS, (word) => word.toUpperCase());
  const title = words === '' ? 'Value' : words.charAt(0).toUpperCase() + words.slice(1);
  return {
    id,
    title,
    short: title,
    direction: 'none',
    unit: null,
    aggregate: 'mean',
    about: '',
    rank: METRICS.length + 1,
  };
}

import { readLabel } from '../normalise/labels.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { MeasureSpec } from './build-measure.ts';
import type { GridColumn } from './generic-grid.ts';
import type { ReadMapping } from './mapping.ts';

/** What a column of numbers means. */
export interface ColumnMeaning {
  /** The name in the file. */
  readonly label: string;
  readonly spec: MeasureSpec;
  readonly metric: string;
  /** Canonical; null where nothing says it. */
  readonly unit: string | null;
  /** The name without its statistic: "ttft_ms" for "mean_ttft_ms". */
  readonly base: string;
  /** Equal for columns that speak of one quantity, whatever their statistic. */
  readonly group: string;
  /** mean, median, min, max, stddev, p95 …; null where a cell is a plain observation. */
  readonly statistic: string | null;
  /** The vocabulary knows the metric, a unit is stated, or the user says what it is. */
  readonly isClear: boolean;
}

const NOTHING: GridColumn = { label: '', words: '', unit: null, statistic: null };

/** Words of one statistic inside a label, on their own between separators. */
const STATISTIC_WORD =
  /(?:^|[\s_.\-/(])(?:mean|avg|average|median|min|minimum|max|maximum|std|stddev|stdev|std_dev|sd|iqr|mad|stderr|p\d{1,2}(?:[._]?\d+)?)(?=$|[\s_.\-/)(])/gi;

/** Times and sizes that a benchmark is set to, not what comes out of it. */
const SETTING =
  /^(?:size|sizes|length|lengths|dim|dims|timeout|deadline|ttl|interval|sleep|(?:sample|sampling|warm[\s_-]?up|measurement|think|ramp[\s_-]?up|poll|polling|time[\s_-]?out)[\s_-]*(?:time|duration|interval)?)(?:[\s_(-]*(?:s|sec|secs|seconds|ms|us|ns|min)\)?)?$/i;

/** Sizes of the input of a case. */
const INPUT_SIZE =
  /^(?:msg|message|payload|block|chunk|buffer|packet|record|key|value|page|batch|io|request|input|object|element)s?[\s_-]*(?:size|bytes|len|length)(?:[\s_(-]*(?:b|kb|mb|kib|mib|bytes)\)?)?$/i;

/** True for a column that says what a case was set to, although its unit looks like a result's. */
export function isSetting(words: string): boolean {
  return INPUT_SIZE.test(words.trim()) || SETTING.test(words.trim());
}

/** Reads the meaning of a column from its name, the unit beside it and what the user says of it. */
export function meaningOf(facts: GridColumn = NOTHING, mapping: ReadMapping | null): ColumnMeaning {
  const hint = mapping?.unit ?? facts.unit ?? undefined;
  const read = readLabel(facts.words, hint);
  const statistic = facts.statistic ?? read.statistic;
  const metric = mapping?.metric ?? read.metric;
  const direction =
    mapping?.direction ??
    (mapping?.metric === undefined ? read.direction : metricInfo(mapping.metric).direction);
  return {
    label: facts.label,
    spec: { metric, unit: read.unitInFile, direction },
    metric,
    unit: read.unit,
    base:
      facts.statistic === null && statistic !== null ? baseOfLabel(facts.label, read.base) : baseOf(facts),
    statistic,
    group: facts.statistic === null ? read.base : baseOf(facts),
    isClear: read.known || read.unit !== null || mapping !== null,
  };
}

/** A block of statistics is called after itself: "latency_ms" for "latency_ms.p95". */
function baseOf(facts: GridColumn): string {
  if (facts.statistic === null) return facts.label;
  const dot = facts.label.lastIndexOf('.');
  return dot > 0 ? facts.label.slice(0, dot) : facts.words;
}

/** Columns such as p50_ms and p99_ms say nothing but statistic and unit: they are called after themselves. */
function baseOfLabel(label: string, base: string): string {
  return base === '' ? label : withoutStatistic(label);
}

/** "mean_ttft_ms" → "ttft_ms", "Median TTFT (ms)" → "TTFT (ms)"; the label itself where nothing else is left. */
export function withoutStatistic(label: string): string {
  const rest = label
    .replaceAll(STATISTIC_WORD, '')
    .replaceAll(/^[\s_.\-/]+|[\s_.\-/]+$/g, '')
    .trim();
  return /\p{L}/u.test(rest.replace(/\([^)]*\)|\[[^\]]*\]/g, '')) ? rest : label;
}

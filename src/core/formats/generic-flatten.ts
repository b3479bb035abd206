import type { JsonObject } from './json-guards.ts';
import { asObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';

/** One scalar, or one array of numbers, inside a record. */
export interface Leaf {
  /** Keys from the record down. */
  readonly keys: readonly string[];
  /** Path from the root of the document. */
  readonly path: JsonPath;
  readonly value: string | number | boolean;
  /** A unit that stands beside it: `{ "value": 12, "unit": "ms" }`. */
  readonly unit: string | null;
  /** The statistic that its key is in a block of statistics. */
  readonly statistic: string | null;
}

/** An array of numbers inside a record. */
export interface NumberList {
  readonly keys: readonly string[];
  readonly path: JsonPath;
  readonly values: readonly unknown[];
  readonly unit: string | null;
}

/** A record taken apart. */
export interface FlatRecord {
  readonly leaves: readonly Leaf[];
  readonly lists: readonly NumberList[];
}

/** Blocks whose numbers are no results of this record. */
const ELSEWHERE =
  /(?:^|_)(?:before|after|previous|prev|old|expected|target|targets|limit|limits|threshold|thresholds|reference)$/i;

/** Keys of the one number of a record or block: the `unit` beside it is theirs. */
const VALUE = /^(?:value|result|measurement|measured|score|amount)$/i;

const DEEPEST = 4;

const STATISTICS: Readonly<Record<string, string>> = {
  mean: 'mean',
  avg: 'mean',
  average: 'mean',
  median: 'median',
  min: 'min',
  minimum: 'min',
  max: 'max',
  maximum: 'max',
  std: 'stddev',
  stddev: 'stddev',
  std_dev: 'stddev',
  stdev: 'stddev',
  standard_deviation: 'stddev',
  mad: 'mad',
  iqr: 'iqr',
  stderr: 'stderr',
  cv: 'cv',
  sum: 'sum',
  total: 'sum',
  n: 'n',
  count: 'n',
  samples: 'n',
  lower_value: 'lower_value',
  upper_value: 'upper_value',
  lower: 'lower',
  upper: 'upper',
  value: 'value',
};

/** The statistic that a key inside a block is ("p95", "mean", "n"); null for other keys. */
export function statisticOfKey(key: string): string | null {
  const word = key.trim().toLowerCase();
  const percentile = /^(?:p|percentile_?|pct_?)(\d{1,2}(?:[._]\d+)?|100)(?:th)?$/.exec(word)?.[1];
  return percentile === undefined ? (STATISTICS[word] ?? null) : `p${percentile.replace('_', '.')}`;
}

/** Scalars and lists of numbers of a record and of the blocks in it; blocks of other times (before, expected) are left out. */
export function flatten(record: JsonObject, path: JsonPath): FlatRecord {
  const leaves: Leaf[] = [];
  const lists: NumberList[] = [];
  const visit = (block: JsonObject, keys: readonly string[]): void => {
    const unit = unitOf(block);
    const isStatistics = keys.length > 0 && isBlockOfStatistics(block);
    for (const [key, value] of Object.entries(block)) {
      const here = [...keys, key];
      const at = [...path, ...here];
      if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') {
        if (isStatistics && typeof value === 'string') continue;
        leaves.push({
          keys: here,
          path: at,
          value,
          unit: isStatistics || VALUE.test(key) ? unit : null,
          statistic: isStatistics ? statisticOfKey(key) : null,
        });
      } else if (Array.isArray(value)) {
        if (isNumberList(value)) lists.push({ keys: here, path: at, values: value, unit });
      } else {
        const child = asObject(value);
        if (child !== null && here.length < DEEPEST && !ELSEWHERE.test(key)) visit(child, here);
      }
    }
  };
  visit(record, []);
  return { leaves, lists };
}

/** Numbers whose keys are names of statistics, with a unit or a description at most. */
function isBlockOfStatistics(block: JsonObject): boolean {
  const numbers = Object.entries(block).filter(([, value]) => typeof value === 'number');
  return numbers.length > 0 && numbers.every(([key]) => statisticOfKey(key) !== null);
}

function unitOf(block: JsonObject): string | null {
  const unit = block.unit ?? block.units;
  return typeof unit === 'string' && unit.trim() !== '' && unit.length <= 24 ? unit.trim() : null;
}

function isNumberList(value: readonly unknown[]): boolean {
  return (
    value.length > 0 &&
    value.every((entry) => typeof entry === 'number' || entry === null) &&
    value.some((entry) => entry !== null)
  );
}

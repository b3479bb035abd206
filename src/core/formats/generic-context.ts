import type { Bag, Scalar } from '../model/measure.ts';
import type { RunFacts } from './build.ts';
import { labelRole } from '../normalise/labels.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { environmentKey } from './environment.ts';
import { statisticOfKey, type Leaf } from './generic-flatten.ts';
import { meaningOf } from './generic-meaning.ts';
import { isMetricLeaf, wordsOf } from './generic-records.ts';

/** Facts around the records of a document, sorted. */
export interface Around {
  readonly parameters: Bag;
  readonly environment: Bag;
  readonly run: RunFacts;
  /** Numbers outside the records that are metrics themselves. */
  readonly metrics: readonly Leaf[];
}

const ENVIRONMENT = /^(?:env|environment|system|system_info|hardware|machine|platform|host|versions?)$/i;
const LONGEST = 120;

/** Sorts facts into the run's times, environment and parameters. */
export function sortAround(leaves: readonly Leaf[]): Around {
  const parameters: Record<string, Scalar> = {};
  const environment: Record<string, Scalar> = {};
  const metrics: Leaf[] = [];
  const run: { tool?: string; toolVersion?: string; startedAt?: RunFacts['startedAt'] & object } = {};
  for (const leaf of leaves) {
    const key = leaf.keys.at(-1) ?? '';
    const role = labelRole(key);
    const stamp = role === 'time' && typeof leaf.value !== 'boolean' ? parseStamp(leaf.value) : null;
    if (stamp !== null) run.startedAt ??= stamp;
    else if (/^tool(?:_?name)?$/i.test(key)) run.tool ??= String(leaf.value);
    else if (/^(?:tool_?)?version$/i.test(key)) run.toolVersion ??= String(leaf.value);
    else if (isMetricLeaf(leaf) && !isAmount(leaf)) metrics.push(leaf);
    else if (isFact(leaf, role)) {
      const known = environmentKey(key);
      const isInside = ENVIRONMENT.test(String(leaf.path.at(-2) ?? ''));
      if (known !== null || isInside) environment[known ?? key] ??= leaf.value;
      else parameters[key] ??= leaf.value;
    }
  }
  return { parameters, environment, run, metrics };
}

/** Amounts outside the records are what was asked for (`input_tokens`, `requests_per_level`) unless they are totals. */
function isAmount(leaf: Leaf): boolean {
  const words = wordsOf(leaf.keys, leaf.statistic);
  const { metric, statistic } = meaningOf(
    { label: words, words, unit: leaf.unit, statistic: leaf.statistic },
    null,
  );
  return (
    statistic === null &&
    metricInfo(metric).aggregate === 'total' &&
    !/total|sum|fail|error|timeout/i.test(words)
  );
}

function isFact(leaf: Leaf, role: string): boolean {
  if (role === 'label' || role === 'error' || role === 'outcome' || role === 'time') return false;
  if (typeof leaf.value === 'number' && statisticOfKey(leaf.keys.at(-1) ?? '') !== null) return false;
  return typeof leaf.value !== 'string' || (leaf.value.trim() !== '' && leaf.value.length <= LONGEST);
}

import { asArray, asObject, numberAt, objectAt, stringAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';

/** One agent of one experiment: its aggregate, and its single runs where the file lists them. */
export interface AgentBlock {
  /** As the file calls it: "baseline". */
  readonly name: string;
  readonly path: JsonPath;
  /** Holds `aggregate_metrics`, `configuration`, `model`. */
  readonly metrics: JsonObject;
  /** Durations of the whole agent, its report included. */
  readonly durations: readonly AgentDuration[];
}

/** How long an agent took with everything that it did. */
export interface AgentDuration {
  readonly label: string;
  readonly seconds: number;
  readonly path: JsonPath;
}

/** One experiment: some agents and what compares them. */
export interface Experiment {
  /** '' where the file holds one. */
  readonly name: string;
  readonly path: JsonPath;
  readonly root: JsonObject;
  readonly agents: readonly AgentBlock[];
  readonly comparison: { readonly path: JsonPath; readonly values: JsonObject } | null;
}

const COMPARISONS = ['delta', 'performance_delta'];

/** The experiments of a document: itself, or the elements of a list. Empty where it holds no agent. */
export function experimentsOf(value: unknown): readonly Experiment[] {
  const list = asArray(value);
  if (list === null) {
    const single = experimentOf(asObject(value), [], '');
    return single === null ? [] : [single];
  }
  return list.flatMap((entry, index) => {
    const root = asObject(entry);
    const number = root?.run_number;
    const name = `run ${typeof number === 'number' ? number : index + 1}`;
    const found = experimentOf(root, [index], list.length === 1 ? '' : name);
    return found === null ? [] : [found];
  });
}

function experimentOf(root: JsonObject | null, path: JsonPath, name: string): Experiment | null {
  if (root === null) return null;
  const agents = Object.keys(root).flatMap((key) => agentOf(root, key, path));
  if (agents.length === 0) return null;
  const key = COMPARISONS.find((word) => objectAt(root, word) !== null);
  const values = key === undefined ? null : objectAt(root, key);
  const comparison = key === undefined || values === null ? null : { path: [...path, key], values };
  return { name, path, root, agents, comparison };
}

/** `baseline: {aggregate_metrics}`, or `baseline_results: {metrics: {aggregate_metrics}, execution_time}`. */
function agentOf(root: JsonObject, key: string, path: JsonPath): AgentBlock[] {
  const block = objectAt(root, key);
  const name = key.replace(/_(?:results|metrics)$/, '');
  if (objectAt(block, 'aggregate_metrics') !== null && block !== null) {
    return [{ name, path: [...path, key], metrics: block, durations: [] }];
  }
  const inner = objectAt(block, 'metrics');
  if (inner === null || objectAt(inner, 'aggregate_metrics') === null) return [];
  const own = durationAt(block, 'execution_time', [...path, key], 'execution_time');
  const outer = durationAt(root, `${name}_duration`, path, 'duration');
  return [{ name, path: [...path, key, 'metrics'], metrics: inner, durations: [...own, ...outer] }];
}

function durationAt(holder: unknown, key: string, path: JsonPath, label: string): AgentDuration[] {
  const seconds = numberAt(holder, key);
  return seconds === null ? [] : [{ label, seconds, path: [...path, key] }];
}

/** All time stamps of an experiment as text, in the order of the file. */
export function timesOf({ root, agents }: Experiment): string[] {
  const blocks: unknown[] = [...agents.map(({ metrics }) => metrics), root];
  for (const key of Object.keys(root)) if (key.endsWith('_results')) blocks.push(root[key]);
  return blocks.flatMap((block) =>
    ['start_time', 'end_time', 'timestamp']
      .map((key) => stringAt(block, key))
      .filter((text) => text !== null),
  );
}

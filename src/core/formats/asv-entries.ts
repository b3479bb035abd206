import { arrayAt, asArray, asObject, numberAt, valueAt, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';

/** A list in the document, one element per combination of parameters. */
export interface AsvList {
  readonly values: readonly unknown[];
  readonly path: JsonPath;
}

/** The results of one benchmark, whatever the version of the file. */
export interface AsvEntry {
  readonly name: string;
  /** Null: the whole benchmark failed. */
  readonly results: AsvList | null;
  readonly at: JsonPath;
  readonly params: unknown;
  /** Milliseconds since 1970. */
  readonly startedAt: number | null;
  /** In milliseconds since 1970, from the duration in seconds or as it is written. */
  readonly endedAt: number | null;
  /** By statistic: "ci_99_a", "q_25", "mean"… */
  readonly statistics: (statistic: string, index: number) => { value: number; path: JsonPath } | null;
  /** Observations behind result `index`. */
  readonly samples: (index: number) => AsvList | null;
}

/** The entries of `results`: lists by position since version 2, objects before, bare numbers or lists at first. */
export function entriesOf(document: unknown): AsvEntry[] {
  const columns = (arrayAt(document, 'result_columns') ?? []).map(String);
  return Object.entries(asObject(valueAt(document, 'results')) ?? {}).map(([name, value]) => {
    const path: JsonPath = ['results', name];
    const list = asArray(value);
    if (list !== null && columns.length > 0) return byPosition({ name, list, path, columns });
    const object = asObject(value);
    if (object !== null) return byKey({ name, object, path, document });
    return { ...bare(name, path), results: listOf(value, path) };
  });
}

function bare(name: string, at: JsonPath): AsvEntry {
  return {
    name,
    results: null,
    at,
    params: [],
    startedAt: null,
    endedAt: null,
    statistics: () => null,
    samples: () => null,
  };
}

/** A number stands for a list of one. */
function listOf(value: unknown, path: JsonPath): AsvList | null {
  const list = asArray(value);
  if (list !== null) return { values: list, path };
  return typeof value === 'number' ? { values: [value], path: path.slice(0, -1) } : null;
}

interface Positions {
  readonly name: string;
  readonly list: readonly unknown[];
  readonly path: JsonPath;
  readonly columns: readonly string[];
}

function byPosition({ name, list, path, columns }: Positions): AsvEntry {
  const at = (column: string): AsvList | null => {
    const index = columns.indexOf(column);
    return index < 0 ? null : listOf(list[index], [...path, index]);
  };
  const number = (column: string): number | null => {
    const value = list[columns.indexOf(column)];
    return typeof value === 'number' ? value : null;
  };
  const started = number('started_at');
  const duration = number('duration');
  return {
    name,
    results: at('result'),
    at: [...path, Math.max(0, columns.indexOf('result'))],
    params: list[columns.indexOf('params')] ?? [],
    startedAt: started,
    endedAt: started === null || duration === null ? null : started + duration * 1000,
    statistics: (statistic, index) => elementOf(at(`stats_${statistic}`), index),
    samples: (index) => nested(at('samples'), index),
  };
}

interface Keys {
  readonly name: string;
  readonly object: JsonObject;
  readonly path: JsonPath;
  readonly document: unknown;
}

function byKey({ name, object, path, document }: Keys): AsvEntry {
  const stats: JsonPath = [...path, 'stats'];
  return {
    ...bare(name, [...path, 'result']),
    results: listOf(object.result, [...path, 'result']),
    params: object.params ?? [],
    startedAt: numberAt(valueAt(document, 'started_at'), name),
    endedAt: numberAt(valueAt(document, 'ended_at'), name),
    statistics: (statistic, index) => {
      const entry = asObject(asArray(object.stats)?.[index]);
      const end = /^(ci_99)_([ab])$/.exec(statistic);
      if (end !== null) {
        const side = end[2] === 'a' ? 0 : 1;
        return elementOf(listOf(valueAt(entry, 'ci_99'), [...stats, index, 'ci_99']), side);
      }
      const value = numberAt(entry, statistic);
      return value === null ? null : { value, path: [...stats, index, statistic] };
    },
    samples: (index) => nested(listOf(object.samples, [...path, 'samples']), index),
  };
}

function elementOf(list: AsvList | null, index: number): { value: number; path: JsonPath } | null {
  const value = list?.values[index];
  return list !== null && typeof value === 'number' && Number.isFinite(value)
    ? { value, path: [...list.path, index] }
    : null;
}

function nested(list: AsvList | null, index: number): AsvList | null {
  const values = asArray(list?.values[index]);
  return list === null || values === null || values.length === 0
    ? null
    : { values, path: [...list.path, index] };
}

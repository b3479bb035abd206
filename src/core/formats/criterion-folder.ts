import type { Bag, Scalar } from '../model/measure.ts';
import type { FileInput } from './format.ts';
import { objectAt, stringAt } from './json-guards.ts';
import { parseJson } from '../text/json.ts';

/** The benchmark that a folder of Criterion holds results of. */
export interface CriterionCase {
  readonly name: string;
  readonly parameters: Bag;
  readonly category: readonly string[];
  /** Name of the result: '' for the latest ("new"), else the baseline's ("base", or the name it was saved under). */
  readonly baseline: string;
}

/** Amounts of work per iteration, as `benchmark.json` names them. */
const AMOUNTS: Readonly<Record<string, string>> = {
  Bytes: 'bytes',
  BytesDecimal: 'bytes',
  Elements: 'elements',
  Bits: 'bits',
};

/** What `benchmark.json` beside a result says of it; without that file the folders' names are the benchmark's. */
export function caseOf(file: FileInput): CriterionCase {
  const folders = file.path.split('/').slice(0, -1);
  const result = folders.at(-1) ?? '';
  const text =
    file.sibling('benchmark.json') ??
    (result === 'change'
      ? (file.sibling('../new/benchmark.json') ?? file.sibling('../base/benchmark.json'))
      : null);
  const said = text === null ? null : parseJson(text);
  const description = said?.kind === 'json' ? said.document.value : null;
  const group = stringAt(description, 'group_id');
  const baseline = result === 'new' ? '' : result;
  if (group === null) {
    const start = folders.lastIndexOf('criterion') + 1;
    const names = folders.slice(start, -1);
    return { name: names.join('/') || 'unnamed', parameters: {}, category: names.slice(0, 1), baseline };
  }
  const parts = [group, stringAt(description, 'function_id')].filter((part) => part !== null);
  const parameters: Record<string, Scalar> = {};
  const value = stringAt(description, 'value_str');
  if (value !== null) parameters.value = /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
  for (const [kind, amount] of Object.entries(objectAt(description, 'throughput') ?? {})) {
    const key = AMOUNTS[kind];
    if (key !== undefined && typeof amount === 'number') parameters[key] = amount;
  }
  return { name: parts.join('/'), parameters, category: [group], baseline };
}

/** The unit of the measurement: nanoseconds, or what a measurement of the program's own wrote into `raw.csv`. */
export function unitOf(file: FileInput): string {
  const [head = '', first = ''] = (file.sibling('raw.csv') ?? '').split(/\r?\n/, 2);
  const column = head.split(',').indexOf('unit');
  const cells = first.split(',');
  // Names with commas are quoted and shift the cells; the unit is the last but one.
  return column < 0 ? 'ns' : (cells.at(column - head.split(',').length) ?? 'ns');
}

import type { Bag, Scalar } from '../model/measure.ts';
import type { Stamp } from '../model/run.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { scalarsOf } from './build.ts';
import { numberAt, objectAt, stringAt } from './json-guards.ts';

/** Settings of the fixture that change what is measured; the others only decide how long. */
const SETTINGS = ['disable_gc', 'timer', 'warmup'];

/** The machine, the interpreter and the commit that the tool writes down. */
export function environmentOfDocument(document: unknown): Bag {
  const machine = objectAt(document, 'machine_info');
  const cpu = objectAt(machine, 'cpu');
  const commit = objectAt(document, 'commit_info');
  const facts: readonly (readonly [string, Scalar | null])[] = [
    ['host', stringAt(machine, 'node')],
    ['cpu', stringAt(cpu, 'brand_raw') ?? stringAt(cpu, 'brand') ?? stringAt(machine, 'processor')],
    ['cpu_count', numberAt(cpu, 'count')],
    ['arch', stringAt(machine, 'machine')],
    ['os', stringAt(machine, 'system')],
    ['os_version', stringAt(machine, 'release')],
    ['python', stringAt(machine, 'python_version')],
    ['python_implementation', stringAt(machine, 'python_implementation')],
    ['commit', stringAt(commit, 'id')],
    ['branch', stringAt(commit, 'branch')],
  ];
  return Object.fromEntries(facts.filter((fact): fact is [string, Scalar] => fact[1] !== null));
}

/** The tool writes UTC; up to version 4 it leaves the zone out. */
export function startOf(document: unknown): Stamp | null {
  const stamp = parseStamp(stringAt(document, 'datetime') ?? '');
  return stamp?.zone === 'unknown' ? { iso: `${stamp.iso}Z`, zone: 'utc' } : stamp;
}

/**
 * The parameters of a parametrized test. Values that the tool could not write ("UNSERIALIZABLE[<… at 0x7f…>]") hold an
 * address that changes with every run: then the test's own id stands for them.
 */
export function parametersOf(entry: unknown): Bag {
  const given = objectAt(entry, 'params');
  const parameters: Record<string, Scalar> = {};
  let complete = true;
  for (const [key, value] of Object.entries(scalarsOf(given))) {
    if (typeof value === 'string' && value.startsWith('UNSERIALIZABLE[')) complete = false;
    else parameters[key] = value;
  }
  complete &&= Object.keys(parameters).length === Object.keys(given ?? {}).length;
  const id = stringAt(entry, 'param');
  if (id !== null && (given === null || !complete)) parameters.param = id;
  const group = stringAt(entry, 'group');
  if (group !== null) parameters.group = group;
  return parameters;
}

/** "tests/test_x.py::test_y[16-fast]" without the id in brackets, which is in the parameters. */
export function nameOf(entry: unknown): string {
  const full = stringAt(entry, 'fullname') ?? stringAt(entry, 'name') ?? 'unnamed';
  const id = stringAt(entry, 'param');
  const suffix = id === null ? '' : `[${id}]`;
  return suffix !== '' && full.endsWith(suffix) ? full.slice(0, -suffix.length) : full;
}

/** Settings that all benchmarks share. */
export function sharedSettings(entries: readonly unknown[]): Bag {
  const bags = entries.map((entry) => scalarsOf(objectAt(entry, 'options')));
  const [first = {}] = bags;
  return Object.fromEntries(
    SETTINGS.flatMap((key) => {
      const value = first[key];
      return value !== undefined && bags.every((bag) => bag[key] === value) ? [[key, value] as const] : [];
    }),
  );
}

/** Settings of one benchmark that not all share. */
export function ownSettings(entry: unknown, shared: Bag): Bag {
  const options = scalarsOf(objectAt(entry, 'options'));
  return Object.fromEntries(
    SETTINGS.flatMap((key) => {
      const value = options[key];
      return value === undefined || key in shared ? [] : [[key, value] as const];
    }),
  );
}

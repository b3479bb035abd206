import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { UNNAMED, type Bag, type Scalar } from '../model/measure.ts';
import { code, enumerate, words, type Code, type Inline } from '../report/inline.ts';
import type { Row } from './rows.ts';

/** A category as people write it: "gemma3 / 270m". */
export function categoryName(category: readonly string[]): string {
  return category.join(' / ');
}

export function categoryCode(category: readonly string[]): Code {
  return code(categoryName(category));
}

/** "num_gpu=60, num_ctx=2048"; null where nothing is said. */
export function bagText(bag: Bag, leaveOut: ReadonlySet<string> = new Set()): string | null {
  const parts = Object.entries(bag)
    .filter(([key]) => !leaveOut.has(key))
    .map(([key, value]) => `${key}=${scalarText(value)}`);
  return parts.length === 0 ? null : parts.join(', ');
}

/** A setting for people: long texts are cut, and 0.800000011920929 is the 0.8 that went through 32 bits. */
export function scalarText(value: Scalar): string {
  if (typeof value !== 'number' || Number.isInteger(value)) return shortText(String(value));
  const short = Number(value.toPrecision(7));
  return Math.abs(short - value) <= Math.abs(value) * 1e-6 ? String(short) : String(value);
}

/** Long settings (a list of prompts, a command line) are named, not printed. */
function shortText(text: string): string {
  return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}

/**
 * "sort (size=10)": a benchmark as people find it; parameters alone where nothing names it, its name alone where there are none.
 */
export function benchmarkText(
  name: string,
  parameters: Bag,
  leaveOut: ReadonlySet<string> = new Set(),
): string {
  const text = bagText(parameters, leaveOut);
  if (text === null) return name;
  return name === '' || name === UNNAMED ? text : `${name} (${text})`;
}

/** The name of a configuration inside its run: what sets it apart. A long name leaves out what its whole run shares. */
export function configurationCode(row: Row, leaveOut: ReadonlySet<string> = new Set()): Code {
  const parameters = row.entries[0]?.benchmark.parameters ?? {};
  const text = benchmarkText(row.benchmark, parameters, leaveOut);
  if (text.length <= LONG || row.benchmark === '' || row.benchmark === UNNAMED) return code(text);
  return code(benchmarkText(row.benchmark, parameters, new Set([...leaveOut, ...sharedKeys(row.run)])));
}

/** Names beyond this are no names any more. */
const LONG = 100;

const sharedBefore = new WeakMap<CatalogueRun, ReadonlySet<string>>();

/** Parameters that all benchmarks of a run have with one value. */
function sharedKeys(run: CatalogueRun): ReadonlySet<string> {
  const known = sharedBefore.get(run);
  if (known !== undefined) return known;
  const bags = [...new Set(run.measures.map(({ benchmark }) => benchmark.parameters))];
  const shared = Object.entries(bags[0] ?? {}).filter(([key, value]) =>
    bags.every((bag) => bag[key] === value),
  );
  const keys = new Set(shared.map(([key]) => key));
  sharedBefore.set(run, keys);
  return keys;
}

/** " for `gzip`": which benchmark a row is of, where its run has several. */
export function ofBenchmark(row: Row): Inline[] {
  const names = new Set(row.run.measures.map(({ benchmark }) => benchmark.name));
  return names.size < 2 || row.benchmark === '' ? [] : [words(' for '), code(row.benchmark)];
}

/** "`a`, `b` and two others" without a number: at most `most` names, then how the list goes on. */
export function nameList(names: readonly string[], most = 6): Inline[] {
  const shown = names.slice(0, most).map((name) => code(name));
  return names.length <= most ? enumerate(shown) : [...enumerate(shown, null), words(' and others')];
}

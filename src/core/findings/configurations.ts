import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { scalarText } from './names.ts';
import type { Bag, Benchmark } from '../model/measure.ts';

const bags = new WeakMap<Bag, string>();
const configurations = new WeakMap<CatalogueRun, WeakMap<Benchmark, string>>();

/** Equal bags have equal texts, whatever the order of their keys. */
function bagKey(bag: Bag): string {
  let key = bags.get(bag);
  if (key === undefined) {
    key = JSON.stringify(Object.entries(bag).sort(([a], [b]) => (a < b ? -1 : 1)));
    bags.set(bag, key);
  }
  return key;
}

/**
 * What was measured, without when: series (tool, category, suite), benchmark and all parameters. Measures of one label with
 * equal keys are repetitions of one thing; others are different things.
 */
export function configurationKey({ run, benchmark }: CatalogueMeasure): string {
  let own = configurations.get(run);
  if (own === undefined) configurations.set(run, (own = new WeakMap()));
  let key = own.get(benchmark);
  if (key === undefined) {
    key = [run.series, benchmark.name, bagKey(run.parameters), bagKey(benchmark.parameters)].join('\u0000');
    own.set(benchmark, key);
  }
  return key;
}

/** How many different configurations there are among these. */
export function configurationCount(entries: readonly CatalogueMeasure[]): number {
  return new Set(entries.map(configurationKey)).size;
}

/** A parameter of the benchmark, else of its run; undefined where neither has it. */
export function parameterOf({ run, benchmark }: CatalogueMeasure, name: string): Bag[string] | undefined {
  return benchmark.parameters[name] ?? run.parameters[name];
}

/** The same as text for people. */
export function parameterText(entry: CatalogueMeasure, name: string): string | null {
  const value = parameterOf(entry, name);
  return value === undefined ? null : scalarText(value);
}

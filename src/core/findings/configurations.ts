import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { scalarText } from './names.ts';
import type { Bag, Benchmark } from '../model/measure.ts';

const bags = new WeakMap<Bag, string>();

interface Configuration {
  readonly key: string;
  /** With each label that was asked for. */
  readonly labelled: Map<string, string>;
}

/** The benchmarks of a run go with it. */
const configurations = new WeakMap<CatalogueRun, Map<Benchmark, Configuration>>();

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
export function configurationKey(entry: CatalogueMeasure): string {
  return configurationOf(entry).key;
}

/** Configuration and label: measures with equal keys say the same of the same thing. */
export function labelledKey(entry: CatalogueMeasure): string {
  const { key, labelled } = configurationOf(entry);
  const { label } = entry.measure;
  let made = labelled.get(label);
  if (made === undefined) labelled.set(label, (made = [key, label].join('\u0000')));
  return made;
}

function configurationOf({ run, benchmark }: CatalogueMeasure): Configuration {
  let own = configurations.get(run);
  if (own === undefined) configurations.set(run, (own = new Map<Benchmark, Configuration>()));
  let known = own.get(benchmark);
  if (known === undefined) {
    const parts = [run.series, benchmark.name, bagKey(run.parameters), bagKey(benchmark.parameters)];
    own.set(benchmark, (known = { key: parts.join('\u0000'), labelled: new Map() }));
  }
  return known;
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

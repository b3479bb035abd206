import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { categoryName } from '../findings/names.ts';
import { filterSteps, type Steps } from '../model/steps.ts';
import type { Bag, Benchmark } from '../model/measure.ts';
import type { ChartFilter } from './query.ts';

const runTexts = new WeakMap<CatalogueRun, string>();
const benchmarkTexts = new WeakMap<Benchmark, string>();

/** Whether a filter lets everything in. */
export function isOpen({ text, categories, tools, runs }: ChartFilter): boolean {
  return text.trim() === '' && categories.length === 0 && tools.length === 0 && runs.length === 0;
}

/** The measures that a filter lets in, in their order, in slices. */
export function* filteredSteps(
  entries: readonly CatalogueMeasure[],
  filter: ChartFilter,
): Steps<readonly CatalogueMeasure[]> {
  if (isOpen(filter)) return entries;
  const words = filter.text.toLowerCase().split(/\s+/u).filter(Boolean);
  const allowed = new Map<CatalogueRun, boolean>();
  return yield* filterSteps(entries, (entry) => {
    let ok = allowed.get(entry.run);
    if (ok === undefined) allowed.set(entry.run, (ok = allowsRun(entry.run, filter)));
    return ok && (words.length === 0 || hasWords(entry, words));
  });
}

function allowsRun(run: CatalogueRun, { categories, tools, runs }: ChartFilter): boolean {
  if (runs.length > 0 && !runs.includes(run.id)) return false;
  if (tools.length > 0 && !tools.includes(run.tool ?? run.file.format ?? '')) return false;
  const own = categoryName(run.category);
  return categories.length === 0 || categories.some((name) => own === name || own.startsWith(`${name} / `));
}

function hasWords({ run, benchmark, measure }: CatalogueMeasure, words: readonly string[]): boolean {
  const ofRun = runText(run);
  const ofBenchmark = benchmarkText(benchmark);
  return words.every(
    (word) =>
      ofRun.includes(word) || ofBenchmark.includes(word) || measure.label.toLowerCase().includes(word),
  );
}

function runText(run: CatalogueRun): string {
  let text = runTexts.get(run);
  if (text === undefined) {
    text = searchable([run.id, run.tool ?? '', categoryName(run.category), run.name], run.parameters);
    runTexts.set(run, text);
  }
  return text;
}

function benchmarkText(benchmark: Benchmark): string {
  let text = benchmarkTexts.get(benchmark);
  if (text === undefined) {
    text = searchable([benchmark.name], benchmark.parameters);
    benchmarkTexts.set(benchmark, text);
  }
  return text;
}

function searchable(parts: readonly string[], bag: Bag): string {
  const parameters = Object.entries(bag).map(([key, value]) => `${key}=${String(value)}`);
  return [...parts, ...parameters].join('\n').toLowerCase();
}

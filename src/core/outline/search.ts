import type { CatalogueRun } from '../catalogue/snapshot.ts';
import type { SourceFile } from '../model/file.ts';
import { metricInfo } from '../normalise/metrics.ts';

const TEXTS = new WeakMap<CatalogueRun, string>();

/** The words of a filter, in lower case. */
export function filterWords(filter: string): readonly string[] {
  return filter
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** True when every word stands somewhere in what people know of a run: id, tool, category, parameters, benchmarks, metrics. */
export function runMatches(run: CatalogueRun, words: readonly string[]): boolean {
  return words.length === 0 || containsAll(textOf(run), words);
}

/** The same for a file without runs, by its path, format and reason. */
export function fileMatches({ path, format, reason }: SourceFile, words: readonly string[]): boolean {
  return (
    words.length === 0 || containsAll([path, format ?? '', reason ?? ''].join('\n').toLowerCase(), words)
  );
}

function containsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

function textOf(run: CatalogueRun): string {
  const known = TEXTS.get(run);
  if (known !== undefined) return known;
  const parts = new Set([
    run.id,
    run.tool ?? run.file.format ?? '',
    ...run.category,
    ...bagTexts(run.parameters),
  ]);
  for (const { benchmark, measure } of run.measures) {
    parts.add(benchmark.name).add(measure.label).add(metricInfo(measure.metric).title);
    for (const text of bagTexts(benchmark.parameters)) parts.add(text);
  }
  const text = [...parts].join('\n').toLowerCase();
  TEXTS.set(run, text);
  return text;
}

function bagTexts(bag: CatalogueRun['parameters']): string[] {
  return Object.entries(bag).map(([key, value]) => `${key}=${String(value)}`);
}

import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { Evidence, Source } from '../model/figure.ts';
import type { SourceFile } from '../model/file.ts';

/** Which samples of a measure a figure stands on. */
export type SampleChoice = (entry: CatalogueMeasure, index: number) => boolean;

/** Samples that count in statistics: ok and finite. */
export const okSamples: SampleChoice = ({ measure }, index) =>
  (measure.samples?.outcomes?.[index] ?? 0) === 0 && Number.isFinite(measure.samples?.values[index] ?? NaN);

/** The places of these measures' samples (the chosen ones), or of their reported values, as line ranges. */
export function evidenceOf(
  entries: readonly CatalogueMeasure[],
  scope: string,
  choose: SampleChoice = okSamples,
): Evidence {
  const sources = entries.flatMap((entry) => sourcesOf(entry, choose));
  const label = [...new Set(entries.map(({ measure }) => measure.label))].join(', ');
  return { key: evidenceKey(label, sources), label, scope, sources: merged(sources), anchor: null };
}

/**
 * Counts of things of this report, leading to the heading under which they are listed: one evidence for all counts of one
 * kind, each figure says in its formula what it counted.
 */
export function countEvidence(kind: string, anchor: string): Evidence {
  return {
    key: `count|${kind}|${anchor}`,
    label: kind,
    scope: 'counted in this report',
    sources: [],
    anchor,
  };
}

/** A line of a file, for problems and failures. */
export function lineEvidence(file: SourceFile, line: number, column: number, label: string): Evidence {
  const sources = [{ root: file.root, file: file.path, line, column, endLine: line }];
  return { key: evidenceKey(label, sources), label, scope: file.path, sources, anchor: null };
}

/** Evidence of a figure that is computed from others. */
export function joinedEvidence(parts: readonly Evidence[], label: string, scope: string): Evidence {
  const sources = parts.flatMap((part) => part.sources);
  return {
    key: `${label}|${parts.map((part) => part.key).join('+')}`,
    label,
    scope,
    sources: merged(sources),
    anchor: null,
  };
}

function sourcesOf(entry: CatalogueMeasure, choose: SampleChoice): Source[] {
  const { run, measure } = entry;
  const at = (line: number, column: number): Source => ({
    root: run.file.root,
    file: run.file.path,
    line,
    column,
    endLine: line,
  });
  if (measure.samples === null) return [at(measure.place.line, measure.place.column)];
  const chosen: Source[] = [];
  measure.samples.lines.forEach((line, index) => {
    if (choose(entry, index)) chosen.push(at(line, measure.samples?.columns[index] ?? 1));
  });
  return chosen.length > 0 ? chosen : [at(measure.place.line, measure.place.column)];
}

function evidenceKey(label: string, sources: readonly Source[]): string {
  const ranges = merged(sources).map(({ root, file, line, column, endLine }) =>
    [root, file, line, column, endLine].join(':'),
  );
  return `${label}|${ranges.join('|')}`;
}

/** Sources on neighboring lines of one file become one range; order of appearance is kept between files. */
function merged(sources: readonly Source[]): Source[] {
  const result: Source[] = [];
  for (const source of sources) {
    const last = result.at(-1);
    const touches =
      last?.file === source.file &&
      last.root === source.root &&
      source.line >= last.line &&
      source.line <= last.endLine + 1;
    if (last !== undefined && touches)
      result[result.length - 1] = { ...last, endLine: Math.max(last.endLine, source.endLine) };
    else result.push(source);
  }
  return result;
}

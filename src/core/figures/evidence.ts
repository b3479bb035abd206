import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { Evidence, Source } from '../model/figure.ts';
import type { SourceFile } from '../model/file.ts';
import { mapSteps, runToEnd, type Steps } from '../model/steps.ts';

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
  return runToEnd(evidenceSteps(entries, scope, choose));
}

/** So many samples are looked at between two turns of the host. */
const SLICE = 5000;

/** The same in slices. */
export function* evidenceSteps(
  entries: readonly CatalogueMeasure[],
  scope: string,
  choose: SampleChoice = okSamples,
): Steps<Evidence> {
  const ranges = new LineRanges();
  const labels = new Set<string>();
  let seen = 0;
  for (const entry of entries) {
    labels.add(entry.measure.label);
    addSources(entry, choose, ranges);
    seen += 1 + (entry.measure.samples?.lines.length ?? 0);
    if (seen < SLICE) continue;
    seen = 0;
    yield;
  }
  const label = [...labels].join(', ');
  const keys = yield* mapSteps(ranges.list, sourceKey);
  return { key: `${label}|${keys.join('|')}`, label, scope, sources: ranges.list, anchor: null };
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
  const ranges = new LineRanges();
  for (const { sources } of parts) {
    for (const { root, file, line, column, endLine } of sources)
      ranges.add({ root, path: file }, line, column, endLine);
  }
  return {
    key: `${label}|${parts.map((part) => part.key).join('+')}`,
    label,
    scope,
    sources: ranges.list,
    anchor: null,
  };
}

function addSources(entry: CatalogueMeasure, choose: SampleChoice, ranges: LineRanges): void {
  const { run, measure } = entry;
  const { samples, place } = measure;
  let isAny = false;
  if (samples !== null) {
    const { lines, columns, values, outcomes } = samples;
    // What nearly all figures stand on is asked for here: a call for each of a million samples takes long.
    const isPlain = choose === okSamples && outcomes === null;
    let [first, last, column] = [0, 0, 0];
    for (let index = 0; index < lines.length; index++) {
      if (isPlain ? !Number.isFinite(values[index]) : !choose(entry, index)) continue;
      const line = lines[index] ?? 1;
      if (isAny && line >= first && line <= last + 1) {
        if (line > last) last = line;
        continue;
      }
      if (isAny) ranges.add(run.file, first, column, last);
      isAny = true;
      first = last = line;
      column = columns[index] ?? 1;
    }
    if (isAny) ranges.add(run.file, first, column, last);
  }
  if (!isAny) ranges.add(run.file, place.line, place.column, place.line);
}

function evidenceKey(label: string, sources: readonly Source[]): string {
  return `${label}|${sources.map(sourceKey).join('|')}`;
}

function sourceKey({ root, file, line, column, endLine }: Source): string {
  return `${String(root)}:${file}:${String(line)}:${String(column)}:${String(endLine)}`;
}

/** Places become ranges of neighboring lines of one file as they come: order of appearance is kept between files. */
class LineRanges {
  readonly list: Source[] = [];
  #last: { -readonly [K in keyof Source]: Source[K] } | null = null;

  add(
    { root, path }: Pick<SourceFile, 'root' | 'path'>,
    line: number,
    column: number,
    endLine: number,
  ): void {
    const last = this.#last;
    const touches =
      last?.file === path && last.root === root && line >= last.line && line <= last.endLine + 1;
    if (last !== null && touches) last.endLine = Math.max(last.endLine, endLine);
    else this.list.push((this.#last = { root, file: path, line, column, endLine }));
  }
}

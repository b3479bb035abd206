import { partOf } from '../catalogue/parts.ts';
import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { isOfSide, sideName, type CompareSide } from '../compare/side.ts';
import { Baselines, chosenBaseline, PREVIOUS } from '../insight/baseline.ts';

/** What a report is held against: the results before, and those of its own that are not among them. */
export interface BaselineSides {
  /** As it was chosen: a path, a run, a series. Null: the run before the last, for each series by itself. */
  readonly title: string | null;
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** What a report is asked to be held against: what is set for the results, nothing, the run before of each series, or these runs. */
export type ReportBaseline = { readonly kind: 'set' | 'none' | 'previous' } | CompareSide;

/** A baseline as it was found. */
export interface FoundBaseline {
  /** Null: the report has no baseline. */
  readonly sides: BaselineSides | null;
  /** "none", "runs/before/", "runs/before/, as it is set". */
  readonly text: string;
  /** Why there is none although one was asked for: a sentence. */
  readonly note: string | null;
}

/** Finds the baseline of a report. `set` is the one that a project file or a person set for the results; null: none is. */
export function findBaseline(snapshot: Snapshot, asked: ReportBaseline, set: string | null): FoundBaseline {
  switch (asked.kind) {
    case 'none':
      return { sides: null, text: 'none', note: null };
    case 'set':
      return set === null
        ? { sides: null, text: 'none is set', note: null }
        : found(baselineWithin(snapshot, set, 0), `${set}, as it is set`);
    case 'previous':
      return found(previousWithin(snapshot), 'the previous run of each series');
    case 'runs':
    case 'series':
    case 'category':
    case 'folder':
      return found(sidesOf(snapshot, isOfSide(asked), sideName(asked)), sideName(asked));
  }
}

function found(sides: BaselineSides | null, text: string): FoundBaseline {
  const note =
    sides === null
      ? 'The report has no baseline: nothing that counts is of this one, or nothing else is left to compare with it.'
      : null;
  return { sides, text, note };
}

/**
 * A baseline among the results themselves: the id of a run, the name of a series, or a path of `root`. Null where nothing of
 * that name counts, where nothing else is left to compare, and for the previous run of each series, which is none for a folder.
 */
export function baselineWithin(snapshot: Snapshot, text: string, root: number): BaselineSides | null {
  if (text === PREVIOUS) return null;
  const baselines = new Baselines(snapshot, () => chosenBaseline(text, null));
  const runs = new Set(baselines.meaning(text, root).runs);
  return sidesOf(snapshot, (run) => runs.has(run), text);
}

function sidesOf(
  snapshot: Snapshot,
  isBefore: (run: CatalogueRun) => boolean,
  title: string,
): BaselineSides | null {
  const before = partOf(snapshot, isBefore);
  const after = partOf(snapshot, (run) => !isBefore(run));
  return counts(before) && counts(after) ? { title, before, after } : null;
}

/** The last run of each series against the run before it; null where no series has two. */
function previousWithin(snapshot: Snapshot): BaselineSides | null {
  const baselines = new Baselines(snapshot, () => chosenBaseline(null, null));
  const [before, after] = [new Set<CatalogueRun>(), new Set<CatalogueRun>()];
  for (const run of snapshot.runs) {
    const previous = baselines.seriesOf(run).at(-1) === run ? baselines.of(run)?.runs : undefined;
    const [only] = previous ?? [];
    if (only === undefined) continue;
    before.add(only);
    after.add(run);
  }
  if (before.size === 0) return null;
  return {
    title: null,
    before: partOf(snapshot, (run) => before.has(run)),
    after: partOf(snapshot, (run) => after.has(run)),
  };
}

function counts({ measures }: Snapshot): boolean {
  return measures.some(({ counted }) => counted);
}

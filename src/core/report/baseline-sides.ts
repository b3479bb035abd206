import { partSteps } from '../catalogue/parts.ts';
import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { isOfSide, sideName, type CompareSide } from '../compare/side.ts';
import { startOf } from '../insight/run-times.ts';
import { runToEnd, type Steps } from '../model/steps.ts';
import { baselineKey, Baselines, chosenBaseline, PREVIOUS, type NamedBaseline } from '../insight/baseline.ts';

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

/** A baseline that a project file or a person set. */
export interface SetBaseline {
  /** As it was chosen: a run, a series, a path. */
  readonly text: string;
  /** True for runs that it holds for. */
  readonly isRuled: (run: CatalogueRun) => boolean;
}

/** Finds the baseline of a report. `set` is the one that is set for the results; null: none is. */
export function* findBaselineSteps(
  snapshot: Snapshot,
  asked: ReportBaseline,
  set: SetBaseline | null,
): Steps<FoundBaseline> {
  switch (asked.kind) {
    case 'none':
      return { sides: null, text: 'none', note: null };
    case 'set':
      return set === null
        ? { sides: null, text: 'none is set', note: null }
        : found(yield* namedWithin(snapshot, set, 0, set.isRuled), `${set.text}, as it is set`);
    case 'previous':
      return found(yield* previousWithin(snapshot), 'the previous run of each series');
    case 'runs':
    case 'series':
    case 'category':
    case 'folder':
      return found(yield* sidesOf(snapshot, isOfSide(asked), sideName(asked)), sideName(asked));
  }
}

function found(sides: BaselineSides | null, text: string): FoundBaseline {
  const note =
    sides === null
      ? 'Nothing can be held against this baseline: no result that counts is of it, or no other result is left.'
      : null;
  return { sides, text, note };
}

/**
 * A baseline among the results themselves: the id of a run, the name of a series, or a path of `root`. Null where nothing of
 * that name counts, where nothing else is left to compare, and for the previous run of each series, which is none for a folder.
 */
export function baselineWithin(snapshot: Snapshot, text: string, root: number): BaselineSides | null {
  if (text === PREVIOUS) return null;
  return runToEnd(namedWithin(snapshot, { text }, root, () => true));
}

/**
 * The baseline that project files set for runs among the results themselves, each for the files that it rules: `ruleOf` tells
 * it. A document has one: null where several rules name different ones. Runs that no rule holds for are on neither side.
 */
export function baselineOfProjects(
  snapshot: Snapshot,
  ruleOf: (run: CatalogueRun) => NamedBaseline | null,
): BaselineSides | null {
  const keys = new Map<CatalogueRun, string>();
  let found: { readonly rule: NamedBaseline; readonly root: number } | undefined;
  for (const run of snapshot.runs) {
    const rule = ruleOf(run);
    if (rule === null || rule.text === PREVIOUS) continue;
    keys.set(run, baselineKey(rule, run.file.root));
    found ??= { rule, root: run.file.root };
  }
  if (found === undefined || new Set(keys.values()).size !== 1) return null;
  return runToEnd(namedWithin(snapshot, found.rule, found.root, (run) => keys.has(run)));
}

function* namedWithin(
  snapshot: Snapshot,
  named: NamedBaseline,
  root: number,
  isRuled: (run: CatalogueRun) => boolean,
): Steps<BaselineSides | null> {
  yield* startSteps(snapshot);
  const baselines = new Baselines(snapshot, () => chosenBaseline(named, null));
  yield;
  const runs = new Set(baselines.meaning(named, root).runs);
  yield;
  return yield* sidesOf(snapshot, (run) => runs.has(run), named.path ?? named.text, isRuled);
}

function* sidesOf(
  snapshot: Snapshot,
  isBefore: (run: CatalogueRun) => boolean,
  title: string,
  isAfter: (run: CatalogueRun) => boolean = () => true,
): Steps<BaselineSides | null> {
  const before = yield* partSteps(snapshot, isBefore);
  const after = yield* partSteps(snapshot, (run) => !isBefore(run) && isAfter(run));
  return counts(before) && counts(after) ? { title, before, after } : null;
}

/** So many runs are looked at between two turns of the host. */
const SLICE = 500;

/** Reads when each run started, which is remembered: putting the runs in order takes no long afterwards. */
function* startSteps({ runs }: Snapshot): Steps<void> {
  for (const [index, run] of runs.entries()) {
    startOf(run);
    if (index % SLICE === 0) yield;
  }
}

/** The last run of each series against the run before it; null where no series has two. */
function* previousWithin(snapshot: Snapshot): Steps<BaselineSides | null> {
  yield* startSteps(snapshot);
  const baselines = new Baselines(snapshot, () => chosenBaseline(null, null));
  const [before, after] = [new Set<CatalogueRun>(), new Set<CatalogueRun>()];
  for (const [index, run] of snapshot.runs.entries()) {
    if (index % SLICE === 0) yield;
    const previous = baselines.seriesOf(run).at(-1) === run ? baselines.of(run)?.runs : undefined;
    const [only] = previous ?? [];
    if (only === undefined) continue;
    before.add(only);
    after.add(run);
  }
  if (before.size === 0) return null;
  return {
    title: null,
    before: yield* partSteps(snapshot, (run) => before.has(run)),
    after: yield* partSteps(snapshot, (run) => after.has(run)),
  };
}

function counts({ measures }: Snapshot): boolean {
  return measures.some(({ counted }) => counted);
}

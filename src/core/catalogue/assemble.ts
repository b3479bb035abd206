import type { SourceFile } from '../model/file.ts';
import { filterSteps, type Steps } from '../model/steps.ts';
import { categories } from '../normalise/categories.ts';
import type { ProjectFile } from '../project/project-file.ts';
import type { Projects } from '../project/projects.ts';
import { categoryFor } from '../project/selection.ts';
import type { FileRecord } from '../reading/read-file.ts';
import { BenchstatSources } from './benchstat-sources.ts';
import { runsOf } from './file-runs.ts';
import { FolderTwins } from './folder-twins.ts';
import type { CatalogueMeasure, CatalogueRun, Snapshot } from './snapshot.ts';
import { sourceFile, type FileFacts } from './source-file.ts';
import { byteTwins } from './twins.ts';

/** What was made of a record, and what it was made from. */
interface Made extends FileFacts {
  readonly project: ProjectFile;
  readonly category: readonly string[];
  readonly file: SourceFile;
  readonly runs: readonly CatalogueRun[];
}

/** So many files are taken in one step. */
const STEP_FILES = 16;

/**
 * Turns what the files say into what the folder says: twins, derived summaries, categories, identities, cold rows. It keeps
 * what it made: of a file about which nothing has changed, the next snapshot holds the same objects.
 */
export class Assembler {
  readonly #folders = new FolderTwins();
  readonly #benchstat = new BenchstatSources();
  readonly #made = new WeakMap<FileRecord, Made>();

  /** Of records in the order of files. */
  *assemble(ordered: readonly FileRecord[], projects: Projects, version: number): Steps<Snapshot> {
    const companions = companionsOf(ordered);
    yield;
    const exact = yield* byteTwins(ordered);
    const near = yield* this.#folders.of(
      yield* filterSteps(ordered, (record) => record.kind === 'read' && !exact.has(record)),
    );
    const benchstat = yield* this.#benchstat.of(ordered, exact);
    const paths = yield* categoryPaths(ordered, projects);
    const files: SourceFile[] = [];
    const runs: CatalogueRun[] = [];
    const measures: CatalogueMeasure[] = [];
    for (const [index, record] of ordered.entries()) {
      if (index % STEP_FILES === 0) yield;
      const made = this.#make(record, {
        twin: exact.get(record) ?? benchstat.twins.get(record) ?? near.twins.get(record),
        problems: benchstat.problems.get(record) ?? near.problems.get(record) ?? NONE,
        repeatedRuns: benchstat.runs.get(record) ?? NO_RUNS,
        isCompanion: companions.has(keyOf(record.root, record.path)),
        category: paths.get(keyOf(record.root, record.path)) ?? NONE,
        projects,
      });
      files.push(made.file);
      for (const run of made.runs) {
        runs.push(run);
        for (const measure of run.measures) measures.push(measure);
      }
    }
    return { version, files, runs, measures };
  }

  #make(
    record: FileRecord,
    facts: FileFacts & { readonly category: readonly string[]; readonly projects: Projects },
  ): Made {
    const rules = facts.projects.of(record.root, record.path);
    const known = this.#made.get(record);
    if (known?.project === rules.project && isAlike(known, facts)) return known;
    const { twin, problems, repeatedRuns, isCompanion, category } = facts;
    const file = sourceFile(record, facts);
    const runs =
      record.kind === 'read' || record.kind === 'ignored'
        ? runsOf(record, { file, rules, category, repeatedRuns })
        : [];
    const made = { twin, problems, repeatedRuns, isCompanion, category, project: rules.project, file, runs };
    this.#made.set(record, made);
    return made;
  }
}

const NONE: readonly never[] = [];
const NO_RUNS: ReadonlyMap<string, string> = new Map();

function isAlike(known: Made, facts: FileFacts & { readonly category: readonly string[] }): boolean {
  return (
    known.twin?.reason === facts.twin?.reason &&
    known.twin?.status === facts.twin?.status &&
    known.problems === facts.problems &&
    known.repeatedRuns === facts.repeatedRuns &&
    known.isCompanion === facts.isCompanion &&
    known.category.length === facts.category.length &&
    known.category.every((part, index) => part === facts.category[index])
  );
}

function companionsOf(records: readonly FileRecord[]): Set<string> {
  const found = new Set<string>();
  for (const { root, result } of records)
    for (const path of result?.companions ?? NONE) found.add(keyOf(root, path));
  return found;
}

/** Names a file among those of all roots. */
export function keyOf(root: number, path: string): string {
  return `${String(root)}:${path}`;
}

function* categoryPaths(
  records: readonly FileRecord[],
  projects: Projects,
): Steps<Map<string, readonly string[]>> {
  const paths = new Map<string, readonly string[]>();
  for (const root of new Set(records.map((record) => record.root))) {
    const read = records.filter((record) => record.root === root && record.kind === 'read');
    const inputs = [];
    for (const [index, { path, result }] of read.entries()) {
      if (index % STEP_FILES === 0) yield;
      const ruled = categoryFor(projects.of(root, path));
      inputs.push({ path, named: result?.runs[0]?.category ?? null, ruled });
    }
    const found = yield* categories(inputs);
    for (const [path, category] of found) paths.set(keyOf(root, path), category);
  }
  return paths;
}

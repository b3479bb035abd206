import type { SourceFile } from '../model/file.ts';
import type { Problem } from '../model/problem.ts';
import type { FileRun } from '../model/run.ts';
import { categories } from '../normalise/categories.ts';
import { matchesGlob } from '../normalise/globs.ts';
import { compareText } from '../format/compare.ts';
import type { ProjectFile } from '../project/project-file.ts';
import type { FileRecord } from '../reading/read-file.ts';
import { coldRows } from './cold.ts';
import { derivations } from './derived.ts';
import type { CatalogueMeasure, CatalogueRun, Snapshot } from './snapshot.ts';
import { startTime } from './times.ts';
import { byteTwins, contentTwins, type Twin } from './twins.ts';

/** Turns what the files say into what the folder says: twins, derived summaries, categories, identities, cold rows. */
export function assemble(records: readonly FileRecord[], project: ProjectFile, version: number): Snapshot {
  const ordered = [...records].sort((a, b) => a.root - b.root || compareText(a.path, b.path));
  const companions = new Set(
    ordered.flatMap((record) => (record.result?.companions ?? []).map((path) => key(record.root, path))),
  );
  const exact = byteTwins(ordered);
  const distinct = ordered.filter((record) => record.kind === 'read' && !exact.has(record));
  const derived = derivations(distinct);
  const near = contentTwins(distinct.filter((record) => !derived.twins.has(record)));
  const twins = new Map([...near, ...derived.twins, ...exact]);
  const paths = categoryPaths(ordered, project);
  const files: SourceFile[] = [];
  const runs: CatalogueRun[] = [];
  for (const record of ordered) {
    const file = sourceFile(record, twins.get(record), derived.problems.get(record) ?? [], companions);
    files.push(file);
    if (record.kind !== 'read') continue;
    runs.push(...runsOf(record, file, paths.get(key(record.root, record.path)) ?? [], project));
  }
  return { version, files, runs, measures: runs.flatMap((run) => run.measures) };
}

function key(root: number, path: string): string {
  return `${String(root)}:${path}`;
}

function categoryPaths(records: readonly FileRecord[], project: ProjectFile): Map<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  for (const root of new Set(records.map((record) => record.root))) {
    const inputs = records
      .filter((record) => record.root === root && record.kind === 'read')
      .map((record) => ({ path: record.path, named: record.result?.runs[0]?.category ?? null }));
    for (const [path, category] of categories(inputs, project.categories))
      paths.set(key(root, path), category);
  }
  return paths;
}

function sourceFile(
  record: FileRecord,
  twin: Twin | undefined,
  found: readonly Problem[],
  companions: ReadonlySet<string>,
): SourceFile {
  const problems = [...record.problems, ...found];
  const base = {
    root: record.root,
    path: record.path,
    bytes: record.size,
    modifiedAt: record.modifiedAt,
    hash: record.hash,
    encoding: record.encoding,
    fileType: record.fileType,
    format: record.format,
    otherClaims: record.otherClaims,
    role: record.kind === 'document' ? ('document' as const) : (record.result?.role ?? ('other' as const)),
    problems,
  };
  if (twin !== undefined) return { ...base, status: twin.status, of: twin.of.path, reason: twin.reason };
  if (companions.has(key(record.root, record.path))) {
    return {
      ...base,
      status: 'ignored',
      of: null,
      reason: 'It belongs to another result and was read with it.',
    };
  }
  if (record.kind === 'refused') return { ...base, status: 'failed', of: null, reason: record.reason };
  if (record.kind === 'read') return { ...base, status: 'used', of: null, reason: null };
  return { ...base, status: 'ignored', of: null, reason: record.reason };
}

function runsOf(
  record: FileRecord,
  file: SourceFile,
  category: readonly string[],
  project: ProjectFile,
): CatalogueRun[] {
  const runs = record.result?.runs ?? [];
  return runs.map((run, index) =>
    catalogueRun(run, { record, file, project, category, suffix: suffixOf(runs, index) }),
  );
}

/** Tells the runs of one file apart: the run's name, or its number where names are missing or repeat. */
function suffixOf(runs: readonly FileRun[], index: number): string {
  if (runs.length === 1) return '';
  const name = runs[index]?.name ?? '';
  const unique = name !== '' && runs.filter((run) => run.name === name).length === 1;
  return `#${unique ? name : String(index + 1)}`;
}

interface RunPlace {
  readonly record: FileRecord;
  readonly file: SourceFile;
  readonly project: ProjectFile;
  readonly category: readonly string[];
  readonly suffix: string;
}

function catalogueRun(run: FileRun, place: RunPlace): CatalogueRun {
  const { record, file, project } = place;
  const category = run.category ?? place.category;
  const tool = run.tool;
  const id = `${record.root > 0 ? `${String(record.root)}:` : ''}${record.path}${place.suffix}`;
  const excludedBecause = exclusionOf(id, record.path, project);
  const measures: CatalogueMeasure[] = [];
  const result: CatalogueRun = {
    id,
    file,
    series: [tool ?? record.format ?? 'unknown', ...category, ...(run.name === '' ? [] : [run.name])].join(
      ' / ',
    ),
    name: run.name,
    tool,
    toolVersion: run.toolVersion,
    category,
    ...startTime(run, record),
    endedAt: run.endedAt?.iso ?? null,
    environment: run.environment,
    parameters: run.parameters,
    checks: run.checks,
    measures,
    excludedBecause,
  };
  const cold = coldRows(run);
  const outside = notCounted(file, excludedBecause);
  for (const benchmark of run.benchmarks) {
    for (const measure of benchmark.measures) {
      const because = outside ?? measure.notCountedBecause;
      measures.push({
        run: result,
        benchmark,
        measure,
        counted: because === null,
        notCountedBecause: because,
        cold: cold.get(measure) ?? null,
      });
    }
  }
  return result;
}

function notCounted(file: SourceFile, excludedBecause: string | null): string | null {
  if (file.status !== 'used') return file.reason;
  return excludedBecause === null ? null : `Excluded: ${excludedBecause}`;
}

function exclusionOf(id: string, path: string, project: ProjectFile): string | null {
  const rule = project.excluded.find(({ match }) => match === id || matchesGlob(path, match));
  return rule?.reason ?? null;
}

import type { SourceFile } from '../model/file.ts';
import type { FileRun } from '../model/run.ts';
import type { FileRules } from '../project/projects.ts';
import { exclusionFor } from '../project/selection.ts';
import type { FileRecord } from '../reading/read-file.ts';
import { coldRows } from './cold.ts';
import type { CatalogueMeasure, CatalogueRun } from './snapshot.ts';
import { startTime } from './times.ts';

/** What the folder and the user say of a file whose runs are made. */
export interface RunPlace {
  readonly file: SourceFile;
  readonly rules: FileRules;
  readonly category: readonly string[];
  /** Why runs do not count that repeat another file, by their names. */
  readonly repeatedRuns: ReadonlyMap<string, string>;
}

/** The runs of a file with their identity, category, times and cold rows. */
export function runsOf(record: FileRecord, place: RunPlace): CatalogueRun[] {
  const runs = record.result?.runs ?? [];
  return runs.map((run, index) => catalogueRun(run, record, place, suffixOf(runs, index)));
}

/** Tells the runs of one file apart: the run's name, or its number where names are missing or repeat. */
function suffixOf(runs: readonly FileRun[], index: number): string {
  if (runs.length === 1) return '';
  const name = runs[index]?.name ?? '';
  const unique = name !== '' && runs.filter((run) => run.name === name).length === 1;
  return `#${unique ? name : String(index + 1)}`;
}

function catalogueRun(run: FileRun, record: FileRecord, place: RunPlace, suffix: string): CatalogueRun {
  const { file, rules } = place;
  const category = run.category ?? place.category;
  const tool = run.tool;
  const excludedBecause = exclusionFor(rules, suffix);
  const measures: CatalogueMeasure[] = [];
  const result: CatalogueRun = {
    id: `${record.root > 0 ? `${String(record.root)}:` : ''}${record.path}${suffix}`,
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
  const repeated = place.repeatedRuns.get(run.name) ?? null;
  for (const benchmark of run.benchmarks) {
    for (const measure of benchmark.measures) {
      const because = outside ?? measure.notCountedBecause ?? repeated;
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

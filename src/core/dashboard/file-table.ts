import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { compareText } from '../format/compare.ts';
import { formatBytes } from '../format/quantity.ts';
import { formatDate } from '../format/times.ts';
import type { FileRole, FileStatus, FileType, SourceFile } from '../model/file.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import type { Problem } from '../model/problem.ts';
import { nameOf } from '../reading/file-type.ts';

/** A run of a file, with what of it counts. */
export interface FileRun {
  readonly id: string;
  readonly name: string;
  readonly series: string;
  readonly startedAt: string | null;
  readonly counted: number;
  readonly notCounted: number;
  /** The project file's reason for leaving it out; null: it is not excluded. */
  readonly excludedBecause: string | null;
}

/** One file with everything that became of it. */
export interface FileRow {
  /** Unique: root and path. */
  readonly key: string;
  readonly root: number;
  readonly path: string;
  readonly name: string;
  readonly format: string | null;
  readonly fileType: FileType;
  readonly role: FileRole;
  readonly status: FileStatus;
  /** Why it has this status; null for `used`. */
  readonly reason: string | null;
  /** Path of the twin or the source; null without one. */
  readonly of: string | null;
  readonly bytes: number;
  readonly bytesText: string;
  /** ISO 8601 in UTC; null where it is not known. */
  readonly modifiedAt: string | null;
  readonly modifiedText: string;
  readonly encoding: string | null;
  readonly problems: readonly Problem[];
  readonly errors: number;
  readonly warnings: number;
  readonly runs: readonly FileRun[];
  /** Measures that count, and those that do not. */
  readonly counted: number;
  readonly notCounted: number;
  /** Why measures do not count, with how many; most first. */
  readonly notCountedBecause: readonly { readonly reason: string; readonly measures: number }[];
  /** Formats that claimed it as well, best first. */
  readonly otherClaims: readonly { readonly format: string; readonly reason: string }[];
}

export interface FileTable {
  readonly version: number;
  /** In the order of root and path. */
  readonly rows: readonly FileRow[];
  readonly byStatus: Readonly<Record<FileStatus, number>>;
  /** Formats that occur, in natural order. */
  readonly formats: readonly string[];
}

/** So many files are told between two turns of the host. */
const SLICE = 50;

/** Every file that was looked at, whatever became of it. */
export function* fileTableSteps(snapshot: Snapshot): Steps<FileTable> {
  const runs = new Map<SourceFile, CatalogueRun[]>();
  for (const run of snapshot.runs) {
    const known = runs.get(run.file);
    if (known === undefined) runs.set(run.file, [run]);
    else known.push(run);
  }
  yield;
  const rows = yield* mapSteps(snapshot.files, (file) => rowOf(file, runs.get(file) ?? []), SLICE);
  const byStatus = { used: 0, duplicate: 0, derived: 0, failed: 0, ignored: 0 };
  for (const { status } of rows) byStatus[status]++;
  const formats = [...new Set(rows.flatMap(({ format }) => format ?? []))].sort(compareText);
  return { version: snapshot.version, rows, byStatus, formats };
}

function rowOf(file: SourceFile, runs: readonly CatalogueRun[]): FileRow {
  const reasons = new Map<string, number>();
  const own = runs.map((run) => runOf(run, reasons));
  const count = (severity: Problem['severity']): number =>
    file.problems.filter((problem) => problem.severity === severity).length;
  return {
    key: `${String(file.root)}:${file.path}`,
    root: file.root,
    path: file.path,
    name: nameOf(file.path),
    format: file.format,
    fileType: file.fileType,
    role: file.role,
    status: file.status,
    reason: file.reason,
    of: file.of,
    bytes: file.bytes,
    bytesText: formatBytes(file.bytes),
    modifiedAt: file.modifiedAt,
    modifiedText: file.modifiedAt === null ? 'not known' : formatDate(file.modifiedAt),
    encoding: file.encoding,
    problems: file.problems,
    errors: count('error'),
    warnings: count('warning'),
    runs: own,
    counted: own.reduce((sum, { counted }) => sum + counted, 0),
    notCounted: own.reduce((sum, { notCounted }) => sum + notCounted, 0),
    notCountedBecause: [...reasons]
      .sort((a, b) => b[1] - a[1])
      .map(([reason, measures]) => ({ reason, measures })),
    otherClaims: file.otherClaims.map(({ format, reason }) => ({ format, reason })),
  };
}

function runOf(run: CatalogueRun, reasons: Map<string, number>): FileRun {
  let counted = 0;
  for (const entry of run.measures) {
    if (entry.counted) counted++;
    else {
      const reason = entry.notCountedBecause ?? 'no reason recorded';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }
  const { id, name, series, startedAt, excludedBecause } = run;
  return { id, name, series, startedAt, counted, notCounted: run.measures.length - counted, excludedBecause };
}

export type FileSortKey =
  'path' | 'format' | 'role' | 'status' | 'bytes' | 'modifiedAt' | 'counted' | 'notCounted' | 'problems';

/** What of the table is shown, and in which order. */
export interface FileView {
  /** Case-insensitive words, all of which must stand in path, format, reason or a problem. */
  readonly text: string;
  readonly statuses: readonly FileStatus[];
  readonly formats: readonly string[];
  readonly onlyWithProblems: boolean;
  readonly sort: FileSortKey;
  readonly descending: boolean;
}

export const ALL_FILES: FileView = {
  text: '',
  statuses: [],
  formats: [],
  onlyWithProblems: false,
  sort: 'path',
  descending: false,
};

/** The rows that a view lets in, in its order; equal rows keep the order of their paths. */
export function viewFiles({ rows }: FileTable, view: FileView): FileRow[] {
  const words = view.text.toLowerCase().split(/\s+/u).filter(Boolean);
  const shown = rows.filter(
    (row) =>
      (view.statuses.length === 0 || view.statuses.includes(row.status)) &&
      (view.formats.length === 0 || (row.format !== null && view.formats.includes(row.format))) &&
      (!view.onlyWithProblems || row.problems.length > 0) &&
      hasWords(row, words),
  );
  const sign = view.descending ? -1 : 1;
  return shown.sort((a, b) => sign * compareBy(view.sort, a, b) || compareText(a.path, b.path));
}

function hasWords(row: FileRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [row.path, row.format ?? '', row.reason ?? '', ...row.problems.map(({ message }) => message)]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function compareBy(key: FileSortKey, a: FileRow, b: FileRow): number {
  switch (key) {
    case 'bytes':
    case 'counted':
    case 'notCounted':
      return a[key] - b[key];
    case 'problems':
      return a.errors - b.errors || a.problems.length - b.problems.length;
    case 'path':
    case 'format':
    case 'role':
    case 'status':
    case 'modifiedAt':
      return compareText(a[key] ?? '', b[key] ?? '');
  }
}

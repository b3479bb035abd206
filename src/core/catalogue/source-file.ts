import type { SourceFile } from '../model/file.ts';
import type { Problem } from '../model/problem.ts';
import type { FileRecord } from '../reading/read-file.ts';
import type { Twin } from './twins.ts';

/** What its folder says of a file. */
export interface FileFacts {
  readonly twin: Twin | undefined;
  /** Problems that only show beside other files. */
  readonly problems: readonly Problem[];
  /** Why runs of a file that counts do not: another file holds what they sum up. By the run's name. */
  readonly repeatedRuns: ReadonlyMap<string, string>;
  /** Another result was read with it. */
  readonly isCompanion: boolean;
}

/** A record as readers of the catalogue see it: with its status. */
export function sourceFile(record: FileRecord, { twin, problems, isCompanion }: FileFacts): SourceFile {
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
    problems: problems.length === 0 ? record.problems : [...record.problems, ...problems],
  };
  if (twin !== undefined) return { ...base, status: twin.status, of: twin.of.path, reason: twin.reason };
  if (isCompanion) {
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

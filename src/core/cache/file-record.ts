import type { FileRecord } from '../reading/read-file.ts';

/** A record with the size and time of the file when it was read. */
export interface KnownRecord {
  /** URI of the file, as text. */
  readonly uri: string;
  readonly size: number;
  /** Milliseconds since 1970, as the file system tells it. */
  readonly mtime: number;
  readonly record: FileRecord;
}

/** Looks at the outside of what comes from a cache or a worker: what is inside was written by this same version. */
export function isFileRecord(value: unknown): value is FileRecord {
  return (
    isObject(value) &&
    typeof value.root === 'number' &&
    typeof value.path === 'string' &&
    typeof value.size === 'number' &&
    typeof value.hash === 'string' &&
    typeof value.mapped === 'string' &&
    typeof value.kind === 'string' &&
    Array.isArray(value.problems) &&
    Array.isArray(value.summaries) &&
    (value.result === null || (isObject(value.result) && Array.isArray(value.result.runs)))
  );
}

export function isKnownRecord(value: unknown): value is KnownRecord {
  return (
    isObject(value) &&
    typeof value.uri === 'string' &&
    typeof value.size === 'number' &&
    typeof value.mtime === 'number' &&
    isFileRecord(value.record)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

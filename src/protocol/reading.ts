import { isFileRecord } from '../core/cache/file-record.ts';
import type { ReadMapping } from '../core/formats/mapping.ts';
import type { FileRecord } from '../core/reading/read-file.ts';

/** One file to be read. */
export interface ReadJob {
  /** How whoever reads finds it: a path on disk for a worker thread, a URI as text for the editor's file system. */
  readonly place: string;
  /** The same for the folder that `path` is relative to. */
  readonly folder: string;
  readonly root: number;
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly mappings: readonly ReadMapping[];
  /** SHA-256 of the content that is known; where it still holds, the answer is `same`. */
  readonly knownHash: string | null;
  /** Only the beginning is read of a large file that no format claims. */
  readonly onlyIfClaimed: boolean;
  /** Larger files are refused. */
  readonly mostBytes: number;
}

/** Size in bytes and time of the last change in milliseconds since 1970, as they were before the file was read. */
export interface ReadStat {
  readonly size: number;
  readonly mtime: number;
}

/** What became of a job. An error is an answer too. */
export type ReadAnswer =
  | {
      readonly kind: 'record';
      readonly record: FileRecord;
      readonly stat: ReadStat;
      /** It was written to while it was read: what was read is what stood there before. */
      readonly grew: boolean;
    }
  | { readonly kind: 'same'; readonly stat: ReadStat; readonly grew: boolean }
  /** It is not there (any more). */
  | { readonly kind: 'gone' }
  /** A sentence for people. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'cancelled' };

/** Reads files, wherever it does so. Never rejects. */
export interface FileReader {
  read(job: ReadJob, signal: CancelSignal): Promise<ReadAnswer>;
  dispose(): void;
}

/** Says that an answer is not wanted any more. */
export interface CancelSignal {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): void };
}

/** From the extension host to a worker. */
export type WorkerRequest =
  | { readonly type: 'read'; readonly id: number; readonly job: ReadJob }
  | { readonly type: 'cancel'; readonly id: number };

/** From a worker to the extension host. */
export interface WorkerReply {
  readonly type: 'answer';
  readonly id: number;
  readonly answer: ReadAnswer;
}

export function isWorkerRequest(value: unknown): value is WorkerRequest {
  if (!isObject(value) || typeof value.id !== 'number') return false;
  return value.type === 'cancel' || (value.type === 'read' && isReadJob(value.job));
}

export function isWorkerReply(value: unknown): value is WorkerReply {
  return (
    isObject(value) && value.type === 'answer' && typeof value.id === 'number' && isReadAnswer(value.answer)
  );
}

function isReadJob(value: unknown): value is ReadJob {
  return (
    isObject(value) &&
    typeof value.place === 'string' &&
    typeof value.folder === 'string' &&
    typeof value.root === 'number' &&
    typeof value.path === 'string' &&
    Array.isArray(value.mappings) &&
    (value.knownHash === null || typeof value.knownHash === 'string') &&
    typeof value.onlyIfClaimed === 'boolean' &&
    typeof value.mostBytes === 'number'
  );
}

function isReadAnswer(value: unknown): value is ReadAnswer {
  if (!isObject(value)) return false;
  switch (value.kind) {
    case 'record':
      return isFileRecord(value.record) && isReadStat(value.stat) && typeof value.grew === 'boolean';
    case 'same':
      return isReadStat(value.stat) && typeof value.grew === 'boolean';
    case 'failed':
      return typeof value.reason === 'string';
    default:
      return value.kind === 'gone' || value.kind === 'cancelled';
  }
}

function isReadStat(value: unknown): value is ReadStat {
  return isObject(value) && typeof value.size === 'number' && typeof value.mtime === 'number';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

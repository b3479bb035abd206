import type { ArrayShape } from '../core/cache/pack.ts';
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

/** Reads files that are too large for a thread. `null`: it cannot, read it elsewhere. Never rejects. */
export interface LargeFileReader {
  read(job: ReadJob, signal: CancelSignal): Promise<ReadAnswer | null>;
  dispose(): void;
}

/** A thread leaves a file to the reader of large ones. */
export interface LeftToOthers {
  readonly kind: 'large';
}

/** From the extension host to a worker: a thread or a process. */
export type WorkerRequest =
  | { readonly type: 'read'; readonly id: number; readonly job: ReadJob; readonly leaveAbove: number | null }
  | { readonly type: 'cancel'; readonly id: number }
  /** The arrays of the answer of a process have their place: it may send their bytes. */
  | { readonly type: 'take'; readonly id: number };

/** From a worker thread to the extension host. */
export interface WorkerReply {
  readonly type: 'answer';
  readonly id: number;
  readonly answer: ReadAnswer | LeftToOthers;
}

/** From a reading process to the extension host: the bytes of the arrays follow on its standard output, once they are asked for. */
export interface PackedReply {
  readonly type: 'packed';
  readonly id: number;
  /** A `ReadAnswer` as `pack` writes it. */
  readonly json: string;
  readonly shapes: readonly ArrayShape[];
}

export function isWorkerRequest(value: unknown): value is WorkerRequest {
  if (!isObject(value) || typeof value.id !== 'number') return false;
  if (value.type === 'cancel' || value.type === 'take') return true;
  const { leaveAbove } = value;
  return (
    value.type === 'read' && isReadJob(value.job) && (leaveAbove === null || typeof leaveAbove === 'number')
  );
}

export function isWorkerReply(value: unknown): value is WorkerReply {
  if (!isObject(value) || value.type !== 'answer' || typeof value.id !== 'number') return false;
  return isReadAnswer(value.answer) || isLeftToOthers(value.answer);
}

export function isPackedReply(value: unknown): value is PackedReply {
  return (
    isObject(value) &&
    value.type === 'packed' &&
    typeof value.id === 'number' &&
    typeof value.json === 'string' &&
    Array.isArray(value.shapes) &&
    value.shapes.every(isShape)
  );
}

function isShape(value: unknown): value is ArrayShape {
  return isObject(value) && Number.isSafeInteger(value.type) && Number.isSafeInteger(value.length);
}

function isLeftToOthers(value: unknown): value is LeftToOthers {
  return isObject(value) && value.kind === 'large';
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

export function isReadAnswer(value: unknown): value is ReadAnswer {
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

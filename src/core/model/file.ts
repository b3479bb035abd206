import type { Problem } from './problem.ts';

/** File type by extension alone, as people count files. */
export type FileType = 'csv' | 'json' | 'jsonl' | 'markdown' | 'text' | 'xml' | 'other';

/** What a file holds, as its format says. */
export type FileRole = 'samples' | 'summary' | 'timeseries' | 'document' | 'other';

/**
 * What became of a file. `used`: its measures count. `duplicate`: a twin counts instead. `derived`: it repeats another
 * file's rows as summaries. `failed`: it cannot be read. `ignored`: no benchmark result in it.
 */
export type FileStatus = 'used' | 'duplicate' | 'derived' | 'failed' | 'ignored';

/** A format that also claimed the file, with a lower score. */
export interface OtherClaim {
  readonly format: string;
  readonly score: number;
  readonly reason: string;
}

/** One file that was looked at, whatever became of it. */
export interface SourceFile {
  /** Index of the root (a PATH argument, a workspace folder) that it was found under. */
  readonly root: number;
  /** Path relative to the root, with forward slashes; unique within the root. */
  readonly path: string;
  readonly bytes: number;
  /** ISO 8601 in UTC; null where the file system gives none. */
  readonly modifiedAt: string | null;
  readonly hash: string;
  readonly encoding: string | null;
  readonly fileType: FileType;
  /** Id of the format that claimed it; null when none did. */
  readonly format: string | null;
  /** The formats that claimed it as well, best first. */
  readonly otherClaims: readonly OtherClaim[];
  readonly role: FileRole;
  readonly status: FileStatus;
  /** Path of the twin (duplicate) or the source (derived). */
  readonly of: string | null;
  /** Why it has this status, in one sentence; null for `used`. */
  readonly reason: string | null;
  readonly problems: readonly Problem[];
}

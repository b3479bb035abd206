import type * as vscode from 'vscode';
import type { SourceFile } from '../../core/model/file.ts';

/** A place in a file, lines and columns from 1; without a line the file is opened where it was. */
export interface PlaceToOpen {
  readonly line: number | null;
  readonly column: number | null;
  /** Last line, where whole lines are meant; null or the same line: one value. */
  readonly endLine: number | null;
  /** JSON pointer of the value, where it is known. */
  readonly pointer?: string | null;
  /** The file as it was when its numbers were read: a change since then is told. */
  readonly was?: Pick<SourceFile, 'bytes' | 'modifiedAt'>;
}

/** Where on the screen. */
export interface OpenOptions {
  /** In the column beside the active one, as links of a report do. */
  readonly beside?: boolean;
  readonly preserveFocus?: boolean;
}

/** Columns past this are not drawn in an editor (`editor.stopRenderingLineAfter`). */
export const LAST_DRAWN_COLUMN = 10_000;

/** Larger files are not given to extensions as documents. */
export const LARGEST_DOCUMENT = 50 * 1024 * 1024;

/** True where the file's own editor cannot show the place. */
export function needsExcerpt(size: number, { line, column }: PlaceToOpen): boolean {
  if (size > LARGEST_DOCUMENT) return true;
  return line !== null && (column ?? 1) + 64 > LAST_DRAWN_COLUMN;
}

/** Two file systems round the milliseconds of a time differently. */
const SAME_TIME_MS = 2;

/** True where a file is not what it was when it was read. */
export function hasChanged({ size, mtime }: vscode.FileStat, was: PlaceToOpen['was']): boolean {
  if (was === undefined) return false;
  if (size !== was.bytes) return true;
  return was.modifiedAt !== null && Math.abs(mtime - Date.parse(was.modifiedAt)) > SAME_TIME_MS;
}

import * as vscode from 'vscode';
import type { KnownRecord } from '../../core/cache/file-record.ts';
import { FORMATS } from '../../core/formats/registry.ts';
import type { ReadMapping } from '../../core/formats/mapping.ts';
import { mappedText, unreadRecord, type FileRecord } from '../../core/reading/read-file.ts';
import type { FileReader, ReadAnswer, ReadJob } from '../../protocol/reading.ts';
import { handleRead, isoTime } from '../../worker/handler.ts';
import { editorPort } from './editor-port.ts';

/** A file that is wanted, and what its file system says of it. */
export interface WantedFile {
  readonly uri: vscode.Uri;
  /** The folder that `path` is relative to, and its number. */
  readonly folder: vscode.Uri;
  readonly root: number;
  readonly path: string;
  readonly mappings: readonly ReadMapping[];
  /** A large file is looked into only as far as needed to tell whether a format claims it. */
  readonly onlyIfClaimed: boolean;
  /** More than MANY are wanted together: reading them is worth a thread, however small they are. */
  readonly isOneOfMany: boolean;
}

/** What reading gave; null: the file is gone. `again`: it was written to meanwhile and must be looked at once more. */
export interface ReadFile {
  readonly record: FileRecord | null;
  readonly again: boolean;
}

export interface ResultFilesOptions {
  /** Reads files on disk away from the extension host; undefined where there are no threads. */
  readonly reader: FileReader | undefined;
  readonly mostBytes: number;
  /** Larger files always go to the reader. */
  readonly small?: number;
}

/** Smaller files are read at once where only a few are wanted: a thread would take longer to start. */
const SMALL = 256 * 1024;
export const MANY = 20;

/** Everything that was read, by URI: what has not changed is never read again, whoever asks. */
export class ResultFiles {
  readonly #options: ResultFilesOptions;
  readonly #known = new Map<string, KnownRecord>();
  #reading = 0;

  constructor(options: ResultFilesOptions) {
    this.#options = options;
  }

  /** How many files are worth reading at the same time. */
  get lanes(): number {
    return this.#options.reader === undefined ? 2 : MANY + 4;
  }

  /** Takes what an earlier session read; what this one read stays. */
  remember(known: KnownRecord): void {
    if (!this.#known.has(known.uri)) this.#known.set(known.uri, known);
  }

  known(uri: vscode.Uri): KnownRecord | undefined {
    return this.#known.get(uri.toString());
  }

  all(): Iterable<KnownRecord> {
    return this.#known.values();
  }

  forget(uri: vscode.Uri): void {
    this.#known.delete(uri.toString());
  }

  /** Reads a file, unless size, time and mappings are those that are known. Rejects only with a CancellationError. */
  async read(file: WantedFile, token: vscode.CancellationToken): Promise<ReadFile> {
    const known = this.#known.get(file.uri.toString());
    const usable = known !== undefined && isUsable(known.record, file) ? known : undefined;
    if (usable !== undefined && (await this.#isUnchanged(file, usable)))
      return { record: placed(usable.record, file), again: false };
    this.#reading++;
    try {
      return this.#taken(file, usable, await this.#answer(file, usable?.record.hash ?? null, token));
    } finally {
      this.#reading--;
    }
  }

  async #isUnchanged({ uri }: WantedFile, { size, mtime }: KnownRecord): Promise<boolean> {
    try {
      const stat = await vscode.workspace.fs.stat(uri);
      return stat.size === size && stat.mtime === mtime;
    } catch {
      return false;
    }
  }

  async #answer(
    file: WantedFile,
    knownHash: string | null,
    token: vscode.CancellationToken,
  ): Promise<ReadAnswer> {
    const { uri, folder, root, path, mappings, onlyIfClaimed } = file;
    const { reader, mostBytes, small = SMALL } = this.#options;
    const job = {
      root,
      path,
      mappings,
      knownHash: knownHash === '' ? null : knownHash,
      onlyIfClaimed,
      mostBytes,
    };
    if (
      reader !== undefined &&
      uri.scheme === 'file' &&
      (file.isOneOfMany || this.#reading > MANY || (await isLarger(uri, small)))
    ) {
      return reader.read({ ...job, place: uri.fsPath, folder: folder.fsPath }, token);
    }
    const here: ReadJob = { ...job, place: uri.toString(), folder: folder.toString() };
    return handleRead(
      here,
      editorPort(() => token.isCancellationRequested),
    );
  }

  #taken(file: WantedFile, known: KnownRecord | undefined, answer: ReadAnswer): ReadFile {
    switch (answer.kind) {
      case 'cancelled':
        throw new vscode.CancellationError();
      case 'gone':
        this.forget(file.uri);
        return { record: null, again: false };
      case 'failed': {
        this.forget(file.uri);
        const { root, path } = file;
        return {
          record: unreadRecord({ root, path, size: 0, modifiedAt: null }, answer.reason),
          again: false,
        };
      }
      case 'same': {
        const record = known === undefined ? undefined : placed(known.record, file);
        if (record === undefined) return { record: null, again: true };
        return this.#keep(file, { ...record, modifiedAt: isoTime(answer.stat) }, answer);
      }
      case 'record':
        return this.#keep(file, answer.record, answer);
    }
  }

  #keep({ uri }: WantedFile, record: FileRecord, answer: Extract<ReadAnswer, { grew: boolean }>): ReadFile {
    this.#known.set(uri.toString(), { uri: uri.toString(), ...answer.stat, record });
    return { record, again: answer.grew };
  }
}

async function isLarger(uri: vscode.Uri, bytes: number): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size > bytes;
  } catch {
    return false;
  }
}

/** Formats that read beside a file tell it by its path: from another root the path is another one. */
const READ_BESIDE = new Set(FORMATS.filter(({ siblings }) => siblings !== undefined).map(({ id }) => id));

function isUsable(record: FileRecord, { path, mappings, onlyIfClaimed }: WantedFile): boolean {
  if (record.mapped !== mappedText(mappings)) return false;
  if (!onlyIfClaimed && record.hash === '') return false;
  return record.path === path || record.format === null || !READ_BESIDE.has(record.format);
}

/** The record for a root that need not be the one that it was read for. */
export function placed(record: FileRecord, { root, path }: Pick<FileRecord, 'root' | 'path'>): FileRecord {
  return record.root === root && record.path === path ? record : { ...record, root, path };
}

import * as vscode from 'vscode';
import { isKnownRecord, type KnownRecord } from '../../core/cache/file-record.ts';
import { numberArraysOf } from '../../core/cache/pack.ts';
import { decodeEntry, encodeEntry, type Utf8 } from '../../core/cache/segment.ts';
import type { Log } from '../log.ts';
import { hostTurns, nextTurn } from '../slices.ts';

/** How much a cache may hold. */
export interface CacheLimits {
  /** Bytes of all segments together. */
  readonly bytes: number;
  /** Bytes of one segment. */
  readonly segment: number;
  /** More segments than this are written anew as few. */
  readonly segments: number;
}

const LIMITS: CacheLimits = { bytes: 256 << 20, segment: 16 << 20, segments: 16 };

const utf8: Utf8 = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  },
};

const SEGMENT = /^(\d+)\.btc$/u;

/**
 * What was read, kept over sessions in segments: each save adds one with what has changed since; of several entries of a
 * file the latest holds. Entries of another engine lie in another folder, and go. Whatever cannot be read is left out: it is
 * read again from its file.
 */
export class RecordCache {
  readonly #home: vscode.Uri;
  readonly #folder: vscode.Uri;
  readonly #engine: string;
  readonly #log: Log;
  readonly #limits: CacheLimits;
  /** What the segments hold, by URI of the file. */
  readonly #saved = new Map<string, KnownRecord>();
  readonly #segments = new Map<number, number>();

  /** `engine` names what read the records; `storage` is a folder of our own. */
  constructor(storage: vscode.Uri, engine: string, log: Log, limits: CacheLimits = LIMITS) {
    this.#home = vscode.Uri.joinPath(storage, 'records');
    this.#engine = engine.replace(/[^\w.-]+/gu, '_');
    this.#folder = vscode.Uri.joinPath(this.#home, this.#engine);
    this.#log = log;
    this.#limits = limits;
  }

  /** Tells each file's latest record. Never rejects but for cancelling. */
  async load(tell: (known: KnownRecord) => void, token: vscode.CancellationToken): Promise<void> {
    await this.#dropOthers();
    const names = await namesIn(this.#folder);
    const numbers = names.flatMap((name) => SEGMENT.exec(name)?.[1] ?? []).map(Number);
    for (const number of numbers.sort((a, b) => b - a)) {
      const bytes = await this.#readSegment(number);
      this.#segments.set(number, bytes.length);
      for await (const known of this.#entries(bytes, number, token)) {
        if (this.#saved.has(known.uri)) continue;
        this.#saved.set(known.uri, known);
        tell(known);
      }
    }
  }

  /** Adds what has changed. Where too much of the segments is out of date, all is written anew. */
  async save(all: Iterable<KnownRecord>, token: vscode.CancellationToken): Promise<void> {
    const records = [...all];
    const changed = records.filter((known) => this.#saved.get(known.uri) !== known);
    const uris = new Set(records.map(({ uri }) => uri));
    const dead = [...this.#saved.keys()].filter((uri) => !uris.has(uri)).length;
    const total = [...this.#segments.values()].reduce((sum, size) => sum + size, 0);
    const isStale = this.#segments.size >= this.#limits.segments || total > this.#limits.bytes;
    if (isStale || dead > records.length) await this.#writeAnew(records, token);
    else if (changed.length > 0) await this.#write(changed, this.#limits.bytes - total, token);
  }

  async #writeAnew(records: readonly KnownRecord[], token: vscode.CancellationToken): Promise<void> {
    const old = [...this.#segments.keys()];
    this.#saved.clear();
    const latestFirst = records.toSorted((a, b) => b.mtime - a.mtime);
    await this.#write(latestFirst, this.#limits.bytes / 2, token);
    for (const number of old) {
      await removed(vscode.Uri.joinPath(this.#folder, `${String(number)}.btc`));
      this.#segments.delete(number);
    }
  }

  async #write(
    records: readonly KnownRecord[],
    room: number,
    token: vscode.CancellationToken,
  ): Promise<void> {
    let parts: Uint8Array[] = [];
    let written: KnownRecord[] = [];
    let size = 0;
    let total = 0;
    const flush = async (): Promise<void> => {
      if (parts.length > 0) await this.#writeSegment(parts, size);
      for (const known of written) this.#saved.set(known.uri, known);
      [parts, written, size] = [[], [], 0];
    };
    for (const known of records) {
      written.push(known);
      const arrays = numberArraysOf(known).reduce((sum, { byteLength }) => sum + byteLength, 0);
      const entry = arrays > this.#limits.segment / 2 ? null : encodeEntry(known, utf8);
      if (entry !== null && entry.length <= this.#limits.segment && total + entry.length <= room) {
        if (size + entry.length > this.#limits.segment) await flush();
        parts.push(entry);
        size += entry.length;
        total += entry.length;
      }
      if (hostTurns.isOver) await nextTurn(token);
    }
    await flush();
  }

  /** Under another name first: a segment that is cut off in the writing is none. */
  async #writeSegment(parts: readonly Uint8Array[], size: number): Promise<void> {
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    const number = Math.max(0, ...this.#segments.keys()) + 1;
    const part = vscode.Uri.joinPath(this.#folder, `${String(number)}.part`);
    try {
      await vscode.workspace.fs.createDirectory(this.#folder);
      await vscode.workspace.fs.writeFile(part, bytes);
      await vscode.workspace.fs.rename(part, vscode.Uri.joinPath(this.#folder, `${String(number)}.btc`), {
        overwrite: true,
      });
      this.#segments.set(number, size);
    } catch (error) {
      this.#log.warn(`The cache of results cannot be written: ${String(error)}`);
    }
  }

  async #readSegment(number: number): Promise<Uint8Array> {
    try {
      return await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#folder, `${String(number)}.btc`));
    } catch (error) {
      this.#log.warn(`A part of the cache of results cannot be read: ${String(error)}`);
      return new Uint8Array();
    }
  }

  async *#entries(
    bytes: Uint8Array,
    number: number,
    token: vscode.CancellationToken,
  ): AsyncGenerator<KnownRecord> {
    for (let at = 0; at < bytes.length;) {
      const entry = decodeEntry(bytes, at, utf8);
      if (entry === null || !isKnownRecord(entry.data))
        this.#log.info(
          `An entry of the cache of results is damaged: segment ${String(number)}, byte ${String(at)}.`,
        );
      else yield entry.data;
      if (entry === null) return;
      at = entry.end;
      if (hostTurns.isOver) await nextTurn(token);
    }
  }

  async #dropOthers(): Promise<void> {
    for (const name of await namesIn(this.#home)) {
      if (name === this.#engine) continue;
      this.#log.info(`The cache of results of another version was dropped: ${name}.`);
      await removed(vscode.Uri.joinPath(this.#home, name));
    }
  }
}

async function namesIn(folder: vscode.Uri): Promise<string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    return [];
  }
}

async function removed(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
  } catch {
    // Another window may have removed it.
  }
}

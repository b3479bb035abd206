import { contentHash } from '../core/reading/hash.ts';
import { HEAD_BYTES } from '../core/reading/input.ts';
import { readHashed, recordOfHead, unreadRecord, type FileRecord } from '../core/reading/read-file.ts';
import type { Steps } from '../core/model/steps.ts';
import type { TextDecoderPort } from '../core/text/decode.ts';
import type { ReadAnswer, ReadJob, ReadStat } from '../protocol/reading.ts';

/** What whoever runs the handler has to offer. Places are those of the job. */
export interface ReadPort {
  readonly decoder: TextDecoderPort;
  /** Rejects where there is no such file. */
  stat(place: string): Promise<ReadStat>;
  /** The first bytes; undefined where the file system gives no parts. */
  head(place: string, bytes: number): Promise<Uint8Array | undefined>;
  /** At most `size` bytes. */
  read(place: string, size: number): Promise<Uint8Array>;
  /** Text of a file beside the one that is read, by its path relative to the job's folder; null without one. */
  sibling(job: ReadJob, path: string): Promise<string | null>;
  /** SHA-256 as lower-case hex; undefined: computed here, in slices. */
  hash(bytes: Uint8Array): string | undefined;
  /** Called between slices; rejects where the work was cancelled. */
  turn(): Promise<void>;
  /** True when it is time for a turn. */
  isLate(): boolean;
  /** What an error of the file system means. */
  failure(error: unknown): ReadAnswer;
}

/** Files up to this size are read whole at once. */
const SMALL = 1 << 20;

/** A sibling may ask for another one, but not for ever. */
const MOST_ROUNDS = 4;

/**
 * Reads one file. The same function runs in worker threads and in slices in the extension host. Never rejects. `leave` may
 * answer for a file of so many bytes in place of reading it; it is asked only where the beginning does not suffice.
 */
export async function handleRead<L = never>(
  job: ReadJob,
  port: ReadPort,
  leave: (bytes: number) => L | null = () => null,
): Promise<ReadAnswer | L> {
  try {
    const stat = await port.stat(job.place);
    const found = foundFile(job, stat);
    if (stat.size > job.mostBytes) {
      return { kind: 'record', record: unreadRecord(found, tooLarge(job.mostBytes)), stat, grew: false };
    }
    const judged = await judgedByHead(job, stat, port);
    if (judged !== null) return { kind: 'record', record: judged, stat, grew: false };
    const left = leave(stat.size);
    if (left !== null) return left;
    const bytes = await port.read(job.place, stat.size);
    const hash = port.hash(bytes) ?? (await inTurns(contentHash(bytes), port));
    const record =
      hash === job.knownHash ? null : await readWithSiblings(job, { ...found, bytes, hash }, port);
    const grew = bytes.length !== stat.size || !isSame(stat, await port.stat(job.place));
    return record === null ? { kind: 'same', stat, grew } : { kind: 'record', record, stat, grew };
  } catch (error) {
    return port.failure(error);
  }
}

/** The time of the last change as records tell it. */
export function isoTime({ mtime }: ReadStat): string | null {
  return mtime > 0 ? new Date(mtime).toISOString() : null;
}

function foundFile(
  { root, path }: ReadJob,
  stat: ReadStat,
): Pick<FileRecord, 'root' | 'path' | 'size' | 'modifiedAt'> {
  return { root, path, size: stat.size, modifiedAt: isoTime(stat) };
}

function tooLarge(mostBytes: number): string {
  return `It is larger than the ${String(Math.round(mostBytes / (1 << 20)))} MB that can be read here; the benchtrail command line reads it.`;
}

/** Of a large file that nobody asked for by name, the record that its beginning suffices for; null where all has to be read. */
async function judgedByHead(job: ReadJob, stat: ReadStat, port: ReadPort): Promise<FileRecord | null> {
  if (!job.onlyIfClaimed || stat.size <= SMALL) return null;
  const head = await port.head(job.place, HEAD_BYTES + 1);
  if (head === undefined) return null;
  const context = { decoder: port.decoder, sibling: () => null, mappings: job.mappings };
  return recordOfHead(foundFile(job, stat), head, context);
}

interface HashedFile {
  readonly bytes: Uint8Array;
  readonly hash: string;
  readonly modifiedAt: string | null;
}

/** Formats ask for siblings while they read, and cannot wait: what they asked for is fetched, and they read again. */
async function readWithSiblings(job: ReadJob, file: HashedFile, port: ReadPort): Promise<FileRecord> {
  const texts = new Map<string, string | null>();
  for (let round = 1; ; round++) {
    const asked: string[] = [];
    const sibling = (path: string): string | null => {
      if (!texts.has(path)) asked.push(path);
      return texts.get(path) ?? null;
    };
    const context = { decoder: port.decoder, sibling, mappings: job.mappings };
    const { root, path } = job;
    const steps = readHashed(
      { root, path, bytes: file.bytes, modifiedAt: file.modifiedAt },
      file.hash,
      context,
    );
    const record = await inTurns(steps, port);
    if (asked.length === 0 || round === MOST_ROUNDS) return record;
    const found = await Promise.all(asked.map((wanted) => port.sibling(job, wanted)));
    asked.forEach((wanted, index) => texts.set(wanted, found[index] ?? null));
    if (found.every((text) => text === null)) return record;
  }
}

async function inTurns<T>(steps: Steps<T>, port: ReadPort): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (port.isLate()) await port.turn();
  }
}

function isSame(a: ReadStat, b: ReadStat): boolean {
  return a.size === b.size && a.mtime === b.mtime;
}

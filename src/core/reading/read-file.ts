import { largeSummaries, type LargeSummary } from '../catalogue/large-summaries.ts';
import type { FileHead, Format, Recognition } from '../formats/format.ts';
import { FORMATS } from '../formats/registry.ts';
import { mayBeUnmapped, readUnmapped } from '../formats/unmapped-table.ts';
import type { ReadMapping } from '../formats/mapping.ts';
import type { FileType, OtherClaim } from '../model/file.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { decodeBytes } from '../text/decode.ts';
import { fileTypeOf } from './file-type.ts';
import { contentHash } from './hash.ts';
import { headOf, inputOf, type ReadContext } from './input.ts';

/** A file as it was found. */
export interface FoundFile {
  readonly root: number;
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** ISO 8601 in UTC; null where unknown. */
  readonly modifiedAt: string | null;
}

/**
 * Everything that one file says, whatever its folder: depends on its bytes and those of its companions, its name, the user's
 * mappings for it, and the formats only, so it can be cached.
 */
export interface FileRecord {
  readonly root: number;
  readonly path: string;
  readonly size: number;
  readonly modifiedAt: string | null;
  readonly hash: string;
  /** The user's mappings that it was read with, as text; '' without any. */
  readonly mapped: string;
  readonly encoding: string | null;
  readonly fileType: FileType;
  readonly format: string | null;
  /** Why the format claimed it. */
  readonly recognised: string | null;
  readonly otherClaims: readonly OtherClaim[];
  /** read: `result` holds runs. document: text for people. refused: cannot be read. ignored: no result in it. */
  readonly kind: 'read' | 'document' | 'refused' | 'ignored';
  /** Why it is not `read`. */
  readonly reason: string | null;
  readonly result: FileResult | null;
  readonly problems: readonly Problem[];
  /** Of the measures with many samples. */
  readonly summaries: readonly LargeSummary[];
}

interface Claim extends Recognition {
  readonly format: Format;
}

/** Reads one file from bytes to runs. Never throws on what a file holds: a reader's own fault becomes a problem of the file. */
export function* readFile(
  file: FoundFile,
  context: ReadContext,
  formats: readonly Format[] = FORMATS,
): Steps<FileRecord> {
  return yield* readHashed(file, yield* contentHash(file.bytes), context, formats);
}

/** As `readFile`, of bytes whose SHA-256 is known already. */
export function* readHashed(
  file: FoundFile,
  hash: string,
  context: ReadContext,
  formats: readonly Format[] = FORMATS,
): Steps<FileRecord> {
  const mapped = mappedText(context.mappings);
  const blank = { ...blankRecord({ ...file, size: file.bytes.length }, hash), mapped };
  if (file.bytes.length === 0) return { ...blank, reason: 'The file is empty.' };
  const decoded = decodeBytes(file.bytes, context.decoder);
  if (decoded.kind === 'binary') return { ...blank, kind: 'refused', reason: decoded.reason };
  const text = { ...blank, encoding: decoded.encoding, problems: decoded.problems };
  const fatal = decoded.problems.find((found) => found.severity === 'error');
  if (fatal !== undefined) return { ...text, kind: 'refused', reason: fatal.message };
  const record = yield* readText(text, decoded.bytes, context, formats);
  return { ...record, summaries: yield* largeSummaries(record.result) };
}

/** Mappings as `FileRecord.mapped` tells them: equal mappings give equal texts. */
export function mappedText(mappings: readonly ReadMapping[]): string {
  return mappings.length === 0 ? '' : JSON.stringify(mappings);
}

/** The record of a file that could not be opened. */
export function unreadRecord(
  file: Pick<FileRecord, 'root' | 'path' | 'size' | 'modifiedAt'>,
  reason: string,
): FileRecord {
  return { ...blankRecord(file, ''), kind: 'refused', reason, problems: [problem('error', reason)] };
}

function blankRecord(
  file: Pick<FileRecord, 'root' | 'path' | 'size' | 'modifiedAt'>,
  hash: string,
): FileRecord {
  return {
    root: file.root,
    path: file.path,
    size: file.size,
    modifiedAt: file.modifiedAt,
    hash,
    mapped: '',
    encoding: null,
    fileType: fileTypeOf(file.path),
    format: null,
    recognised: null,
    otherClaims: [],
    kind: 'ignored',
    reason: null,
    result: null,
    problems: [],
    summaries: [],
  };
}

/**
 * The record of a file that its beginning suffices to judge (HEAD_BYTES and one more): a binary, or one that no format claims.
 * Null where a format claims it, so that all of it has to be read.
 */
export function recordOfHead(
  file: Pick<FileRecord, 'root' | 'path' | 'size' | 'modifiedAt'>,
  head: Uint8Array,
  context: ReadContext,
): FileRecord | null {
  const blank = { ...blankRecord(file, ''), mapped: mappedText(context.mappings) };
  const decoded = decodeBytes(head, context.decoder);
  if (decoded.kind === 'binary') return { ...blank, kind: 'refused', reason: decoded.reason };
  const found = headOf(file.path, decoded.bytes, context);
  const isClaimed = FORMATS.some((format) => claimOf(format, () => format.recognise(found)) !== null);
  return isClaimed ? null : { ...blank, reason: NO_METRIC };
}

function* readText(
  blank: FileRecord,
  bytes: Uint8Array,
  context: ReadContext,
  formats: readonly Format[],
): Steps<FileRecord> {
  const head = headOf(blank.path, bytes, context);
  if (isOwnReport(head.text))
    return { ...blank, kind: 'document', reason: 'A report that Benchtrail wrote.' };
  yield;
  const claims = yield* claimsOf(head, formats);
  const best = claims[0];
  if (best === undefined)
    return (
      (yield* unmapped(blank, head, bytes, context)) ??
      unclaimed(blank, head.json !== undefined || head.firstLine !== undefined, bytes, context)
    );
  const record = {
    ...blank,
    format: best.format.id,
    recognised: best.reason,
    otherClaims: claims.slice(1).map(({ format, score, reason }) => ({ format: format.id, score, reason })),
  };
  const result = yield* guardedRead(best.format, blank.path, bytes, context);
  if (typeof result === 'string') return { ...record, kind: 'refused', reason: result };
  const problems = [...record.problems, ...result.problems];
  if (result.role === 'document')
    return { ...record, kind: 'document', reason: 'A text for people, not data.', result, problems };
  if (result.runs.length > 0) return { ...record, kind: 'read', result, problems };
  const error = problems.find((found) => found.severity === 'error');
  const reason =
    error?.message ?? problems[0]?.message ?? `It looks like ${best.format.title}, but holds no measurement.`;
  return { ...record, kind: error === undefined ? 'ignored' : 'refused', reason, result, problems };
}

/** A table of numbers in which nothing is a known metric: they are shown, and a mapping can make them count. */
function* unmapped(
  blank: FileRecord,
  head: FileHead,
  bytes: Uint8Array,
  context: ReadContext,
): Steps<FileRecord | null> {
  if (!mayBeUnmapped(head, bytes.length)) return null;
  try {
    const found = yield* readUnmapped(inputOf(blank.path, bytes, context));
    return (
      found && {
        ...blank,
        reason: found.reason,
        result: found.result,
        problems: [...blank.problems, ...found.result.problems],
      }
    );
  } catch {
    return null;
  }
}

/** JavaScript's longest string is 512 MB; tables are read from bytes and know no such limit. */
const TOO_LONG =
  'It is too large to be read as one text (512 MB at most). Split it, or write it as CSV, which may be larger.';

/** A fault of our own reader must not take the folder down: it is told as a problem of the file that showed it. */
function* guardedRead(
  format: Format,
  path: string,
  bytes: Uint8Array,
  context: ReadContext,
): Steps<FileResult | string> {
  try {
    const input = inputOf(path, bytes, context);
    const result = yield* format.read(input);
    if (input.isTooLong()) return TOO_LONG;
    const damage = input.damage();
    return damage.length === 0 ? result : { ...result, problems: [...damage, ...result.problems] };
  } catch (error) {
    return `The reader for ${format.title} failed on this file (${error instanceof Error ? error.message : String(error)}); please report it.`;
  }
}

/** The best first. */
function* claimsOf(head: FileHead, formats: readonly Format[]): Steps<Claim[]> {
  const claims: Claim[] = [];
  for (const [index, format] of formats.entries()) {
    const claim = claimOf(format, () => format.recognise(head));
    if (claim !== null) claims.push(claim);
    if (index % 8 === 7) yield;
  }
  return claims.sort((a, b) => b.score - a.score);
}

function claimOf(format: Format, recognise: () => Recognition | null): Claim | null {
  try {
    const recognition = recognise();
    return recognition === null ? null : { ...recognition, format };
  } catch {
    return null;
  }
}

const NO_METRIC = 'No format recognises it, and no column or key in it is a known metric.';

function unclaimed(blank: FileRecord, isJson: boolean, bytes: Uint8Array, context: ReadContext): FileRecord {
  if (blank.fileType === 'markdown' || blank.fileType === 'text') {
    return {
      ...blank,
      kind: 'document',
      reason: 'A text for people: no tool wrote it as data, so nothing in it is counted.',
    };
  }
  if (blank.fileType !== 'json' || isJson) {
    const parsed = blank.fileType === 'json' ? inputOf(blank.path, bytes, context).json() : null;
    const broken = parsed?.problems.find((found) => found.severity === 'error');
    if (broken === undefined) return { ...blank, reason: NO_METRIC };
    return { ...blank, kind: 'refused', reason: broken.message, problems: [...blank.problems, broken] };
  }
  const broken = problem('error', 'The name says JSON, but the text is not JSON.', 1, 1);
  return { ...blank, kind: 'refused', reason: broken.message, problems: [...blank.problems, broken] };
}

/** The comment that our Markdown renderer puts at the top of each report. */
export const REPORT_MARKER = '<!-- benchtrail:report';

function isOwnReport(text: string): boolean {
  return text.slice(0, 4096).includes(REPORT_MARKER) || text.slice(0, 4096).includes('"benchtrailReport"');
}

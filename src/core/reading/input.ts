import type { FileHead, FileInput } from '../formats/format.ts';
import type { ReadMapping } from '../formats/mapping.ts';
import { runToEnd } from '../model/steps.ts';
import type { Problem } from '../model/problem.ts';
import { readTable, readTables, sniffTable } from '../text/csv.ts';
import type { TextDecoderPort } from '../text/decode.ts';
import { parseJson, type Json } from '../text/json.ts';
import { isJsonLines, readJsonLines } from '../text/jsonl.ts';
import { fileTypeOf, nameOf } from './file-type.ts';

/** How much of a file `recognise` may look at. */
export const HEAD_BYTES = 64 * 1024;

/** What reading a file needs beside its bytes. */
export interface ReadContext {
  readonly decoder: TextDecoderPort;
  /** A file beside the one that is read, by path relative to the root; null when there is none. */
  readonly sibling: (path: string) => string | null;
  readonly mappings: readonly ReadMapping[];
}

/** The beginning of a file for recognisers. `bytes` are UTF-8 without a byte order mark. */
export function headOf(path: string, bytes: Uint8Array, context: ReadContext): FileHead {
  const fileType = fileTypeOf(path);
  const whole = bytes.length <= HEAD_BYTES;
  const headBytes = whole ? bytes : bytes.subarray(0, HEAD_BYTES);
  const text = context.decoder.decode(headBytes, 'utf-8', false) ?? '';
  const trimmed = text.trimStart();
  const lines = isJsonLines(text);
  return {
    path,
    name: nameOf(path),
    fileType,
    text,
    whole,
    json:
      !lines && (trimmed.startsWith('{') || trimmed.startsWith('['))
        ? headJson(text, whole ? bytes : null)
        : undefined,
    header:
      fileType === 'markdown' || fileType === 'json'
        ? null
        : (sniffTable(headBytes, context.decoder)?.header ?? null),
    firstLine: lines || fileType === 'jsonl' ? firstLineValue(text) : undefined,
    mappings: context.mappings,
  };
}

/** JSON of files that are all head, so that reading does not parse again what recognising has parsed. */
const parsedHeads = new WeakMap<Uint8Array, ReturnType<typeof parseJson>>();

function headJson(text: string, wholeFile: Uint8Array | null): Json | undefined {
  const parsed = parseJson(text);
  if (wholeFile !== null) parsedHeads.set(wholeFile, parsed);
  return parsed.kind === 'json' ? parsed.document.value : undefined;
}

function firstLineValue(text: string): Json | undefined {
  return runToEnd(readJsonLines(text)).lines[0]?.value;
}

/** What the engine itself asks of an input. */
export interface EngineInput extends FileInput {
  /** Problems of the JSON text, once a format has asked for it. */
  damage(): readonly Problem[];
  /** True once a format has asked for a text that is too long for one string: what it read is not to be trusted. */
  isTooLong(): boolean;
}

/** A file for `Format.read`: text and JSON are made once and only when asked for. */
export function inputOf(path: string, bytes: Uint8Array, context: ReadContext): EngineInput {
  let text: string | null = null;
  let json: ReturnType<FileInput['json']> | null = null;
  let isTooLong = false;
  const getText = (): string => {
    if (text !== null) return text;
    const decoded = context.decoder.decode(bytes, 'utf-8', false);
    isTooLong = decoded === null;
    return (text = decoded ?? '');
  };
  return {
    path,
    name: nameOf(path),
    fileType: fileTypeOf(path),
    bytes,
    decoder: context.decoder,
    mappings: context.mappings,
    text: getText,
    json: () => (json ??= jsonOf(parsedHeads.get(bytes) ?? parseJson(getText()))),
    damage: () => json?.problems ?? [],
    isTooLong: () => isTooLong,
    table: (options) => readTable(bytes, context.decoder, options),
    tables: (options) => readTables(bytes, context.decoder, options),
    sibling: (relativePath) => context.sibling(resolvePath(path, relativePath)),
  };
}

function jsonOf(parsed: ReturnType<typeof parseJson>): {
  value: Json | undefined;
  problems: readonly Problem[];
} {
  if (parsed.kind === 'json') return { value: parsed.document.value, problems: parsed.document.problems };
  return { value: undefined, problems: [parsed.problem] };
}

/** `relative` from the folder of `path`; '..' above the root stays at the root. */
export function resolvePath(path: string, relative: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

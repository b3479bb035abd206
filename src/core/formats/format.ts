import type { FileType } from '../model/file.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import type { Json } from '../text/json.ts';
import type { TextDecoderPort } from '../text/decode.ts';
import type { Problem } from '../model/problem.ts';
import type { ReadMapping } from './mapping.ts';
import type { Table, TableOptions } from '../text/table.ts';

/** The beginning of a file: what `recognise` may look at. */
export interface FileHead {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  /** Last part of the path. */
  readonly name: string;
  readonly fileType: FileType;
  /** The first 64 KB, decoded; the last line may be cut. */
  readonly text: string;
  /** True when `text` is the whole file. */
  readonly whole: boolean;
  /** The first JSON value when the whole file is small enough to be parsed here, else null. */
  readonly json: Json | undefined;
  /** Header cells when the head reads as a delimited table, else null. */
  readonly header: readonly string[] | null;
  /** The first value of a JSONL file, else undefined. */
  readonly firstLine: Json | undefined;
  /** What the user says of columns; only the generic readers look at it. */
  readonly mappings?: readonly ReadMapping[];
}

/** How sure a format is that a file is its own, 0..1, and what it saw. 0.9: a marker that only this tool writes. */
export interface Recognition {
  readonly score: number;
  readonly reason: string;
}

/** A file to be read: bytes are UTF-8 without a byte order mark, whatever the file was. */
export interface FileInput {
  readonly path: string;
  readonly name: string;
  readonly fileType: FileType;
  readonly bytes: Uint8Array;
  readonly decoder: TextDecoderPort;
  /** What the user says of columns; only the generic readers look at it. */
  readonly mappings?: readonly ReadMapping[];
  /** The whole text; made once, on demand. */
  text(): string;
  /** The parsed JSON; made once. Problems of a damaged file are added to the result by the engine. */
  json():
    | { readonly value: Json; readonly problems: readonly Problem[] }
    | { readonly value: undefined; readonly problems: readonly Problem[] };
  /** The first table of the file. */
  table(options?: TableOptions): Steps<Table>;
  /** All tables of a file with several blocks. */
  tables(options?: TableOptions): Steps<Table[]>;
  /** A file beside this one ("benchmark.json", "../benchmarks.json"), read as text; null when there is none. */
  sibling(relativePath: string): string | null;
}

/** One tool's output format. One file in `formats/`, one fixture folder, one line in the registry. */
export interface Format {
  /** Stable id, as in the JSON contract: "llama-bench". */
  readonly id: string;
  /** For people: "llama.cpp llama-bench". */
  readonly title: string;
  /** What `docs/formats.md` says of it: what is recognised and which metrics it gives. */
  readonly about: string;
  /** The real file that proves the reader, in one sentence: "A real file of the reference corpus." */
  readonly proof: string;
  /**
   * Files beside a result that `read` may ask for with `sibling`, by relative path, `{stem}` standing for the result's name
   * without extension. A host that cannot read while a format reads fetches these before.
   */
  readonly siblings?: readonly string[];
  /** Null: not ours. Looks at the head alone; must be cheap and must not throw. */
  recognise(head: FileHead): Recognition | null;
  /** Reads a file that was recognised. Bad parts become problems; never throws on bad data. */
  read(file: FileInput): Steps<FileResult>;
}

import { problem, type Problem } from '../model/problem.ts';
import type { Steps } from '../model/steps.ts';
import { isJsonLines, readJsonLines } from '../text/jsonl.ts';
import type { FileHead, FileInput } from './format.ts';
import { asArray } from './json-guards.ts';
import { LinePlaces } from './line-places.ts';
import type { JsonPath, PlaceFinder } from './places.ts';

/** So much of a text tells whether it is JSON Lines. */
const HEAD = 1 << 16;

/** One record and where it stands: a path for a ResultBuilder with the `places` of its JsonRecords. */
export interface JsonRecord {
  readonly value: unknown;
  readonly path: JsonPath;
}

/** The records of a file, however they are written down. */
export interface JsonRecords {
  readonly records: readonly JsonRecord[];
  /** For the ResultBuilder; undefined: the file is one JSON document. */
  readonly places: PlaceFinder | undefined;
  readonly problems: readonly Problem[];
}

/**
 * The records of a file of one JSON object, a JSON array of objects, or JSON Lines (also among log lines). Elements of a
 * top-level array are records of their own. Problems of a JSON document are left to the engine.
 */
export function* jsonRecords(file: FileInput): Steps<JsonRecords> {
  const text = file.text();
  if (file.fileType !== 'jsonl' && !isJsonLines(text.slice(0, HEAD))) {
    const { value } = file.json();
    return { records: value === undefined ? [] : flat({ value, path: [] }), places: undefined, problems: [] };
  }
  const { lines, skipped, problems } = yield* readJsonLines(text);
  const found = [...problems];
  if (skipped.length > 0) {
    const [be, pass] =
      skipped.length === 1 ? ['line of this file is', 'was'] : ['lines of this file are', 'were'];
    const sentence = `${skipped.length} ${be} no JSON and ${pass} passed over.`;
    found.push(problem('info', sentence, skipped[0]?.line ?? null));
  }
  return {
    records: lines.flatMap((line, index) => flat({ value: line.value, path: [index] })),
    places: new LinePlaces(lines),
    problems: found,
  };
}

/** The first record that a head shows: of a document, of an array in it, or of JSON Lines. */
export function firstRecord(head: FileHead): unknown {
  const value = head.firstLine ?? head.json;
  return asArray(value)?.[0] ?? value;
}

function flat({ value, path }: JsonRecord): JsonRecord[] {
  const elements = asArray(value);
  if (elements === null) return [{ value, path }];
  return elements.map((element, index) => ({ value: element, path: [...path, index] }));
}

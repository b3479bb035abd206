import type { Place } from '../model/place.ts';
import type { FileResult } from '../model/run.ts';
import { runToEnd, type Steps } from '../model/steps.ts';
import { problem } from '../model/problem.ts';
import { lineStarts } from '../text/lines.ts';
import { readJsonLines, type JsonLine } from '../text/jsonl.ts';
import { locate, PlaceRequests } from '../text/json-place.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { isTestLine } from './generic-config.ts';
import { findRecords, type FoundRecord, type FoundRecords } from './generic-records.ts';
import { readRecordSets } from './generic-sets.ts';
import type { JsonPath } from './places.ts';

/** JSON Lines of no known tool: each line is a record. */
export const genericJsonl: Format = {
  id: 'generic-jsonl',
  title: 'JSON Lines with metrics',
  proof: 'A real file of the reference corpus that a script wrote.',
  about:
    'Any JSON Lines file whose records hold numbers with a known metric name or an explicit unit; read like generic JSON, one record per line.',
  recognise(head: FileHead): Recognition | null {
    if (head.firstLine === undefined || isTestLine(head.firstLine)) return null;
    return runToEnd(findRecords([head.firstLine])).sets.length > 0
      ? { score: 0.28, reason: 'lines of JSON with metrics that the name or a unit tells' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const text = file.text();
    const { lines, skipped, problems } = yield* readJsonLines(text);
    for (const found of problems) out.problem(found);
    if (skipped.length > 0) {
      const sentence = `${skipped.length} lines of this file are no JSON and were passed over.`;
      out.problem(problem('info', sentence, skipped[0]?.line ?? null));
    }
    const found = yield* findRecords(lines.map((line) => line.value));
    const places = yield* placesOf(found, lines, text);
    const placeOf = (path: JsonPath): Place => places.single.get(path) ?? startOf(lines, path);
    const elementsOf = (path: JsonPath): readonly Place[] =>
      places.elements.get(path) ?? [startOf(lines, path)];
    yield* readRecordSets(found, { mappings: file.mappings, placeOf, elementsOf }, out);
    return yield* out.finish(() => text);
  },
};

function startOf(lines: readonly JsonLine[], path: JsonPath): Place {
  const line = lines[Number(path[0])];
  return line === undefined ? { line: 1, column: 1 } : { line: line.line, column: line.column };
}

/** Places by the path of a value, and of the elements of a list by the path of the list. */
interface LinePlaces {
  readonly single: WeakMap<JsonPath, Place>;
  readonly elements: WeakMap<JsonPath, readonly Place[]>;
}

/** Places of all values of the records, line by line. */
function* placesOf(found: FoundRecords, lines: readonly JsonLine[], text: string): Steps<LinePlaces> {
  const places: LinePlaces = { single: new WeakMap(), elements: new WeakMap() };
  const starts = lineStarts(text);
  for (const record of found.sets.flatMap((set) => set.records)) {
    const index = Number(record.path[0]);
    const line = lines[index];
    if (line === undefined) continue;
    const start = (starts[line.line - 1] ?? 0) + line.column - 1;
    const next = lines[index + 1];
    const end = next === undefined ? text.length : (starts[next.line - 1] ?? 0) + next.column - 1;
    yield* locateRecord(record, { line, text: text.slice(start, end) }, places);
  }
  return places;
}

interface LineText {
  readonly line: JsonLine;
  readonly text: string;
}

function* locateRecord(record: FoundRecord, { line, text }: LineText, places: LinePlaces): Steps<void> {
  const { leaves, lists } = record.flat;
  const requests = new PlaceRequests();
  for (const leaf of leaves) requests.ask(leaf.path.slice(1));
  const bases = lists.map((list) => requests.askElements(list.path.slice(1), list.values.length));
  const located = yield* locate(text, requests);
  const placeOf = (ticket: number): Place => {
    const at = located.line(ticket);
    const column = located.column(ticket);
    if (at < 1) return { line: line.line, column: line.column };
    return { line: line.line + at - 1, column: at === 1 ? line.column + column - 1 : column };
  };
  leaves.forEach((leaf, ticket) => places.single.set(leaf.path, placeOf(ticket)));
  lists.forEach((list, index) => {
    const base = bases[index] ?? 0;
    places.elements.set(
      list.path,
      list.values.map((_, element) => placeOf(base + element)),
    );
  });
}

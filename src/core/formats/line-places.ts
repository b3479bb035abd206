import type { Steps } from '../model/steps.ts';
import { I32List } from '../text/growing.ts';
import { locateIn, PlaceRequests, type DocumentSpan, type Places } from '../text/json-place.ts';
import type { JsonLine } from '../text/jsonl.ts';
import { lineStarts } from '../text/lines.ts';
import type { JsonPath, PlaceFinder } from './places.ts';

/** Paths in JSON Lines: the first step of a path is the index of the record among `lines`, the others lie within it. */
export class LinePlaces implements PlaceFinder {
  readonly #lines: readonly JsonLine[];
  readonly #requests = new PlaceRequests();
  /** Record of each ticket. */
  readonly #records = new I32List();

  constructor(lines: readonly JsonLine[]) {
    this.#lines = lines;
  }

  get count(): number {
    return this.#requests.count;
  }

  ask(path: JsonPath): number {
    this.#records.push(Number(path[0]));
    return this.#requests.ask(path);
  }

  askElements(path: JsonPath, count: number): number {
    for (let i = 0; i < count; i++) this.#records.push(Number(path[0]));
    return this.#requests.askElements(path, count);
  }

  /** A value that is not found stands where its record does. */
  *find(text: string): Steps<Places> {
    const places = yield* locateIn(text, this.#requests, this.#spans(text));
    const recordOf = (ticket: number): JsonLine | undefined => this.#lines[this.#records.at(ticket)];
    return {
      line: (ticket) => places.line(ticket) || (recordOf(ticket)?.line ?? 0),
      column: (ticket) => (places.line(ticket) > 0 ? places.column(ticket) : (recordOf(ticket)?.column ?? 0)),
    };
  }

  *#spans(text: string): Generator<DocumentSpan> {
    const starts = lineStarts(text);
    let index = 0;
    let from = startOf(starts, this.#lines[0]);
    for (; index < this.#lines.length; index++) {
      const next = this.#lines[index + 1];
      const to = next === undefined ? text.length : startOf(starts, next);
      yield { index, from, to };
      from = to;
    }
  }
}

function startOf(starts: Uint32Array, record: JsonLine | undefined): number {
  return record === undefined ? 0 : (starts[record.line - 1] ?? 0) + record.column - 1;
}

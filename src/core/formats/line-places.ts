import type { Steps } from '../model/steps.ts';
import { PlaceRequests, locate, type Places } from '../text/json-place.ts';
import type { JsonLine } from '../text/jsonl.ts';
import { lineStarts } from '../text/lines.ts';
import type { JsonPath, PlaceFinder } from './places.ts';

/** The paths asked of one record: `tickets[i]` is the finder's number of the record's own ticket i. */
interface RecordRequests {
  readonly requests: PlaceRequests;
  readonly tickets: number[];
}

/** Paths in JSON Lines: the first step of a path is the index of the record among `lines`, the others lie within it. */
export class LinePlaces implements PlaceFinder {
  readonly #lines: readonly JsonLine[];
  readonly #records = new Map<number, RecordRequests>();
  #count = 0;

  constructor(lines: readonly JsonLine[]) {
    this.#lines = lines;
  }

  get count(): number {
    return this.#count;
  }

  ask(path: JsonPath): number {
    const { requests, tickets } = this.#record(path);
    requests.ask(path.slice(1));
    tickets.push(this.#count);
    return this.#count++;
  }

  askElements(path: JsonPath, count: number): number {
    const { requests, tickets } = this.#record(path);
    requests.askElements(path.slice(1), count);
    const base = this.#count;
    for (let i = 0; i < count; i++) tickets.push(this.#count++);
    return base;
  }

  *find(text: string): Steps<Places> {
    const lineOf = new Uint32Array(this.#count);
    const columnOf = new Uint32Array(this.#count);
    const starts = lineStarts(text);
    const startOf = ({ line, column }: JsonLine): number => (starts[line - 1] ?? 0) + column - 1;
    for (const [index, { requests, tickets }] of this.#records) {
      const record = this.#lines[index];
      if (record === undefined) continue;
      const next = this.#lines[index + 1];
      const end = next === undefined ? text.length : startOf(next);
      const places = yield* locate(text.slice(startOf(record), end), requests);
      tickets.forEach((ticket, own) => {
        const line = Math.max(1, places.line(own));
        const column = Math.max(1, places.column(own));
        lineOf[ticket] = record.line + line - 1;
        columnOf[ticket] = line === 1 ? record.column + column - 1 : column;
      });
    }
    return { line: (ticket) => lineOf[ticket] ?? 0, column: (ticket) => columnOf[ticket] ?? 0 };
  }

  #record(path: JsonPath): RecordRequests {
    const index = Number(path[0]);
    let record = this.#records.get(index);
    if (record === undefined)
      this.#records.set(index, (record = { requests: new PlaceRequests(), tickets: [] }));
    return record;
  }
}

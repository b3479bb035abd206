import type { Place } from '../model/place.ts';
import { PlaceRequests, locate, type Places } from '../text/json-place.ts';
import type { Steps } from '../model/steps.ts';

/** Where a value stands: a place in the text, or the path of a JSON value whose place is found when the file is finished. */
export type At = Place | JsonPath;

/** Keys and indices from the root of a JSON document. */
export type JsonPath = readonly (string | number)[];

/** A place that may still have to be found: a line from 1 with a column, or a ticket coded as a negative line. */
export interface PlaceRef {
  readonly line: number;
  readonly column: number;
}

/** Collects JSON paths and finds them all at the end. Tickets count from 0 in the order of asking. */
export interface PlaceFinder {
  readonly count: number;
  /** The ticket of one value. */
  ask(path: JsonPath): number;
  /** The ticket of the first of an array's elements; the others follow. */
  askElements(path: JsonPath, count: number): number;
  find(text: string): Steps<Places>;
}

/** Paths in a text that is one JSON document. */
class DocumentPlaces implements PlaceFinder {
  readonly #requests = new PlaceRequests();

  get count(): number {
    return this.#requests.count;
  }

  ask(path: JsonPath): number {
    return this.#requests.ask(path);
  }

  askElements(path: JsonPath, count: number): number {
    return this.#requests.askElements(path, count);
  }

  *find(text: string): Steps<Places> {
    return yield* locate(text, this.#requests);
  }
}

/** Turns `At` into places: text places are known, JSON paths are asked for and answered by one scan at the end. */
export class PlaceBook {
  readonly #finder: PlaceFinder;
  #places: Places | null = null;

  constructor(finder: PlaceFinder = new DocumentPlaces()) {
    this.#finder = finder;
  }

  /** Takes note of a place; a JSON path is asked for at once. */
  refer(at: At): PlaceRef {
    return isPath(at) ? { line: -1 - this.#finder.ask(at), column: 0 } : at;
  }

  /** References to the elements 0..count-1 of an array: ticket of element i is `-1 - line - i`. */
  referElements(path: JsonPath, count: number): number {
    return this.#finder.askElements(path, count);
  }

  /** Finds every asked path in one scan; `text` is called only when there is one. */
  *resolve(text: () => string): Steps<void> {
    if (this.#finder.count > 0) this.#places = yield* this.#finder.find(text());
  }

  /** The place behind a reference, after `resolve`; line 1, column 1 where the path is not in the text. */
  place(ref: PlaceRef): Place {
    if (ref.line > 0) return ref;
    const ticket = -1 - ref.line;
    const line = this.#places?.line(ticket) ?? 0;
    return line > 0 ? { line, column: this.#places?.column(ticket) ?? 1 } : { line: 1, column: 1 };
  }
}

export function isPath(at: At): at is JsonPath {
  return Array.isArray(at);
}

/** RFC 6901. */
export function pointerText(path: JsonPath): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

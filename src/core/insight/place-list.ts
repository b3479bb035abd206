import type { Place } from '../model/place.ts';

/** Places in the order of line and column, each with the number of what stands there. Places may repeat. */
export interface PlaceList {
  readonly length: number;
  line(index: number): number;
  column(index: number): number;
  /** What stands at this place: an owner of the caller's, and which part of it. */
  owner(index: number): number;
  part(index: number): number;
}

/** One owner's places as they are, without a copy: part i is place i. The arrays must ascend, see `ascends`. */
export class OwnPlaces implements PlaceList {
  readonly #lines: Uint32Array;
  readonly #columns: Uint32Array;
  readonly #owner: number;

  constructor(lines: Uint32Array, columns: Uint32Array, owner: number) {
    this.#lines = lines;
    this.#columns = columns;
    this.#owner = owner;
  }

  get length(): number {
    return this.#lines.length;
  }

  line(index: number): number {
    return this.#lines[index] ?? 0;
  }

  column(index: number): number {
    return this.#columns[index] ?? 0;
  }

  owner(): number {
    return this.#owner;
  }

  part(index: number): number {
    return index;
  }
}

/** Collects places of many owners in any order; `finish` sorts them, those of one place in the order of adding. */
export class MixedPlaces {
  readonly #lines: number[] = [];
  readonly #columns: number[] = [];
  readonly #owners: number[] = [];
  readonly #parts: number[] = [];

  add(place: Place, owner: number, part: number): void {
    this.#lines.push(place.line);
    this.#columns.push(place.column);
    this.#owners.push(owner);
    this.#parts.push(part);
  }

  finish(): PlaceList {
    const lines = Uint32Array.from(this.#lines);
    const columns = Uint32Array.from(this.#columns);
    const owners = this.#owners;
    const parts = this.#parts;
    const order = ascends(lines, columns) ? null : orderOf(lines, columns);
    const at = (index: number): number => (order === null ? index : (order[index] ?? 0));
    return {
      length: lines.length,
      line: (index) => lines[at(index)] ?? 0,
      column: (index) => columns[at(index)] ?? 0,
      owner: (index) => owners[at(index)] ?? 0,
      part: (index) => parts[at(index)] ?? 0,
    };
  }
}

/** Whether places stand in the order of line and column already. */
export function ascends(lines: Uint32Array, columns: Uint32Array): boolean {
  for (let i = 1; i < lines.length; i++) {
    const before = lines[i - 1] ?? 0;
    const line = lines[i] ?? 0;
    if (line < before || (line === before && (columns[i] ?? 0) < (columns[i - 1] ?? 0))) return false;
  }
  return true;
}

/** Sorted by counting the places of each line, so that a million places cost no million comparisons. */
function orderOf(lines: Uint32Array, columns: Uint32Array): Uint32Array {
  const last = lines.reduce((most, line) => Math.max(most, line), 0);
  const starts = new Uint32Array(last + 2);
  for (const line of lines) starts[line + 1] = (starts[line + 1] ?? 0) + 1;
  for (let line = 1; line < starts.length; line++)
    starts[line] = (starts[line] ?? 0) + (starts[line - 1] ?? 0);
  const next = starts.slice();
  const order = new Uint32Array(lines.length);
  lines.forEach((line, index) => {
    const at = next[line] ?? 0;
    order[at] = index;
    next[line] = at + 1;
  });
  const byColumn = (a: number, b: number): number => (columns[a] ?? 0) - (columns[b] ?? 0) || a - b;
  for (let line = 0; line <= last; line++) {
    const own = order.subarray(starts[line], starts[line + 1]);
    if (own.length > 1) own.sort(byColumn);
  }
  return order;
}

/** Index of the first place at or after this one; the length where there is none. */
export function firstFrom(list: PlaceList, { line, column }: Place): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = list.line(middle);
    if (at < line || (at === line && list.column(middle) < column)) low = middle + 1;
    else high = middle;
  }
  return low;
}

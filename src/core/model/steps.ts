/**
 * Work in slices. A generator that yields about every megabyte of input (or every few milliseconds of work), so that its
 * driver can cancel it, show progress, or give the event loop a turn. The return value is the result.
 */
export type Steps<T> = Generator<void, T, void>;

/** Runs slices to the end without a pause: for workers, the command line and tests. */
export function runToEnd<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** So many items are looked at between two turns of the host, where looking at one takes about a microsecond. */
const SLICE = 2000;

/** Comparing takes longer than looking. */
const SORT_SLICE = 512;

/** The items that pass, in slices. */
export function* filterSteps<T>(items: Iterable<T>, keep: (item: T) => boolean): Steps<T[]> {
  const kept: T[] = [];
  let seen = 0;
  for (const item of items) {
    if (keep(item)) kept.push(item);
    if (++seen % SLICE === 0) yield;
  }
  return kept;
}

/** The items by key, with a turn for the host after each `slice`; keys in the order of their first items. */
export function* groupSteps<T, K>(
  items: Iterable<T>,
  keyOf: (item: T) => K,
  slice = SLICE,
): Steps<Map<K, T[]>> {
  const groups = new Map<K, T[]>();
  let seen = 0;
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
    if (++seen % slice === 0) yield;
  }
  return groups;
}

/** The items in order, in slices; equal ones keep theirs. */
export function* sortSteps<T>(items: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += SORT_SLICE) {
    runs.push(items.slice(at, at + SORT_SLICE).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      longer.push(yield* merged(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  const made: T[] = [];
  let left = 0;
  let right = 0;
  for (;;) {
    const [x, y] = [a[left], b[right]];
    if (x === undefined || y === undefined) break;
    if (compare(x, y) <= 0) {
      made.push(x);
      left++;
    } else {
      made.push(y);
      right++;
    }
    if (made.length % SORT_SLICE === 0) yield;
  }
  return [...made, ...a.slice(left), ...b.slice(right)];
}

/** What becomes of each item, with a turn for the host after each `slice`. */
export function* mapSteps<T, U>(items: Iterable<T>, map: (item: T) => U, slice = SLICE): Steps<U[]> {
  const made: U[] = [];
  for (const item of items) {
    made.push(map(item));
    if (made.length % slice === 0) yield;
  }
  return made;
}

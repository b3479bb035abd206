import { remembered } from '../model/remembered.ts';
import type { Steps } from '../model/steps.ts';
import type { Row } from './rows.ts';

/** The lists that a list of rows was put together from. */
const parts = new WeakMap<readonly Row[], readonly (readonly Row[])[]>();

/** So many rows are put into a list between two turns of the host. */
const SLICE = 20_000;

/** So many runs of which everything is known are passed between two turns of the host. */
const RUNS_SLICE = 1000;

/** One list of the rows of runs, one of `runs` for each. */
export function* joinedRows(runs: readonly (readonly Row[])[]): Steps<Row[]> {
  const rows: Row[] = [];
  let seen = 0;
  for (const own of runs) {
    for (const row of own) {
      rows.push(row);
      if (++seen % SLICE === 0) yield;
    }
  }
  parts.set(rows, runs);
  return rows;
}

/**
 * What is made of the rows of each run by itself, in the order of the list. The rows of a run without a change are the same
 * list in the next snapshot: what was made of them is kept. Rows of a list that was put together elsewhere are taken at once,
 * as if they were those of one run.
 */
export function perRun<T extends object>(
  make: (rows: readonly Row[]) => Steps<T>,
): (rows: readonly Row[]) => Steps<T[]> {
  const ofRun = remembered(make);
  return function* (rows) {
    const made: T[] = [];
    for (const own of parts.get(rows) ?? [rows]) {
      made.push(yield* ofRun(own));
      if (made.length % RUNS_SLICE === 0) yield;
    }
    return made;
  };
}

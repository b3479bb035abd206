import type { Snapshot } from '../catalogue/snapshot.ts';
import { rowsSteps, type Row } from './rows.ts';
import { runToEnd, type Steps } from '../model/steps.ts';

const known = new WeakMap<Snapshot, readonly Row[]>();

/** The rows of a snapshot, made once: findings and load curves are remembered by this list. */
export function snapshotRows(snapshot: Snapshot): readonly Row[] {
  return known.get(snapshot) ?? runToEnd(snapshotRowsSteps(snapshot));
}

/** The same in slices: afterwards `snapshotRows` answers at once. */
export function* snapshotRowsSteps(snapshot: Snapshot): Steps<readonly Row[]> {
  const rows = known.get(snapshot) ?? (yield* rowsSteps(snapshot));
  known.set(snapshot, rows);
  return rows;
}

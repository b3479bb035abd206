import type { Snapshot } from '../catalogue/snapshot.ts';
import { rowsOf, type Row } from '../findings/rows.ts';

const known = new WeakMap<Snapshot, readonly Row[]>();

/** The rows of a snapshot, made once: findings and load curves are remembered by this list. */
export function snapshotRows(snapshot: Snapshot): readonly Row[] {
  let rows = known.get(snapshot);
  if (rows === undefined) known.set(snapshot, (rows = rowsOf(snapshot)));
  return rows;
}

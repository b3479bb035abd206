import { parameterNames, type SweepRow } from './sweep-row.ts';

/** What the cold rows of a sweep have in common. */
export interface ColdBy {
  /** Parameters of several levels that have one and the same level in every cold row. */
  readonly sharedLevels: readonly SharedLevel[];
  /**
   * For each parameter: how often it changed from one row to the next, and after how many of these the row
   * was cold.
   */
  readonly changes: readonly ParameterChanges[];
  /** The first row of the run is cold. */
  readonly firstRowCold: boolean;
  /**
   * The parameter after whose changes all cold rows come, the first row aside; of several the one that
   * changes least. Null when none does, or only one that changes with every row.
   */
  readonly afterChangeOf: string | null;
}

export interface SharedLevel {
  readonly name: string;
  readonly level: string;
  readonly cold: number;
  /** Warm rows at the same level: they show that the level alone does not make a row cold. */
  readonly warm: number;
  /**
   * The order of the run explains it: every row right after a change of `afterChangeOf`, and the first row,
   * has this level, cold or not.
   */
  readonly becauseOfOrder: boolean;
}

export interface ParameterChanges {
  readonly name: string;
  readonly changes: number;
  readonly cold: number;
}

/** @param rows in run order, with at least one cold row; null without one */
export function coldBy(rows: readonly SweepRow[]): ColdBy | null {
  const first = rows[0];
  if (first === undefined || !rows.some((row) => row.cold)) return null;
  const names = parameterNames(rows);
  const changes = names.map((name) => changesOf(rows, name));
  const coldLater = rows.filter((row) => row.cold).length - (first.cold ? 1 : 0);
  const afterChangeOf = explaining(changes, coldLater, rows.length - 1);
  const sharedLevels = names.flatMap((name) => sharedLevel(rows, name, afterChangeOf) ?? []);
  return { sharedLevels, changes, firstRowCold: first.cold, afterChangeOf };
}

function changesOf(rows: readonly SweepRow[], name: string): ParameterChanges {
  const changed = rowsAfterChange(rows, name);
  return { name, changes: changed.length, cold: changed.filter((row) => row.cold).length };
}

function rowsAfterChange(rows: readonly SweepRow[], name: string): SweepRow[] {
  return rows.filter((row, i) => i > 0 && row.levels[name] !== rows[i - 1]?.levels[name]);
}

function explaining(changes: readonly ParameterChanges[], coldLater: number, steps: number): string | null {
  if (coldLater === 0) return null;
  const complete = changes.filter((entry) => entry.cold === coldLater && entry.changes < steps);
  return complete.sort((a, b) => a.changes - b.changes)[0]?.name ?? null;
}

function sharedLevel(
  rows: readonly SweepRow[],
  name: string,
  afterChangeOf: string | null,
): SharedLevel | null {
  const cold = rows.filter((row) => row.cold);
  const level = cold[0]?.levels[name];
  if (level === undefined || cold.some((row) => row.levels[name] !== level)) return null;
  if (rows.every((row) => row.levels[name] === level)) return null;
  const warm = rows.filter((row) => !row.cold && row.levels[name] === level).length;
  const starts = afterChangeOf === null ? [] : [...rows.slice(0, 1), ...rowsAfterChange(rows, afterChangeOf)];
  const becauseOfOrder =
    afterChangeOf !== null && afterChangeOf !== name && starts.every((row) => row.levels[name] === level);
  return { name, level, cold: cold.length, warm, becauseOfOrder };
}

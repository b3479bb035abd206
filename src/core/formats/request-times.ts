import type { Stamp } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp, stampMillis } from '../normalise/timestamps.ts';
import type { RunFacts } from './build.ts';
import type { RequestRows } from './request-rows.ts';

const ROWS_PER_STEP = 4096;

/** When the records of a file were written. */
export interface RequestTimes {
  /** startedAt: the earliest time in the file; endedAt: the latest, where it is another one. */
  readonly facts: Pick<RunFacts, 'startedAt' | 'endedAt'>;
  /** Milliseconds since 1970 in the zone of the run; null without a time, or where all records share one. */
  readonly of: (row: number) => number | null;
}

/** Reads the time column; `column` is negative where there is none. */
export function* requestTimes(rows: RequestRows, column: number): Steps<RequestTimes> {
  if (column < 0) return { facts: {}, of: () => null };
  const stamps = new Map<string, { readonly stamp: Stamp; readonly milliseconds: number }>();
  for (let row = 0; row < rows.rowCount; row++) {
    const text = rows.text(row, column);
    if (!stamps.has(text)) {
      const stamp = parseStamp(text);
      const milliseconds = stamp === null ? NaN : stampMillis(stamp);
      if (stamp !== null && !Number.isNaN(milliseconds)) stamps.set(text, { stamp, milliseconds });
    }
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
  }
  const ordered = [...stamps.values()].sort((a, b) => a.milliseconds - b.milliseconds);
  const first = ordered[0];
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return { facts: {}, of: () => null };
  if (first.milliseconds === last.milliseconds) return { facts: { startedAt: first.stamp }, of: () => null };
  return {
    facts: { startedAt: first.stamp, endedAt: last.stamp },
    of: (row) => stamps.get(rows.text(row, column))?.milliseconds ?? null,
  };
}

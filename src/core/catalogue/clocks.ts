import type { CatalogueMeasure, CatalogueRun } from './snapshot.ts';
import type { Zone } from '../model/run.ts';
import { FIRST_SECOND } from '../normalise/calendar.ts';
import { stampMillis } from '../normalise/timestamps.ts';

/** When a run took place, on its own clock. */
export interface Window {
  /** Milliseconds since 1970: in UTC where the zone is known, else as the bare clock shows. `to` is after `from`. */
  readonly from: number;
  readonly to: number;
  readonly zone: Zone;
  /** Milliseconds by which the clock on the wall is ahead of `from` and `to`; 0 where the zone is unknown. */
  readonly ahead: number;
}

/** Times below this are counted from the start of the run: no benchmark runs for twenty years, none ran before 1990. */
const FIRST_MILLISECOND = FIRST_SECOND * 1000;

/**
 * From the start of a run to its end. The start is one that the file itself states with a time of day; the end is stated too,
 * or follows from the times of the samples or from how long the run took. A stamp in the name may be that of the end and is
 * no start. Null where either is not known, and where the run is a single moment.
 */
export function runWindow(run: CatalogueRun): Window | null {
  const start = startOf(run);
  const span = timeSpan(run.measures);
  const isAbsolute = span !== null && span.first >= FIRST_MILLISECOND;
  if (start === null && !isAbsolute) return null;
  if (run.startedAtFrom === 'field' && start === null) return null;
  const from = Math.min(start ?? Infinity, isAbsolute ? span.first : Infinity);
  const ends = [endOf(run), isAbsolute ? span.last : null];
  if (start !== null && span !== null && !isAbsolute) ends.push(start + span.last);
  if (start !== null && ends.every((end) => end === null)) ends.push(start + (lengthOf(run) ?? 0));
  const to = Math.max(...ends.map((end) => end ?? -Infinity));
  return to > from ? { from, to, ...zoneOf(run) } : null;
}

/** The zone of all times in a run; what a name or a file system says of its zone says nothing of them. */
export function zoneOf(run: CatalogueRun): Pick<Window, 'zone' | 'ahead'> {
  if (run.startedAtFrom !== 'field') return { zone: 'unknown', ahead: 0 };
  return { zone: run.zone, ahead: run.zone === 'offset' ? offsetOf(run.startedAt ?? '') : 0 };
}

/** What turns the times of a run's samples into milliseconds since 1970; null where they count from an unknown start. */
export function timeBase(run: CatalogueRun, times: ArrayLike<number>): number | null {
  const span = spanOf(times);
  if (span === null) return null;
  return span.first >= FIRST_MILLISECOND ? 0 : startOf(run);
}

function startOf(run: CatalogueRun): number | null {
  if (run.startedAtFrom !== 'field' || run.startedAt?.includes('T') !== true) return null;
  return millis(run.startedAt, run.zone);
}

/** The stated end, if it is on the clock of the start: a bare time and one with a zone cannot be told apart in hours. */
function endOf(run: CatalogueRun): number | null {
  if (run.endedAt?.includes('T') !== true || run.startedAtFrom !== 'field') return null;
  const isZoned = /(?:Z|[+-]\d{2}:\d{2})$/u.test(run.endedAt);
  return isZoned === (run.zone !== 'unknown') ? millis(run.endedAt, run.zone) : null;
}

function millis(iso: string, zone: Zone): number | null {
  const value = stampMillis({ iso, zone });
  return Number.isNaN(value) ? null : value;
}

function offsetOf(iso: string): number {
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})$/u.exec(iso) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}

/** How long a run took as its file states it, in milliseconds; of several jobs the longest. */
function lengthOf({ measures }: CatalogueRun): number | null {
  const stated = measures.filter(({ measure }) => measure.kind === 'value' && measure.unit === 's');
  const lengths = stated.filter(({ measure }) => measure.metric === 'run-length');
  const totals = stated.filter(({ measure }) => measure.metric === 'total-time');
  const chosen = lengths.length > 0 ? lengths : totals.length === 1 ? totals : [];
  const seconds = Math.max(...chosen.map(({ measure }) => measure.value ?? -Infinity));
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

interface Span {
  readonly first: number;
  readonly last: number;
}

function timeSpan(measures: readonly CatalogueMeasure[]): Span | null {
  const arrays = new Set(measures.flatMap(({ measure }) => measure.samples?.times ?? []));
  const spans = [...arrays].map(spanOf).filter((span) => span !== null);
  if (spans.length === 0) return null;
  return {
    first: Math.min(...spans.map(({ first }) => first)),
    last: Math.max(...spans.map(({ last }) => last)),
  };
}

function spanOf(times: ArrayLike<number>): Span | null {
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < times.length; i++) {
    const time = times[i] ?? NaN;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return first <= last ? { first, last } : null;
}

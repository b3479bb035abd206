import type { Zone } from '../model/run.ts';
import { FIRST_SECOND } from '../normalise/calendar.ts';
import { stampMillis } from '../normalise/timestamps.ts';
import type { CatalogueRun } from './snapshot.ts';

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
  const known = windows.get(run);
  if (known !== undefined) return known;
  const window = windowOf(run);
  windows.set(run, window);
  return window;
}

/** Runs stay while their files do not change, and all their samples have to be asked. */
const windows = new WeakMap<CatalogueRun, Window | null>();

function windowOf(run: CatalogueRun): Window | null {
  const start = startOf(run);
  if (start === null && run.startedAtFrom === 'field') return null;
  const seen = seenSpan(run, start);
  const from = Math.min(start ?? Infinity, seen?.first ?? Infinity);
  const stated = Math.max(endOf(run) ?? -Infinity, seen?.last ?? -Infinity);
  const to = stated > from || start === null ? stated : start + (lengthOf(run) ?? 0);
  return to > from ? { from, to, ...zoneOf(run) } : null;
}

/** The zone of all times in a run; what a name or a file system says of its zone says nothing of them. */
export function zoneOf(run: CatalogueRun): Pick<Window, 'zone' | 'ahead'> {
  if (run.startedAtFrom !== 'field') return { zone: 'unknown', ahead: 0 };
  return { zone: run.zone, ahead: run.zone === 'offset' ? offsetOf(run.startedAt ?? '') : 0 };
}

/** What turns the times of a run's samples into milliseconds since 1970; null where they count from an unknown start. */
export function timeBase(run: CatalogueRun, times: Float64Array): number | null {
  const span = spanOf(times);
  return span === null ? null : baseOf(span, startOf(run));
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
  const seconds = chosen.reduce((most, { measure }) => Math.max(most, measure.value ?? 0), 0);
  return seconds > 0 ? seconds * 1000 : null;
}

interface Span {
  readonly first: number;
  readonly last: number;
}

/** First and last time of the samples in milliseconds since 1970; null without times, or where they count from no known start. */
function seenSpan({ measures }: CatalogueRun, start: number | null): Span | null {
  const arrays = new Set<Float64Array>();
  for (const { measure } of measures) if (measure.samples?.times) arrays.add(measure.samples.times);
  let first = Infinity;
  let last = -Infinity;
  for (const times of arrays) {
    const span = spanOf(times);
    const base = span === null ? null : baseOf(span, start);
    if (span === null || base === null) continue;
    first = Math.min(first, base + span.first);
    last = Math.max(last, base + span.last);
  }
  return first <= last ? { first, last } : null;
}

function baseOf({ first, last }: Span, start: number | null): number | null {
  if (first >= FIRST_MILLISECOND) return 0;
  return last < FIRST_MILLISECOND ? start : null;
}

function spanOf(times: Float64Array): Span | null {
  let first = Infinity;
  let last = -Infinity;
  for (const time of times) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return first <= last ? { first, last } : null;
}

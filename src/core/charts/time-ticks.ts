import type { Ticks } from './ticks.ts';
import { niceStep } from './ticks.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;
/** Monday: weeks are counted from here. */
const FIRST_MONDAY = 4 * DAY;

const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14].map((n) => n * DAY),
];

/** Steps in calendar months. */
const MONTH_STEPS: readonly number[] = [1, 2, 3, 6];

/**
 * Ticks of clock time (milliseconds since 1970, UTC) on the boundaries that people count in: seconds, minutes, hours, days,
 * Mondays, months, years. The domain is low..high itself, with room where both are equal.
 */
export function timeTicks(low: number, high: number, count: number): Ticks {
  const from = high > low ? low : low - SECOND;
  const to = high > low ? high : high + SECOND;
  const rough = (to - from) / Math.max(1, count);
  const fixed = STEPS.find((step) => step >= rough);
  if (fixed !== undefined) {
    return { low: from, high: to, values: fixedTicks(from, to, fixed), step: fixed };
  }
  const months = MONTH_STEPS.find((n) => n * MONTH >= rough) ?? 12 * Math.max(1, niceStep(rough / YEAR));
  return { low: from, high: to, values: calendarTicks(from, to, months), step: months * MONTH };
}

function fixedTicks(from: number, to: number, step: number): number[] {
  const origin = step >= 7 * DAY ? FIRST_MONDAY : 0;
  const values: number[] = [];
  for (let at = origin + Math.ceil((from - origin) / step) * step; at <= to; at += step) values.push(at);
  return values;
}

function calendarTicks(from: number, to: number, months: number): number[] {
  const values: number[] = [];
  const start = Math.floor((new Date(from).getUTCFullYear() * 12) / months) * months;
  for (let month = start; ; month += months) {
    const at = Date.UTC(2000, month - 24_000, 1);
    if (!(at <= to)) return values;
    if (at >= from) values.push(at);
  }
}

/** A tick of clock time as short as its step allows; midnight is written as its date. */
export function timeLabel(at: number, step: number): string {
  const iso = new Date(at).toISOString();
  const date = iso.slice(0, -14);
  if (step >= 12 * MONTH) return date.slice(0, -6);
  if (step >= 28 * DAY) return date.slice(0, -3);
  if (step >= DAY || at % DAY === 0) return date;
  if (step >= MINUTE) return iso.slice(-13, -8);
  if (step >= SECOND) return iso.slice(-13, -5);
  return iso.slice(-13, -1);
}

/** The days that a stretch of time covers: "2025-03-05" or "2025-03-05 to 2025-03-09". */
export function dateRange(from: number, to: number): string {
  const first = new Date(from).toISOString().slice(0, -14);
  const last = new Date(to).toISOString().slice(0, -14);
  return first === last ? first : `${first} to ${last}`;
}

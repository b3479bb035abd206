import { formatNumber } from './number.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/**
 * An ISO 8601 time for people, in its own zone: "2025-10-02", "2025-10-02 17:08:37 UTC", "2025-10-02 17:08:37 +05:30"; a
 * time without a zone stays without one. Fractions of seconds are left out. Anything else is returned as it is.
 */
export function formatDate(iso: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/u.exec(
    iso,
  );
  if (parts === null) return iso;
  const [, date = '', time, zone] = parts;
  if (time === undefined) return date;
  if (zone === undefined) return `${date} ${time}`;
  return `${date} ${time} ${zone === 'Z' ? 'UTC' : zone}`;
}

const AGES: readonly (readonly [seconds: number, one: string, many: string])[] = [
  [365.25 * DAY, 'year', 'years'],
  [30.4375 * DAY, 'month', 'months'],
  [7 * DAY, 'week', 'weeks'],
  [DAY, 'day', 'days'],
  [HOUR, 'hour', 'hours'],
  [MINUTE, 'minute', 'minutes'],
];

/** An age in its largest whole unit: "3 days", "1 month"; "less than a minute" below that, and for times to come. */
export function formatAge(seconds: number): string {
  for (const [size, one, many] of AGES) {
    const count = Math.floor(seconds / size);
    if (count >= 1) return `${formatNumber(count, 0)} ${count === 1 ? one : many}`;
  }
  return 'less than a minute';
}

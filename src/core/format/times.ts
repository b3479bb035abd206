import { formatNumber } from './number.ts';
import { formatQuantity } from './quantity.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** How long something took: "3.812 ms", "12.943 s", "2 min 14 s", "1 h 3 min", "2 d 5 h". Negative durations keep their sign. */
export function formatDuration(seconds: number): string {
  const size = Math.abs(seconds);
  if (!Number.isFinite(size) || size < 2 * MINUTE) return formatQuantity(seconds, 's').text;
  const sign = seconds < 0 ? '-' : '';
  const [large, small] = size < HOUR ? ['min', 's'] : size < DAY ? ['h', 'min'] : ['d', 'h'];
  const unit = size < HOUR ? 1 : size < DAY ? MINUTE : HOUR;
  const total = Math.round(size / unit);
  const base = size < DAY ? 60 : 24;
  const rest = total % base;
  const text = `${String(Math.floor(total / base))} ${large}`;
  return rest === 0 ? sign + text : `${sign}${text} ${String(rest)} ${small}`;
}

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

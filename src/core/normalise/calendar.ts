/** A civil date and time as it was written; `fraction` are the digits after the second's point. */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time: ClockTime | null;
}

export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction: string;
}

/** Years that a benchmark can have been run in; a number outside is no date. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Seconds since 1970 at the limits of the years above. */
export const FIRST_SECOND = Date.UTC(FIRST_YEAR, 0, 1) / 1000;
export const LAST_SECOND = Date.UTC(LAST_YEAR, 0, 1) / 1000;

/** 1..12 for an English month name or its first three letters; null for anything else. */
export function monthNumber(name: string): number | null {
  const index = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 ? null : index + 1;
}

/** True when such a day and time exist. */
export function isReal({ year, month, day, time }: CivilTime): boolean {
  if (year < FIRST_YEAR || year >= LAST_YEAR || month < 1 || month > 12 || day < 1) return false;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return false;
  return time === null || (time.hour <= 23 && time.minute <= 59 && time.second <= 59);
}

/** ISO 8601 without a zone: date alone, or date and time with the digits that were given. */
export function civilIso({ year, month, day, time }: CivilTime): string {
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  if (time === null) return date;
  const fraction = time.fraction === '' ? '' : `.${time.fraction}`;
  return `${date}T${pad(time.hour)}:${pad(time.minute)}:${pad(time.second)}${fraction}`;
}

/** ISO 8601 in UTC of whole seconds since 1970 and the digits of the fraction. */
export function epochIso(seconds: number, fraction: string): string {
  const date = new Date(seconds * 1000);
  const digits = fraction.replace(/0+$/u, '');
  const time = {
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    fraction: digits,
  };
  const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), time };
  return `${civilIso(civil)}Z`;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

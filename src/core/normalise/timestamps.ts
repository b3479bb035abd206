import type { Stamp } from '../model/run.ts';
import {
  civilIso,
  epochIso,
  FIRST_SECOND,
  isReal,
  LAST_SECOND,
  monthNumber,
  type CivilTime,
  type ClockTime,
} from './calendar.ts';

/** A stamp that a name carries, and the name without it. */
export interface NameStamp {
  readonly stamp: Stamp;
  readonly stripped: string;
}

/** No date is written longer; anything beyond is text. */
const LONGEST = 64;

const ZONE = String.raw`(?:\s*(?<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})(?:\s+UTC)?(?:\s*\([^()]*\))?)?`;
const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?`;

/** The shapes of written times, each with named groups. */
const SHAPES: readonly RegExp[] = [
  // 2025-10-02, 2025/10/02 17:08:37.123, 2025-10-02T17:08:37.012820+00:00
  new RegExp(
    String.raw`^(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})(?:(?:T|\s+|_)${CLOCK}${ZONE})?$`,
    'iu',
  ),
  // 20251002-170837, 20251002T170837Z
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})[-T_ ](?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?(?<zone>Z|[+-]\d{4})?$/iu,
  // Thu Nov 20 14:01:02 2025, Thu Nov 20 14:01:02 UTC 2025
  new RegExp(
    String.raw`^(?:[a-z]{3,9},?\s+)?(?<name>[a-z]{3,9})\s+(?<day>\d{1,2})\s+${CLOCK}${ZONE}\s+(?<year>\d{4})$`,
    'iu',
  ),
  // Thu, 20 Nov 2025 14:01:02 +0000 (RFC 5322)
  new RegExp(
    String.raw`^(?:[a-z]{3,9},?\s+)?(?<day>\d{1,2})[\s-]+(?<name>[a-z]{3,9})[\s-]+(?<year>\d{4})(?:\s+${CLOCK}${ZONE})?$`,
    'iu',
  ),
  // Thu Nov 20 2025 14:01:02 GMT+0100 (CET)
  new RegExp(
    String.raw`^(?:[a-z]{3,9},?\s+)?(?<name>[a-z]{3,9})\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?:\s+${CLOCK}(?:\s*GMT(?=[+-]))?${ZONE})?$`,
    'iu',
  ),
];

/** Stamps inside names: date and time with or without separators, date alone, seconds since 1970. Delimited on both sides. */
const NAME_SHAPES: readonly RegExp[] = [
  /(?<![\p{L}\p{N}])(?<year>\d{4})(?<s>[-_.]?)(?<month>\d{2})\k<s>(?<day>\d{2})[-_T. @](?<hour>\d{2})(?<t>[-_:.h]?)(?<minute>\d{2})(?:\k<t>(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?<zone>Z|[+-]\d{2}:?\d{2})?(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?<year>\d{4})(?<s>[-_.]?)(?<month>\d{2})\k<s>(?<day>\d{2})(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}.])(?<epoch>\d{10}|\d{13}|\d{16}|\d{19})(?![\p{L}\p{N}])/gu,
];

/**
 * Reads a time as files write it: ISO 8601 (also with a space, slashes, a comma before the fraction, or no zone), compact
 * `20251002-170837`, C's asctime, RFC 5322, JavaScript's toString, and seconds, milli-, micro- or nanoseconds since 1970
 * as a number between 1990 and 2100. `+00:00` counts as UTC. Day and month as two bare numbers (11/12/2025) are not read.
 * Null when it is no time.
 */
export function parseStamp(text: string | number): Stamp | null {
  const trimmed = typeof text === 'number' ? numberText(text) : text.trim();
  if (trimmed === '' || trimmed.length > LONGEST) return null;
  const epoch = /^(\d{9,19})(?:\.(\d+))?$/u.exec(trimmed);
  if (epoch !== null) return epochStamp(epoch[1] ?? '', epoch[2] ?? '');
  for (const shape of SHAPES) {
    const groups = shape.exec(trimmed)?.groups;
    const stamp = groups === undefined ? null : civilStamp(groups);
    if (stamp !== null) return stamp;
  }
  return null;
}

/**
 * The last stamp in a file or folder name ("x_20251002-170837", "2025-10-02T17-08-37.151999", "x_1759098967", "20251002")
 * and the name without it and without the separators that held it. A stamp stands apart: digits inside a word are none.
 */
export function stampFromName(name: string): NameStamp | null {
  for (const shape of NAME_SHAPES) {
    for (const found of [...name.matchAll(shape)].reverse()) {
      const groups = found.groups ?? {};
      const stamp = groups.epoch === undefined ? civilStamp(groups) : epochStamp(groups.epoch, '');
      if (stamp !== null)
        return { stamp, stripped: without(name, found.index, found.index + found[0].length) };
    }
  }
  return null;
}

/** Milliseconds since 1970 of a stamp, for ordering; a time without a zone is taken as UTC. NaN for a stamp that is none. */
export function stampMillis(stamp: Stamp): number {
  const zoned = stamp.zone !== 'unknown' || !stamp.iso.includes('T') ? stamp.iso : `${stamp.iso}Z`;
  return Date.parse(zoned.replace(/(\.\d{3})\d+/u, '$1'));
}

type Groups = Readonly<Record<string, string | undefined>>;

function numberText(value: number): string {
  return Number.isFinite(value) && Math.abs(value) < 1e21 ? String(value) : '';
}

/** Which power of ten: told by the number of digits, since the plausible ranges do not meet. */
function epochStamp(whole: string, fraction: string): Stamp | null {
  for (const power of [0, 3, 6, 9]) {
    const cut = whole.length - power;
    if (cut < 9) return null;
    const seconds = Number(whole.slice(0, cut));
    if (seconds < FIRST_SECOND || seconds >= LAST_SECOND) continue;
    return { iso: epochIso(seconds, (whole.slice(cut) + fraction).slice(0, 9)), zone: 'utc' };
  }
  return null;
}

function civilStamp(groups: Groups): Stamp | null {
  const month = groups.name === undefined ? Number(groups.month) : monthNumber(groups.name);
  if (month === null) return null;
  const civil: CivilTime = {
    year: Number(groups.year),
    month,
    day: Number(groups.day),
    time: clockOf(groups),
  };
  if (!isReal(civil)) return null;
  const iso = civilIso(civil);
  const zone = civil.time === null ? undefined : groups.zone?.toUpperCase();
  if (zone === undefined) return { iso, zone: 'unknown' };
  const offset = /^([+-])(\d{2}):?(\d{2})$/u.exec(zone);
  if (offset === null) return { iso: `${iso}Z`, zone: 'utc' };
  const [, sign = '+', hours = '00', minutes = '00'] = offset;
  if (Number(hours) > 18 || Number(minutes) > 59) return null;
  return hours === '00' && minutes === '00'
    ? { iso: `${iso}Z`, zone: 'utc' }
    : { iso: `${iso}${sign}${hours}:${minutes}`, zone: 'offset' };
}

function clockOf(groups: Groups): ClockTime | null {
  if (groups.hour === undefined) return null;
  const { hour, minute, second, fraction } = groups;
  return {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
    fraction: fraction ?? '',
  };
}

/** Cuts a stretch out of a name, with the separators before it; two remaining parts stay apart. */
function without(name: string, start: number, end: number): string {
  const before = name.slice(0, start).replace(/[-_. ]+$/u, '');
  const after = name.slice(end).replace(/^[-_. ]+/u, '');
  const separator = /^[-_. ]/u.exec(name.slice(before.length))?.[0] ?? '_';
  return before === '' || after === '' ? before + after : before + separator + after;
}

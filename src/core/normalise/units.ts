import { COUNTED, UNIT_RATES, UNIT_SYMBOLS, UNIT_WORDS, type UnitAtom } from './unit-table.ts';

/** A unit as it was spelled, in terms of the canonical one: value × factor + offset is in `unit`. */
export interface Unit {
  /** Canonical symbol or quotient: s, B, tok/s, s/op, %, 1. */
  readonly unit: string;
  readonly factor: number;
  /** Only for temperatures that are no °C. */
  readonly offset?: number;
}

export interface UnitOptions {
  /** The format says that KB, MB, GB mean powers of 1024. Bits are never meant. */
  readonly binaryPrefixes?: boolean;
}

/** No unit of any tool is longer; anything beyond is text. */
const LONGEST = 48;

const BINARY: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4, p: 5 };

/** Nothing is given per one of these. */
const NO_BOTTOM: ReadonlySet<string> = new Set(['1', '%', 'count']);

/** Units that are names for a quotient. */
const NAMED_QUOTIENTS: Readonly<Record<string, string>> = { 'cycle/s': 'Hz', 'count/s': '1/s' };

/**
 * Reads the spelling of a unit. Prefixes mean what they say (MB is 10⁶, MiB is 2²⁰) unless the options say otherwise;
 * `tokens per second`, `tokens/sec` and `tok/s` are one unit. Null when the spelling is not known: then the value keeps
 * the file's own unit. Never decided by how large a value is.
 */
export function parseUnit(spelling: string, options: UnitOptions = {}): Unit | null {
  const text = spelling.length > LONGEST ? '' : tidy(spelling);
  if (text === '') return null;
  const whole = UNIT_RATES.get(text) ?? atomOf(text, options);
  if (whole !== undefined) return unitOf(whole);
  const parts = text
    .replace(/(?:^|[\s_-])per[\s_-]/giu, '/')
    .split('/')
    .map((part) => part.trim());
  return parts.length > 1 ? quotient(parts, options) : null;
}

/** A value in the canonical unit. */
export function convert(value: number, unit: Unit): number {
  return value * unit.factor + (unit.offset ?? 0);
}

/** True for a unit of counted things ("tok", "req", "B"): such a noun before "per second" or "_s" makes a rate. */
export function isCounted(unit: string): boolean {
  return COUNTED.has(unit) || unit === 'B' || unit === 'FLOP';
}

function tidy(spelling: string): string {
  const text = spelling.trim().replaceAll('μ', 'µ').replaceAll('º', '°');
  const bare = /^[[(]([^[\]()]*)[\])]$/u.exec(text)?.[1]?.trim() ?? text;
  return bare.replace(/\(s\)/giu, 's').replace(/\.$/u, '');
}

function unitOf([unit, factor, offset]: UnitAtom): Unit {
  return offset === undefined ? { unit, factor } : { unit, factor, offset };
}

function atomOf(text: string, options: UnitOptions): UnitAtom | undefined {
  const atom = UNIT_SYMBOLS.get(text) ?? UNIT_WORDS.get(text.toLowerCase());
  if (atom === undefined || options.binaryPrefixes !== true || atom[0] !== 'B') return atom;
  const letter = /^([kmgtp])(?:ilo|ega|iga|era|eta)?b(?:ytes?)?$/iu.exec(text)?.[1];
  const isBits = /^[KMGTP]b$/u.test(text);
  return letter === undefined || isBits ? atom : ['B', 1024 ** (BINARY[letter.toLowerCase()] ?? 0)];
}

function quotient(parts: readonly string[], options: UnitOptions): Unit | null {
  const [top = '', ...bottoms] = parts;
  const above: UnitAtom | undefined = top === '' ? ['1', 1] : atomOf(top, options);
  if (above === undefined || above[2] !== undefined) return null;
  let [unit, factor] = above;
  for (const bottom of bottoms) {
    const below = atomOf(bottom, options);
    if (below === undefined || below[2] !== undefined || NO_BOTTOM.has(below[0])) return null;
    unit += `/${below[0]}`;
    factor /= below[1];
  }
  return { unit: NAMED_QUOTIENTS[unit] ?? unit, factor: snapped(factor) };
}

/** Division of powers of ten leaves dust behind (1 / 1e-9); a whole factor is meant. */
function snapped(factor: number): number {
  const whole = Math.round(factor);
  return whole !== 0 && Math.abs(factor / whole - 1) < 1e-12 ? whole : factor;
}

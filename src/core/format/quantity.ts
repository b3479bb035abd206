import { formatNumber, percentDigits, smartDigits } from './number.ts';
import { scaleFor } from './scales.ts';

/** A quantity as it is shown; `text` is value and unit with a space between. */
export interface QuantityText {
  readonly text: string;
  readonly value: string;
  readonly unit: string;
}

export interface QuantityOptions {
  /** Fixed number of decimals, as a table column needs; left out: as many as carry meaning. */
  readonly digits?: number;
}

/** One unit for a column or an axis: shown = value × factor, with this many decimals. */
export interface SeriesUnit {
  readonly factor: number;
  readonly unit: string;
  readonly digits: number;
}

/** Canonical units that are not written: a plain number says the same. */
const SILENT: ReadonlySet<string> = new Set(['1', 'count']);

/**
 * A value in its canonical unit as people write it: 0.003812 s is "3.812 ms", 102.2009 tok/s is "102.20 tok/s", 33 % is
 * "33.0 %", 1048576 B is "1 MiB", 1234 count is "1,234". An unknown unit (null) leaves the number alone. What is not
 * finite is "n/a" without a unit.
 */
export function formatQuantity(
  value: number,
  unit: string | null,
  options: QuantityOptions = {},
): QuantityText {
  if (!Number.isFinite(value) || unit === null) return withUnit(formatNumber(value, options.digits), '');
  const scale = scaleFor(value, unit);
  const scaled = value / scale.size;
  const digits = options.digits ?? (unit === '%' ? percentDigits(scaled) : undefined);
  return withUnit(formatNumber(scaled, digits), SILENT.has(unit) ? '' : scale.unit);
}

/**
 * One unit for all values of a table column or an axis, chosen by their median, so that no row is written in another unit
 * than its neighbours; `digits` show the median as `formatQuantity` would, none when all values are whole.
 */
export function unitForSeries(values: readonly number[], unit: string | null): SeriesUnit {
  const sizes = values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  const middle = sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
  const scale = unit === null ? { size: 1, unit: '' } : scaleFor(middle, unit);
  const isWhole = sizes.every((size) => Number.isInteger(size / scale.size));
  const digits = unit === '%' ? percentDigits(middle) : isWhole ? 0 : smartDigits(middle / scale.size);
  return { factor: 1 / scale.size, unit: unit !== null && SILENT.has(unit) ? '' : scale.unit, digits };
}

/** An amount of bytes with binary prefixes: "1.5 KiB". */
export function formatBytes(bytes: number): string {
  return formatQuantity(bytes, 'B').text;
}

/** A whole number with commas: 1,234. */
export function formatCount(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : undefined);
}

export interface PercentOptions {
  /** Write a plus before gains too. */
  readonly sign?: boolean;
  /** Decimals; one by default. */
  readonly digits?: number;
}

/** Of a change, a hundredth of a per cent is the last digit that is written. */
const CHANGE_DIGITS = 2;

/** A ratio as per cent: 0.032 is "3.2 %". Parts smaller than a tenth keep two significant digits ("0.021 %"), changes (those
 * with a sign) no more than two decimals; what is not finite is "n/a". */
export function formatPercent(ratio: number, options: PercentOptions = {}): string {
  const percent = ratio * 100;
  if (!Number.isFinite(percent)) return formatNumber(percent);
  const most = options.sign === true ? CHANGE_DIGITS : Infinity;
  const text = formatNumber(percent, options.digits ?? Math.min(most, percentDigits(percent)));
  const plus = options.sign === true && percent > 0 && Number(text) !== 0 ? '+' : '';
  return `${plus}${text} %`;
}

function withUnit(value: string, unit: string): QuantityText {
  return { text: unit === '' ? value : `${value} ${unit}`, value, unit };
}

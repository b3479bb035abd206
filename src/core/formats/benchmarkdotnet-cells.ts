import { parseUnit } from '../normalise/units.ts';
import { parseNumber } from '../text/number.ts';

/** How the numbers of one report are written. */
export type Decimal = '.' | ',';

/** A cell such as "24,323.17 ns": its number and the unit behind it, null where it has none. */
export interface Quantity {
  readonly value: number;
  readonly unit: string | null;
}

const SHAPE = /^(?<number>[-+]?[\d.,'’ \u00a0\u2009\u202f]*\d)\s*(?<unit>[^\d\s].*)?$/u;

/**
 * The decimal sign of a report: dots with digits grouped by commas, unless commas stand where no group of three digits
 * follows (a report written with the numbers of its locale).
 */
export function decimalOf(cells: Iterable<string>): Decimal {
  for (const cell of cells) {
    const number = SHAPE.exec(cell.trim())?.groups?.number;
    if (number !== undefined && /,(?:\d{1,2}|\d{4,})$/.test(number) && !number.includes('.')) return ',';
  }
  return '.';
}

/** Null for what is no number: "NA", "?", "-" and text. */
export function quantityOf(cell: string, decimal: Decimal): Quantity | null {
  const groups = SHAPE.exec(cell.trim())?.groups;
  const number = groups?.number;
  if (number === undefined) return null;
  const groupings = decimal === '.' ? ([',', ' ', "'"] as const) : (['.', ' ', "'"] as const);
  for (const grouping of groupings) {
    const value = parseNumber(number, decimal, grouping);
    if (!Number.isNaN(value)) return { value, unit: groups?.unit?.trim() ?? null };
  }
  return null;
}

/** The number of a cell in another cell's unit; NaN where the two units cannot be converted. */
export function inUnit(quantity: Quantity, unit: string | null): number {
  if (quantity.unit === unit || quantity.unit === null) return quantity.value;
  const from = parseUnit(quantity.unit, { binaryPrefixes: true });
  const to = unit === null ? null : parseUnit(unit, { binaryPrefixes: true });
  return from !== null && to !== null && from.unit === to.unit
    ? (quantity.value * from.factor) / to.factor
    : NaN;
}

/** A ratio to the baseline, by what it says, and whether it says that the benchmark is slower. */
export interface Ratio {
  readonly value: number;
  readonly name: string;
  readonly isSlower: boolean;
}

/** True for the columns that compare with the baseline. */
export function isRatio(header: string): boolean {
  return header === 'Ratio' || header === 'Scaled';
}

/** Ratios in the styles of the library: "1.07", "85.3x faster", "1.2x slower", "+7%". */
export function ratioOf(cell: string, decimal: Decimal): Ratio | null {
  const quantity = quantityOf(cell, decimal);
  if (quantity === null) return null;
  const { value, unit } = quantity;
  if (unit === null) return { value, name: 'ratio', isSlower: value > 1 };
  if (unit === '%') return { value, name: 'change in %', isSlower: value > 0 };
  const trend = /^x (faster|slower)$/.exec(unit)?.[1];
  return trend === undefined ? null : { value, name: `times ${trend}`, isSlower: trend === 'slower' };
}

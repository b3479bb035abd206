import { parseNumber } from '../text/number.ts';
import { parseUnit } from '../normalise/units.ts';

/** A number with a unit glued to it: "1.90ms", "16.85MB", "99.10%", "12.22k". */
export interface Quantity {
  readonly value: number;
  /** As it is written; '' for a bare number. */
  readonly unit: string;
}

/** Takes "1.90ms" apart; the value is NaN where the text does not begin with a number. */
export function gluedQuantity(text: string): Quantity {
  const found = /^([+-]?[\d.,]+(?:e[+-]?\d+)?)\s*(.*)$/i.exec(text.trim());
  return { value: parseNumber(found?.[1] ?? '', '.', ','), unit: found?.[2]?.trim() ?? '' };
}

/** The value in another unit of the same kind; NaN where the two are not of one kind. */
export function inUnit({ value, unit }: Quantity, wanted: string): number {
  if (unit === wanted) return value;
  const from = parseUnit(unit);
  const to = parseUnit(wanted);
  if (from === null || to === null) return NaN;
  return from.unit === to.unit ? (value * from.factor) / to.factor : NaN;
}

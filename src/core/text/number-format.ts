import type { CellReader } from './cell-reader.ts';
import { cellCount } from './csv-records.ts';
import type { Decimal, Grouping } from './number.ts';
import type { Delimiter } from './table.ts';

export interface NumberFormat {
  readonly decimal: Decimal;
  readonly grouping: Grouping;
}

/** Rows that are looked at. */
const ROWS = 200;
/** A number at the beginning of a cell that ends there or goes on with a unit. */
const LEADING_NUMBER = /^[+-]?(\d[\d.,]*)(?:[eE][+-]?\d+)?(?=$|[\s%a-zA-Zµμ])/;
/** Digits around one comma that cannot be a group separator. */
const COMMA_IS_DECIMAL = /^(?:0|\d{4,}),\d+$|^\d+,(?:\d{1,2}|\d{4,})$|^\d{1,3}(?:\.\d{3})+,\d+$/;
const DOT_IS_DECIMAL = /^(?:0|\d{4,})\.\d+$|^\d+\.(?:\d{1,2}|\d{4,})$|^\d{1,3}(?:,\d{2,3})+\.\d+$/;
const COMMA_MAY_BE_DECIMAL = /^\d+,\d+$/;

/**
 * The decimal sign of most numbers in records `from`..`to`, units behind them or not: the comma when more numbers can only
 * be read with it than with the dot, or when the delimiter is a semicolon and no number says otherwise.
 */
export function sniffDecimal(reader: CellReader, from: number, to: number, delimiter: Delimiter): Decimal {
  let [commas, dots, either] = [0, 0, 0];
  for (let record = from; record < Math.min(to, from + ROWS); record++) {
    const cells = cellCount(reader.records, record);
    for (let cell = 0; cell < cells; cell++) {
      reader.seek(record, cell);
      if (reader.to - reader.from > 40 || !startsNumber(reader)) continue;
      const number = LEADING_NUMBER.exec(reader.pool.text(reader.from, reader.to).trim())?.[1] ?? '';
      if (COMMA_IS_DECIMAL.test(number)) commas++;
      else if (DOT_IS_DECIMAL.test(number)) dots++;
      else if (COMMA_MAY_BE_DECIMAL.test(number)) either++;
    }
  }
  if (commas === 0 && dots === 0) return delimiter === ';' && either > 0 ? ',' : '.';
  return commas > dots ? ',' : '.';
}

function startsNumber(reader: CellReader): boolean {
  const first = reader.records.bytes[reader.from] ?? 0;
  return (first >= 48 && first <= 57) || first === 43 || first === 45;
}

const GROUPINGS: readonly Grouping[] = [',', '.', ' ', "'", '_'];

/** The formats of columns that are not plain: the table's decimal sign with digit groups, then the other sign alone. */
export function formatsFor(decimal: Decimal): NumberFormat[] {
  const other = decimal === '.' ? ',' : '.';
  const grouped = GROUPINGS.filter((grouping) => grouping !== decimal).map((grouping) => ({
    decimal,
    grouping,
  }));
  return [...grouped, { decimal: other, grouping: '' }];
}

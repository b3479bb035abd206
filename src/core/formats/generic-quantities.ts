import type { Unit } from '../normalise/units.ts';
import { parseUnit } from '../normalise/units.ts';
import { isNonFiniteWord, parseNumber } from '../text/number.ts';
import type { ColumnCensus } from '../text/table.ts';
import type { Grid, GridColumn } from './generic-grid.ts';

/** A number with its unit behind it: "12.5 ms", "45 %", "1,024 MiB". */
const QUANTITY = /^([+-]?\d[\d.,]*(?:e[+-]?\d+)?|[+-]?\.\d+)\s*([^\d\s.,+-][^\s]*)$/i;

/** Cells looked at before a column is taken for quantities. */
const LOOK = 50;

interface Quantities {
  readonly values: Float64Array;
  readonly unit: string;
  readonly census: ColumnCensus;
}

/** The grid with columns of quantities as numbers: all cells in the unit of the first one. */
export function withQuantities(grid: Grid): Grid {
  const found = new Map<number, Quantities>();
  for (const [column, { label }] of grid.columns.entries()) {
    if (column === 0 && label === '') continue; // Row names, such as "10 ms", are what a row is about.
    const quantities = quantitiesOf(grid, column);
    if (quantities !== null) found.set(column, quantities);
  }
  if (found.size === 0) return grid;
  const columns: GridColumn[] = grid.columns.map((facts, column) => {
    const unit = found.get(column)?.unit;
    return unit === undefined ? facts : { ...facts, unit };
  });
  return {
    columns,
    rowCount: grid.rowCount,
    isTable: grid.isTable,
    text: (row, column) => grid.text(row, column),
    number: (row, column) =>
      found.get(column)?.values[row] ?? (found.has(column) ? NaN : grid.number(row, column)),
    numbers: (column) => found.get(column)?.values ?? grid.numbers(column),
    census: (column) => found.get(column)?.census ?? grid.census(column),
    at: (row, column) => grid.at(row, column),
    places: (column) => grid.places(column),
  };
}

function quantitiesOf(grid: Grid, column: number): Quantities | null {
  const { numbers, text } = grid.census(column);
  if (text === 0 || numbers > text) return null;
  const first = firstUnit(grid, column);
  if (first === null) return null;
  const base = parseUnit(first);
  if (base === null || base.offset !== undefined) return null;
  const values = new Float64Array(grid.rowCount).fill(NaN);
  const census = { numbers: 0, empty: 0, nonFinite: 0, text: 0 };
  for (let row = 0; row < grid.rowCount; row++) {
    const cell = grid.text(row, column);
    const value = inUnit(cell, base);
    values[row] = value;
    if (!Number.isNaN(value)) census.numbers++;
    else if (cell === '') census.empty++;
    else if (isNonFiniteWord(cell)) census.nonFinite++;
    else census.text++;
  }
  return census.numbers > census.text ? { values, unit: first, census } : null;
}

/** The unit of the first cell when most of the cells at the beginning are quantities. */
function firstUnit(grid: Grid, column: number): string | null {
  let unit: string | null = null;
  let matches = 0;
  let filled = 0;
  for (let row = 0; row < grid.rowCount && filled < LOOK; row++) {
    const cell = grid.text(row, column);
    if (cell === '' || isNonFiniteWord(cell)) continue;
    filled++;
    const spelling = QUANTITY.exec(cell)?.[2];
    if (spelling === undefined || parseUnit(spelling) === null) continue;
    unit ??= spelling;
    matches++;
  }
  return matches * 2 > filled ? unit : null;
}

function inUnit(cell: string, base: Unit): number {
  const match = QUANTITY.exec(cell);
  const unit = match?.[2] === undefined ? null : parseUnit(match[2]);
  if (match?.[1] === undefined || unit?.unit !== base.unit) return NaN;
  const value = parseNumber(match[1], '.', ',');
  return unit.factor === base.factor ? value : (value * unit.factor) / base.factor;
}

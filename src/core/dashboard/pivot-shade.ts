import { formatNumber } from '../format/number.ts';
import { formatQuantity } from '../format/quantity.ts';
import type { Direction } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';
import type { PivotCell, PivotQuery } from './pivot.ts';
import { ratioShadesSteps, valueShadesSteps, type ShadedBy, type ShadeScale } from './shade.ts';

/** Which cells of a pivot table are shaded together; `none`: no cell is. */
export type PivotShade = 'none' | ShadedBy;

export const PIVOT_SHADES: readonly PivotShade[] = ['none', 'all', 'rows', 'columns'];

/** An end of a scale: its shade, and the value that has it, with its unit. */
export interface ShadeEnd {
  readonly shade: number;
  readonly text: string;
}

/** How the cells of a table are shaded. */
export interface PivotShading {
  readonly by: ShadedBy;
  /** `ratio`: diverging about 1, symmetrical in logarithms; the others are of the values. */
  readonly scale: ShadeScale | 'ratio';
  /**
   * Row by row; NaN for a cell without a shade. Of values 0…1, where stronger is better, or higher where neither way is; of
   * ratios −1…1, where above 0 is better than the chosen column, or higher.
   */
  readonly shades: Float64Array;
  /** From the weak end, or that below 0, to the strong one; null where each row or column has its own, or nothing is shaded. */
  readonly ends: readonly [ShadeEnd, ShadeEnd] | null;
}

/** A table that is to be shaded. */
export interface Shadeable {
  readonly query: PivotQuery;
  readonly unit: string | null;
  readonly direction: Direction;
  /** What all cells are; null where they differ in it. */
  readonly statistic: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly PivotCell[] }[];
  /** Cells pooled over different configurations. */
  readonly pooled: number;
}

/** The shades of a table as asked, or as it is best read where nobody asked; null: none. */
export function* pivotShadingSteps(table: Shadeable, noiseFloor: number): Steps<PivotShading | null> {
  const by = table.query.shade ?? (isSweep(table) ? 'all' : 'none');
  if (by === 'none') return null;
  const columns = table.columns.length;
  const cells = table.rows.flatMap((row) => row.cells);
  const numbers = (of: (cell: PivotCell) => number | null): Float64Array =>
    Float64Array.from(cells, (cell) => of(cell) ?? NaN);
  const shared = { columns, by, direction: table.direction, noiseFloor };
  if (cells.some(({ ratio }) => ratio !== null)) {
    const { shades, farthest } = yield* ratioShadesSteps({
      values: numbers(({ ratio }) => ratio),
      ...shared,
    });
    return { by, scale: 'ratio', shades, ends: by === 'all' ? ratioEnds(farthest, table.direction) : null };
  }
  const values = numbers(({ figure }) => figure?.value ?? null);
  const { scale, shades } = yield* valueShadesSteps({ values, ...shared });
  return { by, scale, shades, ends: by === 'all' ? valueEnds(values, shades, table) : null };
}

/** "1.24×"; below a tenth with two significant digits. */
export function textOfRatio(ratio: number): string {
  const size = Math.abs(ratio);
  const small = size > 0 && size < 0.1 ? 1 - Math.floor(Math.log10(size)) : 2;
  return `${formatNumber(ratio, size >= 10 ? 1 : small)}×`;
}

/** Cells of a sweep, from which it can be read where the best is. */
const FEWEST_CELLS = 6;

/**
 * Whether a table is a sweep of two parameters, at least one of them a number, of at least 2 × 3 cells that can be set against
 * each other: one statistic of a metric with a unit and a better direction, no cell pooled over different configurations.
 */
function isSweep({ query, unit, direction, statistic, rows, columns, pooled }: Shadeable): boolean {
  const isSwept = [query.rows, query.columns].every((grouping) => grouping.startsWith('parameter:'));
  const areNumbers = [rows.map(({ name }) => name), columns].some((names) => names.every(isNumber));
  if (!isSwept || !areNumbers || rows.length < 2 || columns.length < 2) return false;
  if (unit === null || direction === 'none' || statistic === null || pooled > 0) return false;
  return rows.flatMap(({ cells }) => cells.filter(({ figure }) => figure !== null)).length >= FEWEST_CELLS;
}

function isNumber(name: string): boolean {
  return name.trim() !== '' && Number.isFinite(Number(name));
}

/** The values with the least and the greatest shade. */
function valueEnds(
  values: Float64Array,
  shades: Float64Array,
  { unit }: Pick<Shadeable, 'unit'>,
): [ShadeEnd, ShadeEnd] | null {
  let [weak, strong] = [-1, -1];
  for (const [at, shade] of shades.entries()) {
    if (Number.isNaN(shade)) continue;
    if (weak < 0 || shade < (shades[weak] ?? NaN)) weak = at;
    if (strong < 0 || shade > (shades[strong] ?? NaN)) strong = at;
  }
  if (weak < 0) return null;
  const end = (at: number): ShadeEnd => ({
    shade: shades[at] ?? NaN,
    text: formatQuantity(values[at] ?? NaN, unit).text,
  });
  return [end(weak), end(strong)];
}

function ratioEnds(farthest: number, direction: Direction): [ShadeEnd, ShadeEnd] {
  const above = { shade: 1, text: textOfRatio(direction === 'lower' ? 1 / farthest : farthest) };
  const below = { shade: -1, text: textOfRatio(direction === 'lower' ? farthest : 1 / farthest) };
  return [below, above];
}

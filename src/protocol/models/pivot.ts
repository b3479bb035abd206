import type { PivotCell, PivotModel, PivotQuery, PivotResult } from '../../core/dashboard/pivot.ts';
import { PIVOT_SHADES, type PivotShading, type ShadeEnd } from '../../core/dashboard/pivot-shade.ts';
import { ratioStep, SHADE_STEPS, valueStep } from '../../core/dashboard/shade.ts';
import type { EmptyState } from '../../core/dashboard/state.ts';
import type { ChartSource } from '../../core/charts/spec.ts';
import { figureText } from '../../core/report/markdown-sources.ts';
import { VERDICTS } from '../../core/compare/verdict-words.ts';
import { mapSteps, type Steps } from '../../core/model/steps.ts';
import type { Verdict } from '../../core/stats/verdict.ts';
import {
  anyOf,
  isBytes,
  isCount,
  isFinite,
  isFloats,
  isIndexes,
  isText,
  listOf,
  maybe,
  oneOf,
  orNull,
  pairOf,
  shape,
  textUpTo,
  type Guard,
} from '../guards.ts';
import { isEmptyState, isFilter, isGrouping, isLeftOut, isStatistic } from './charts.ts';
import { isDirection } from './spec.ts';

const isName = textUpTo(4096);

export const isPivotShade = oneOf(...PIVOT_SHADES);

export const isPivotQuery: Guard<PivotQuery> = shape<PivotQuery>({
  metric: isName,
  label: orNull(isName),
  statistic: isStatistic,
  rows: isGrouping,
  columns: isGrouping,
  ratioTo: orNull(isName),
  shade: orNull(isPivotShade),
  filter: isFilter,
});

/**
 * The cells of a table row by row, in columns: there may be twenty thousand of them, most of which differ in their number
 * only. Where a list of one per cell is null, no cell has such a thing.
 */
export interface PivotCells {
  readonly texts: readonly string[];
  /** In the unit of the table, for sorting; NaN where there is no number. */
  readonly values: Float64Array;
  /** What the numbers are, or why there is none, each once; `VALUE` stands for the cell's text. */
  readonly abouts: readonly string[];
  /** Per cell, an index of `abouts`. */
  readonly about: Uint32Array;
  /** "1.24×"; '' for none. */
  readonly ratios: readonly string[] | null;
  /** An index of `VERDICTS` from 1; 0 for none. */
  readonly verdicts: Uint8Array | null;
  /** Strengths from −SHADE_STEPS, each as the count of steps above that; null where no cell is shaded. */
  readonly shades: Uint8Array | null;
  /** Where the first number of each cell stands: an index of `files` from 1, 0 for nowhere; lines and columns from 1. */
  readonly files: readonly Pick<ChartSource, 'root' | 'file'>[];
  readonly file: Uint32Array;
  readonly lines: Uint32Array;
  readonly columns: Uint32Array;
}

const VALUE = '\u0001';

/** An end of a scale, as a strength like those of cells, and the value there. */
export interface ShadeEndView {
  readonly step: number;
  readonly text: string;
}

/** What the shades of a table mean. */
export type PivotShadingView = Pick<PivotShading, 'by' | 'scale'> & {
  readonly ends: readonly [ShadeEndView, ShadeEndView] | null;
};

export type PivotView = Omit<PivotModel, 'rows' | 'shading'> & {
  readonly rows: readonly string[];
  readonly cells: PivotCells;
  readonly shading: PivotShadingView | null;
};

/** One cell, as the page shows it. */
export interface PivotCellView {
  readonly text: string;
  readonly value: number | null;
  readonly about: string;
  readonly ratio: string | null;
  readonly verdict: Verdict | null;
  /** Strength of its shade: 1…SHADE_STEPS, of the side below 1 of a diverging scale negative; 0 for none. */
  readonly shade: number;
  readonly source: ChartSource | null;
}

/** The cell at a row and a column, both from 0; undefined beside the table. */
export function pivotCell(
  { cells, columns, rows }: PivotView,
  row: number,
  column: number,
): PivotCellView | undefined {
  if (row < 0 || row >= rows.length || column < 0 || column >= columns.length) return undefined;
  const at = row * columns.length + column;
  const text = cells.texts[at] ?? '';
  const value = cells.values[at] ?? NaN;
  const ratio = cells.ratios?.[at] ?? '';
  const place = cells.files[(cells.file[at] ?? 0) - 1];
  const [line, own] = [cells.lines[at] ?? 0, cells.columns[at] ?? 0];
  return {
    text,
    value: Number.isNaN(value) ? null : value,
    about: (cells.abouts[cells.about[at] ?? -1] ?? '').replace(VALUE, text),
    ratio: ratio === '' ? null : ratio,
    verdict: VERDICTS[(cells.verdicts?.[at] ?? 0) - 1] ?? null,
    shade: shadeAt(cells, at),
    source: place === undefined ? null : { ...place, line, column: own },
  };
}

function shadeAt({ shades }: PivotCells, at: number): number {
  return (shades?.[at] ?? SHADE_STEPS) - SHADE_STEPS;
}

/** The table as it travels, in slices. */
export function* pivotViewSteps(result: PivotResult): Steps<PivotView | EmptyState> {
  if (result.kind === 'empty') return result;
  const all = result.rows.flatMap(({ cells }) => cells);
  const numbers = (of: (cell: PivotCell) => number): Uint32Array => Uint32Array.from(all, of);
  const abouts = new Numbered<string>((about) => about);
  const files = new Numbered<ChartSource>(({ root, file }) => `${String(root)}:${file}`);
  const about = yield* mapSteps(all, (cell) => abouts.numberOf(aboutOf(cell)), SLICE);
  const file = yield* mapSteps(
    all,
    ({ source }) => (source === null ? 0 : files.numberOf(source) + 1),
    SLICE,
  );
  yield;
  const { shading } = result;
  const cells: PivotCells = {
    texts: all.map(({ text }) => text),
    values: Float64Array.from(all, ({ figure }) => figure?.value ?? NaN),
    abouts: abouts.list,
    about: Uint32Array.from(about),
    ratios: all.some(({ ratioText }) => ratioText !== null)
      ? all.map(({ ratioText }) => ratioText ?? '')
      : null,
    verdicts: all.some(({ verdict }) => verdict !== null)
      ? Uint8Array.from(all, ({ verdict }) => (verdict === null ? 0 : VERDICTS.indexOf(verdict) + 1))
      : null,
    shades:
      shading === null
        ? null
        : Uint8Array.from(shading.shades, (shade) => SHADE_STEPS + stepOf(shading, shade)),
    files: files.list.map(({ root, file: path }) =>
      root === undefined ? { file: path } : { root, file: path },
    ),
    file: Uint32Array.from(file),
    lines: numbers(({ source }) => source?.line ?? 0),
    columns: numbers(({ source }) => source?.column ?? 0),
  };
  return {
    ...result,
    rows: result.rows.map(({ name }) => name),
    cells,
    shading: shading === null ? null : shadingView(shading),
  };
}

function shadingView(shading: PivotShading): PivotShadingView {
  const { by, scale, ends } = shading;
  const end = ({ shade, text }: ShadeEnd): ShadeEndView => ({ step: stepOf(shading, shade), text });
  return { by, scale, ends: ends === null ? null : [end(ends[0]), end(ends[1])] };
}

function stepOf({ scale }: PivotShading, shade: number): number {
  return scale === 'ratio' ? ratioStep(shade) : valueStep(shade);
}

/** So many cells are told between two turns of the host. */
const SLICE = 1000;

/** Things by the order in which they first came. */
class Numbered<T> {
  readonly list: T[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #keyOf: (thing: T) => string;

  constructor(keyOf: (thing: T) => string) {
    this.#keyOf = keyOf;
  }

  numberOf(thing: T): number {
    const key = this.#keyOf(thing);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.list.length);
    return this.list.push(thing) - 1;
  }
}

function aboutOf({ figure, pooled, why, verdictText, differing }: PivotCell): string {
  const parts = [
    figure === null ? null : figureText({ ...figure, text: VALUE }),
    pooled !== null && figure?.formula !== pooled ? pooled : null,
    why,
    verdictText,
    differing.length > 0 ? `they differ in ${differing.join(', ')}` : null,
  ];
  return parts.filter((part) => part !== null).join('\n');
}

const isCells: Guard<PivotCells> = shape<PivotCells>({
  texts: listOf(isText),
  values: isFloats,
  abouts: listOf(isText),
  about: isIndexes,
  ratios: orNull(listOf(isText)),
  verdicts: orNull(isBytes),
  shades: orNull(isBytes),
  files: listOf(shape<PivotCells['files'][number]>({ root: maybe(isCount), file: isText })),
  file: isIndexes,
  lines: isIndexes,
  columns: isIndexes,
});

const isShadeEnd: Guard<ShadeEndView> = shape<ShadeEndView>({
  step: (value): value is number => isFinite(value) && Math.abs(value) <= SHADE_STEPS,
  text: isText,
});

const isShading: Guard<PivotShadingView> = shape<PivotShadingView>({
  by: oneOf('all', 'rows', 'columns'),
  scale: oneOf('linear', 'log', 'ratio'),
  ends: orNull(pairOf(isShadeEnd, isShadeEnd)),
});

const isPivot: Guard<PivotView> = shape<PivotView>({
  kind: oneOf('pivot'),
  version: isCount,
  query: isPivotQuery,
  title: isText,
  unit: orNull(isText),
  direction: isDirection,
  statistic: orNull(isText),
  columns: listOf(isText),
  rows: listOf(isText),
  cells: isCells,
  shading: orNull(isShading),
  notes: listOf(isText),
  leftOut: listOf(isLeftOut),
});

export const isPivotResult: Guard<PivotView | EmptyState> = anyOf<PivotView | EmptyState>(
  isEmptyState,
  isPivot,
);

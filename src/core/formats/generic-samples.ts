import type { LabelColumn, SampleSet } from '../model/sample.ts';
import type { Grid } from './generic-grid.ts';
import type { ColumnPlan } from './generic-plan.ts';

/** What is known of every row beside its numbers. */
export interface RowFacts {
  readonly outcomes: Uint8Array | null;
  readonly errors: LabelColumn | null;
  readonly times: Float64Array | null;
  readonly labels: readonly LabelColumn[];
}

const LONGEST_LABEL = 200;

/** Label columns by row: long texts cut, columns that hold something else in each row of a long table left out. */
export function labelColumns(grid: Grid, plan: ColumnPlan): LabelColumn[] {
  return plan.labels.flatMap((column) => {
    const content = plan.codes.get(column);
    const name = grid.columns[column]?.label.trim() ?? '';
    if (content === undefined || name === '') return [];
    const dictionary = content.values.map((value) => shortened(String(value)));
    return [{ name, dictionary, codes: content.codes }];
  });
}

function shortened(text: string): string {
  return text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1)}…` : text;
}

/** Rows of a table as the observations of one measure; arrays that do not depend on the column are made once and shared. */
export class RowSamples {
  readonly #grid: Grid;
  readonly #facts: RowFacts;
  readonly #rows: Uint32Array;
  readonly #isWhole: boolean;
  #shared: Omit<SampleSet, 'values' | 'columns'> | null = null;

  /** `rows` in ascending order. */
  constructor(grid: Grid, facts: RowFacts, rows: Uint32Array) {
    this.#grid = grid;
    this.#facts = facts;
    this.#rows = rows;
    this.#isWhole = rows.length === grid.rowCount;
  }

  /** The column's cells in these rows; empty cells of rows that are ok are no observations. Null without any. */
  set(column: number): SampleSet | null {
    const places = this.#grid.places(column);
    if (places === null) return null;
    const all = this.#grid.numbers(column);
    const isFull = this.#grid.census(column).numbers === this.#grid.rowCount;
    const rows = isFull ? this.#rows : this.#observed(all);
    if (rows.length === 0) return null;
    const isAll = rows === this.#rows;
    const lines = gather32(places.lines, rows, this.#isWhole && isAll);
    const rest =
      isAll && this.#shared !== null && equal(this.#shared.lines, lines)
        ? this.#shared
        : this.#rest(rows, lines);
    if (isAll) this.#shared ??= rest;
    return {
      ...rest,
      values: gather64(all, rows, this.#isWhole && isAll),
      columns: gather32(places.columns, rows, this.#isWhole && isAll),
    };
  }

  /** The rows themselves where each is an observation, so that it can be seen that nothing was left out. */
  #observed(values: Float64Array): Uint32Array {
    const { outcomes } = this.#facts;
    const isObserved = (row: number): boolean => !Number.isNaN(values[row] ?? NaN) || outcomes?.[row] === 2;
    return this.#rows.every(isObserved) ? this.#rows : this.#rows.filter(isObserved);
  }

  #rest(rows: Uint32Array, lines: Uint32Array): Omit<SampleSet, 'values' | 'columns'> {
    const { outcomes, errors, times, labels } = this.#facts;
    const states = outcomes === null ? null : Uint8Array.from(rows, (row) => outcomes[row] ?? 0);
    const isRegular = states?.every((state) => state === 0) ?? true;
    const pick = (label: LabelColumn): LabelColumn => ({
      ...label,
      codes: gather32(label.codes, rows, this.#isWhole && rows === this.#rows),
    });
    return {
      lines,
      outcomes: isRegular ? null : states,
      times: times === null ? null : gather64(times, rows, false),
      labels: labels.map(pick).filter((label) => label.codes.some((code) => code > 0)),
      errors: isRegular || errors === null ? null : pick(errors),
    };
  }
}

function gather64(source: Float64Array, rows: Uint32Array, isWhole: boolean): Float64Array {
  if (isWhole) return source;
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = source[rows[i] ?? 0] ?? NaN;
  return picked;
}

function gather32(source: Uint32Array, rows: Uint32Array, isWhole: boolean): Uint32Array {
  if (isWhole) return source;
  const picked = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = source[rows[i] ?? 0] ?? 0;
  return picked;
}

function equal(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

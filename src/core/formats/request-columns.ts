import type { Steps } from '../model/steps.ts';
import { labelRole } from '../normalise/labels.ts';
import type { MeasureSpec } from './build-measure.ts';
import type { RequestRows } from './request-rows.ts';

/**
 * What a column of request records is for. measure: an observation. parameter: part of the benchmark's identity. config: a
 * name for a set of parameters, a label as long as the parameters tell as much. options: a JSON object of parameters.
 * benchmark: the name of the case. label: told beside each sample. answer: what a model wrote, looked at for error texts only.
 */
export type ColumnUse =
  | { readonly as: 'measure'; readonly spec: MeasureSpec; readonly zeroIsMissing?: boolean }
  | {
      readonly as:
        | 'parameter'
        | 'config'
        | 'options'
        | 'benchmark'
        | 'label'
        | 'answer'
        | 'error'
        | 'outcome'
        | 'time'
        | 'ignore';
    };

/** Columns by name, lower case. */
export type ColumnUses = Readonly<Record<string, ColumnUse>>;

const ROWS_FOR_UNIQUE = 10_000;

export interface MeasureColumn {
  readonly column: number;
  readonly label: string;
  readonly spec: MeasureSpec;
  /** 0 beside other values means that it was not measured. */
  readonly zeroIsMissing: boolean;
}

/** The columns of request records by what they are for. */
export interface RequestColumns {
  readonly measures: readonly MeasureColumn[];
  /** Settings with several values in the file. */
  readonly parameters: readonly number[];
  /** Settings with one value in the whole file. */
  readonly shared: readonly number[];
  readonly options: readonly number[];
  readonly labels: readonly number[];
  readonly answers: readonly number[];
  readonly errors: readonly number[];
  readonly outcomes: readonly number[];
  readonly time: number;
  readonly benchmark: number;
}

interface Sorted {
  readonly of: (as: ColumnUse['as']) => number[];
  readonly measures: MeasureColumn[];
}

/** Sorts the columns; what `uses` does not name is told by the vocabulary and, last, by its content. */
export function* requestColumns(rows: RequestRows, uses: ColumnUses): Steps<RequestColumns> {
  const { of, measures } = yield* sortColumns(rows, uses);
  const shared: number[] = [];
  const varying: number[] = [];
  for (const column of of('parameter')) {
    if (isConstant(rows, column)) shared.push(column);
    else if (!isEmpty(rows, column)) varying.push(column);
    yield;
  }
  const labels = of('label');
  const answered = [...varying, ...of('options')];
  for (const column of of('config')) {
    if (isConstant(rows, column)) shared.push(column);
    else if (answered.length > 0 && follows(rows, column, answered)) labels.push(column);
    else varying.push(column);
  }
  return {
    measures,
    parameters: varying,
    shared,
    options: of('options'),
    labels: labels.sort((a, b) => a - b),
    answers: of('answer'),
    errors: of('error'),
    outcomes: of('outcome'),
    time: of('time')[0] ?? -1,
    benchmark: of('benchmark')[0] ?? -1,
  };
}

function* sortColumns(rows: RequestRows, uses: ColumnUses): Steps<Sorted> {
  const byUse = new Map<ColumnUse['as'], number[]>();
  const measures: MeasureColumn[] = [];
  for (const [column, name] of rows.columns.entries()) {
    const use = usedAs(uses, name) ?? guessedUse(rows, column);
    byUse.set(use.as, [...(byUse.get(use.as) ?? []), column]);
    if (use.as === 'measure') measures.push(measureColumn(rows, column, use, measures));
    yield;
  }
  return { of: (as) => byUse.get(as) ?? [], measures };
}

function usedAs(uses: ColumnUses, name: string): ColumnUse | undefined {
  const key = name.trim().toLowerCase();
  return Object.hasOwn(uses, key) ? uses[key] : undefined;
}

/** A header that stands twice gets a number, so that its columns stay two measures. */
function measureColumn(
  rows: RequestRows,
  column: number,
  use: ColumnUse & { as: 'measure' },
  known: readonly MeasureColumn[],
): MeasureColumn {
  const name = rows.columns[column]?.trim() ?? '';
  const same = known.filter(({ label }) => label === name || label.startsWith(`${name} #`)).length;
  const label = same === 0 ? name : `${name} #${same + 1}`;
  const spec = rows.tabular ? { ...use.spec, column: name } : use.spec;
  return { column, label, spec, zeroIsMissing: use.zeroIsMissing ?? false };
}

function guessedUse(rows: RequestRows, column: number): ColumnUse {
  switch (labelRole(rows.columns[column] ?? '')) {
    case 'metric':
      return hasNumber(rows, column) ? { as: 'measure', spec: {} } : { as: 'ignore' };
    case 'label':
      return { as: 'label' };
    case 'outcome':
      return { as: 'outcome' };
    case 'error':
      return { as: 'error' };
    case 'time':
      return { as: 'time' };
    case 'parameter':
    case 'name':
      return { as: 'parameter' };
    case 'unknown':
      if (isConstant(rows, column)) return { as: 'parameter' };
      // A number of unknown meaning, or a text of its own in each row, must not split the rows into cases of one.
      return { as: hasNumber(rows, column) || isUnique(rows, column) ? 'label' : 'parameter' };
  }
}

function hasNumber(rows: RequestRows, column: number): boolean {
  for (let row = 0; row < rows.rowCount; row++) if (!Number.isNaN(rows.number(row, column))) return true;
  return false;
}

function isEmpty(rows: RequestRows, column: number): boolean {
  for (let row = 0; row < rows.rowCount; row++) if (rows.text(row, column) !== '') return false;
  return true;
}

/** The same text, and not '', in every row. */
function isConstant(rows: RequestRows, column: number): boolean {
  if (rows.rowCount === 0) return false;
  const first = rows.text(0, column);
  if (first === '') return false;
  for (let row = 1; row < rows.rowCount; row++) if (rows.text(row, column) !== first) return false;
  return true;
}

/** No text twice among the first rows. */
function isUnique(rows: RequestRows, column: number): boolean {
  const seen = new Set<string>();
  for (let row = 0; row < Math.min(rows.rowCount, ROWS_FOR_UNIQUE); row++) {
    const text = rows.text(row, column);
    if (seen.has(text)) return false;
    seen.add(text);
  }
  return true;
}

/** True when equal settings always come with the same text in `column`. */
function follows(rows: RequestRows, column: number, settings: readonly number[]): boolean {
  const known = new Map<string, string>();
  for (let row = 0; row < rows.rowCount; row++) {
    const key = settingsKey(rows, row, settings);
    const text = rows.text(row, column);
    if ((known.get(key) ?? text) !== text) return false;
    known.set(key, text);
  }
  return true;
}

/** Tells rows of different settings apart. */
export function settingsKey(rows: RequestRows, row: number, settings: readonly number[]): string {
  let key = '';
  for (const column of settings) {
    const text = rows.text(row, column);
    key += `${text === '' ? JSON.stringify(rows.bag(row, column)) : text}\u0001`;
  }
  return key;
}

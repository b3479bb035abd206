import type { LabelColumn, SampleSet } from '../model/sample.ts';
import type { Table } from '../text/table.ts';

const FAILED = 2;

/** A label of chosen rows, dictionary-encoded; '' stands for "no value". */
export function labelColumn(
  name: string,
  rows: readonly number[],
  textOf: (row: number) => string,
): LabelColumn {
  const dictionary = [''];
  const known = new Map<string, number>([['', 0]]);
  const codes = Uint32Array.from(rows, (row) => {
    const text = textOf(row);
    let code = known.get(text);
    if (code === undefined) {
      code = dictionary.length;
      dictionary.push(text);
      known.set(text, code);
    }
    return code;
  });
  return { name, dictionary, codes };
}

/** What is known of the rows of a table beside their values. */
export interface RowFacts {
  /** Milliseconds by row of the table, NaN where there is none; null without times. */
  readonly times: Float64Array | null;
  readonly labels: readonly LabelColumn[];
  /** Why the observation of a row failed; '' where it did not. */
  readonly failureOf?: (row: number) => string;
}

/** One column of chosen rows as samples; a cell that is no number is a failed observation. */
export function samplesOfColumn(
  table: Table,
  column: number,
  rows: readonly number[],
  facts: RowFacts,
): SampleSet {
  const values = table.numbers(column);
  const { lines, columns } = table.places(column);
  const reasonOf = (row: number): string => {
    const said = facts.failureOf?.(row) ?? '';
    return said === '' && Number.isNaN(values[row] ?? NaN)
      ? `“${table.text(row, column)}” is no number`
      : said;
  };
  const errors = labelColumn('error', rows, reasonOf);
  const hasFailed = errors.dictionary.length > 1;
  const { times } = facts;
  return {
    values: Float64Array.from(rows, (row) => values[row] ?? NaN),
    lines: Uint32Array.from(rows, (row) => lines[row] ?? 0),
    columns: Uint32Array.from(rows, (row) => columns[row] ?? 0),
    outcomes: hasFailed ? Uint8Array.from(errors.codes, (code) => (code === 0 ? 0 : FAILED)) : null,
    times: times === null ? null : Float64Array.from(rows, (row) => times[row] ?? NaN),
    labels: facts.labels,
    errors: hasFailed ? errors : null,
  };
}

/** Rows of a table by the text of a key, in the order of its first appearance. */
export function rowsBy(table: Table, keyOf: (row: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < table.rowCount; row++) {
    const key = keyOf(row);
    const rows = groups.get(key);
    if (rows === undefined) groups.set(key, [row]);
    else rows.push(row);
  }
  return groups;
}

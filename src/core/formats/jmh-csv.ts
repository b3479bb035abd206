import type { Bag, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { Steps } from '../model/steps.ts';
import { parseNumber } from '../text/number.ts';
import type { Table } from '../text/table.ts';
import type { ResultBuilder } from './build.ts';
import type { FileInput } from './format.ts';
import { commonGroups, ERROR_LEVEL, paramOf, splitRowName } from './jmh-parts.ts';
import { addRow, type JmhNumber } from './jmh-rows.ts';
import { shareSettings } from './shared-settings.ts';

const ERROR = /^Score Error \((\d+(?:[.,]\d+)?)%\)$/;
const PARAM = /^Param: (.+)$/;

/** True for the header of `-rf csv` and `-rf scsv`, whatever the locale's decimal sign. */
export function isJmhHeader(header: readonly string[]): boolean {
  return (
    ['Benchmark', 'Mode', 'Threads', 'Samples', 'Score', 'Unit'].every((name) => header.includes(name)) &&
    header.some((name) => ERROR.test(name))
  );
}

/** The CSV of JMH: one row per score and per metric beside it, numbers in the locale of the machine. */
export function* readJmhCsv(file: FileInput, out: ResultBuilder): Steps<void> {
  const table = yield* file.table({ header: 'first', unitRow: 'never' });
  for (const found of table.problems) out.problem(found);
  const error = table.header.findIndex((name) => ERROR.test(name));
  const shown = ERROR.exec(table.header[error] ?? '')?.[1] ?? '';
  const cells = new Cells(table, shown.includes(',') ? ',' : '.');
  const level = Number((Number(shown.replace(',', '.')) / 100).toPrecision(12)) || ERROR_LEVEL;
  const names = range(table.rowCount).map((row) => splitRowName(cells.text(row, 'Benchmark')));
  const threads = shareSettings(
    range(table.rowCount).map((row): Bag => ({ threads: paramOf(cells.text(row, 'Threads')) })),
  );
  const run = out.run({
    tool: 'JMH',
    category: commonGroups(names.map(({ name }) => name)),
    parameters: threads.shared,
  });
  let withoutError = 0;
  for (const [row, named] of names.entries()) {
    const score = cells.number(row, table.header.indexOf('Score'));
    if (named.name === '' || (Number.isNaN(score.value) && cells.text(row, 'Score') !== 'NaN')) {
      out.problem(problem('warning', 'This row holds no score and was not read.', table.line(row)));
      continue;
    }
    const half = cells.number(row, error);
    if (Number.isNaN(half.value) && named.subject.kind !== 'percentile') withoutError++;
    const mode = cells.text(row, 'Mode') || 'unknown';
    const parameters = { ...cells.parameters(row), mode, ...threads.own[row] };
    const unit = cells.text(row, 'Unit') || null;
    const count = cells.number(row, table.header.indexOf('Samples'));
    addRow(run, { ...named, parameters, unit, score, error: half, count, column: 'Score' }, level);
    if (row % 5000 === 4999) yield;
  }
  if (withoutError > 0)
    out.problem(problem('info', `JMH gives no error (NaN) for ${withoutError} of ${names.length} rows.`));
}

class Cells {
  readonly #table: Table;
  readonly #decimal: '.' | ',';
  readonly #params: readonly (readonly [column: number, name: string])[];

  constructor(table: Table, decimal: '.' | ',') {
    this.#table = table;
    this.#decimal = decimal;
    this.#params = table.header.flatMap((name, column): [number, string][] => {
      const param = PARAM.exec(name)?.[1];
      return param === undefined ? [] : [[column, param]];
    });
  }

  text(row: number, header: string): string {
    return this.#table.text(row, this.#table.header.indexOf(header)).trim();
  }

  number(row: number, column: number): JmhNumber {
    const value = parseNumber(this.#table.text(row, column), this.#decimal);
    return { value, at: this.#table.place(row, column) };
  }

  /** A benchmark without one of the parameters has an empty cell for it. */
  parameters(row: number): Bag {
    const bag: Record<string, Scalar> = {};
    for (const [column, name] of this.#params) {
      const text = this.#table.text(row, column).trim();
      if (text !== '') bag[name] = paramOf(text);
    }
    return bag;
  }
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

import type { Bag, Scalar } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';
import { labelRole } from '../normalise/labels.ts';
import { parseUnit } from '../normalise/units.ts';
import type { Table } from '../text/table.ts';
import type { MeasureBuilder } from './build-measure.ts';
import type { RunBuilder } from './build.ts';
import { meaningOf, type ColumnMeaning } from './generic-meaning.ts';
import type { At } from './places.ts';

/** Where the names of metrics stand when they are no headers. */
export interface EntryShape {
  /** Column of metric names; null where the rows name none and only their units differ. */
  readonly metric: number | null;
  /** Columns of numbers: one for a long table, one per case for a transposed one. */
  readonly values: readonly number[];
  readonly unit: number | null;
  /** long: other columns tell the case apart. transposed: the header of the value column does. */
  readonly form: 'long' | 'transposed';
}

const METRIC_HEADER =
  /^(?:metrics?|measures?|measurements?|metric[\s_-]?names?|counters?|statistics?|quantity|indicator|)$/i;
const VALUE_HEADER = /^(?:values?|results?|measured|reading|amount|metric[\s_-]?value)$/i;
const UNIT_HEADER = /^(?:units?|uom)$/i;

/** The shape of a table whose rows, not columns, are metrics; null for other tables. */
export function entryShape(table: Table): EntryShape | null {
  const metric = table.header.findIndex(
    (header, column) => METRIC_HEADER.test(header.trim()) && isMetricColumn(table, column),
  );
  const unit = table.header.findIndex((header) => UNIT_HEADER.test(header.trim()));
  const value = table.header.findIndex((header) => VALUE_HEADER.test(header.trim()));
  if (metric < 0) {
    const isLong = value >= 0 && unit >= 0 && hasNumbers(table, value) && isUnitColumn(table, unit);
    return isLong ? { metric: null, values: [value], unit, form: 'long' } : null;
  }
  const numeric = [...table.header.keys()].filter(
    (column) => column !== metric && column !== unit && hasNumbers(table, column),
  );
  const unitOrNull = unit < 0 ? null : unit;
  if (value >= 0 && numeric.includes(value))
    return { metric, values: [value], unit: unitOrNull, form: 'long' };
  const others = table.header.length - 1 - (unit < 0 ? 0 : 1);
  if (numeric.length === 0 || numeric.length < others) return null;
  return { metric, values: numeric, unit: unitOrNull, form: 'transposed' };
}

/** At least two cells, and half of all, name metrics. */
function isMetricColumn(table: Table, column: number): boolean {
  const named = Math.min(table.rowCount, 200);
  let clear = 0;
  let filled = 0;
  for (let row = 0; row < named; row++) {
    const text = table.text(row, column).trim();
    if (text === '' || table.cells(row) < 2) continue;
    filled++;
    if (nameOf(text, null).isClear) clear++;
  }
  return clear >= 2 && clear * 2 >= filled;
}

function isUnitColumn(table: Table, column: number): boolean {
  return parseUnit(table.text(0, column).trim()) !== null;
}

function hasNumbers(table: Table, column: number): boolean {
  return table.census(column).numbers > 0;
}

function nameOf(label: string, unit: string | null): ColumnMeaning {
  return meaningOf({ label, words: label, unit, statistic: null }, null);
}

/** Writes each named number of the table into the run. */
export function* readEntries(table: Table, shape: EntryShape, run: RunBuilder, name: string): Steps<void> {
  const cases = shape.form === 'long' ? new LongCases(table, shape, name) : new TransposedCases(table);
  const names = new Names();
  for (let row = 0; row < table.rowCount; row++) {
    const label = labelOf(table, shape, row);
    if (label === '') continue;
    const unit = shape.unit === null ? '' : table.text(row, shape.unit).trim();
    const { meaning, factor } = names.of(label, unit);
    for (const column of shape.values) {
      const number = table.number(row, column);
      if (Number.isNaN(number)) continue;
      const { benchmark, parameters } = cases.of(row, column);
      const value = factor === 1 ? number : number * factor;
      addEntry(run.benchmark(benchmark, parameters), meaning, {
        value,
        at: table.place(row, column),
        form: shape.form,
      });
    }
    if (row % 4096 === 4095) yield;
  }
}

interface Named {
  readonly meaning: ColumnMeaning;
  /** Turns the row's number into the unit of the measure. */
  readonly factor: number;
}

/** A name keeps the unit that it came with first: later rows are converted, and what cannot be is a name of its own. */
class Names {
  readonly #first = new Map<string, { readonly unit: string; readonly meaning: ColumnMeaning }>();

  of(label: string, unit: string): Named {
    const first = this.#first.get(label);
    if (first === undefined) {
      const meaning = nameOf(label, unit === '' ? null : unit);
      this.#first.set(label, { unit, meaning });
      return { meaning, factor: 1 };
    }
    if (first.unit === unit) return { meaning: first.meaning, factor: 1 };
    const [from, to] = [parseUnit(unit), parseUnit(first.unit)];
    if (from !== null && to?.unit === from.unit)
      return { meaning: first.meaning, factor: from.factor / to.factor };
    return {
      meaning: nameOf(`${label} (${unit === '' ? 'no unit' : unit})`, unit === '' ? null : unit),
      factor: 1,
    };
  }
}

function labelOf(table: Table, shape: EntryShape, row: number): string {
  if (shape.metric !== null) return table.text(row, shape.metric).trim();
  return table.header[shape.values[0] ?? 0] ?? '';
}

interface Entry {
  readonly value: number;
  readonly at: At;
  readonly form: 'long' | 'transposed';
}

function addEntry(
  benchmark: ReturnType<RunBuilder['benchmark']>,
  meaning: ColumnMeaning,
  entry: Entry,
): void {
  const { statistic, spec } = meaning;
  const label = statistic === null ? meaning.label : meaning.base;
  const told = meaning.isClear
    ? spec
    : { ...spec, notCountedBecause: 'neither its name nor a unit says what it measures' };
  const measure = benchmark.measure(label, told);
  if (statistic === null) addNumber(measure, entry);
  else measure.reported(statisticOf(statistic, entry.value), entry.at);
}

/** A transposed table has one number per metric and case; a long one may repeat them. */
function addNumber(measure: MeasureBuilder, { value, at, form }: Entry): void {
  if (form === 'transposed') measure.value(value, at);
  else measure.sample(value, at);
}

function statisticOf(statistic: string, value: number): Parameters<MeasureBuilder['reported']>[0] {
  if (/^p\d/.test(statistic)) return { percentiles: { [statistic.slice(1)]: value } };
  if (['mean', 'median', 'min', 'max', 'stddev'].includes(statistic)) return { [statistic]: value };
  return { statistics: { [statistic]: value } };
}

interface Case {
  readonly benchmark: string;
  readonly parameters: Bag;
}

class LongCases {
  readonly #table: Table;
  readonly #name: number | null;
  readonly #parameters: readonly number[];
  readonly #otherwise: string;

  constructor(table: Table, shape: EntryShape, otherwise: string) {
    const rest = [...table.header.keys()].filter(
      (column) => column !== shape.metric && column !== shape.unit && !shape.values.includes(column),
    );
    const roles = new Map(rest.map((column) => [column, labelRole(table.header[column] ?? '')]));
    this.#table = table;
    this.#otherwise = otherwise;
    this.#name = rest.find((column) => roles.get(column) === 'name') ?? null;
    this.#parameters = rest.filter((column) => {
      const role = roles.get(column);
      return column !== this.#name && (role === 'parameter' || role === 'unknown' || role === 'name');
    });
  }

  of(row: number): Case {
    const parameters: Record<string, Scalar> = {};
    for (const column of this.#parameters) {
      const text = this.#table.text(row, column).trim();
      const number = this.#table.number(row, column);
      if (text !== '') parameters[this.#table.header[column] ?? ''] = Number.isNaN(number) ? text : number;
    }
    const name = this.#name === null ? '' : this.#table.text(row, this.#name).trim();
    return { benchmark: name === '' ? this.#otherwise : name, parameters };
  }
}

class TransposedCases {
  readonly #table: Table;
  readonly #uses = new Map<string, number>();

  constructor(table: Table) {
    this.#table = table;
    for (const header of table.header) this.#uses.set(header, (this.#uses.get(header) ?? 0) + 1);
  }

  /** Columns of equal headers are told apart by their number. */
  of(_row: number, column: number): Case {
    const header = this.#table.header[column] ?? '';
    const isUnique = this.#uses.get(header) === 1;
    const benchmark = header === '' ? `column ${column + 1}` : header;
    return { benchmark, parameters: isUnique ? {} : { column: column + 1 } };
  }
}

import type { Bag, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import type { Steps } from '../model/steps.ts';
import { isNonFiniteWord } from '../text/number.ts';
import type { BenchmarkBuilder, MeasureBuilder } from './build-measure.ts';
import type { SampleExtra } from './build-samples.ts';
import type { ResultBuilder, RunBuilder, RunFacts } from './build.ts';
import { isPath, type At } from './places.ts';
import { settingsKey, type MeasureColumn, type RequestColumns } from './request-columns.ts';
import { verdictOf } from './request-outcome.ts';
import type { RequestRows } from './request-rows.ts';
import { requestTimes, type RequestTimes } from './request-times.ts';

const ROWS_PER_STEP = 4096;

/** What is known of request records beside their rows. */
export interface RequestContext {
  readonly out: ResultBuilder;
  /** Name of the benchmark where no column names it. */
  readonly benchmark: string;
  readonly facts: RunFacts;
}

/**
 * One run of request records: a sample per record and measure. Records that agree in their settings are samples of one
 * benchmark, settings with one value in all records belong to the run, and failed records fail all of their samples.
 */
export function* readRequests(
  rows: RequestRows,
  columns: RequestColumns,
  context: RequestContext,
): Steps<RunBuilder> {
  const times = yield* requestTimes(rows, columns.time);
  const shared = columns.options.filter((column) => isShared(rows, column));
  const options = columns.options.filter((column) => !shared.includes(column));
  const run = context.out.run({
    ...context.facts,
    startedAt: context.facts.startedAt ?? times.facts.startedAt ?? null,
    endedAt: context.facts.endedAt ?? times.facts.endedAt ?? null,
    parameters: sharedBag(rows, columns.shared, shared, context.facts),
  });
  const reader = new RowReader(rows, { ...columns, options }, context, run, times);
  for (let row = 0; row < rows.rowCount; row++) {
    reader.read(row);
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
  }
  return run;
}

/** A problem at a cell or at a JSON value. */
export function tell(out: ResultBuilder, at: At, severity: Problem['severity'], message: string): void {
  if (isPath(at)) out.problemAt(at, severity, message);
  else out.problem(problem(severity, message, at.line, at.column));
}

function isShared(rows: RequestRows, column: number): boolean {
  if (rows.rowCount === 0) return false;
  const first = settingsKey(rows, 0, [column]);
  for (let row = 1; row < rows.rowCount; row++) if (settingsKey(rows, row, [column]) !== first) return false;
  return true;
}

function sharedBag(
  rows: RequestRows,
  settings: readonly number[],
  options: readonly number[],
  facts: RunFacts,
): Bag {
  const bag: Record<string, Scalar> = { ...facts.parameters };
  for (const column of settings) addScalar(bag, rows, 0, column);
  for (const column of options) addOptions(bag, rows, 0, column);
  const prompts = promptSet(rows);
  if (prompts !== null) bag.prompts = prompts;
  return bag;
}

/** More prompts than this are a data set, whose name is a better parameter than its text. */
const MOST_PROMPTS = 20;

/**
 * The distinct prompts of a run, in the order of appearance: they are its workload, so runs with other prompts are not
 * compared as if they were alike. A single prompt text per request stays a label of its sample. Null without prompts, or with
 * very many.
 */
function promptSet(rows: RequestRows): string | null {
  const column = rows.columns.findIndex((name) => /^prompt(?:_text)?$/i.test(name.trim()));
  if (column < 0) return null;
  const prompts = new Set<string>();
  for (let row = 0; row < rows.rowCount && prompts.size <= MOST_PROMPTS; row++) {
    const text = rows.text(row, column).trim();
    if (text !== '') prompts.add(text);
  }
  return prompts.size === 0 || prompts.size > MOST_PROMPTS ? null : [...prompts].join(' | ');
}

/** The column's setting under its name in lower case with `_`, so that a table and a JSON of one tool agree. */
export function addScalar(bag: Record<string, Scalar>, rows: RequestRows, row: number, column: number): void {
  const value = rows.scalar(row, column);
  const name = rows.columns[column]
    ?.trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  if (value !== null && name !== undefined && name !== '') bag[name] = value;
}

/** A column says what was set; the same option with another value keeps its own name. */
function addOptions(bag: Record<string, Scalar>, rows: RequestRows, row: number, column: number): void {
  const options = rows.bag(row, column);
  if (options === null) {
    addScalar(bag, rows, row, column);
    return;
  }
  for (const [key, value] of Object.entries(options)) {
    const known = bag[key];
    if (known === undefined || known === value) bag[key] = value;
    else bag[`${rows.columns[column]?.trim() ?? 'options'}.${key}`] = value;
  }
}

/** A benchmark with its measures by column; a measure is made when its first sample comes. */
interface Case {
  readonly benchmark: BenchmarkBuilder;
  readonly measures: MeasureBuilder[];
}

class RowReader {
  readonly #rows: RequestRows;
  readonly #columns: RequestColumns;
  readonly #context: RequestContext;
  readonly #run: RunBuilder;
  readonly #times: RequestTimes;
  readonly #cases = new Map<string, Case>();
  readonly #identity: readonly number[];

  constructor(
    rows: RequestRows,
    columns: RequestColumns,
    context: RequestContext,
    run: RunBuilder,
    times: RequestTimes,
  ) {
    this.#rows = rows;
    this.#columns = columns;
    this.#context = context;
    this.#run = run;
    this.#times = times;
    const named = columns.benchmark < 0 ? [] : [columns.benchmark];
    this.#identity = [...named, ...columns.parameters, ...columns.options];
  }

  read(row: number): void {
    const { failure, doubt } = verdictOf(this.#rows, row, this.#columns);
    if (doubt !== null) this.#doubt(row, doubt.column, doubt.text);
    const common = this.#extra(row);
    const extra: SampleExtra = failure === null ? common : { ...common, outcome: 'failed', error: failure };
    const found = this.#caseOf(row);
    this.#columns.measures.forEach((column, index) => {
      const value = this.#rows.number(row, column.column);
      if (failure === null && Number.isNaN(value) && this.#rows.text(row, column.column) === '') return;
      const measure = (found.measures[index] ??= found.benchmark.measure(column.label, column.spec));
      if (failure === null) this.#sample(row, column, measure, extra);
      // The zeros of a failed record are placeholders, not measurements.
      else measure.sample(value === 0 ? NaN : value, this.#rows.at(row, column.column), extra);
    });
  }

  #sample(row: number, column: MeasureColumn, measure: MeasureBuilder, extra: SampleExtra): void {
    const at = this.#rows.at(row, column.column);
    const value = this.#rows.number(row, column.column);
    if (Number.isFinite(value)) {
      const missing = value === 0 && column.zeroIsMissing;
      const error = `${column.label} is 0 beside other values: it was not measured`;
      measure.sample(value, at, missing ? { ...extra, outcome: 'failed', error } : extra);
      return;
    }
    const text = this.#rows.text(row, column.column);
    const error = isNonFiniteWord(text) ? 'not a finite number' : 'not a number';
    measure.sample(NaN, at, { ...extra, outcome: 'failed', error });
    tell(this.#context.out, at, 'warning', `${column.label} is "${clipped(text)}", which is ${error}.`);
  }

  #doubt(row: number, column: number, text: string): void {
    const at = this.#rows.at(row, column);
    const message = `This counts as a success in the file, but its text is an error: "${clipped(text)}".`;
    tell(this.#context.out, at, 'warning', message);
  }

  #extra(row: number): SampleExtra {
    const labels: Record<string, string> = {};
    for (const column of this.#columns.labels) {
      const text = this.#rows.text(row, column);
      if (text !== '') labels[this.#rows.columns[column]?.trim() ?? ''] = text;
    }
    const time = this.#times.of(row);
    return time === null ? { labels } : { labels, time };
  }

  #caseOf(row: number): Case {
    const key = settingsKey(this.#rows, row, this.#identity);
    let found = this.#cases.get(key);
    if (found === undefined) {
      found = { benchmark: this.#run.benchmark(this.#nameOf(row), this.#parametersOf(row)), measures: [] };
      this.#cases.set(key, found);
    }
    return found;
  }

  #nameOf(row: number): string {
    const { benchmark } = this.#columns;
    const name = benchmark < 0 ? '' : this.#rows.text(row, benchmark);
    return name === '' ? this.#context.benchmark : name;
  }

  #parametersOf(row: number): Bag {
    const bag: Record<string, Scalar> = {};
    for (const column of this.#columns.parameters) addScalar(bag, this.#rows, row, column);
    for (const column of this.#columns.options) addOptions(bag, this.#rows, row, column);
    return bag;
  }
}

function clipped(text: string): string {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

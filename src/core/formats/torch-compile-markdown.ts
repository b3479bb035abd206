import { problem } from '../model/problem.ts';
import type { FileResult, Stamp } from '../model/run.ts';
import type { Scalar } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { readMarkdown, type MarkdownCell, type MarkdownTable } from '../text/markdown.ts';
import { parseNumber } from '../text/number.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileInput } from './format.ts';
import { COMPILE, LATENCY, NOTHING_COMPILED, parametersOfBackend } from './torch-compile-parts.ts';

const TITLE = /^#\s*Compilation Benchmark Report\b/m;
const HEADER = /\|\s*Backend\s*\|\s*Success\s*\|\s*Compile Time \(s\)\s*\|\s*Mean \(ms\)\s*\|/i;

/** True for the tool's own report: its title and its header row, which may be glued to a list item. */
export function hasTorchCompileTable(text: string): boolean {
  return TITLE.test(text) && HEADER.test(text);
}

/** The Markdown form: facts as list items, then one row per backend with rounded numbers. */
export function* readTorchCompileMarkdown(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  out.role = 'summary';
  const text = file.text();
  const page = yield* readMarkdown(text);
  const facts = factsOf(text);
  const run = out.run({ startedAt: generatedAt(text), parameters: facts });
  const model = facts.model;
  const table = page.tables.find(
    (candidate) => columnOf(candidate, 'backend') >= 0 && columnOf(candidate, 'mean (ms)') >= 0,
  );
  if (table === undefined) out.problem(problem('error', 'The table of backends could not be read.'));
  for (const row of table?.rows ?? [])
    readRow(new Row(table, row), typeof model === 'string' ? model : 'model', run, out);
  return yield* out.finish(() => text);
}

function generatedAt(text: string): Stamp | null {
  const stamp = /Generated:\s*(\S+)/.exec(text)?.[1];
  return stamp === undefined ? null : parseStamp(stamp);
}

/** `- Model: conv`, `- Device: cuda`, `- DType: torch.float32 | Backend | …`: the value ends before a glued table. */
function factsOf(text: string): Record<string, Scalar> {
  const bag: Record<string, Scalar> = {};
  for (const [, key, value] of text.matchAll(/^\s*[-*]\s+(Model|Device|DType):[ \t]*([^|\r\n]+)/gim)) {
    if (key !== undefined && value !== undefined && value.trim() !== '')
      bag[key.toLowerCase()] ??= value.trim();
  }
  return bag;
}

function columnOf(table: MarkdownTable | undefined, name: string): number {
  return table?.header.findIndex((cell) => cell.text.trim().toLowerCase() === name) ?? -1;
}

/** One backend of the table, by column name. */
class Row {
  readonly #table: MarkdownTable | undefined;
  readonly #cells: readonly MarkdownCell[];

  constructor(table: MarkdownTable | undefined, cells: readonly MarkdownCell[]) {
    this.#table = table;
    this.#cells = cells;
  }

  cell(name: string): MarkdownCell | null {
    const column = columnOf(this.#table, name);
    return column < 0 ? null : (this.#cells[column] ?? null);
  }

  text(name: string): string {
    return this.cell(name)?.text.trim() ?? '';
  }

  number(name: string): number | undefined {
    const value = parseNumber(this.text(name));
    return Number.isNaN(value) ? undefined : value;
  }

  /** All cells from this column on, because an error text may hold `|`. */
  rest(name: string): string {
    const column = columnOf(this.#table, name);
    return column < 0
      ? ''
      : this.#cells
          .slice(column)
          .map((cell) => cell.text)
          .join('|')
          .trim();
  }
}

function readRow(row: Row, model: string, run: RunBuilder, out: ResultBuilder): void {
  const backend = row.text('backend');
  const headline = row.cell('mean (ms)');
  if (backend === '' || headline === null) return;
  const notes = notesOf(row.rest('notes'));
  const benchmark = run.benchmark(model, parametersOfBackend(backend, notes));
  if (/^(no|false|failed)$/i.test(row.text('success'))) {
    const place = row.cell('notes')?.place ?? headline.place;
    const said = {
      outcome: 'failed',
      error: notes.error ?? 'compilation failed without a message',
    } as const;
    benchmark.measure('Time (ms)', { ...LATENCY, column: 'Mean (ms)' }).sample(NaN, place, said);
    benchmark
      .measure('Compile Time (s)', { ...COMPILE, column: 'Compile Time (s)' })
      .sample(NaN, place, said);
    return;
  }
  const mean = row.number('mean (ms)');
  if (mean === undefined) {
    const sentence = `Backend ${backend}: the mean “${headline.text.trim()}” is not a number.`;
    out.problem(problem('warning', sentence, headline.place.line, headline.place.column));
  } else {
    const statistics = {
      mean,
      stddev: row.number('std (ms)'),
      min: row.number('min (ms)'),
      max: row.number('max (ms)'),
    };
    benchmark.measure('Time (ms)', { ...LATENCY, column: 'Mean (ms)' }).reported(statistics, headline.place);
  }
  readCompileTime(row, benchmark);
}

function readCompileTime(row: Row, benchmark: ReturnType<RunBuilder['benchmark']>): void {
  const seconds = row.number('compile time (s)');
  const cell = row.cell('compile time (s)');
  if (seconds === undefined || cell === null) return;
  const spec = { ...COMPILE, column: 'Compile Time (s)' };
  benchmark
    .measure('Compile Time (s)', seconds === 0 ? { ...spec, notCountedBecause: NOTHING_COMPILED } : spec)
    .value(seconds, cell.place);
}

/** `mode=default; fullgraph=False`; an error text runs to the end. */
function notesOf(notes: string): Record<string, string> {
  const bag: Record<string, string> = {};
  const error = /(?:^|;\s*)error=([\s\S]*)$/.exec(notes);
  const settings = error === null ? notes : notes.slice(0, error.index);
  for (const part of settings.split(/;\s*/)) {
    const equals = part.indexOf('=');
    if (equals > 0) bag[part.slice(0, equals).trim()] = part.slice(equals + 1).trim();
  }
  if (error?.[1] !== undefined && error[1].trim() !== '') bag.error = error[1].trim();
  return bag;
}

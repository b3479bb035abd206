import type { MeasureColumn, RequestColumns } from './request-columns.ts';
import type { RequestRows } from './request-rows.ts';

const NO_ERROR = /^(?:none|null|nil|nan|n\/a|na|no|false|ok|0|-+|\[\]|\{\})$/i;
const GOOD = /^(?:true|yes|y|1|ok|success|succeeded|successful|passed|pass|done|completed?)$/i;
const BAD = /^(?:false|no|n|0|fail|failed|failure|error|errored|timeout|timed[ _-]?out|cancell?ed|skipped)$/i;
const ERROR_ANSWER =
  /^["'\s]*(?:(?:error|exception|failed to|failure)\b[^.\n]{0,80}:|traceback \(most recent)/i;
const LONGEST_ERROR_ANSWER = 400;

/** What one record says about itself. */
export interface RowVerdict {
  /** Why nothing in the record counts; null when it counts. */
  readonly failure: string | null;
  /** A text that looks like an error although the record says that all went well, and the column that holds it. */
  readonly doubt: { readonly text: string; readonly column: number } | null;
}

/** Whether a record counts: its error text, its outcome, and whether it holds any number but zero. */
export function verdictOf(rows: RequestRows, row: number, columns: RequestColumns): RowVerdict {
  const error = firstText(rows, row, columns.errors, (text) => !NO_ERROR.test(text));
  const bad = firstText(rows, row, columns.outcomes, (text) => BAD.test(text));
  if (bad !== null) return { failure: error?.text ?? saysNo(rows, bad), doubt: null };
  const good = firstText(rows, row, columns.outcomes, (text) => GOOD.test(text));
  if (error !== null)
    return good === null ? { failure: error.text, doubt: null } : { failure: null, doubt: error };
  const failure = emptiness(rows, row, columns.measures);
  return { failure, doubt: failure === null ? errorAnswer(rows, row, columns) : null };
}

interface FoundText {
  readonly text: string;
  readonly column: number;
}

function firstText(
  rows: RequestRows,
  row: number,
  among: readonly number[],
  accept: (text: string) => boolean,
): FoundText | null {
  for (const column of among) {
    const text = rows.text(row, column);
    if (text !== '' && accept(text)) return { text, column };
  }
  return null;
}

function saysNo(rows: RequestRows, { text, column }: FoundText): string {
  return `${rows.columns[column]?.trim() ?? 'outcome'}: ${text}`;
}

/** A record without numbers, or with nothing but zeros, measured nothing. */
function emptiness(rows: RequestRows, row: number, measures: readonly MeasureColumn[]): string | null {
  let zeros = 0;
  for (const { column } of measures) {
    const value = rows.number(row, column);
    if (value === 0) zeros++;
    else if (!Number.isNaN(value)) return null;
    else if (rows.text(row, column) !== '') return null;
  }
  if (measures.length === 0) return null;
  if (zeros === 0) return 'no value is given';
  return zeros > 2 ? 'every value is zero: nothing was measured' : null;
}

/** Writers that catch an exception sometimes store its text as if a model had answered it. */
function errorAnswer(rows: RequestRows, row: number, columns: RequestColumns): FoundText | null {
  return firstText(
    rows,
    row,
    columns.answers,
    (text) => text.length <= LONGEST_ERROR_ANSWER && ERROR_ANSWER.test(text),
  );
}

import type { LabelColumn, Outcome } from '../model/sample.ts';
import type { At } from './places.ts';
import type { Codes, Grid } from './generic-grid.ts';
import type { ColumnPlan } from './generic-plan.ts';

/** What became of each row. */
export interface RowOutcomes {
  /** Index into OUTCOME_CODES per row; null when every row is ok. */
  readonly outcomes: Uint8Array | null;
  /** The reason of rows that are not ok; null when there is none. */
  readonly errors: LabelColumn | null;
  /** Rows that are warm-up; null when none is. */
  readonly warmup: Uint8Array | null;
  /** Rows that say both that they succeeded and why they did not. */
  readonly contradictions: readonly Remark[];
}

/** A sentence about one cell. */
export interface Remark {
  readonly at: At;
  readonly message: string;
}

const GOOD =
  /^(?:true|1|yes|y|ok|okay|pass|passed|success|successful|succeeded|complete|completed|done|finished|2\d\d)$/i;
const BAD =
  /^(?:false|0|no|n|fail|failed|failure|error|err|errored|exception|timeout|timed[ _-]?out|oom|out[ _-]of[ _-]memory|crash|crashed|abort|aborted|killed|invalid|[45]\d\d)$/i;
const PARTIAL = /^(?:partial|incomplete|cancell?ed|truncated|skipped|stopped)$/i;
const EXIT_CODE = /(?:exit|return|ret)[\s_-]?(?:code|status|value)|^rc$|errno/i;
const NO_ERROR = /^(?:|0|-|none|null|nil|no|false|ok|success|nan|\[\]|\{\})$/i;
const WARMUP = /^(?:warm[\s_-]?up|warming[\s_-]?up|pilot|dry[\s_-]?run)$/i;
const WARMUP_FLAG = /^(?:is[\s_-]?)?warm[\s_-]?up$/i;

/** Outcome of a cell of an outcome column; null where the text says neither. */
export function outcomeOf(text: string, header: string): Outcome | null {
  const word = text.trim();
  if (EXIT_CODE.test(header)) return word === '0' ? 'ok' : /^-?\d+$/.test(word) ? 'failed' : null;
  if (GOOD.test(word)) return 'ok';
  if (BAD.test(word)) return 'failed';
  return PARTIAL.test(word) ? 'partial' : null;
}

/** True when an error cell holds a reason. */
export function isErrorText(text: string): boolean {
  return !NO_ERROR.test(text.trim());
}

/** Reads what each row says of itself; error text beside a row that says it succeeded is a warning. */
export function rowOutcomes(grid: Grid, plan: ColumnPlan): RowOutcomes {
  const states = new Uint8Array(grid.rowCount);
  const reasons = new Reasons(grid.rowCount);
  const stated = plan.outcomes.map((column) => codedOutcomes(grid, plan, column));
  const contradictions: number[] = [];
  for (let row = 0; row < grid.rowCount; row++) {
    const error = errorOf(grid, plan, row);
    const said = stated.map((column) => column.state(row)).reduce(worse, null);
    if (said === 'failed' || said === 'partial' || (said === null && error !== null)) {
      states[row] = said === 'partial' ? 1 : 2;
      reasons.set(row, error ?? reasonOf(grid, plan, row));
    } else if (error !== null) contradictions.push(row);
  }
  return {
    outcomes: states.some((state) => state > 0) ? states : null,
    errors: reasons.finish(),
    warmup: warmupRows(grid, plan),
    contradictions: contradiction(grid, plan, contradictions),
  };
}

interface CodedColumn {
  readonly state: (row: number) => Outcome | null;
}

function codedOutcomes(grid: Grid, plan: ColumnPlan, column: number): CodedColumn {
  const coded: Codes | undefined = plan.codes.get(column);
  const header = grid.columns[column]?.label ?? '';
  if (coded === undefined) return { state: () => null };
  const byCode = coded.values.map((value) => outcomeOf(String(value), header));
  return { state: (row) => byCode[coded.codes[row] ?? 0] ?? null };
}

function worse(a: Outcome | null, b: Outcome | null): Outcome | null {
  for (const wanted of ['failed', 'partial', 'ok'] as const) if (a === wanted || b === wanted) return wanted;
  return null;
}

function errorOf(grid: Grid, plan: ColumnPlan, row: number): string | null {
  for (const column of plan.errors) {
    const text = grid.text(row, column);
    if (isErrorText(text)) return text;
  }
  return null;
}

function reasonOf(grid: Grid, plan: ColumnPlan, row: number): string {
  const said = plan.outcomes.map(
    (column) => `${grid.columns[column]?.label ?? ''} is ${grid.text(row, column)}`,
  );
  return said.join(', ');
}

function warmupRows(grid: Grid, plan: ColumnPlan): Uint8Array | null {
  let found: Uint8Array | null = null;
  for (const [column, { codes, values }] of plan.codes) {
    const isFlag = WARMUP_FLAG.test(grid.columns[column]?.label.trim() ?? '');
    const warm = values.map((value) =>
      isFlag ? value === true || value === 1 || value === 'yes' : WARMUP.test(String(value)),
    );
    if (!warm.includes(true)) continue;
    found ??= new Uint8Array(grid.rowCount);
    for (let row = 0; row < grid.rowCount; row++) if (warm[codes[row] ?? 0] === true) found[row] = 1;
  }
  return found;
}

function contradiction(grid: Grid, plan: ColumnPlan, rows: readonly number[]): Remark[] {
  const row = rows[0];
  const column = plan.errors.find((candidate) => row !== undefined && isErrorText(grid.text(row, candidate)));
  if (row === undefined || column === undefined) return [];
  const others = rows.length > 1 ? ` (and ${rows.length - 1} more rows)` : '';
  const sentence = `The row says that it succeeded, but also has an error${others}: ${grid.text(row, column)}`;
  return [{ at: grid.at(row, column), message: sentence }];
}

/** Reasons by row, dictionary-encoded. */
class Reasons {
  readonly #codes: Uint32Array;
  readonly #dictionary: string[] = [''];
  readonly #known = new Map<string, number>([['', 0]]);

  constructor(rows: number) {
    this.#codes = new Uint32Array(rows);
  }

  set(row: number, reason: string): void {
    let code = this.#known.get(reason);
    if (code === undefined) {
      code = this.#dictionary.length;
      this.#dictionary.push(reason);
      this.#known.set(reason, code);
    }
    this.#codes[row] = code;
  }

  finish(): LabelColumn | null {
    return this.#dictionary.length > 1
      ? { name: 'error', dictionary: this.#dictionary, codes: this.#codes }
      : null;
  }
}

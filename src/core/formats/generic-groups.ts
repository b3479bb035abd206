import type { Bag, Scalar } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';
import type { Codes, Grid } from './generic-grid.ts';
import type { ColumnPlan } from './generic-plan.ts';

/** Rows of one benchmark: equal in name and in every parameter. */
export interface RowGroup {
  readonly name: string;
  readonly parameters: Bag;
  readonly rows: Uint32Array;
  readonly isWarmup: boolean;
}

/** The groups in the order of their first rows. */
export interface RowGroups {
  readonly groups: readonly RowGroup[];
  /** Parameters that had to be left out because nearly every row has its own value. */
  readonly dropped: readonly number[];
}

/** More benchmarks than this from one table are rows of a log, not cases. */
const MOST_GROUPS = 50_000;
const SLICE = 262_144;

/** Puts rows together that agree in name, parameters and warm-up. */
export function* groupRows(
  grid: Grid,
  plan: ColumnPlan,
  options: { readonly warmup: Uint8Array | null; readonly name: string },
): Steps<RowGroups> {
  const identity = [...(plan.name === null ? [] : [plan.name]), ...plan.parameters].flatMap((column) => {
    const content = plan.codes.get(column);
    return content === undefined ? [] : [{ column, content }];
  });
  let partition =
    options.warmup === null
      ? startOf(grid.rowCount)
      : yield* split(startOf(grid.rowCount), flags(options.warmup));
  const kept = new Set<number>();
  const dropped: number[] = [];
  for (const { column, content } of identity) {
    const finer = yield* split(partition, content);
    if (finer.count > MOST_GROUPS) {
      dropped.push(column);
      continue;
    }
    partition = finer;
    kept.add(column);
  }
  const names = parameterNames(grid);
  const groups = rowsById(partition).map((rows) => describe(plan, kept, { rows, names, ...options }));
  return { groups, dropped };
}

/** Which part each row belongs to: numbers from 0 in the order of first rows. */
interface Partition {
  readonly ids: Uint32Array;
  readonly count: number;
}

function startOf(rows: number): Partition {
  return { ids: new Uint32Array(rows), count: rows > 0 ? 1 : 0 };
}

function flags(warmup: Uint8Array): Codes {
  return { codes: Uint32Array.from(warmup), values: [false, true] };
}

function* split(parts: Partition, { codes, values }: Codes): Steps<Partition> {
  if (values.length <= 2 && !codes.includes(0)) return parts;
  const ids = new Uint32Array(parts.ids.length);
  const known = new Map<number, number>();
  for (let row = 0; row < ids.length; row++) {
    const key = (parts.ids[row] ?? 0) * values.length + (codes[row] ?? 0);
    let id = known.get(key);
    if (id === undefined) {
      id = known.size;
      known.set(key, id);
    }
    ids[row] = id;
    if (row % SLICE === SLICE - 1) yield;
  }
  return { ids, count: known.size };
}

function rowsById({ ids, count }: Partition): Uint32Array[] {
  const sizes = new Uint32Array(count);
  for (const id of ids) sizes[id] = (sizes[id] ?? 0) + 1;
  const groups = Array.from(sizes, (size) => new Uint32Array(size));
  sizes.fill(0);
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] ?? 0;
    const group = groups[id];
    if (group !== undefined) group[sizes[id] ?? 0] = row;
    sizes[id] = (sizes[id] ?? 0) + 1;
  }
  return groups;
}

interface Described {
  readonly rows: Uint32Array;
  /** Names of parameters by column. */
  readonly names: readonly string[];
  readonly warmup: Uint8Array | null;
  readonly name: string;
}

function describe(plan: ColumnPlan, kept: ReadonlySet<number>, options: Described): RowGroup {
  const row = options.rows[0] ?? 0;
  const parameters: Record<string, Scalar> = {};
  for (const column of plan.parameters) {
    const name = options.names[column] ?? '';
    if (kept.has(column)) addParameter(parameters, plan, { column, row, name });
  }
  const isWarmup = options.warmup?.[row] === 1;
  if (isWarmup && !Object.values(parameters).some((value) => /warm/i.test(String(value))))
    parameters.phase = 'warmup';
  const named = plan.name === null || !kept.has(plan.name) ? '' : String(valueAt(plan, plan.name, row));
  return { name: named === '' ? options.name : named, parameters, rows: options.rows, isWarmup };
}

/** Adds one parameter; a cell that holds a JSON object adds each of its entries. */
export function addParameter(
  bag: Record<string, Scalar>,
  plan: ColumnPlan,
  at: { readonly column: number; readonly row: number; readonly name: string },
): void {
  const value = valueAt(plan, at.column, at.row);
  if (value === '') return;
  const entries = typeof value === 'string' && value.startsWith('{') ? entriesOf(value) : null;
  if (entries === null) bag[at.name] = value;
  else for (const [key, entry] of entries) bag[key in bag ? `${at.name}.${key}` : key] = entry;
}

function valueAt(plan: ColumnPlan, column: number, row: number): Scalar {
  const content = plan.codes.get(column);
  return content?.values[content.codes[row] ?? 0] ?? '';
}

/** What each column is called as a parameter: the last key of nested records ("bits" for "config.bits") where it is the only one. */
export function parameterNames(grid: Grid): string[] {
  const uses = new Map<string, number>();
  for (const { words } of grid.columns) uses.set(words, (uses.get(words) ?? 0) + 1);
  return grid.columns.map(({ label, words }, column) => {
    const own = words.trim();
    if (own !== '' && uses.get(words) === 1) return own;
    return label.trim() === '' ? `column ${column + 1}` : label.trim();
  });
}

function entriesOf(text: string): [string, Scalar][] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return Object.entries(value).flatMap(([key, entry]) =>
      typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean'
        ? [[key, entry]]
        : [],
    );
  } catch {
    return null;
  }
}

import { labelRole } from '../normalise/labels.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import type { Codes, Grid } from './generic-grid.ts';

/** What a column that is no metric can be for; `unknown`: a number whose meaning nothing tells. */
export type Use =
  'name' | 'parameter' | 'shared' | 'label' | 'outcome' | 'error' | 'time' | 'count' | 'unknown' | 'ignore';

/** Headers of columns that name a case; `precision_name` and the like are parameters. */
export const NAME_HEADER =
  /^(?:benchmark|bench|test|case|test[\s_-]?case|scenario|name|label|key|kernel|method|function|func|task|workload|operation|op|query|suite|program|algorithm|algo|implementation|impl|variant|target|\(key\))(?:[\s_-]?(?:name|id))?$/i;

/** Headers of columns that hold remarks on a row. */
export const REMARK_HEADER = /^(?:range|extra|notes?|comments?|remarks?|description|details?)$/i;

/** Headers of columns that tell which file or address a row came from. */
const FILE_HEADER = /(?:^|[\s_-])(?:file|filename|path|url|uri|dir|directory|folder|log)$/i;

/** Numbers, with at most as many cells of text ("timed out") beside them. */
export function isNumeric(grid: Grid, column: number): boolean {
  const { numbers, text } = grid.census(column);
  return numbers > 0 && numbers >= text;
}

/** A column whose name is read and whose content is now looked at. */
export interface Candidate {
  readonly grid: Grid;
  readonly column: number;
  readonly use: Use;
  readonly content: Codes | null;
  readonly firstMetric: number;
}

/** The content settles what the name leaves open. */
export function settledUse({ grid, column, use, content, firstMetric }: Candidate): Use {
  const numeric = isNumeric(grid, column);
  if (use === 'error' && numeric) return 'unknown';
  if (use !== 'unknown' && use !== 'parameter') return use;
  if (content === null) return numeric ? 'unknown' : 'label';
  const distinct = content.values.length - 1;
  if (distinct === 1 && grid.census(column).empty === 0 && grid.rowCount > 1) return 'shared';
  const repeats = distinct * 2 <= grid.rowCount;
  if (!numeric && isRemark(grid, column, repeats)) return 'label';
  if (use === 'parameter') return 'parameter';
  if (!numeric) return settledText(content, repeats);
  return settledNumber(grid, column, { repeats, isInput: column < firstMetric });
}

/** Text under a metric's name, and the file or address that each row came from. */
function isRemark(grid: Grid, column: number, repeats: boolean): boolean {
  const words = grid.columns[column]?.words.trim() ?? '';
  return labelRole(words) === 'metric' || (!repeats && FILE_HEADER.test(words));
}

function settledText(content: Codes, repeats: boolean): Use {
  const [, first = ''] = content.values;
  if (typeof first === 'string' && parseStamp(first) !== null) return 'time';
  if (repeats) return 'parameter';
  return isShort(content) ? 'name' : 'label';
}

/** Inputs stand left of results; a number that is not whole and stands among the results is one of them. */
function settledNumber(
  grid: Grid,
  column: number,
  { repeats, isInput }: { readonly repeats: boolean; readonly isInput: boolean },
): Use {
  const integer = isInteger(grid, column);
  if (grid.rowCount > 1 && isIndex(grid, column)) return 'label';
  if (isInput) return repeats || integer ? 'parameter' : 'unknown';
  return repeats && integer && grid.rowCount > 1 ? 'parameter' : 'unknown';
}

/** 0, 1, 2 … or 1, 2, 3 …: the number of the row. */
function isIndex(grid: Grid, column: number): boolean {
  const first = grid.number(0, column);
  if (first !== 0 && first !== 1) return false;
  return grid.numbers(column).every((value, row) => value === first + row);
}

function isInteger(grid: Grid, column: number): boolean {
  return grid.numbers(column).every((value) => Number.isNaN(value) || Number.isInteger(value));
}

function isShort(content: Codes): boolean {
  return content.values.every((value) => String(value).length <= 120);
}

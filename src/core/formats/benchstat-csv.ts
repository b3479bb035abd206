import { parseNumber } from '../text/number.ts';
import { commaCells, countOf, shareOf, type Benchstat, type BenchstatCell } from './benchstat-cells.ts';
import { configLine } from './go-bench-lines.ts';
import type { Word } from './go-bench-lines.ts';
import type { TextLine } from './text-scan.ts';

/** A column of values of the table that is being read. */
interface Column {
  readonly index: number;
  readonly input: string;
  readonly label: string;
  readonly unit: string;
}

/** The head of a table of the first version; the name of the column of names tells the layout. */
const FIRST_HEAD = /^name(?: \\ (?<label>[^,]+))?,/;

/** Tables of `benchstat -csv` (first version) and `benchstat -format csv` (second version). */
export function readBenchstatCsv(lines: readonly TextLine[]): Benchstat {
  const first = lines.some(({ text }) => FIRST_HEAD.test(text) && text.includes('±'));
  return first
    ? { generation: 'mean', cells: firstVersion(lines) }
    : { generation: 'median', cells: secondVersion(lines) };
}

function firstVersion(lines: readonly TextLine[]): BenchstatCell[] {
  const cells: BenchstatCell[] = [];
  let columns: Column[] = [];
  let config: Record<string, string> = {};
  for (const { number, text } of lines) {
    const head = FIRST_HEAD.exec(text);
    const group = [...text.matchAll(/(?:^|\s)([a-z]+):(\S+)/g)];
    if (head !== null) {
      columns = firstColumns(commaCells(text), head.groups?.label ?? null);
      config = {};
    } else if (group.length > 0 && !text.includes(',')) {
      config = Object.fromEntries(group.map((found) => [found[1] ?? '', found[2] ?? '']));
    } else cells.push(...rowCells({ line: number, row: commaCells(text), columns, config }));
  }
  return cells;
}

/** "name \ time/op (ns/op),a.txt,±" and "name,old time/op (ns/op),±,new time/op (ns/op),±,delta,±". */
function firstColumns(head: readonly Word[], shared: string | null): Column[] {
  return head.flatMap(({ text }, index) => {
    if (index === 0 || text === '±' || text === 'delta' || text === '') return [];
    const own = /^(?:(old|new) )?(.+)$/.exec(text);
    const { label, unit } = labelOf(shared ?? own?.[2] ?? text);
    return [{ index, input: shared === null ? (own?.[1] ?? '') : text, label, unit }];
  });
}

/** "time/op (ns/op)" → time/op in ns/op; a label without a unit is its own. */
function labelOf(text: string): { label: string; unit: string } {
  const found = /^(.+?) \((.+)\)$/.exec(text);
  return { label: found?.[1] ?? text, unit: found?.[2] ?? text };
}

function secondVersion(lines: readonly TextLine[]): BenchstatCell[] {
  const cells: BenchstatCell[] = [];
  let columns: Column[] = [];
  let inputs: Word[] = [];
  let config: Record<string, string> = {};
  for (const line of lines) {
    const row = commaCells(line.text);
    const said = row.length === 1 ? configLine(line) : null;
    if (said !== null) config = { ...config, [said.key]: said.value };
    else if (row[0]?.text === '' && row.some(({ text }) => text === 'CI'))
      columns = secondColumns(row, inputs);
    else if (row[0]?.text === '') inputs = row;
    else cells.push(...rowCells({ line: line.number, row, columns, config }));
  }
  return cells;
}

function secondColumns(units: readonly Word[], inputs: readonly Word[]): Column[] {
  return units.flatMap(({ text }, index) =>
    units[index + 1]?.text === 'CI'
      ? [{ index, input: inputs[index]?.text ?? '', label: text, unit: text }]
      : [],
  );
}

interface Row {
  readonly line: number;
  readonly row: readonly Word[];
  readonly columns: readonly Column[];
  readonly config: Readonly<Record<string, string>>;
}

function rowCells({ line, row, columns, config }: Row): BenchstatCell[] {
  const name = row[0]?.text ?? '';
  if (name === '') return [];
  const n = countOf(row.at(-1)?.text ?? '');
  return columns.flatMap(({ index, input, label, unit }) => {
    const cell = row[index];
    const value = parseNumber(cell?.text ?? '');
    if (cell === undefined || Number.isNaN(value)) return [];
    const spread = shareOf(row[index + 1]?.text ?? '');
    return [{ name, input, label, unit, value, place: { line, column: cell.column }, spread, n, config }];
  });
}

import type { BenchmarkBuilder } from './build-measure.ts';
import { problem } from '../model/problem.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import type { OccurrenceRuns } from './occurrence-runs.ts';
import { asReported } from './report-fields.ts';
import type { TextLine } from './text-scan.ts';

const HEAD = /^(?<suite>\S.*?)\s+fastest\s+│ slowest\s+│ median\s+│ mean\s+│ samples │ iters\s*$/u;

/** Statistics in the order of the columns, by divan's documentation. */
const STATISTICS = ['min', 'max', 'median', 'mean'] as const;

const CELL = /(?<value>[\d.]+) (?<unit>\S+)/du;

/** True for a text with a table of divan. */
export function hasDivanText(text: string): boolean {
  return /\bfastest\s+│ slowest\s+│ median\s+│ mean\s+│ samples │ iters/u.test(text);
}

/** One line of the tree: how deep it is, its name, and the bars between its cells. */
interface TreeLine {
  readonly depth: number;
  readonly name: string;
  /** Cells with the column (from 0) at which they begin. */
  readonly cells: readonly { readonly text: string; readonly start: number }[];
}

/** Adds the results of divan's trees among lines of any kind: the path in the tree is the name, a number at its end a parameter. */
export function addDivanText(lines: readonly TextLine[], runs: OccurrenceRuns, out: ResultBuilder): void {
  let column = -1;
  let run: RunBuilder | null = null;
  let path: string[] = [];
  let benchmark: BenchmarkBuilder | null = null;
  let left = 0;
  for (const line of lines) {
    const head = HEAD.exec(line.text);
    if (head !== null) {
      column = line.text.indexOf('fastest');
      path = [head.groups?.suite ?? ''];
      run = runs.next(path[0] ?? '');
      continue;
    }
    const tree = column < 0 ? null : treeLine(line.text, column);
    if (tree === null || run === null) {
      column = -1;
      continue;
    }
    if (tree.name !== '') path = [...path.slice(0, tree.depth), tree.name];
    if (tree.name !== '') benchmark = hasNumbers(tree) ? caseOf(path, run) : null;
    if (tree.name !== '' && benchmark !== null) addCells(tree, line.number, benchmark);
    else if (hasNumbers(tree)) left++;
  }
  if (left > 0) {
    const sentence = `Lines of throughput or allocations stand under the times (${left}); they were not read.`;
    out.problem(problem('info', sentence));
  }
}

/** Null for a line that is no part of the table. */
function treeLine(text: string, column: number): TreeLine | null {
  if (!text.includes('│') && !/^\s*[├╰]─/u.test(text)) return null;
  const left = text.slice(0, column);
  const branch = /^(?<indent>[\s│]*)(?:[├╰]─ )(?<name>.*)$/u.exec(left);
  const name = (branch?.groups?.name ?? '').trim();
  const depth = branch === null ? 0 : (branch.groups?.indent ?? '').length / 3 + 1;
  let start = column;
  const cells = text
    .slice(column)
    .split('│')
    .map((cell) => {
      const at = start;
      start += cell.length + 1;
      return { text: cell, start: at };
    });
  return { depth: Math.round(depth), name, cells };
}

function hasNumbers(tree: TreeLine): boolean {
  return CELL.test(tree.cells[0]?.text ?? '');
}

/** The suite's name is the program's; the path under it names the benchmark. */
function caseOf(path: readonly string[], run: RunBuilder): BenchmarkBuilder {
  const names = path.slice(1);
  const last = names.at(-1) ?? '';
  const threads = /^t=(\d+)$/.exec(last)?.[1];
  if (threads !== undefined) return run.benchmark(names.slice(0, -1).join('/'), { threads: Number(threads) });
  const isArgument = names.length > 1 && /^-?\d+(?:\.\d+)?$/.test(last);
  return isArgument
    ? run.benchmark(names.slice(0, -1).join('/'), { arg: Number(last) })
    : run.benchmark(names.join('/') || (path[0] ?? 'unnamed'));
}

/** The times of a benchmark. */
function addCells(tree: TreeLine, line: number, benchmark: BenchmarkBuilder): void {
  const n = countOf(tree.cells[4]?.text);
  const iterations = countOf(tree.cells[5]?.text);
  STATISTICS.forEach((statistic, index) => {
    const cell = tree.cells[index];
    const found = cell === undefined ? null : CELL.exec(cell.text);
    if (cell === undefined || found === null) return;
    const unit = found.groups?.unit ?? '';
    const place = { line, column: cell.start + (found.indices?.groups?.value?.[0] ?? 0) + 1 };
    const measure = benchmark.measure('time', {
      metric: 'time-per-op',
      unit,
      ...(Number.isFinite(iterations) ? { iterations } : {}),
    });
    const factor = unit === unitOfFirst(tree) ? 1 : ratio(unit, unitOfFirst(tree));
    measure.reported(asReported(statistic, Number(found.groups?.value) * factor), place);
    if (statistic === 'mean' && Number.isFinite(n)) measure.reported({ n }, place);
  });
}

function countOf(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? NaN : Number(text);
}

/** The unit that the measure was made with: that of the first cell. */
function unitOfFirst(tree: TreeLine): string {
  return CELL.exec(tree.cells[0]?.text ?? '')?.groups?.unit ?? '';
}

/** Seconds in a unit of divan. */
const SECONDS: Readonly<Record<string, number>> = { s: 1, ms: 1e-3, µs: 1e-6, us: 1e-6, ns: 1e-9, ps: 1e-12 };

function ratio(unit: string, other: string): number {
  return (SECONDS[unit] ?? NaN) / (SECONDS[other] ?? NaN);
}

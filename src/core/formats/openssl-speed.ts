import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseNumber } from '../text/number.ts';
import type { MeasureSpec } from './build-measure.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { textLines, type TextLine } from './text-scan.ts';

const SIZES = /^type +(?:\d+ bytes *)+$/;
const OPERATIONS =
  /^ +(?:(?:sign|verify|encr|decr|encaps|decaps|keygen|op)(?:\/s)? +)*(?:sign|verify|encr|decr|encaps|decaps|keygen|op)\/s *$/;
const THOUSANDS = /^The 'numbers' are in 1000s of bytes per second processed\./m;
const MACHINE_SIZES = /^\+H(?::\d+)+$/;
const MACHINE_ROW = /^\+F:\d+:[^:]+(?::[\d.]+)+$/;

const MACHINE_OTHER = /^\+F[2-9]:/;
const UNREAD =
  'Signatures and key exchanges of `-mr` are not read: versions of OpenSSL write times or rates there without saying which.';

const BYTES: MeasureSpec = { metric: 'bandwidth', unit: 'kB/s' };
const MACHINE_BYTES: MeasureSpec = { metric: 'bandwidth', unit: 'B/s' };
const TOO_FEW = 'one over the rate beside it, with fewer digits';

/** What `openssl speed` prints, for people or with `-mr`. */
export const opensslSpeed: Format = {
  id: 'openssl-speed',
  title: 'openssl speed',
  proof: 'Made by running OpenSSL 3.0.19 here.',
  about:
    'The text of `openssl speed`: bytes per second of ciphers and digests by block size (thousands are decimal), operations per second of signatures and key exchanges, and of `-mr` output the bytes per second (`+F`). The block size is a parameter. Times of one operation are shown, but they repeat the rates with fewer digits.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType === 'markdown' || head.fileType === 'json') return null;
    if (THOUSANDS.test(head.text))
      return { score: 0.95, reason: 'a text with `in 1000s of bytes per second processed`' };
    const lines = head.text.split(/\r?\n/);
    if (/^options: ?bn\(/m.test(head.text) && lines.some((line) => OPERATIONS.test(line)))
      return { score: 0.95, reason: 'a text with the options of OpenSSL and operations per second' };
    const isMachine =
      lines.some((line) => MACHINE_SIZES.test(line)) && lines.some((line) => MACHINE_ROW.test(line));
    return isMachine ? { score: 0.9, reason: 'lines `+H` and `+F` of `openssl speed -mr`' } : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const text = file.text();
    const version = /^(?:version: |OpenSSL )(\S+)/m.exec(text)?.[1] ?? null;
    const run = out.run({ tool: 'openssl speed', toolVersion: version });
    let columns: Columns | null = null;
    const lines = yield* textLines(text);
    for (const line of lines) columns = readLine(line, columns, run);
    const other = lines.find((line) => MACHINE_OTHER.test(line.text));
    if (other !== undefined) out.problem(problem('info', UNREAD, other.number, 1));
    if (run.isEmpty) out.problem(problem('warning', 'The text ends before the table of rates.'));
    return yield* out.finish(() => text);
  },
};

/** What the cells of the rows below a header are. */
type Columns =
  | { readonly kind: 'sizes'; readonly sizes: readonly number[] }
  | { readonly kind: 'machine'; readonly sizes: readonly number[] }
  | { readonly kind: 'operations'; readonly names: readonly string[] };

interface Cell {
  readonly text: string;
  readonly column: number;
}

function readLine(line: TextLine, columns: Columns | null, run: RunBuilder): Columns | null {
  const { text } = line;
  if (SIZES.test(text)) return { kind: 'sizes', sizes: numbersIn(text) };
  if (MACHINE_SIZES.test(text)) return { kind: 'machine', sizes: numbersIn(text) };
  if (OPERATIONS.test(text)) return { kind: 'operations', names: text.trim().split(/ +/) };
  if (columns?.kind === 'sizes') readSizes(line, columns.sizes, run);
  else if (columns?.kind === 'operations') readOperations(line, columns.names, run);
  if (columns?.kind === 'machine' && MACHINE_ROW.test(text)) readMachine(line, columns.sizes, run);
  return columns;
}

function numbersIn(text: string): number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}

/** The last cells of a row, as many as its header has, and what stands before them. */
function lastCells(
  text: string,
  shape: RegExp,
  count: number,
): { readonly name: string; readonly cells: readonly Cell[] } | null {
  const found = [...text.matchAll(shape)].slice(-count);
  const first = found[0];
  if (found.length < count || first === undefined) return null;
  const name = text.slice(0, first.index).trim().replaceAll(/ +/g, ' ');
  return name === ''
    ? null
    : { name, cells: found.map((cell) => ({ text: cell[0], column: cell.index + 1 })) };
}

function readSizes(line: TextLine, sizes: readonly number[], run: RunBuilder): void {
  const row = lastCells(line.text, /(?<= )[\d.]+k?(?= |$)/g, sizes.length);
  row?.cells.forEach((cell, index) => {
    const value = parseNumber(cell.text.replace('k', ''));
    if (!cell.text.endsWith('k') || Number.isNaN(value)) return;
    run
      .benchmark(row.name, { 'block size': sizes[index] ?? 0 })
      .measure('bytes per second', BYTES)
      .sample(value, { line: line.number, column: cell.column });
  });
}

function readOperations(line: TextLine, names: readonly string[], run: RunBuilder): void {
  const row = lastCells(line.text, /(?<= )\d+\.\d+s?(?= |$)/g, names.length);
  row?.cells.forEach((cell, index) => {
    const name = names[index] ?? '';
    const isRate = name.endsWith('/s');
    const value = parseNumber(cell.text.replace('s', ''));
    if (cell.text.endsWith('s') === isRate || Number.isNaN(value)) return;
    const spec: MeasureSpec = isRate
      ? { metric: 'operation-throughput', unit: 'op/s' }
      : { metric: 'time-per-op', unit: 's/op', notCountedBecause: TOO_FEW };
    run
      .benchmark(row.name, { operation: name.replace('/s', '') })
      .measure(name, spec)
      .sample(value, { line: line.number, column: cell.column });
  });
}

function readMachine(line: TextLine, sizes: readonly number[], run: RunBuilder): void {
  const [, , name = '', ...cells] = line.text.split(':');
  let column = line.text.length - cells.join(':').length + 1;
  cells.forEach((cell, index) => {
    run
      .benchmark(name, { 'block size': sizes[index] ?? 0 })
      .measure('bytes per second', MACHINE_BYTES)
      .sample(parseNumber(cell), { line: line.number, column });
    column += cell.length + 1;
  });
}

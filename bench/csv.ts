import { parse as csvParse } from 'csv-parse/sync';
import { parse as papaParse } from 'papaparse';
import { inferSchema, initParser } from 'udsv';
import { runToEnd } from '../src/core/model/steps.ts';
import { readTable } from '../src/core/text/csv.ts';
import type { TextDecoderPort } from '../src/core/text/decode.ts';

export interface BenchRow {
  readonly name: string;
  /** Best of the rounds, in milliseconds: a busy machine only ever adds time. */
  readonly ms: number;
  /** Time relative to ours: 3 means three times as long. */
  readonly ratio: number;
}

export interface CsvBenchOptions {
  /** About how many bytes the file has. Default 80 MB. */
  readonly bytes?: number;
  /** How often each reader runs, in turn with the others. Default 4. */
  readonly rounds?: number;
}

const port: TextDecoderPort = {
  decode: (bytes, encoding, fatal) => new TextDecoder(encoding, { fatal }).decode(bytes),
};

/** Reads one generated CSV of benchmark runs with our reader and with others, all from the same bytes. Ours comes first. */
export function benchCsv(options: CsvBenchOptions = {}): BenchRow[] {
  const bytes = generateRuns(options.bytes ?? 80_000_000);
  const readers = [
    { name: 'Benchtrail (typed columns, places on demand)', read: () => readOurs(bytes) },
    { name: 'csv-parse (sync, strings)', read: () => csvParse(bytes).length },
    { name: 'PapaParse (strings)', read: () => papaParse(decode(bytes)).data.length },
    { name: 'uDSV (typed columns)', read: () => readUdsv(bytes) },
  ];
  const best = readers.map(() => Infinity);
  for (let round = 0; round < (options.rounds ?? 4); round++)
    for (const [i, { read }] of readers.entries()) best[i] = Math.min(best[i] ?? Infinity, timeOf(read));
  const ours = best[0] ?? NaN;
  return readers.map(({ name }, i) => ({ name, ms: best[i] ?? NaN, ratio: (best[i] ?? NaN) / ours }));
}

/** Every number of every numeric column, and the place of one cell to show that it can be had. */
function readOurs(bytes: Uint8Array): number {
  const table = runToEnd(readTable(bytes, port));
  let sum = table.place(table.rowCount - 1, table.columnCount - 1).line;
  for (let column = 0; column < table.columnCount; column++)
    if (table.isNumeric(column)) sum += table.numbers(column)[0] ?? 0;
  return sum;
}

function readUdsv(bytes: Uint8Array): number {
  const text = decode(bytes);
  return initParser(inferSchema(text)).typedCols(text).length;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function timeOf(read: () => number): number {
  const start = performance.now();
  read();
  return performance.now() - start;
}

/** A CSV as ad-hoc scripts write it: a time stamp, labels, numbers of 2 to 17 digits, here and there a quoted error. */
export function generateRuns(size: number): Uint8Array {
  const random = seededRandom(20_251_008);
  const lines = [
    'timestamp,model,prompt_index,ttft_s,tokens_s,load_s,prompt_eval_s,eval_s,prompt_eval_count,eval_count,error',
  ];
  let bytes = 0;
  for (let row = 0; bytes < size; row++) {
    const line = runLine(row, random);
    lines.push(line);
    bytes += line.length + 1;
  }
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

function runLine(row: number, random: () => number): string {
  const second = `${row % 60}`.padStart(2, '0');
  const error = row % 97 === 0 ? '"timed out, ""hard"" limit"' : '';
  return [
    `2025-10-08T16:29:${second}.${`${(row * 7919) % 1_000_000}`.padStart(6, '0')}+00:00`,
    row % 3 === 0 ? 'gemma3:latest' : 'llama3.1:8b-instruct-q4_0',
    row % 5,
    (random() * 3).toFixed(6),
    (random() * 100).toFixed(2),
    random(),
    random() / 100,
    (random() * 20).toFixed(6),
    Math.floor(random() * 40),
    Math.floor(random() * 900),
    error,
  ].join(',');
}

/** Mulberry32. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { readTable, readTables } from '../../../src/core/text/csv.ts';
import { decodeBytes } from '../../../src/core/text/decode.ts';
import type { Table } from '../../../src/core/text/table.ts';
import { decoder, rowsOf } from './support.ts';

const CORPUS = '../shared/corpus';
const isThere = existsSync(CORPUS);
const files = isThere
  ? readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:csv|tsv|jtl)$/.test(path))
      .sort()
  : [];

function bytesOf(path: string): Uint8Array {
  const text = decodeBytes(readFileSync(join(CORPUS, path)), decoder);
  if (text.kind === 'binary') throw new Error(text.reason);
  return text.bytes;
}

function tables(path: string): Table[] {
  return runToEnd(readTables(bytesOf(path), decoder));
}

describe.skipIf(!isThere)(
  'tables of real files (skipped where the corpus is not beside the repository)',
  () => {
    it.each(files)('%s: the rows of csv-parse', (path) => {
      const bytes = bytesOf(path);
      const table = runToEnd(readTable(bytes, decoder, { header: 'none' }));
      const { delimiter, quote } = table.dialect;
      const expected: string[][] = parse(bytes, {
        delimiter,
        quote,
        trim: true,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        record_delimiter: ['\r\n', '\n', '\r'],
      });
      expect(rowsOf(table)).toEqual(expected);
    });

    it('the profiler with units and Indian digit grouping', () => {
      const [table] = tables('chimeraforge/outputs/reports/profiling/ncu_ollama_raw.csv');
      expect([table?.columnCount, table?.rowCount, table?.headerLine]).toEqual([251, 1, 1]);
      expect(table?.units?.filter((unit) => unit !== null)).toHaveLength(27);
      const clock = table?.header.indexOf('device__attribute_clock_rate') ?? -1;
      expect(table?.number(0, clock)).toBe(2_280_000);
    });

    it('the profiler whose message was saved as CSV', () => {
      const text = decodeBytes(
        readFileSync(join(CORPUS, 'chimeraforge/outputs/reports/profiling/ncu_summary.csv')),
        decoder,
      );
      expect(text.kind === 'text' && text.problems[0]?.message).toBe(
        'This file is UTF-16 saved again as UTF-8; its text is: ' +
          '"==ERROR== the argument for option \'--page\' is invalid. Use --help for further details."',
      );
    });

    it('the profiler report that is a binary', () => {
      const path = 'chimeraforge/outputs/reports/profiling/ncu_ollama.ncu-rep';
      expect(decodeBytes(readFileSync(join(CORPUS, path)), decoder)).toEqual({
        kind: 'binary',
        reason: 'it is a report of an NVIDIA profiler',
      });
    });

    it.each([
      [
        'aiperf/profile_export_aiperf.csv',
        [
          [1, 10, 13],
          [13, 11, 2],
        ],
      ],
      ['nsys/nsys_stats.csv', [[6, 61, 9]]],
      ['google-benchmark/asv18-bench_results.csv', [[9, 235, 11]]],
      ['adhoc/thermal_log.csv', [[null, 4979, 6]]],
      ['redis-benchmark/redis_1.csv', [[null, 16, 2]]],
      ['llmperf/nim-meta_llama3-8b-instruct.csv', [[1, 7, 8]]],
      ['jmh/OpenJ9-multiply-jmh-result.csv', [[1, 28, 9]]],
      ['benchmarkdotnet/erayyal-Benchmark-report.csv', [[1, 2, 47]]],
    ])('%s: header line, rows and columns', (path, expected) => {
      expect(tables(path).map((table) => [table.headerLine, table.rowCount, table.columnCount])).toEqual(
        expected,
      );
    });
  },
);

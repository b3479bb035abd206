import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { sniffTable, readTable } from '../../../src/core/text/csv.ts';
import { decodeBytes } from '../../../src/core/text/decode.ts';
import { decoder, problemsOf, rowsOf, tableOf, tablesOf, utf8 } from './support.ts';

/** What result files of real tools do to CSV; each text is made up in the tool's manner. */
describe('quirks of result files', () => {
  it('profiler: hundreds of quoted columns, a sparse unit row, Indian digit grouping', () => {
    const columns = Array.from({ length: 250 }, (_, i) => i);
    const quoted = (cells: readonly string[]): string => `${cells.map((cell) => `"${cell}"`).join(',')}\n`;
    const unit: Record<number, string> = {
      3: 'us',
      4: 'register/thread',
      5: 'Kbyte/block',
      6: '%',
      249: 'warp',
    };
    const text =
      quoted(columns.map((i) => (i === 0 ? 'Kernel Name' : `metric__${i}`))) +
      quoted(columns.map((i) => unit[i] ?? '')) +
      quoted(
        columns.map((i) =>
          i === 0 ? 'void f<1>(int, float *)' : i === 3 ? '22,80,000' : i === 4 ? '16' : '1,024.5',
        ),
      );
    const table = tableOf(text);
    expect([table.rowCount, table.columnCount]).toEqual([1, 250]);
    expect(table.units?.[3]).toBe('us');
    expect(table.units?.[2]).toBeNull();
    expect(table.units?.[249]).toBe('warp');
    expect([table.number(0, 3), table.number(0, 4), table.number(0, 249)]).toEqual([2_280_000, 16, 1024.5]);
    expect(table.dialect).toMatchObject({ decimal: '.', grouping: ',' });
    expect(table.line(0)).toBe(3);
    expect(table.problems).toEqual([]);
  });

  it('a second row of texts is no unit row, and a unit row may be refused or described', () => {
    expect(tableOf('name,value\nthroughput,x\nlatency,2\n').units).toBeNull();
    expect(tableOf('time,size\nms,byte\n1,2\n', { unitRow: 'never' })).toMatchObject({
      units: null,
      rowCount: 2,
    });
    expect(tableOf('time,size\nparsec,\n1,2\n', { isUnit: (text) => text === 'parsec' }).units).toEqual([
      'parsec',
      null,
    ]);
    expect(tableOf('time,unit\n5,ms\n6,s\n').units).toBeNull();
  });

  it('profiler: an error message saved as CSV is one line of text', () => {
    const letters = "==ERROR== the option '--page' is invalid.".replaceAll(/./g, '$&\0');
    const text = decodeBytes(utf8(`\xff\xfe${letters}`), decoder);
    if (text.kind !== 'text') throw new Error(text.reason);
    expect(text.problems[0]?.severity).toBe('error');
    expect(text.problems[0]?.message).toContain('UTF-16 saved again as UTF-8');
    expect(runToEnd(readTable(text.bytes, decoder)).rowCount).toBe(0);
    expect(sniffTable(text.bytes, decoder)).toBeNull();
  });

  it('every cell quoted, numbers too', () => {
    const table = tableOf(
      '"model","num_gpu","tokens_s","error"\n"llama3","999","77.5",""\n"llama3","40","77.93",""\n',
    );
    expect([...table.numbers(2)]).toEqual([77.5, 77.93]);
    expect(table.isNumeric(1)).toBe(true);
    expect(table.place(0, 2)).toEqual({ line: 2, column: 17 });
    expect(table.place(0, 3)).toEqual({ line: 2, column: 24 });
  });

  it('JSON in a cell, Windows paths, TRUE, empty cells with an error text', () => {
    const table = tableOf(
      'prompt,ttft_s,error,options,path,ok\r\n' +
        'hi,0.5,,"{""temperature"":0.3,""top_p"":0.9}",C:\\runs\\a.json,TRUE\r\n' +
        'ho,,timed out,"{""temperature"":0.3,""top_p"":0.9}",C:\\runs\\b.json,FALSE\r\n',
    );
    expect(table.text(0, 3)).toBe('{"temperature":0.3,"top_p":0.9}');
    expect(JSON.parse(table.text(1, 3))).toEqual({ temperature: 0.3, top_p: 0.9 });
    expect(table.text(0, 4)).toBe('C:\\runs\\a.json');
    expect([...table.numbers(1)]).toEqual([0.5, NaN]);
    expect(table.isNumeric(1)).toBe(true);
    expect(table.text(1, 5)).toBe('FALSE');
    expect(table.place(1, 5)).toEqual({ line: 3, column: 68 });
  });

  it('backends whose names hold delimiters and line breaks', () => {
    const table = tableOf(
      'backend,ms,error\neager,1.5,\ninductor,0,"RuntimeError: x, y\nTraceback:\n  at ""z"""\ntrt,2.5,\n',
    );
    expect(rowsOf(table)[1]).toEqual(['inductor', '0', 'RuntimeError: x, y\nTraceback:\n  at "z"']);
    expect([0, 1, 2].map((row) => table.line(row))).toEqual([2, 3, 6]);
    expect(table.place(2, 1)).toEqual({ line: 6, column: 5 });
  });

  it('Google Benchmark: eight lines before the header, counters with units in quoted names', () => {
    const table = tableOf(
      '2026-05-26T19:40:37-04:00\nRunning ./run_benchmarks\nRun on (12 X 24 MHz CPU s)\nCPU Caches:\n' +
        '  L1 Data 64 KiB\n  L1 Instruction 128 KiB\n  L2 Unified 4096 KiB (x12)\nLoad Average: 2.19, 2.73, 2.76\n' +
        'name,iterations,real_time,cpu_time,time_unit,error_message,"fails,%","mem_max,bytes"\n' +
        '"BM_a/8",100,12.5,12.25,ns,,0,1024\n"BM_a/8_mean",3,1.5e+3,12.25,ns,,0,1024\n',
    );
    expect(table.headerLine).toBe(9);
    expect(table.header.slice(-2)).toEqual(['fails,%', 'mem_max,bytes']);
    expect(table.preamble.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(table.preamble[4]).toEqual({ line: 5, text: '  L1 Data 64 KiB' });
    expect([...table.numbers(2)]).toEqual([12.5, 1500]);
    expect(table.problems).toEqual([]);
  });

  it('Google Benchmark: the same lines before one row only', () => {
    const table = tableOf(
      '2026-05-26\nRunning ./x\nLoad Average: 2.19, 2.73, 2.76\nname,iterations,real_time,time_unit\n"BM",1,5,ns\n',
    );
    expect(table.headerLine).toBe(4);
    expect(table.rowCount).toBe(1);
  });

  it('JMH: decimal comma in quoted cells and in a header', () => {
    const table = tableOf(
      '"Benchmark","Mode","Threads","Samples","Score","Score Error (99,9%)","Unit","Param: dim"\r\n' +
        '"a.B.c","thrpt",1,3,"50883,752164","10285,837122","ops/min",100\r\n' +
        '"a.B.d","thrpt",1,3,"177378,013507",NaN,"ops/min",1000\r\n',
    );
    expect(table.header[5]).toBe('Score Error (99,9%)');
    expect(table.dialect).toMatchObject({ delimiter: ',', decimal: ',', grouping: '' });
    expect([...table.numbers(4)]).toEqual([50883.752164, 177378.013507]);
    expect(table.census(5)).toEqual({ numbers: 1, empty: 0, nonFinite: 1, text: 0 });
    expect([...table.numbers(7)]).toEqual([100, 1000]);
    expect(table.place(0, 4)).toEqual({ line: 2, column: 22 });
  });

  it('BenchmarkDotNet: semicolons, units in cells, the Greek mu, blank separator rows, single quotes as text', () => {
    const table = tableOf(
      "Method;Job;Mean;Error\n'sin(a); x';.NET 8.0;26,26 μs;0,379 μs\n\nB;.NET 9.0;1.025,70 μs;?\n\nC;.NET 9.0;NA;NA\n".replace(
        "'sin(a); x'",
        "'sin(a) x'",
      ),
    );
    expect(table.dialect).toMatchObject({ delimiter: ';', quote: '"', decimal: ',' });
    expect(rowsOf(table).map((row) => row[2])).toEqual(['26,26 μs', '1.025,70 μs', 'NA']);
    expect(table.text(0, 0)).toBe("'sin(a) x'");
    expect(table.census(2)).toEqual({ numbers: 0, empty: 0, nonFinite: 1, text: 2 });
    expect([0, 1, 2].map((row) => table.line(row))).toEqual([2, 4, 6]);
    expect(table.problems).toEqual([]);
    expect(tablesOf('Method,Mean\nA,1 ms\n\nB,2 ms\n\nC,3 ms\n')).toHaveLength(1);
  });

  it('AIPerf: two blocks under different headers, time stamps above 2^53', () => {
    const [first, second, ...more] = tablesOf(
      'Metric,avg,min,max\nTTFT (ms),2343.22,464.66,3853.86\nITL (ms),27.76,22.13,34.86\n\n' +
        'Metric,Value\nDuration (sec),9.32\nLast (ns),1759522428472357888.00\nCount,89.00\n',
    );
    expect(more).toEqual([]);
    expect(first?.header).toEqual(['Metric', 'avg', 'min', 'max']);
    expect(second?.headerLine).toBe(5);
    expect(second?.number(1, 1)).toBe(1759522428472357888);
    expect(second?.text(1, 1)).toBe('1759522428472357888.00');
  });

  it('LLMPerf: a transposed table with an empty first name', () => {
    const table = tableOf(
      ',1,2,4\nconcurrency,1.0,2.0,4.0\nmean_input_tokens,550.0,550.0,550.0\nttft_ms,135.41,147.75,173.61\n',
    );
    expect(table.header).toEqual(['', '1', '2', '4']);
    expect(table.text(2, 0)).toBe('ttft_ms');
    expect([...table.numbers(3)]).toEqual([4, 550, 173.61]);
  });

  it('benchstat: ragged rows, section lines and a second header behind a blank line', () => {
    const tables = tablesOf(
      'name \\ time/op (ns/op),old.txt,±,new.txt,±,x386.txt,±\npkg:hash/crc32 goos:darwin\n' +
        'CRC32/size=15-8,4.68700E+01,8%,4.45200E+01,3%\nCRC32/size=40-8,4.10375E+01,1%,4.25000E+01,6%\n' +
        'Koopman/size=15-8,,,,,6.23500E+01,9%\n\n[Geo mean],3.44668E+02,,2.37855E+02,,8.74025E+02\n\n' +
        'name \\ speed (MB/s),old.txt,±,new.txt,±,x386.txt,±\nCRC32/size=15-8,3.20711E+02,8%,3.36950E+02,3%\n' +
        'CRC32/size=40-8,9.74718E+02,1%,9.41823E+02,5%\n',
    );
    expect(tables.map((table) => [table.headerLine, table.rowCount, table.columnCount])).toEqual([
      [1, 5, 7],
      [9, 2, 7],
    ]);
    expect(tables[0]?.number(1, 1)).toBe(46.87);
    expect(tables[0]?.text(4, 0)).toBe('[Geo mean]');
    expect(tables[0]?.number(4, 5)).toBe(874.025);
    expect(tables[0] === undefined ? [] : problemsOf(tables[0])).toEqual([
      'warning 2 This row has 1 cell where the table has 7.',
      'warning 3 This row has 5 cells where the table has 7.',
      'warning 4 This row has 5 cells where the table has 7.',
      'warning 7 This row has 6 cells where the table has 7.',
    ]);
  });

  it('nvidia-smi: a space behind each comma, units in header and cells', () => {
    const table = tableOf(
      'timestamp, name, utilization.gpu [%], power.draw [W]\n2026/01/03 15:36:53.507, NVIDIA GeForce RTX 4090, 1 %, 33.09 W\n' +
        '2026/01/03 15:36:54.512, NVIDIA GeForce RTX 4090, 0 %, [N/A]\n',
    );
    expect(table.header).toEqual(['timestamp', 'name', 'utilization.gpu [%]', 'power.draw [W]']);
    expect(rowsOf(table)[0]).toEqual([
      '2026/01/03 15:36:53.507',
      'NVIDIA GeForce RTX 4090',
      '1 %',
      '33.09 W',
    ]);
    expect(table.place(0, 3)).toEqual({ line: 2, column: 56 });
    expect([0, 1, 2, 3].map((column) => table.isNumeric(column))).toEqual([false, false, false, false]);
  });

  it('nvidia-smi: no header and several devices in turn', () => {
    const table = tableOf(
      '2024/10/30 18:42:33.189, 0, 22.89\n2024/10/30 18:42:33.190, 1, 30.10\n2024/10/30 18:42:34.189, 0, 22.73\n',
    );
    expect(table).toMatchObject({ headerLine: null, rowCount: 3, columnCount: 3 });
    expect([...table.numbers(1)]).toEqual([0, 1, 0]);
  });

  it('nsys: log lines, skipped reports and several blocks', () => {
    const tables = tablesOf(
      'Generating SQLite file a.sqlite from a.nsys-rep\nProcessing [a.sqlite] with [nvtx_sum.py]... \nSKIPPED: a.sqlite does not contain NV Tools Extension (NVTX) data.\n\n' +
        'Processing [a.sqlite] with [osrt_sum.py]... \nTime (%),Total Time (ns),Num Calls,Name\n69.9,4467639532177,316,poll\n18.7,1194933697848,29926,read\n\n' +
        'Processing [a.sqlite] with [cuda_api_sum.py]... \nTime (%),Num Calls,Name\n60.0,5,cudaMalloc\n40.0,6,cudaFree\n\n',
    );
    expect(tables.map((table) => [table.headerLine, table.rowCount, table.columnCount])).toEqual([
      [6, 2, 4],
      [11, 2, 3],
    ]);
    expect(tables[1]?.preamble).toEqual([
      { line: 10, text: 'Processing [a.sqlite] with [cuda_api_sum.py]... ' },
    ]);
    expect(tables[0]?.number(0, 1)).toBe(4467639532177);
  });

  it('redis-benchmark and fio logs: no header', () => {
    expect(tableOf('"SET","452488.69"\n"MSET (10 keys)","196078.44"\n')).toMatchObject({
      headerLine: null,
      rowCount: 2,
    });
    const log = tableOf('1000, 51200, 0, 4096, 0\n2000, 53248, 0, 4096, 0\n3000, 51200, 1, 4096, 0\n');
    expect(log).toMatchObject({ headerLine: null, rowCount: 3, columnCount: 5 });
    expect([...log.numbers(1)]).toEqual([51200, 53248, 51200]);
  });

  it('ad hoc: duplicate names, section rows, a header that begins with a digit', () => {
    const table = tableOf(
      'Metric,10 runs,10 runs\n[[Serving]],,\nRequests,320,320\nDuration (s),153.26,526.27\n[[TTFT]],,\nMean (ms),827.89,9132.16\n',
    );
    expect(table.header).toEqual(['Metric', '10 runs', '10 runs']);
    expect(table.rowCount).toBe(5);
    expect([...table.numbers(2)]).toEqual([NaN, 320, 526.27, NaN, 9132.16]);
    expect(table.problems).toEqual([]);
  });

  it('ad hoc: inf cells, rows of failures, iterations as columns, a mark before the header', () => {
    const text = decodeBytes(
      Uint8Array.from([
        0xef,
        0xbb,
        0xbf,
        ...utf8('gpu,request_rate,iter1_ms,iter2_ms\nH100,inf,1.5,1.25\nH100,16,0,0\n'),
      ]),
      decoder,
    );
    if (text.kind !== 'text') throw new Error(text.reason);
    const table = runToEnd(readTable(text.bytes, decoder));
    expect(table.header[0]).toBe('gpu');
    expect(table.census(1)).toEqual({ numbers: 1, empty: 0, nonFinite: 1, text: 0 });
    expect([...table.numbers(3)]).toEqual([1.25, 0]);
    expect(table.place(0, 1)).toEqual({ line: 2, column: 6 });
  });

  it('ad hoc: CSV among the lines of a text file', () => {
    const tables = tablesOf('=== Benchmark v2 ===\nhost: box\n\nname,ms\nsort,12.5\nmerge,7\n\nDone.\n');
    expect(tables).toHaveLength(1);
    expect(tables[0]?.header).toEqual(['name', 'ms']);
    expect(tables[0]?.preamble.map(({ text }) => text)).toEqual(['=== Benchmark v2 ===', 'host: box']);
    expect(tables[0] === undefined ? [] : problemsOf(tables[0])).toEqual([
      'info 8 This line is no row of the table above.',
    ]);
  });

  it('a UTF-16 export reads like its UTF-8 twin', () => {
    const csv = 'name,zeit µs\nsört,12\n';
    const units = new Uint16Array([0xfeff, ...Array.from(csv, (letter) => letter.charCodeAt(0))]);
    const text = decodeBytes(new Uint8Array(units.buffer), decoder);
    if (text.kind !== 'text') throw new Error(text.reason);
    expect(text.encoding).toBe('utf-16le');
    const table = runToEnd(readTable(text.bytes, decoder));
    expect(table.header).toEqual(tableOf(csv).header);
    expect(table.place(0, 1)).toEqual({ line: 2, column: 6 });
  });
});

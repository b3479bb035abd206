import { describe, expect, it } from 'vitest';
import { sniffTable } from '../../../src/core/text/csv.ts';
import { decoder, problemsOf, rowsOf, tableOf, tablesOf, utf8 } from './support.ts';

describe('readTable', () => {
  it('reads header, cells, numbers and places', () => {
    const table = tableOf('name,time_ms,note\nsort, 12.5 ,"a, ""b"""\nmerge,7,\n');
    expect(table.header).toEqual(['name', 'time_ms', 'note']);
    expect(table.headerLine).toBe(1);
    expect(rowsOf(table)).toEqual([
      ['sort', '12.5', 'a, "b"'],
      ['merge', '7', ''],
    ]);
    expect([...table.numbers(1)]).toEqual([12.5, 7]);
    expect([0, 1, 2].map((column) => table.isNumeric(column))).toEqual([false, true, false]);
    expect(table.place(0, 1)).toEqual({ line: 2, column: 7 });
    expect(table.place(0, 2)).toEqual({ line: 2, column: 14 });
    expect(table.place(1, 2)).toEqual({ line: 3, column: 9 });
    expect(table.problems).toEqual([]);
  });

  it('gives one column of places as it gives single ones', () => {
    const table = tableOf('a,b\n"x\ny",1\nµ😀,2\n');
    expect([...table.places(1).lines]).toEqual([3, 4]);
    expect([...table.places(1).columns]).toEqual([4, 5]);
    expect(table.place(0, 1)).toEqual({ line: 3, column: 4 });
    expect(table.line(0)).toBe(2);
  });

  it('keeps white space within quotes and trims it elsewhere', () => {
    const table = tableOf('a,b\n" x ",  y  \n');
    expect(rowsOf(table)).toEqual([[' x ', 'y']]);
    expect(table.place(0, 1)).toEqual({ line: 2, column: 9 });
  });

  it('trims what String.trim trims, on both sides, around quotes and around numbers', () => {
    const points = Array.from({ length: 0x10000 }, (_, code) => code).filter(
      (code) => code < 0xd800 || code > 0xdfff,
    );
    const spaces = points.map((code) => String.fromCharCode(code)).filter((letter) => letter.trim() === '');
    for (const space of spaces.filter((letter) => letter !== '\n' && letter !== '\r')) {
      const table = tableOf(`a,b,c\n${space}x${space}y${space},${space}1.5${space},${space}"q"${space}\n`, {
        delimiter: ',',
      });
      expect(rowsOf(table)).toEqual([[`x${space}y`, '1.5', 'q']]);
      expect(table.number(0, 1)).toBe(1.5);
    }
    expect(spaces).toHaveLength(25);
    const others = ['\u200b', '\u00a1', '\u2030', '\u3001', '\ufeef', '\u2060', '\u180e'];
    for (const letter of others)
      expect(tableOf(`a,b\n${letter}x${letter},1\n`).text(0, 0)).toBe(`${letter}x${letter}`);
  });

  it('answers for rows and columns that are not there', () => {
    const table = tableOf('a,b\n1,2\n');
    expect(table.text(5, 0)).toBe('');
    expect(table.text(0, 9)).toBe('');
    expect(table.text(-1, 0)).toBe('');
    expect(table.number(-1, 0)).toBeNaN();
    expect(table.number(7, 0)).toBeNaN();
    expect(table.cells(7)).toBe(0);
    expect([...table.numbers(9)]).toEqual([NaN]);
    expect(table.isNumeric(9)).toBe(false);
  });

  it('reads an empty text, white space, and a header alone', () => {
    expect(tableOf('')).toMatchObject({
      header: [],
      headerLine: null,
      rowCount: 0,
      columnCount: 0,
      problems: [],
    });
    expect(tableOf(' \n\n')).toMatchObject({ rowCount: 0, columnCount: 0 });
    expect(tableOf('a,b\n')).toMatchObject({ header: ['a', 'b'], headerLine: 1, rowCount: 0 });
  });

  it('reads line breaks of every kind, mixed, and none at the end', () => {
    const table = tableOf('a,b\r\n1,2\n3,4\r5,6');
    expect(rowsOf(table)).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
    expect([0, 1, 2].map((row) => table.line(row))).toEqual([2, 3, 4]);
  });

  it('skips blank lines and counts them as lines', () => {
    const table = tableOf('a,b\n\n1,2\n  \n\n3,4\n');
    expect([table.line(0), table.line(1)]).toEqual([3, 6]);
    expect(table.rowCount).toBe(2);
  });

  it('counts lines from the given one', () => {
    const table = tableOf('a,b\n1,2\n', { startLine: 40 });
    expect(table.headerLine).toBe(40);
    expect(table.place(0, 1)).toEqual({ line: 41, column: 3 });
  });

  it('counts what cells of a column are', () => {
    const table = tableOf('a,b\n1,x\n,x\nNaN,x\ninf,x\nfast,x\n2,x\n');
    expect(table.census(0)).toEqual({ numbers: 2, empty: 1, nonFinite: 2, text: 1 });
    expect(table.isNumeric(0)).toBe(false);
    expect([...table.numbers(0)]).toEqual([1, NaN, NaN, NaN, NaN, 2]);
    expect(table.number(5, 0)).toBe(2);
  });

  it('reads numbers with a typographic minus, within quotes and without', () => {
    const table = tableOf('a,b\n\u22125,"\u22121.5"\n\u2212,\u2215\n');
    expect([...table.numbers(0)]).toEqual([-5, NaN]);
    expect([...table.numbers(1)]).toEqual([-1.5, NaN]);
  });

  it('takes a column with empty cells for numeric, one without numbers not', () => {
    const table = tableOf('a,b,c\n1,,x\n,,x\n3,,x\n');
    expect([0, 1, 2].map((column) => table.isNumeric(column))).toEqual([true, false, false]);
  });
});

describe('the header', () => {
  it('is missing where the first row is like the others', () => {
    const table = tableOf('"SET","452488.69"\n"GET","546448.06"\n');
    expect(table).toMatchObject({ header: ['', ''], headerLine: null, rowCount: 2 });
    expect([...table.numbers(1)]).toEqual([452488.69, 546448.06]);
  });

  it('is missing where cells of the first row have units as all others do', () => {
    expect(tableOf('2024/10/30 18:42:33.189, 22.89 W\n2024/10/30 18:42:33.239, 22.73 W\n')).toMatchObject({
      headerLine: null,
      rowCount: 2,
    });
  });

  it('is taken for one in a table of texts when its names are all there and differ', () => {
    expect(tableOf('name,result\na,pass\nb,fail\n').header).toEqual(['name', 'result']);
    expect(tableOf('a,pass\nb,pass\nc,pass\n').headerLine).toBeNull();
  });

  it('is that of the first block, when several are read as one table', () => {
    const block = (header: string, row: string, rows: number): string =>
      `${header}\n${`${row}\n`.repeat(rows)}`;
    const table = tableOf(`${block('Metric,avg,min', 'x,1,2', 6)}\n${block('Metric,Value', 'y,3', 8)}`);
    expect([table.header, table.headerLine, table.rowCount]).toEqual([['Metric', 'avg', 'min'], 1, 15]);
    const chatter = tableOf(`Device,RTX\n${block('name,ms,tok', 'x,1,2', 6)}`);
    expect([chatter.header, chatter.headerLine]).toEqual([['name', 'ms', 'tok'], 2]);
  });

  it('has as many names as the rows have cells, or one fewer', () => {
    const table = tableOf('a note, of two cells\n1,2,3,4\n5,6,7,8\n');
    expect([table.header, table.headerLine]).toEqual([['', '', '', ''], null]);
    expect(table.preamble).toEqual([{ line: 1, text: 'a note, of two cells' }]);
  });

  it('obeys the option', () => {
    expect(tableOf('1,2\n3,4\n', { header: 'first' })).toMatchObject({
      header: ['1', '2'],
      headerLine: 1,
      rowCount: 1,
    });
    expect(tableOf('a,b\n3,4\n', { header: 'none' })).toMatchObject({
      header: ['', ''],
      headerLine: null,
      rowCount: 2,
    });
  });

  it('may be levels of a parameter', () => {
    expect(tableOf(',1,2,4,8\nconcurrency,1.0,2.0,4.0,8.0\nttft,135.4,147.7,173.6,231.1\n').header).toEqual([
      '',
      '1',
      '2',
      '4',
      '8',
    ]);
    expect(tableOf('name,1,2,3\nsort,1.5,1.25,1.75\nmerge,2.5,2.25,2.0\n').headerLine).toBe(1);
    expect(tableOf('sort,1,2,3\nmerge,2,3,4\n').headerLine).toBeNull();
  });

  it('of one column is found too', () => {
    const table = tableOf('latency_ms\n12.5\n13\n');
    expect(table).toMatchObject({ header: ['latency_ms'], rowCount: 2 });
    expect([...table.numbers(0)]).toEqual([12.5, 13]);
    expect(tableOf('12.5\n13\n')).toMatchObject({ header: [''], headerLine: null, rowCount: 2 });
  });

  it('with one name fewer than cells names all columns but the first, which holds row names', () => {
    const table = tableOf('"mean","sd"\n"a",1.5,0.1\n"b",2.5,0.2\n');
    expect(table.header).toEqual(['', 'mean', 'sd']);
    expect([...table.numbers(1)]).toEqual([1.5, 2.5]);
    expect(problemsOf(table)).toEqual([
      'info 1 The header has one name fewer than the rows have cells: the first column is taken for row names.',
    ]);
  });
});

describe('ragged rows', () => {
  it('are kept and told of, a few one by one and the rest by number', () => {
    const table = tableOf('a,b,c\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2\n1,2,3,4\n5\n1,2\n1,2\n');
    expect(table.rowCount).toBe(9);
    expect([table.cells(4), table.cells(5), table.cells(6)]).toEqual([2, 4, 1]);
    expect(table.text(5, 3)).toBe('4');
    expect(table.text(4, 2)).toBe('');
    expect(table.number(4, 2)).toBeNaN();
    expect(table.place(4, 2)).toEqual({ line: 6, column: 4 });
    expect(problemsOf(table)).toEqual([
      'warning 6 This row has 2 cells where the table has 3.',
      'warning 7 This row has 4 cells where the table has 3.',
      'warning 8 This row has 1 cell where the table has 3.',
      'warning 9 2 more rows, the first of them here, have more or fewer than 3 cells.',
    ]);
  });

  it('are no matter where the rest is empty', () => {
    expect(tableOf('a,b\n1,2,\n3,4,,\n5,6\n').problems).toEqual([]);
    const trailing = tableOf('a,b,\n1,2,\n3,4,\n');
    expect(trailing).toMatchObject({ header: ['a', 'b'], columnCount: 2, problems: [] });
    expect(tableOf('a,b\n1,2,\n3,4,\n')).toMatchObject({ header: ['a', 'b'], columnCount: 2, problems: [] });
  });

  it('that repeat the header are told of', () => {
    expect(problemsOf(tableOf('a,b\n1,2\na,b\n3,4\n'))).toEqual(['warning 3 This row repeats the header.']);
  });
});

describe('quotes out of place', () => {
  it('leave the rest of the text readable when one does not close', () => {
    const table = tableOf('id,note,ms\n1,"fine",5\n2,"open,6\n3,"fine, too",7\n4,"two\nlines",8\n');
    expect(rowsOf(table)).toEqual([
      ['1', 'fine', '5'],
      ['2', '"open', '6'],
      ['3', 'fine, too', '7'],
      ['4', 'two\nlines', '8'],
    ]);
    expect(problemsOf(table)).toEqual([
      'warning 3:3 A quote that opens here is not closed on its line; it is read as text.',
    ]);
    expect([...table.numbers(2)]).toEqual([5, 6, 7, 8]);
  });

  it('leave the rest readable when the last one does not close', () => {
    const table = tableOf('id,note\n1,"open\n2,x\n3,y\n4,z\n5,z\n');
    expect(rowsOf(table)).toEqual([
      ['1', '"open'],
      ['2', 'x'],
      ['3', 'y'],
      ['4', 'z'],
      ['5', 'z'],
    ]);
    expect(problemsOf(table).length).toBe(1);
  });

  it('are text when letters follow a closing quote', () => {
    const table = tableOf('id,note,ms\n1,"a, b" c,5\n2,x,6\n3,"y",7\n4,"y",7\n5,"y",7\n');
    expect(rowsOf(table)[0]).toEqual(['1', '"a, b" c', '5']);
    expect(problemsOf(table)).toEqual([
      'warning 2:3 Text stands behind the closing quote of this cell; the quotes are read as text.',
    ]);
  });

  it('are text within a cell', () => {
    const table = tableOf('id,size\n1,5" disk\n2,3.5"\n');
    expect(rowsOf(table)).toEqual([
      ['1', '5" disk'],
      ['2', '3.5"'],
    ]);
    expect(table.problems).toEqual([]);
  });

  it('are told of a few times, and stay fast when they are many', () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => (i % 10 === 0 ? `${i},"a"b,1\n` : `${i},"a",1\n`));
    const table = tableOf(`i,t,n\n${lines.join('')}`);
    expect(table.rowCount).toBe(30_000);
    expect(table.text(29_990, 1)).toBe('"a"b');
    expect(table.isNumeric(2)).toBe(true);
    expect(problemsOf(table).slice(3)).toEqual([
      'warning 32 2997 more lines, the first of them here, have quotes out of place.',
    ]);
  });
});

describe('readTables', () => {
  it('splits at blank lines before another header', () => {
    const tables = tablesOf(
      'Metric,avg,min\nTTFT (ms),1.5,1\nITL (ms),2.5,2\n\nMetric,Value\nCount,89\nDuration,9.32\n',
    );
    expect(tables.map((table) => table.header)).toEqual([
      ['Metric', 'avg', 'min'],
      ['Metric', 'Value'],
    ]);
    expect(tables.map((table) => table.headerLine)).toEqual([1, 5]);
    expect(tables.map((table) => table.rowCount)).toEqual([2, 2]);
    expect(tables[1]?.place(1, 1)).toEqual({ line: 7, column: 10 });
    expect(tables.flatMap((table) => table.problems)).toEqual([]);
  });

  it('does not split at blank lines within one table', () => {
    const [table, ...more] = tablesOf('Method,Mean\nA,26.26 ms\n\nB,25.70 ms\nC,1 ms\n\nD,2 ms\n');
    expect(more).toEqual([]);
    expect(table?.rowCount).toBe(4);
  });

  it('gives lines of text to the table that follows', () => {
    const text =
      'Processing [a]...\nSKIPPED: no data, none\n\nProcessing [b]...\nTime (%),Calls,Name\n69.9,316,poll\n18.7,29,read\n\nProcessing [c]...\nSKIPPED\n';
    const tables = tablesOf(text);
    expect(tables).toHaveLength(1);
    expect(tables[0]?.header).toEqual(['Time (%)', 'Calls', 'Name']);
    expect(tables[0]?.preamble.map(({ line }) => line)).toEqual([1, 2, 4]);
    expect(tables[0]?.rowCount).toBe(2);
    expect(tables[0]?.problems.map(({ severity, line, message }) => [severity, line, message])).toEqual([
      ['info', 9, 'The last 2 lines are no rows of the table above.'],
    ]);
  });

  it('gives comments to the table that they stand before', () => {
    const tables = tablesOf('# one\na,b\n1,2\n3,4\n# within\n5,6\n\n# two\nc,d,e\n1,2,3\n4,5,6\n');
    expect(tables.map(({ preamble }) => preamble)).toEqual([
      [{ line: 1, text: '# one' }],
      [{ line: 8, text: '# two' }],
    ]);
    expect(tables.map(({ rowCount }) => rowCount)).toEqual([3, 2]);
  });

  it('gives an equal header behind a blank line a table of its own', () => {
    expect(tablesOf('a,b\n1,2\n3,4\n\na,b\n5,6\n7,8\n').map((table) => table.rowCount)).toEqual([2, 2]);
  });

  it('gives one table without blocks, and where there are none', () => {
    expect(tablesOf('a,b\n1,2\n3,4\n\nx,y,z\n5,6,7\n', { blocks: false })).toHaveLength(1);
    expect(tablesOf('')).toHaveLength(1);
    expect(tablesOf('just a line\n\nand another\n')).toHaveLength(1);
  });

  it('stays linear in the number of blocks', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `n${i},${i}\n`);
    const tables = tablesOf(`name,ms\n${rows.join('\n')}`);
    expect(tables).toHaveLength(1);
    expect(tables[0]?.rowCount).toBe(20_000);
    expect(tables[0]?.line(19_999)).toBe(40_000);
  });
});

describe('sniffTable', () => {
  const sniff = (text: string): ReturnType<typeof sniffTable> => sniffTable(utf8(text), decoder);

  it('gives delimiter and header of the first table', () => {
    expect(sniff('log line\n\na;b\n1;2\n3;4\n')).toEqual({ delimiter: ';', header: ['a', 'b'] });
    expect(sniff('a,b\n')).toEqual({ delimiter: ',', header: ['a', 'b'] });
    expect(sniff('1,2\n3,4\n')).toEqual({ delimiter: ',', header: [] });
  });

  it('sees no table in JSON, in prose and in nothing', () => {
    expect(sniff('{"a": 1, "b": 2}\n{"a": 1, "b": 2}\n')).toBeNull();
    expect(sniff('[1, 2,\n3, 4]\n')).toBeNull();
    expect(sniff('Some words of prose, with a comma.\nMore words.\nAnd more of them.\n')).toBeNull();
    expect(sniff('')).toBeNull();
  });

  it('looks at 64 KB only and does not trip over the line that they cut', () => {
    const text = `a,b\n${'1,2\n'.repeat(16_383)}"open,`.padEnd(65_540, 'x');
    expect(sniff(text)).toEqual({ delimiter: ',', header: ['a', 'b'] });
  });
});

import { describe, expect, it } from 'vitest';
import { rowsOf, tableOf } from './support.ts';

describe('the dialect', () => {
  it.each([
    ['a,b,c\n1,2,3\n4,5,6\n', ','],
    ['a;b;c\n1,5;2,5;3\n4,5;5;6,25\n', ';'],
    ['a\tb, c\td\n1,234\t2\t3\n4,567\t5\t6\n', '\t'],
    ['a|b|c\n1|2|3\n', '|'],
    ['0 199 2241 0\n0 200 2465 0\n1 201 2467 1\n', ' '],
    ['"a;x","b"\n"1;2","3"\n"1;2","4"\n', ','],
  ])('finds the delimiter of %j', (text, delimiter) => {
    expect(tableOf(text).dialect.delimiter).toBe(delimiter);
  });

  it('takes the delimiter that it is given', () => {
    expect(rowsOf(tableOf('a;b,c\n1;2,3\n', { delimiter: ';', header: 'first' }))).toEqual([['1', '2,3']]);
  });

  it('takes runs of spaces for one delimiter', () => {
    const table = tableOf('  10   2.5 7\n  11   3.5 8  \n 112  13.5 9\n');
    expect(rowsOf(table)).toEqual([
      ['10', '2.5', '7'],
      ['11', '3.5', '8'],
      ['112', '13.5', '9'],
    ]);
    expect(table.place(1, 1)).toEqual({ line: 2, column: 8 });
    expect(table.headerLine).toBeNull();
  });

  it('does not split prose at its spaces', () => {
    expect(tableOf('the quick brown\nfox jumps over\nthe lazy dog\n').columnCount).toBe(1);
  });

  it('finds a decimal comma where the delimiter or quotes allow it', () => {
    const semicolons = tableOf('a;b\nx;1,5\ny;12,25\n');
    expect(semicolons.dialect.decimal).toBe(',');
    expect([...semicolons.numbers(1)]).toEqual([1.5, 12.25]);
    const tabs = tableOf('a\tb\nx\t0,5\ny\t2\n');
    expect([...tabs.numbers(1)]).toEqual([0.5, 2]);
    const both = tableOf('a;b\nx;1.234,5\ny;2.000.000,25\nz;7\n');
    expect(both.dialect).toMatchObject({ decimal: ',', grouping: '.' });
    expect([...both.numbers(1)]).toEqual([1234.5, 2_000_000.25, 7]);
  });

  it('takes a comma before three digits for a decimal one between semicolons only', () => {
    expect([...tableOf('a;b\nx;1,234\ny;5,678\n').numbers(1)]).toEqual([1.234, 5.678]);
    expect([...tableOf('a,b\nx,"1,234"\ny,"5,678"\n').numbers(1)]).toEqual([1234, 5678]);
  });

  it('decides digit grouping by column', () => {
    const table = tableOf('n,c,i,t,v\n1,"1,234","22,80,000","1,23",1.5\n2,17,"1,024","4,567",2.5\n');
    expect(table.dialect).toMatchObject({ decimal: '.', grouping: ',' });
    expect([...table.numbers(1)]).toEqual([1234, 17]);
    expect([...table.numbers(2)]).toEqual([2_280_000, 1024]);
    expect([...table.numbers(3)]).toEqual([1.23, 4.567]);
    expect([...table.numbers(4)]).toEqual([1.5, 2.5]);
  });

  it('reads the odd column of another decimal sign, unless its numbers are lost by it', () => {
    const table = tableOf('a;b;c;d\n1,5;1.25;1.25;0,5\n2,5;3.5;2,5;0,5\n3,5;4.5;1.5;0,5\n');
    expect([...table.numbers(0)]).toEqual([1.5, 2.5, 3.5]);
    expect([...table.numbers(1)]).toEqual([1.25, 3.5, 4.5]);
    expect([...table.numbers(2)]).toEqual([NaN, 2.5, NaN]);
    expect(table.number(0, 1)).toBe(1.25);
  });

  it('leaves dates, versions and addresses alone', () => {
    const table = tableOf(
      'd,v,ip,x\n2025-10-08,1.2.3,192.168.100.200,1\n2025-10-09,1.2.4,192.168.100.201,2\n',
    );
    expect([0, 1, 2, 3].map((column) => table.isNumeric(column))).toEqual([false, false, false, true]);
  });

  it('knows single quotes where they enclose all names, and not where they are text', () => {
    expect(tableOf("'a','b, c'\n'x','1'\n'y','2'\n").header).toEqual(['a', 'b, c']);
    const table = tableOf("name,ns\n'it''s',1\n'x',2\n");
    expect(table.dialect.quote).toBe('"');
    expect(table.text(0, 0)).toBe("'it''s'");
  });

  it('reads quotes as text where they never close', () => {
    const table = tableOf('size,ms\n"5,1\n"6,2\n"7,3\n"8,4\n');
    expect(table.dialect.quote).toBeNull();
    expect(rowsOf(table)[0]).toEqual(['"5', '1']);
    expect(table.problems).toEqual([]);
  });

  it('keeps quotes as quotes in a short file with one that is out of place', () => {
    const table = tableOf('"size","ms"\n"5" in",1\n"6",2\n');
    expect(table.header).toEqual(['size', 'ms']);
    expect(rowsOf(table)).toEqual([
      ['"5" in"', '1'],
      ['6', '2'],
    ]);
    expect(table.problems.map(({ line, column }) => [line, column])).toEqual([[2, 1]]);
  });

  it('skips comments and keeps those before the header', () => {
    const table = tableOf('# made on host x\n# n, ms, note, y\na,b\n1,2\n# pause\n3,4\n');
    expect(table.dialect.comment).toBe('#');
    expect(table.header).toEqual(['a', 'b']);
    expect(rowsOf(table)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(table.preamble).toEqual([
      { line: 1, text: '# made on host x' },
      { line: 2, text: '# n, ms, note, y' },
    ]);
    expect(table.line(1)).toBe(6);
  });

  it('takes a comment right above the rows for their header when it names them all', () => {
    const table = tableOf('# made by plot\n# size, latency\n1,0.5\n2,0.25\n');
    expect(table.header).toEqual(['size', 'latency']);
    expect(table.headerLine).toBe(2);
    expect(table.rowCount).toBe(2);
    expect(table.preamble).toEqual([{ line: 1, text: '# made by plot' }]);
  });

  it('does not lose rows and headers that begin with a number sign', () => {
    expect(tableOf('#,name,ms\n1,a,2\n2,b,3\n').header).toEqual(['#', 'name', 'ms']);
    expect(rowsOf(tableOf('id,ms\n#1,5\n#2,6\n#3,7\n'))).toEqual([
      ['#1', '5'],
      ['#2', '6'],
      ['#3', '7'],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { cellsOfLine, jsonKeyAt, tokenAt, type LineSyntax } from '../../../src/core/insight/line-tokens.ts';
import { placeIndexOf } from '../../../src/core/insight/place-index.ts';
import { whatStands, type PointedAt } from '../../../src/core/insight/what-stands.ts';
import { readFiles } from '../../support/read-folder.ts';

const COMMA: LineSyntax = { kind: 'table', delimiter: ',' };
const JSON_LINE: LineSyntax = { kind: 'json' };

function token(line: string, at: string, syntax: LineSyntax): string {
  const { from, to } = tokenAt(line, line.indexOf(at), syntax);
  return line.slice(from, to);
}

describe('tokens of a line', () => {
  it('are cells of a delimited line, without quotes and blanks', () => {
    expect(cellsOfLine('a, "b ""x"", c" ,,4.5 ', COMMA).map(({ text }) => text)).toEqual([
      'a',
      'b "x", c',
      '',
      '4.5',
    ]);
    expect(cellsOfLine('1;2;', { kind: 'table', delimiter: ';' })).toHaveLength(3);
    expect(token('x,12.5,y', '12.5', COMMA)).toBe('12.5');
    expect(token('x,"1,250.5",y', '1,250', COMMA)).toBe('1,250.5');
  });

  it('are cells of a Markdown row, without marks around them', () => {
    expect(cellsOfLine('| `a` | **1.2 ± 0.3** |', { kind: 'markdown' }).map(({ text }) => text)).toEqual([
      'a',
      '1.2 ± 0.3',
    ]);
    expect(cellsOfLine('no row', { kind: 'markdown' })).toEqual([]);
  });

  it('are JSON values and numbers with their unit', () => {
    expect(token('{"a": -1.5e-3, "b": 2}', '-1.5', JSON_LINE)).toBe('-1.5e-3');
    expect(token('{"a": "12 \\" ms"}', '"12', JSON_LINE)).toBe('"12 \\" ms"');
    expect(token('[{"a": [1, "]"]}, 2]', '{', JSON_LINE)).toBe('{"a": [1, "]"]}');
    expect(token('  {"a": 1, ', '{', JSON_LINE)).toBe('{"a": 1,');
    expect(token('took 12.5ms in all', '12.5', { kind: 'text' })).toBe('12.5ms');
    expect(token('rate 1,250.5 % of it', '1,250', { kind: 'text' })).toBe('1,250.5 %');
    expect(token('rate failed, really', 'failed', { kind: 'text' })).toBe('failed');
  });

  it('are keys, from their name or from the value behind them', () => {
    const line = '{"a": 1, "long \\"name": "value", "list": [';
    expect(jsonKeyAt(line, line.indexOf('a"'))?.name).toBe('a');
    expect(jsonKeyAt(line, line.indexOf('1'))?.name).toBe('a');
    expect(jsonKeyAt(line, line.indexOf('"value'))?.name).toBe('name');
    expect(jsonKeyAt(line, line.indexOf('list'))?.value).toBe(line.indexOf('['));
    expect(jsonKeyAt(line, line.indexOf(', "list'))).toBeNull();
    expect(jsonKeyAt('["a", "b"]', 2)).toBeNull();
  });
});

const FILES = {
  'runs.csv': [
    'model,num_ctx,ttft_ms,"throughput_tok_s",error',
    'a,512,100,50,',
    'a,512,120,52,',
    'b,1024,,,"timed out"',
  ].join('\n'),
  'runs.json': '{"model": "a", "results": [{"name": "x", "latency_ms": [1, 2, 3]}]}',
  'lines.jsonl':
    '{"name": "x", "latency_ms": 1}\n{"name": "x", "latency_ms": 2}\n{"name": "y", "latency_ms": 3}\n',
};
const snapshot = readFiles(FILES);

/** Points at the first occurrence of a text on a line (from 1), `into` characters inside it. */
function point(path: keyof typeof FILES, line: number, text: string, into = 0): PointedAt | null {
  const lines = FILES[path].split('\n');
  const own = lines[line - 1]!;
  const syntax = path.endsWith('csv') ? COMMA : JSON_LINE;
  const file = snapshot.files.find((one) => one.path === path)!;
  const header = { number: 1, text: lines[0]! };
  const column = own.indexOf(text) + into + 1;
  return whatStands(placeIndexOf(snapshot, file), { number: line, text: own }, column, syntax, header);
}

function numberAt(...where: Parameters<typeof point>): (string | number)[] {
  const found = point(...where);
  if (found?.kind !== 'number') return [found?.kind ?? 'nothing'];
  return found.standings.map((one) =>
    one.kind === 'sample' ? one.entry.measure.samples!.values[one.index]! : one.kind,
  );
}

describe('what a person points at', () => {
  it('is a value of a table, anywhere in its cell', () => {
    expect(numberAt('runs.csv', 2, '100')).toEqual([0.1]);
    expect(numberAt('runs.csv', 2, '100', 3)).toEqual([0.1]);
    expect(numberAt('runs.csv', 3, '52')).toEqual([52]);
  });

  it('is a column, from its header', () => {
    const found = point('runs.csv', 1, 'ttft');
    expect(found?.kind === 'series' && found.entries.map(({ measure }) => measure.metric)).toContain('ttft');
    expect(point('runs.csv', 1, '"throughput', 4)).toMatchObject({
      kind: 'series',
      name: 'throughput_tok_s',
    });
  });

  it('is a parameter, from its header and from a cell', () => {
    expect(point('runs.csv', 1, 'num_ctx')).toMatchObject({ kind: 'setting', setting: { name: 'num_ctx' } });
    expect(point('runs.csv', 3, '512')).toMatchObject({
      kind: 'setting',
      setting: { name: 'num_ctx', values: [512] },
    });
  });

  it('is a failed row, wherever it has no value of its own', () => {
    expect(point('runs.csv', 4, 'timed out')?.kind).toBe('failed');
    expect(point('runs.csv', 4, '1024')?.kind).toBe('failed');
  });

  it('is an element of a JSON list, or all of them from their key', () => {
    expect(numberAt('runs.json', 1, '2')).toEqual([0.002]);
    expect(point('runs.json', 1, 'latency_ms')).toMatchObject({ kind: 'series', name: 'latency_ms' });
    expect(point('runs.json', 1, 'results')).toBeNull();
    expect(point('runs.json', 1, '"results', 9)).toBeNull();
  });

  it('is the value behind a key, on the line that was meant', () => {
    expect(numberAt('lines.jsonl', 2, 'latency_ms')).toEqual([0.002]);
    expect(numberAt('lines.jsonl', 3, '3')).toEqual([0.003]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { isJsonLines, readJsonLines, type JsonLines } from '../../../src/core/text/jsonl.ts';

function read(text: string): JsonLines {
  return runToEnd(readJsonLines(text));
}

describe('readJsonLines', () => {
  it('reads one value per line, with blank lines between', () => {
    expect(read('{"a": 1}\r\n\r\n  {"a": 2}\n[3]')).toEqual({
      lines: [
        { line: 1, column: 1, value: { a: 1 } },
        { line: 3, column: 3, value: { a: 2 } },
        { line: 4, column: 1, value: [3] },
      ],
      skipped: [],
      problems: [],
    });
  });

  it('skips the log lines around the records', () => {
    const { lines, skipped, problems } = read(
      'ggml_cuda_init: found 1 device\n[INFO] start\n[ 10s ] thds: 8\n{"a": 1}\n[1] done\nbuild: 3 {x}\n',
    );
    expect(lines).toEqual([{ line: 4, column: 1, value: { a: 1 } }]);
    expect(skipped).toEqual([
      { line: 1, text: 'ggml_cuda_init: found 1 device' },
      { line: 2, text: '[INFO] start' },
      { line: 3, text: '[ 10s ] thds: 8' },
      { line: 5, text: '[1] done' },
      { line: 6, text: 'build: 3 {x}' },
    ]);
    expect(problems).toEqual([]);
  });

  it('reads objects printed over several lines, and several on a line', () => {
    const { lines, problems } = read(
      '{\n  "a": [\n    1\n  ]\n}\n{\n  "a": 2\n}{"a": 3} {"a": 4},\n{"a": 5}',
    );
    expect(lines.map(({ line, column, value }) => [line, column, value])).toEqual([
      [1, 1, { a: [1] }],
      [6, 1, { a: 2 }],
      [8, 2, { a: 3 }],
      [8, 11, { a: 4 }],
      [9, 1, { a: 5 }],
    ]);
    expect(problems).toEqual([]);
  });

  it('gives the true place of a warning', () => {
    const { lines, problems } = read('{"a": 1}\n  {"rate": Infinity}\n{\n "rate": NaN\n}');
    expect(lines.map(({ value }) => value)).toEqual([{ a: 1 }, { rate: null }, { rate: null }]);
    expect(problems.map(({ line, column, pointer, severity }) => [line, column, pointer, severity])).toEqual([
      [2, 12, '/rate', 'warning'],
      [4, 10, '/rate', 'warning'],
    ]);
  });

  it('says that the last line is cut off and keeps the others', () => {
    const { lines, problems } = read('{"a": 1}\n{"a": 2, "b": [1, 2');
    expect(lines).toHaveLength(1);
    expect(problems).toEqual([
      {
        line: 2,
        column: 20,
        pointer: null,
        severity: 'error',
        message: 'The file is cut off here: the JSON value that starts on line 2 does not end.',
      },
    ]);
  });

  it.each(['{"a": 2, "b": {"c"', '{"a": 2,', '{"a": "tex'])('reads on behind the cut-off line %j', (cut) => {
    const { lines, problems } = read(`{"a": 1}\n${cut}\n{"a": 3}\n`);
    expect(lines.map(({ line, value }) => [line, value])).toEqual([
      [1, { a: 1 }],
      [3, { a: 3 }],
    ]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line: 2, column: cut.length + 1, severity: 'error' });
    expect(problems[0]?.message).toMatch(/^The line is cut off here/);
  });

  it('keeps nothing of a damaged record', () => {
    const { lines, skipped, problems } = read('{"a": 1}\n{"a" 2, "b": 3}\n{"a": 4}');
    expect(lines.map(({ value }) => value)).toEqual([{ a: 1 }, { a: 4 }]);
    expect(skipped).toEqual([]);
    expect(problems).toMatchObject([{ line: 2, column: 2, severity: 'error' }]);
  });

  it('lists two hundred problems and counts the others', () => {
    const { problems } = read('{"a" 2}\n'.repeat(1000));
    expect(problems).toHaveLength(201);
    expect(problems.at(-1)?.message).toBe('800 further problems of this file are not listed.');
  });

  it('reads what was written, whatever it is and however it is printed', () => {
    const records = fc.array(
      fc.tuple(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }), fc.constantFrom(0, 2)),
    );
    fc.assert(
      fc.property(records, (written) => {
        const text = written.map(([value, indent]) => JSON.stringify(value, null, indent)).join('\n');
        const { lines, skipped, problems } = read(text);
        expect(lines.map(({ value }) => value)).toEqual(
          written.map(([value]) => JSON.parse(JSON.stringify(value)) as unknown),
        );
        expect(skipped).toEqual([]);
        expect(problems).toEqual([]);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('never throws, and accounts for each line that is not blank', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\n',
      '\r\n',
      ' ',
      '1',
      '"a"',
      'x',
      '\\',
      'NaN',
      '{"a":1}',
      '/*',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        const { lines, skipped, problems } = read(text);
        const onlyCommas = text.replaceAll(/[\s,]/g, '') === '';
        expect(lines.length + skipped.length + problems.length > 0).toBe(!onlyCommas);
      }),
      { seed: 4, numRuns: 3000 },
    );
  });
});

describe('isJsonLines', () => {
  it('is not misled by the elements of an open array that begin their lines', () => {
    expect(isJsonLines('{"config": {}, "results": [\n{"a": 1},\n{"a": 2},\n{"a"')).toBe(false);
    expect(isJsonLines('{"first":\n{"a": 1},\n"b": [\n{"c": 2}')).toBe(false);
    expect(isJsonLines('{"a": 1, "b": 2,\n{"a": 3}\n{"a": 4}\n')).toBe(true);
  });

  it.each([
    ['two records', '{"a": 1}\n{"a": 2}\n', true],
    ['a record that goes on behind the head', '{"a": 1}\n{"a": 2}\n{"a": ', true],
    ['one record among log lines', 'loading\n{"a": 1}\n', true],
    ['printed records', '{\n "a": 1\n}\n{\n "a": 2\n}\n', true],
    ['a JSON document', '{\n "a": [\n  {"b": 1},\n  {"b": 2}\n ]\n}\n', false],
    ['a JSON array', '[\n{"a": 1},\n{"a": 2}\n]\n', false],
    ['an array that starts on the line of its first element', '[{"a": 1},\n{"a": 2}]\n', false],
    ['an array with leading commas', '[{"a": 1}\n,{"a": 2}\n]\n', false],
    ['such an array that goes on behind the head', '[{"a": 1},\n{"a": 2},\n{"a"', false],
    ['a JSON document on one line', '{"a": 1}\n', false],
    ['a document that goes on behind the head', '{"a": [{"b": 1}, {"b": ', false],
    ['prose that shows a record', `${'Some text.\n'.repeat(20)}{"a": 1}\n`, false],
    ['CSV', 'a,b\n1,2\n', false],
    ['nothing', '', false],
  ])('%s', (_, head, expected) => {
    expect(isJsonLines(head)).toBe(expected);
  });
});

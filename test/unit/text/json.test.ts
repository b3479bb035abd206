import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/model/problem.ts';
import { parseJson, type Json } from '../../../src/core/text/json.ts';

function read(text: string): { value: Json; problems: readonly Problem[] } {
  const parsed = parseJson(text);
  if (parsed.kind === 'broken') throw new Error(`broken: ${parsed.problem.message}`);
  return parsed.document;
}

function broken(text: string): Problem {
  const parsed = parseJson(text);
  if (parsed.kind === 'json') throw new Error(`read: ${JSON.stringify(parsed.document)}`);
  return parsed.problem;
}

/** Place, pointer, severity and message in one line. */
function told(problems: readonly Problem[]): string[] {
  return problems.map(
    ({ line, column, pointer, severity, message }) =>
      `${line}:${column} ${pointer ?? '-'} ${severity}: ${message}`,
  );
}

describe('parseJson', () => {
  it('reads any JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(read(text)).toEqual({ value: JSON.parse(text) as Json, problems: [] });
      }),
      { seed: 1 },
    );
  });

  it('keeps integers above 2^53 as the nearest number', () => {
    expect(read('[1759439337892899123, 12345678901234567890]').value).toEqual([
      1759439337892899123, 12345678901234567890,
    ]);
  });

  it('takes the last of equal keys, strict or not', () => {
    expect(read('{"a": 1, "a": 2}').value).toEqual({ a: 2 });
    expect(read('{"a": 1, "a": 2,}').value).toEqual({ a: 2 });
  });

  it('keeps a key named __proto__ harmless, strict or not', () => {
    for (const text of ['{"__proto__": {"polluted": 1}}', '{"__proto__": {"polluted": 1},}']) {
      const { value } = read(text);
      expect(Object.keys(value as object)).toEqual(['__proto__']);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect((value as { polluted?: number }).polluted).toBeUndefined();
    }
  });

  it('reads NaN and infinities as missing, with a warning at their place', () => {
    const { value, problems } = read('{"rate": Infinity,\n "a/b": [1, NaN, -Infinity]}');
    expect(value).toEqual({ rate: null, 'a/b': [1, null, null] });
    expect(told(problems)).toEqual([
      '1:10 /rate warning: Infinity is not a JSON number; it is read as missing.',
      '2:13 /a~1b/1 warning: NaN is not a JSON number; it is read as missing.',
      '2:18 /a~1b/2 warning: -Infinity is not a JSON number; it is read as missing.',
    ]);
  });

  it('lists a hundred values that are no numbers and counts the others', () => {
    const { value, problems } = read(`[${'NaN,'.repeat(1000)}1]`);
    expect(value).toHaveLength(1001);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toEqual({
      line: null,
      column: null,
      pointer: null,
      severity: 'warning',
      message: '900 further values are not JSON numbers and are read as missing.',
    });
  });

  it('passes over comments and trailing commas', () => {
    const { value, problems } = read('// runs\n{"a": [1, 2,], /* "b": 1, */ "c": "// no",}');
    expect(value).toEqual({ a: [1, 2], c: '// no' });
    expect(told(problems)).toEqual([
      '1:1 - info: Comments are passed over.',
      '2:12 - info: A trailing comma is passed over.',
    ]);
  });

  it('reads unquoted keys, loose numbers and lone backslashes, and says so', () => {
    const { value, problems } = read('{key: .5, "n": [+1, 2.], "path": "C:\\Users\\x.log"}');
    expect(value).toEqual({ key: 0.5, n: [1, 2], path: 'C:\\Users\\x.log' });
    expect(problems.map(({ severity }) => severity)).toEqual(['info', 'info', 'info']);
  });

  it('keeps what was complete of a file that is cut off', () => {
    const { value, problems } = read('{"model": "m",\n "runs": [{"ms": 1.5, "ok": true}, {"ms": 2.2');
    expect(value).toEqual({ model: 'm', runs: [{ ms: 1.5, ok: true }, {}] });
    expect(told(problems)).toEqual([
      '2:46 /runs/1/ms error: The file is cut off here: expected the rest of a value.',
    ]);
  });

  it.each([
    ['{"x": 0, "a": 1', 'the rest of a value', '1:16'],
    ['{"a": 1 ', '"," or "}"', '1:8'],
    ['{"a": 1,', 'a key or "}"', '1:9'],
    ['{"a": [1]', '"," or "}"', '1:10'],
    ['{"a": [1]\n', '"," or "}"', '1:10'],
    ['{"a": 1, "b', 'the end of a key', '1:12'],
    ['{"a": 1, "b"', '":" and a value', '1:13'],
    ['{"a": 1, "b":', 'a value', '1:14'],
    ['{"a": 1, "b": "text', 'the end of a string', '1:20'],
    ['["x", ', 'a value or "]"', '1:6'],
    ['["x"', '"," or "]"', '1:5'],
  ])('says what %j lacks', (text, expected, place) => {
    const { problems } = read(text);
    expect(problems.map(({ line, column }) => `${line}:${column}`)).toEqual([place]);
    expect(problems[0]?.message).toBe(`The file is cut off here: expected ${expected}.`);
  });

  it('skips a damaged member and reads the others', () => {
    const { value, problems } = read('{\n "a": 1,\n "b: 2,\n "c" 3,\n "d": {"x": [4]}\n}');
    expect(value).toEqual({ a: 1, d: { x: [4] } });
    expect(told(problems)).toEqual([
      '3:2  error: Expected a key in quotes followed by ":" here; this member is skipped.',
      '4:2  error: Expected a key in quotes followed by ":" here; this member is skipped.',
    ]);
  });

  it('reads a value that is no JSON as missing', () => {
    const { value, problems } = read('{"a": tru, "b": , "c": 3}');
    expect(value).toEqual({ a: null, b: null, c: 3 });
    expect(told(problems)).toEqual([
      '1:7 /a error: Expected a value here, found "tru"; it is read as missing.',
      '1:17 /b error: Expected a value here; it is read as missing.',
    ]);
  });

  it('stops where the structure is in doubt', () => {
    const bracket = read('{"a": 1, "b": [2, 3}, "c": 4}');
    expect(bracket.value).toEqual({ a: 1, b: [2, 3] });
    expect(told(bracket.problems)).toEqual([
      '1:20 /b error: Expected a value or "]" here, found "}"; nothing from here on is read.',
    ]);
    const string = read('{"a": 1, "log": "first\nsecond", "b": 2}');
    expect(string.value).toEqual({ a: 1 });
    expect(string.problems[0]).toMatchObject({ line: 1, column: 17, pointer: '/log', severity: 'error' });
  });

  it('reads the first of two values', () => {
    const { value, problems } = read('{"a": 1}\n{"a": 2}');
    expect(value).toEqual({ a: 1 });
    expect(problems).toMatchObject([{ line: 2, column: 1, severity: 'error' }]);
  });

  it('refuses what is no JSON', () => {
    expect(broken('').message).toBe('There is nothing in this file.');
    expect(broken(' \n')).toMatchObject({ line: null, message: 'There is nothing in this file.' });
    expect(broken('[ 5s ] thds: 8')).toMatchObject({ line: 1, column: 3, severity: 'error' });
    expect(broken('<html><body></body></html>').severity).toBe('error');
    expect(broken('{').message).toContain('cut off');
  });

  it('gives up after twenty damaged places', () => {
    const { problems } = read(`{"ok": 1, ${'"x" 1, '.repeat(1000)}"end": 2}`);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)?.message).toMatch(/nothing after this place is read\.$/);
  });

  it('refuses nesting deeper than 500 levels, whole or cut off', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(read(nested(500)).problems).toEqual([]);
    expect(broken(nested(501))).toMatchObject({ line: 1, column: 501, severity: 'error' });
    for (const text of [nested(100_000), '['.repeat(100_000), '{"a":'.repeat(100_000)]) {
      expect(broken(text).message).toBe('Nested deeper than 500 levels: nothing from here on is read.');
    }
  });

  it.each(['"', '\\', '{"', '"\\', '/*', '{"a":1 ', '[NaN,', '{"a":[', 'x', '"\n', '{"a":"'])(
    'takes half a megabyte of %j in its stride',
    (part) => {
      const text = part.repeat(500_000 / part.length);
      for (const whole of [text, `{"ok": 1, "x": [${text}`]) {
        const parsed = parseJson(whole);
        const problems = parsed.kind === 'json' ? parsed.document.problems : [parsed.problem];
        expect(problems.length).toBeGreaterThan(0);
      }
    },
  );
});

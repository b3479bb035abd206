import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { PlaceRequests, locate, pointerOf } from '../../../src/core/text/json-place.ts';
import { parseJson, type Json } from '../../../src/core/text/json.ts';
import { JsonWriter, placeOf } from './json-writer.ts';

function placesOf(text: string, paths: readonly (readonly (string | number)[])[]): string[] {
  const requests = new PlaceRequests();
  const tickets = paths.map((path) => requests.ask(path));
  const places = runToEnd(locate(text, requests));
  return tickets.map((ticket) => `${places.line(ticket)}:${places.column(ticket)}`);
}

const anyJson = fc.letrec<{ node: Json }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(
      fc.constantFrom<Json>(null, true, false, 0, -1.5e-9, 12345678901234567890),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'binary' }),
    ),
    fc.array(tie('node'), { maxLength: 5 }),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('a', 'b', '0', '1', '01', '__proto__', 'a/b', '~', '"', '\\')),
      tie('node'),
      {
        maxKeys: 5,
      },
    ),
  ),
})).node;

const strictBlanks = fc.array(fc.constantFrom('', ' ', '\n', '\r\n', '\r', '\n  ', '\t'), { maxLength: 7 });
const looseBlanks = fc.array(fc.constantFrom('', ' ', '\n', '\r', '/* } " */', '// ] "\n', ' /**/ '), {
  maxLength: 7,
});

function expectPlaces(writer: JsonWriter, text: string): void {
  const found = placesOf(
    text,
    writer.written.map(({ path }) => path),
  );
  const wanted = writer.written.map(({ offset }) => {
    const { line, column } = placeOf(text, offset);
    return `${line}:${column}`;
  });
  expect(found).toEqual(wanted);
}

describe('locate', () => {
  it('points at every value of any JSON, however it is printed', () => {
    fc.assert(
      fc.property(anyJson, strictBlanks, (value, blanks) => {
        const writer = new JsonWriter(blanks).write(value);
        expect(JSON.parse(writer.text)).toEqual(JSON.parse(JSON.stringify(value)));
        expectPlaces(writer, writer.text);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('points at every value of JSON with comments and trailing commas', () => {
    fc.assert(
      fc.property(anyJson, looseBlanks, fc.boolean(), (value, blanks, commas) => {
        // A container around it: a lone scalar between comments is no file that anybody writes.
        const writer = new JsonWriter(blanks, commas).write([value]);
        const parsed = parseJson(writer.text);
        expect(parsed.kind === 'json' ? parsed.document.value : parsed.problem).toEqual(
          JSON.parse(JSON.stringify([value])),
        );
        expectPlaces(writer, writer.text);
      }),
      { seed: 8, numRuns: 500 },
    );
  });

  it('counts columns in UTF-16 code units', () => {
    expect(placesOf('{"😀": {"µ": 1, "x": 2}}', [['😀'], ['😀', 'µ'], ['😀', 'x']])).toEqual([
      '1:8',
      '1:14',
      '1:22',
    ]);
  });

  it('takes a pointer’s digits as index or key', () => {
    const text = '{"runs": [10, {"7": 20}]}';
    expect(
      placesOf(text, [
        ['runs', '0'],
        ['runs', '1', '7'],
        ['runs', 1, 7],
      ]),
    ).toEqual(['1:11', '1:21', '1:21']);
  });

  it('answers 0 for what is not there', () => {
    expect(
      placesOf('{"a": [1], "b": {"c": 1}}', [['a', 1], ['x'], ['b', 0], ['b', 'c', 'd'], ['a', '00']]),
    ).toEqual(['0:0', '0:0', '0:0', '0:0', '0:0']);
  });

  it('takes the last of equal keys, with nothing of the first', () => {
    const text = '{"a": {"x": 1, "y": [1, 2]},\n"a": {"y": [3]}}';
    expect(placesOf(text, [['a'], ['a', 'x'], ['a', 'y'], ['a', 'y', 0], ['a', 'y', 1]])).toEqual([
      '2:6',
      '0:0',
      '2:12',
      '2:13',
      '0:0',
    ]);
  });

  it('finds all elements of an array for one request', () => {
    const requests = new PlaceRequests();
    const first = requests.ask(['n']);
    const base = requests.askElements(['runs', 1], 4);
    const again = requests.askElements(['runs', 1], 2);
    const inside = requests.ask(['runs', 1, 2, 'x']);
    expect([first, base, again, inside, requests.count]).toEqual([0, 1, 5, 7, 8]);
    const places = runToEnd(locate('{"runs": [[0], [1,\n2, {"x": 5}]], "n": 3}', requests));
    const line = Array.from(
      { length: requests.count },
      (_, ticket) => `${places.line(ticket)}:${places.column(ticket)}`,
    );
    expect(line).toEqual(['2:21', '1:17', '2:1', '2:4', '0:0', '1:17', '2:1', '2:10']);
  });

  it('reads on behind NaN and infinities', () => {
    expect(placesOf('[NaN, -Infinity, {"a": Infinity, "b": 2}]', [[0], [1], [2, 'a'], [2, 'b']])).toEqual([
      '1:2',
      '1:7',
      '1:24',
      '1:39',
    ]);
  });

  it('yields about every megabyte', () => {
    const text = JSON.stringify({ skipped: Array.from({ length: 400_000 }, (_, i) => i), value: 1 });
    const requests = new PlaceRequests();
    const ticket = requests.ask(['value']);
    const steps = locate(text, requests);
    let yields = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) yields++;
    expect(yields).toBeGreaterThanOrEqual(Math.floor(text.length / (1 << 20)));
    expect(step.value.column(ticket)).toBe(text.length - 1);
  });

  it('answers a hundred thousand requests of each of two kinds at once', () => {
    const count = 100_000;
    const text = JSON.stringify(Array.from({ length: count }, (_, id) => ({ id, samples: [id, id] })));
    const requests = new PlaceRequests();
    const ids = Array.from({ length: count }, (_, id) => requests.ask([id, 'id']));
    const samples = Array.from({ length: count }, (_, id) => requests.askElements([id, 'samples'], 2));
    const places = runToEnd(locate(text, requests));
    const at = (ticket: number): number => Number.parseInt(text.slice(places.column(ticket) - 1), 10);
    expect(ids.every((ticket, id) => at(ticket) === id)).toBe(true);
    expect(samples.every((base, id) => at(base) === id && at(base + 1) === id)).toBe(true);
  });
});

/** Leaves of a value with their paths. */
function leavesOf(
  value: Json,
  path: readonly (string | number)[] = [],
): { path: readonly (string | number)[]; value: Json }[] {
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((element, index) => leavesOf(element, [...path, index]));
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]));
}

const mutation = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 3 }),
  insert: fc.constantFrom(
    '',
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '/',
    '/*',
    '//',
    '\n',
    'NaN',
    ' 1',
    'e',
    '-',
    'tru',
    '"a":',
  ),
});

describe('damaged JSON', () => {
  it('is read without a throw, and every value that is kept stands where locate says', () => {
    fc.assert(
      fc.property(
        anyJson,
        strictBlanks,
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        (value, blanks, mutations, cut) => {
          let { text } = new JsonWriter(blanks).write({ head: 1, value });
          for (const { at, remove, insert } of mutations) {
            const offset = at % (text.length + 1);
            text = text.slice(0, offset) + insert + text.slice(offset + remove);
          }
          if (cut % 3 === 0) text = text.slice(0, cut % (text.length + 1));
          const parsed = parseJson(text);
          if (parsed.kind === 'broken') {
            expect(parsed.problem.severity).toBe('error');
            return;
          }
          const leaves = leavesOf(parsed.document.value).filter(
            ({ value: leaf }) => typeof leaf === 'number' || typeof leaf === 'string',
          );
          const places = placesOf(
            text,
            leaves.map(({ path }) => path),
          );
          leaves.forEach(({ value: leaf, path }, index) => {
            const [line = 0, column = 0] = (places[index] ?? '').split(':').map(Number);
            const rest = (text.split(/\r\n|\r|\n/)[line - 1] ?? '').slice(column - 1);
            const shown = `${pointerOf(path)} at ${line}:${column} of ${JSON.stringify(text)}`;
            if (typeof leaf === 'string') expect(rest.startsWith('"'), shown).toBe(true);
            else expect(Number(/^[-+\d.eE]+/.exec(rest)?.[0]), shown).toBe(leaf);
          });
        },
      ),
      { seed: 9, numRuns: 3000 },
    );
  });
});

describe('JSON pointers', () => {
  it('escape as RFC 6901 says', () => {
    expect(pointerOf(['a/b', 0, 'm~n', ''])).toBe('/a~1b/0/m~0n/');
    expect(pointerOf([])).toBe('');
  });
});

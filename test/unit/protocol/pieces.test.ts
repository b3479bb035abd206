import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Joining } from '../../../src/protocol/joining.ts';
import { isWrittenWithin, piecesOf, type ArrayPiece, type TextPiece } from '../../../src/protocol/pieces.ts';

function joined(pieces: Iterable<TextPiece | ArrayPiece>): unknown {
  const joining = new Joining();
  for (const piece of pieces) {
    if ('json' in piece) joining.grow(piece.way, JSON.parse(piece.json));
    else joining.fill(piece);
  }
  return joining.data;
}

/** What a message makes of data without typed arrays. */
function throughJson(data: unknown): unknown {
  const json = JSON.stringify(data) as string | undefined;
  return json === undefined ? undefined : JSON.parse(json);
}

/** Everything that a message can hold but typed arrays, and what it leaves out. */
const anyData = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 6 },
    fc.oneof(
      fc.constantFrom(null, undefined, true, false, -0, NaN, Infinity, Symbol('none'), () => 1),
      fc.double(),
      fc.string({ unit: 'binary', maxLength: 40 }),
      // Halves of pairs, in any order.
      fc
        .array(fc.constantFrom('\ud83d', '\ude00', '"', '\\', '\u2028'), { maxLength: 40 })
        .map((all) => all.join('')),
    ),
    fc.array(tie('node'), { maxLength: 12 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'toString', '"', '0')), tie('node'), {
      maxKeys: 8,
    }),
  ),
}));

const anyArray = fc.oneof(
  fc.float64Array({ maxLength: 9 }),
  fc.uint32Array({ maxLength: 9 }),
  fc.uint8Array({ maxLength: 9 }),
);

/** Data with typed arrays at any place. */
const anyWithArrays = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    anyArray,
    fc.constantFrom(0, 'text'),
    fc.array(tie('node'), { maxLength: 6 }),
    fc.dictionary(fc.string(), tie('node'), { maxKeys: 6, noNullPrototype: true }),
  ),
}));

const sizes = fc.integer({ min: 16, max: 300 });

describe('data in pieces', () => {
  it('are together what JSON makes of them, with members in their order, however small the pieces are', () => {
    fc.assert(
      fc.property(anyData.node, sizes, (data, most) => {
        const whole = joined(piecesOf(data, most));
        expect(JSON.stringify(whole)).toBe(JSON.stringify(throughJson(data)));
      }),
      { numRuns: 1500 },
    );
  });

  it('keep their typed arrays, wherever they stand', () => {
    fc.assert(
      fc.property(anyWithArrays.node, sizes, (data, most) => {
        expect(joined(piecesOf(data, most))).toStrictEqual(data);
      }),
      { numRuns: 1000 },
    );
  });

  it('cut long typed arrays, without what stands beside them in their buffer', () => {
    const shared = Float64Array.from({ length: 400_000 }, (_, at) => at / 3);
    const xs = shared.subarray(10, 390_010);
    const pieces = [...piecesOf({ xs })];
    const arrays = pieces.flatMap((piece) => ('json' in piece ? [] : [piece.values]));
    expect(arrays.length).toBeGreaterThan(2);
    for (const array of arrays) {
      expect(array.byteLength).toBeLessThanOrEqual(1_048_576);
      expect(array.buffer.byteLength).toBe(array.byteLength);
    }
    const again = joined(pieces) as { xs: Float64Array };
    expect(again.xs).toHaveLength(390_000);
    expect(again.xs.every((value, at) => value === xs[at])).toBe(true);
  });

  it('do not hold a thread: neither rows, nor texts, nor dictionaries are one large piece', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => ({
      at,
      name: `row ${String(at)}`,
      values: [at, at / 3],
    }));
    const names = Object.fromEntries(rows.map(({ name, at }) => [name, at]));
    const data = { rows, names, nested: [[rows.slice(0, 5000)]], text: '\u00e9\ud83d\ude00'.repeat(100_000) };
    const pieces = [...piecesOf(data)];
    const lengths = pieces.map((piece) => ('json' in piece ? piece.json.length : 0));
    expect(Math.max(...lengths)).toBeLessThan(40_000);
    expect(joined(pieces)).toStrictEqual(data);
  });

  it('are refused where they have no end or cannot be sent, and taken where they only stand twice', () => {
    const endless: Record<string, unknown> = { text: 'x'.repeat(50) };
    endless.itself = [endless];
    expect(() => [...piecesOf(endless)]).toThrow(TypeError);
    expect(() => [...piecesOf({ big: 1n })]).toThrow(TypeError);
    expect(() => [...piecesOf({ array: new Int16Array(2) })]).toThrow(TypeError);
    const shared = { text: 'x'.repeat(50) };
    expect(joined(piecesOf([shared, [shared]], 16))).toStrictEqual([shared, [shared]]);
  });

  it('are not put together where one of them belongs nowhere', () => {
    const joining = new Joining();
    joining.grow([], { a: [1], b: null, text: 'x' });
    for (const way of [['c'], ['a', 1], ['b', 'c'], ['toString'], ['a', 'length', 'x']])
      expect(() => {
        joining.grow(way, [2]);
      }).toThrow(RangeError);
    expect(() => {
      joining.grow(['text'], [2]);
    }).toThrow(RangeError);
    const values = new Float64Array(2);
    expect(() => {
      joining.fill({ way: ['b'], length: 3, from: 1, values });
    }).toThrow(RangeError);
    joining.fill({ way: ['b'], length: 3, from: 0, values });
    expect(() => {
      joining.fill({ way: ['b'], length: 3, from: 2, values });
    }).toThrow(RangeError);
    expect(() => {
      joining.fill({ way: ['b'], length: 3, from: 2, values: new Uint32Array(1) });
    }).toThrow(RangeError);
  });
});

describe('how much there is to write', () => {
  it('counts characters, and a quarter of the bytes of typed arrays', () => {
    const rows = Array.from({ length: 100 }, () => ({ name: 'x'.repeat(100) }));
    expect([isWrittenWithin(rows, 50_000), isWrittenWithin(rows, 10_000)]).toEqual([true, false]);
    const dense = { xs: new Float64Array(1000) };
    expect([isWrittenWithin(dense, 2500), isWrittenWithin(dense, 1500)]).toEqual([true, false]);
    const texts = ['x'.repeat(900), 'x'.repeat(1100)];
    expect(texts.map((text) => isWrittenWithin(text, 1000))).toEqual([true, false]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../src/core/cache/pack.ts';
import { ArrayFill } from '../../../src/worker/array-fill.ts';

const array = fc.oneof(
  fc.float64Array({ maxLength: 5 }),
  fc.uint32Array({ maxLength: 5 }),
  fc.uint8Array({ maxLength: 5 }),
);

describe('arrays filled from pieces', () => {
  it('are what was sent, however it was cut, and are full with the last byte', () => {
    fc.assert(
      fc.property(fc.array(array), fc.array(fc.integer({ min: 1, max: 30 })), (arrays, cuts) => {
        const bytes = arrays.flatMap(({ buffer }) => [...new Uint8Array(buffer)]);
        const fill = new ArrayFill(arrays.map(shapeOf));
        let at = 0;
        for (const cut of [...cuts, bytes.length]) {
          expect(fill.isFull).toBe(at >= bytes.length);
          fill.take(Uint8Array.from(bytes.slice(at, at + cut)));
          at += cut;
        }
        expect(fill.isFull).toBe(true);
        expect(fill.arrays).toEqual(arrays);
        fill.take(Uint8Array.of(1, 2, 3));
        expect(fill.arrays).toEqual(arrays);
      }),
      { seed: 20261127 },
    );
  });

  it('are made one at a time', () => {
    const fill = new ArrayFill([0, 1, 2].map((type) => ({ type, length: 2 })));
    const made: number[] = [];
    for (const bytes of [10, 6, 8, 2]) {
      made.push(fill.arrays.length);
      fill.take(new Uint8Array(bytes).fill(7));
    }
    expect(made).toEqual([1, 1, 2, 3]);
    expect(fill.isFull).toBe(true);
  });

  it('are refused in a shape that there is none of', () => {
    expect(() => new ArrayFill([{ type: 7, length: 1 }])).toThrow(RangeError);
    expect(() => new ArrayFill([{ type: 0, length: -1 }])).toThrow(RangeError);
  });
});

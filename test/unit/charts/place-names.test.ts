import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeNames, type NameRoom } from '../../../src/core/charts/place-names.ts';

const ROOM: NameRoom = { left: 0, right: 200, top: 0, bottom: 100, height: 14, marks: [], line: [] };

describe('names beside marks', () => {
  it('stand to the right of their marks', () => {
    const places = placeNames([{ x: 50, y: 50, width: 40 }], { ...ROOM, marks: [{ x: 50, y: 50 }] });
    expect(places).toEqual([{ x: 59, y: 50 }]);
  });

  it('change the side at the edge, and where another mark is', () => {
    const marks = [
      { x: 190, y: 50 },
      { x: 50, y: 20 },
      { x: 70, y: 20 },
    ];
    const wanted = [
      { x: 190, y: 50, width: 40 },
      { x: 50, y: 20, width: 30 },
    ];
    expect(placeNames(wanted, { ...ROOM, marks })).toEqual([
      { x: 141, y: 50 },
      { x: 11, y: 20 },
    ]);
  });

  it('rather stand beside a line than on it', () => {
    const line = [
      { x: 50, y: 50 },
      { x: 150, y: 50 },
      { x: 150, y: 20 },
    ];
    const [place] = placeNames([{ x: 50, y: 50, width: 30 }], { ...ROOM, marks: [{ x: 50, y: 50 }], line });
    expect(place).toEqual({ x: 11, y: 50 });
    const atEdge = placeNames([{ x: 10, y: 50, width: 60 }], {
      ...ROOM,
      top: 43,
      bottom: 57,
      line: [
        { x: 10, y: 50 },
        { x: 150, y: 50 },
      ],
    });
    expect(atEdge).toEqual([{ x: 19, y: 50 }]);
  });

  it('are left out where no side is free', () => {
    expect(placeNames([{ x: 50, y: 50, width: 300 }], ROOM)).toEqual([null]);
  });

  it('lie inside, on no mark and on no other name, wherever the marks are', () => {
    const mark = fc.record({
      x: fc.double({ min: 0, max: 200, noNaN: true }),
      y: fc.double({ min: 0, max: 100, noNaN: true }),
      width: fc.double({ min: 1, max: 90, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 25 }), (marks) => {
        const boxes = placeNames(marks, { ...ROOM, marks }).flatMap((place, index) => {
          const { width = 0 } = marks[index] ?? {};
          if (place === null) return [];
          return [{ left: place.x, right: place.x + width, top: place.y - 7, bottom: place.y + 7 }];
        });
        const [first] = boxes;
        if (marks.length === 1) expect(first).toBeDefined();
        boxes.forEach((box, at) => {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.right).toBeLessThanOrEqual(200);
          expect(box.top).toBeGreaterThanOrEqual(0);
          expect(box.bottom).toBeLessThanOrEqual(100);
          const isOver = ({ x, y }: { x: number; y: number }): boolean =>
            x > box.left && x < box.right && y > box.top && y < box.bottom;
          expect(marks.some(isOver)).toBe(false);
          const after = boxes.slice(at + 1);
          expect(
            after.some(
              (other) =>
                other.left < box.right &&
                box.left < other.right &&
                other.top < box.bottom &&
                box.top < other.bottom,
            ),
          ).toBe(false);
        });
      }),
    );
  });
});

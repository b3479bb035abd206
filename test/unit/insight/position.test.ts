import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  positionAmong,
  positionText,
  standardOf,
  type Position,
} from '../../../src/core/insight/position.ts';
import { seriesOf } from '../../../src/core/insight/series-card.ts';
import type { Direction } from '../../../src/core/model/measure.ts';
import type { NotEnoughData } from '../../../src/core/stats/not-enough-data.ts';
import { readFiles } from '../../support/read-folder.ts';

function positionIn(
  value: number,
  values: ArrayLike<number>,
  direction: Direction,
): Position | NotEnoughData {
  return positionAmong(value, standardOf(values), direction);
}

describe('the position of a value', () => {
  it('ranks by the better direction', () => {
    expect(positionIn(3, [1, 2, 3, 4, 5], 'higher')).toMatchObject({ rank: 3, n: 5, percentile: 50, z: 0 });
    expect(positionIn(5, [1, 2, 3, 4, 5], 'higher')).toMatchObject({ rank: 1, percentile: 90 });
    expect(positionIn(5, [1, 2, 3, 4, 5], 'lower')).toMatchObject({ rank: 5 });
    expect(positionIn(1, [1, 1, 2], 'none')).toMatchObject({ rank: 1, ties: 2 });
  });

  it('is refused with fewer than three values, and has no z where nothing varies', () => {
    expect(positionIn(1, [1, 2], 'lower')).toEqual({ kind: 'not-enough-data', have: 2, need: 3 });
    expect(positionText(positionIn(1, [1], 'lower'))).toBe('no rank: it takes 3 values, there is 1');
    expect(positionIn(7, [7, 7, 7], 'lower')).toMatchObject({ z: null, rank: 1, ties: 3 });
  });

  it('reads as a sentence', () => {
    expect(positionText(positionIn(2, [1, 2, 3, 4], 'lower'))).toBe(
      'rank 2 of 4 (lower is better), 38th percentile, z = -0.39',
    );
  });

  it('counts only samples that are ok', () => {
    const text = 'model,tokens_s,error\nm,10,\nm,0,timed out\nm,20,\nm,30,\n';
    const entry = readFiles({ 'a.csv': text }).measures.find(
      ({ measure }) => measure.metric === 'throughput',
    )!;
    expect(seriesOf(entry).position(10)).toMatchObject({ n: 3, rank: 3 });
    expect(seriesOf(entry).position(NaN)).toBeNull();
  });

  it('is the same in a million values as in a few', () => {
    const few = Array.from({ length: 500 }, (_, index) => (index * 7919) % 211);
    const many = Float64Array.from({ length: 120_000 }, (_, index) => few[index % few.length]!);
    for (const value of few.slice(0, 20)) {
      const [a, b] = [positionIn(value, few, 'higher'), positionIn(value, many, 'higher')];
      if ('kind' in a || 'kind' in b) throw new Error('refused');
      expect(b).toMatchObject({ n: 120_000, rank: 1 + (a.rank - 1) * 240, ties: a.ties * 240 });
      expect(b.percentile).toBeCloseTo(a.percentile, 10);
      expect(b.z).toBeCloseTo(a.z!, 2);
    }
  });

  it('leaves out what is not finite', () => {
    expect(positionIn(2, [NaN, 2, Infinity, 1, -Infinity, 3], 'lower')).toMatchObject({ n: 3, rank: 2 });
  });

  it('stays in range for any values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e100, max: 1e100 }), { minLength: 3 }),
        (values) => {
          const position = positionIn(values[0]!, values, 'higher');
          if ('kind' in position) throw new Error('refused');
          expect(position.rank).toBeGreaterThanOrEqual(1);
          expect(position.rank + position.ties - 1).toBeLessThanOrEqual(values.length);
          expect(position.percentile).toBeGreaterThan(0);
          expect(position.percentile).toBeLessThan(100);
        },
      ),
    );
  });
});

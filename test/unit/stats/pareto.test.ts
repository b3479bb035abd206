import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paretoFront } from '../../../src/core/stats/pareto.ts';

describe('paretoFront', () => {
  const configurations = [
    { x: 100, y: 0.5 },
    { x: 120, y: 0.9 },
    { x: 90, y: 0.6 },
    { x: 80, y: 0.2 },
    { x: 120, y: 0.9 },
    { x: 120, y: 1.5 },
  ];

  it('keeps what no other beats: throughput up, latency down', () => {
    expect(paretoFront(configurations, { x: 'higher', y: 'lower' })).toEqual([1, 4, 0, 3]);
  });

  it('follows the directions', () => {
    expect(paretoFront(configurations, { x: 'lower', y: 'lower' })).toEqual([3]);
    expect(paretoFront(configurations, { x: 'lower', y: 'higher' })).toEqual([3, 2, 5]);
    expect(paretoFront(configurations, { x: 'higher', y: 'higher' })).toEqual([5]);
  });

  it('leaves out points without a number', () => {
    expect(
      paretoFront(
        [
          { x: NaN, y: 1 },
          { x: 1, y: 2 },
        ],
        { x: 'higher', y: 'lower' },
      ),
    ).toEqual([1]);
    expect(paretoFront([], { x: 'higher', y: 'lower' })).toEqual([]);
  });

  it('is what comparing all pairs leaves', () => {
    const point = fc.record({ x: fc.integer({ min: 0, max: 5 }), y: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 15 }), (points) => {
        const unbeaten = points.flatMap((p, i) =>
          points.some((q) => q.x >= p.x && q.y <= p.y && (q.x > p.x || q.y < p.y)) ? [] : [i],
        );
        expect(paretoFront(points, { x: 'higher', y: 'lower' }).sort((a, b) => a - b)).toEqual(unbeaten);
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { factorOf, proportional } from '../../../src/core/stats/factor.ts';

const factor = (labels: string): ReturnType<typeof factorOf> => factorOf(Array.from(labels));

describe('factorOf', () => {
  it('numbers levels by first appearance; rows without a label share one', () => {
    const { codes, levels } = factorOf(['b', undefined, 'a', 'b', undefined]);
    expect([[...codes], levels]).toEqual([[0, 1, 2, 0, 1], 3]);
  });
});

describe('proportional', () => {
  it('holds in a full factorial and where cells follow the sizes of their levels', () => {
    expect(proportional(factor('aabb'), factor('xyxy'))).toBe(true);
    expect(proportional(factor('aaabbbbbb'), factor('xyyxxyyyy'))).toBe(true);
  });

  it('fails with a row or a cell missing', () => {
    expect(proportional(factor('aab'), factor('xyx'))).toBe(false);
    expect(proportional(factor('aaabb'), factor('xyyxy'))).toBe(false);
    expect(proportional(factor('aabb'), factor('xxyy'))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { followsOrder } from '../../../src/core/stats/order.ts';

describe('followsOrder', () => {
  it.each([
    ['AAABBBCCC', true],
    ['ABC', true],
    ['AAAAAAAAAABBBBBBBBBBCCCCCCCCCCA', true],
    ['ABCABCABC', false],
    ['AABBAABB', false],
    ['ABABABBA', false],
    ['AAAA', false],
    ['', false],
  ])('%s: %s', (sequence, expected) => {
    expect(followsOrder(sequence.split(''))).toBe(expected);
  });
});

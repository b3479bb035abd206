import { describe, expect, it } from 'vitest';
import { formatDate, formatDuration } from '../../../src/core/format/times.ts';

describe('formatDuration', () => {
  it.each([
    [0.003812, '3.812 ms'],
    [12.943, '12.943 s'],
    [119.99, '119.99 s'],
    [120, '2 min'],
    [134.3, '2 min 14 s'],
    [3600, '1 h'],
    [3784, '1 h 3 min'],
    [200_000, '2 d 8 h'],
    [-300, '-5 min'],
    [NaN, 'n/a'],
  ])('%d s is %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('formatDate', () => {
  it.each([
    ['2025-10-02', '2025-10-02'],
    ['2025-10-02T17:08:37.123Z', '2025-10-02 17:08:37 UTC'],
    ['2025-10-02T17:08:37+05:30', '2025-10-02 17:08:37 +05:30'],
    ['2025-10-02T17:08:37', '2025-10-02 17:08:37'],
    ['yesterday', 'yesterday'],
  ])('%s is %s', (iso, text) => {
    expect(formatDate(iso)).toBe(text);
  });
});

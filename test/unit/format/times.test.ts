import { describe, expect, it } from 'vitest';
import { formatDate } from '../../../src/core/format/times.ts';

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

import { describe, expect, it } from 'vitest';
import { benchmarkText } from '../../../src/core/findings/names.ts';
import { UNNAMED } from '../../../src/core/model/measure.ts';

describe('a benchmark as people find it', () => {
  it('is its name with its parameters', () => {
    expect(benchmarkText('sort', { size: 8, order: 'random' })).toBe('sort (size=8, order=random)');
    expect(benchmarkText('sort', { size: 8, order: 'random' }, new Set(['order']))).toBe('sort (size=8)');
    expect(benchmarkText('sort', {})).toBe('sort');
  });

  it('is its parameters alone where no file names it', () => {
    expect(benchmarkText('', { size: 8 })).toBe('size=8');
    expect(benchmarkText(UNNAMED, { size: 8 })).toBe('size=8');
    expect(benchmarkText(UNNAMED, {})).toBe(UNNAMED);
    expect(benchmarkText('', {})).toBe('');
  });
});

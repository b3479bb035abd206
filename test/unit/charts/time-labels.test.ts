import { describe, expect, it } from 'vitest';
import { shortTimes } from '../../../src/core/charts/time-labels.ts';

describe('times along an axis', () => {
  it('leave seconds that are 0 and the zone that all have to the title', () => {
    expect(shortTimes(['2026-11-20 01:15:00 UTC', '2026-11-24 05:15:00 UTC'])).toEqual({
      labels: ['2026-11-20 01:15', '2026-11-24 05:15'],
      shared: ['UTC'],
    });
  });

  it('leave the day to the title where it is one', () => {
    expect(shortTimes(['2026-11-20 01:15:07 +05:30', '2026-11-20 02:15:00 +05:30'])).toEqual({
      labels: ['01:15:07', '02:15:00'],
      shared: ['2026-11-20', '+05:30'],
    });
  });

  it('leave the time of day to the title where runs are made at the same one', () => {
    expect(shortTimes(['2026-11-20 03:00:00 UTC', '2026-11-21 03:00:00 UTC'])).toEqual({
      labels: ['2026-11-20', '2026-11-21'],
      shared: ['03:00', 'UTC'],
    });
  });

  it('keep zones that differ', () => {
    expect(shortTimes(['2026-11-20 01:15 UTC', '2026-11-21 02:15 +02:00', '2026-11-22 02:15'])).toEqual({
      labels: ['2026-11-20 01:15 UTC', '2026-11-21 02:15 +02:00', '2026-11-22 02:15'],
      shared: [],
    });
  });

  it.each([
    [[]],
    [['2026-11-20', '2026-11-21']],
    [['2026-11-20 01:15:00 UTC', 'run.json']],
    [['v1.2', 'v1.3']],
  ])('are left as they are among other labels: %j', (labels) => {
    expect(shortTimes(labels)).toEqual({ labels, shared: [] });
  });
});

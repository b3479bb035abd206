import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStamp, stampFromName, stampMillis } from '../../../src/core/normalise/timestamps.ts';

describe('parseStamp', () => {
  it.each([
    ['2025-10-02T21:21:05.012820+00:00', '2025-10-02T21:21:05.012820Z', 'utc'],
    ['2020-11-06T09:38:31.027Z', '2020-11-06T09:38:31.027Z', 'utc'],
    ['2025-11-15T12:00:00.123456789-05:00', '2025-11-15T12:00:00.123456789-05:00', 'offset'],
    ['2025-11-15T12:00:00+0530', '2025-11-15T12:00:00+05:30', 'offset'],
    ['2026-03-02 17:59:52.6287498 +0000 UTC', '2026-03-02T17:59:52.6287498Z', 'utc'],
    ['2025-10-02 17:08:37', '2025-10-02T17:08:37', 'unknown'],
    ['2025-11-20 14:01:02,123', '2025-11-20T14:01:02.123', 'unknown'],
    ['2025/11/20 14:01:02.123', '2025-11-20T14:01:02.123', 'unknown'],
    ['2025-10-02', '2025-10-02', 'unknown'],
    ['20250915-055723', '2025-09-15T05:57:23', 'unknown'],
    ['20251002T170837Z', '2025-10-02T17:08:37Z', 'utc'],
    ['Thu Nov 20 14:01:02 2025', '2025-11-20T14:01:02', 'unknown'],
    ['Thu Nov 20 14:01:02 UTC 2025', '2025-11-20T14:01:02Z', 'utc'],
    ['Thu, 20 Nov 2025 14:01:02 GMT', '2025-11-20T14:01:02Z', 'utc'],
    ['Thu, 20 Nov 2025 14:01:02 +0200', '2025-11-20T14:01:02+02:00', 'offset'],
    ['Thu Nov 20 2025 14:01:02 GMT+0100 (CET)', '2025-11-20T14:01:02+01:00', 'offset'],
    ['November 15, 2023', '2023-11-15', 'unknown'],
    ['1759098967.227901', '2025-09-28T22:36:07.227901Z', 'utc'],
  ])('reads %s', (text, iso, zone) => {
    expect(parseStamp(text)).toEqual({ iso, zone });
  });

  it.each([
    [1759098967, '2025-09-28T22:36:07Z'],
    [1759098967.2279, '2025-09-28T22:36:07.2279Z'],
    [1759098967227, '2025-09-28T22:36:07.227Z'],
    [1759098967227901, '2025-09-28T22:36:07.227901Z'],
    [631152000, '1990-01-01T00:00:00Z'],
  ])('reads %d as time since 1970', (value, iso) => {
    expect(parseStamp(value)).toEqual({ iso, zone: 'utc' });
  });

  it('keeps nanoseconds that a number cannot hold', () => {
    expect(parseStamp('1759098967227901123')?.iso).toBe('2025-09-28T22:36:07.227901123Z');
  });

  it.each([
    '',
    '42',
    '33252.840755',
    '12:00',
    '11/12/2025',
    '2025-02-30',
    '2025-13-01',
    '2025-10-02T25:00:00',
  ])('does not read %j', (text) => {
    expect(parseStamp(text)).toBeNull();
  });

  it('does not read numbers outside 1990 to 2100', () => {
    expect([631151999, 4102444800, 99, -1759098967, NaN, Infinity].map(parseStamp)).toEqual(
      Array(6).fill(null),
    );
  });

  it('agrees with the calendar for every second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 631152000, max: 4102444799 }), (seconds) => {
        const stamp = parseStamp(seconds);
        return (
          stamp !== null && Date.parse(stamp.iso) === seconds * 1000 && stampMillis(stamp) === seconds * 1000
        );
      }),
      { seed: 7 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.double(), (text, value) => {
        parseStamp(text);
        parseStamp(value);
        stampFromName(text);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('stampFromName', () => {
  it.each([
    ['conv_bench_20251002-170837', '2025-10-02T17:08:37', 'conv_bench'],
    ['20251008-122911', '2025-10-08T12:29:11', ''],
    ['x_2025-10-02T17-08-37', '2025-10-02T17:08:37', 'x'],
    ['results_2025-06-09T18-32-58.151999', '2025-06-09T18:32:58.151999', 'results'],
    ['20260302_1856', '2026-03-02T18:56:00', ''],
    ['profile_20250101120000', '2025-01-01T12:00:00', 'profile'],
    ['a-2025-10-02', '2025-10-02', 'a'],
    ['lessons_20251002', '2025-10-02', 'lessons'],
    ['Llama-3.1-405B-FP8-20241109-150547', '2024-11-09T15:05:47', 'Llama-3.1-405B-FP8'],
    ['x_20251003-033530_eager', '2025-10-03T03:35:30', 'x_eager'],
  ])('finds the stamp of %s', (name, iso, stripped) => {
    expect(stampFromName(name)).toEqual({ stamp: { iso, zone: 'unknown' }, stripped });
  });

  it('knows the zone of seconds since 1970', () => {
    expect(stampFromName('demo_1759098967')).toEqual({
      stamp: { iso: '2025-09-28T22:36:07Z', zone: 'utc' },
      stripped: 'demo',
    });
  });

  it.each([
    'conv_bench',
    'TR109',
    'pytorch2508',
    'gemma-2507',
    'a_20251399',
    'b20251002',
    'matmul_2048_1024',
    '1234567890123456789012',
  ])('finds none in %s', (name) => {
    expect(stampFromName(name)).toBeNull();
  });
});

describe('stampMillis', () => {
  it('takes a time without a zone as UTC and respects offsets', () => {
    expect(stampMillis({ iso: '2025-10-02T17:08:37', zone: 'unknown' })).toBe(
      Date.UTC(2025, 9, 2, 17, 8, 37),
    );
    expect(stampMillis({ iso: '2025-10-02', zone: 'unknown' })).toBe(Date.UTC(2025, 9, 2));
    expect(stampMillis({ iso: '2025-10-02T17:08:37.123456789+02:00', zone: 'offset' })).toBe(
      Date.UTC(2025, 9, 2, 15, 8, 37, 123),
    );
  });
});

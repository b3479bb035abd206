import { parseUnit } from '../normalise/units.ts';
import type { MeasureSpec } from './build-measure.ts';

/** Units of the testing package and of benchstat, and what they measure. MB is 10^6 bytes in both. */
const KNOWN: Readonly<Record<string, MeasureSpec>> = {
  'ns/op': { metric: 'time-per-op', unit: 'ns/op' },
  'sec/op': { metric: 'time-per-op', unit: 's/op' },
  'time/op': { metric: 'time-per-op', unit: 'ns/op' },
  'MB/s': { metric: 'bandwidth', unit: 'MB/s' },
  'B/s': { metric: 'bandwidth', unit: 'B/s' },
  speed: { metric: 'bandwidth', unit: 'MB/s' },
  'B/op': { metric: 'allocated-bytes', unit: 'B/op' },
  'alloc/op': { metric: 'allocated-bytes', unit: 'B/op' },
  'allocs/op': { metric: 'allocations', unit: 'allocs/op' },
};

/** What a unit of the Go benchmark format measures; a unit that a program made up is read like any label. */
export function goUnit(unit: string): MeasureSpec {
  const known = KNOWN[unit];
  if (known !== undefined) return known;
  return parseUnit(unit) === null ? {} : { unit };
}

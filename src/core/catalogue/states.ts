import type { CatalogueMeasure } from './snapshot.ts';

/** States of a machine that samplers record, in the order of reports. */
export const STATE_METRICS: readonly string[] = [
  'gpu-utilization',
  'gpu-memory-utilization',
  'gpu-memory',
  'power',
  'cpu-utilization',
  'memory-utilization',
  'memory-used',
  'memory',
];

const STATES: ReadonlySet<string> = new Set(STATE_METRICS);

/** True for a series of readings of a state over time. */
export function isState({ measure }: CatalogueMeasure): boolean {
  return measure.kind === 'timeseries' && STATES.has(measure.metric);
}

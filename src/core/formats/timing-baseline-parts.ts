import type { MeasureSpec } from './build-measure.ts';

/** Time of one operation. */
export const TIME: MeasureSpec = { metric: 'latency', unit: 'ms', direction: 'lower' };

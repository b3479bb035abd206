import { at } from './vector.ts';

/** `log`: natural logarithms of the values. */
export type TestScale = 'log' | 'linear';

/** Values on the scale on which effects add up. */
export interface Scaled {
  readonly scale: TestScale;
  readonly values: Float64Array;
  /** Largest rounding error of one of them. */
  readonly resolution: number;
}

/** Logarithms where all values are positive: a parameter that makes work twice as long does so at any length. */
export function scaled(values: Float64Array): Scaled {
  const scale = values.every((value) => value > 0) ? 'log' : 'linear';
  const on = scale === 'log' ? values.map(Math.log) : values;
  const size = on.reduce((most, value) => Math.max(most, Math.abs(value)), scale === 'log' ? 1 : 0);
  return { scale, values: on, resolution: Number.EPSILON * size };
}

/** From the scale back to the unit of the values. */
export function unscaled(scale: TestScale, value: number): number {
  return scale === 'log' ? Math.exp(value) : value;
}

/** The chosen ones, in their order. */
export function picked(values: Float64Array, indices: readonly number[]): Float64Array {
  return Float64Array.from(indices, (index) => at(values, index));
}

/** A domain and its ticks, both ascending, in the unit in which the axis is written. */
export interface Ticks {
  readonly low: number;
  readonly high: number;
  readonly values: readonly number[];
  /** Distance between ticks; null where it is not constant. */
  readonly step: number | null;
}

const MANTISSAS = [1, 2, 5] as const;

/** The smallest of 1, 2, 5 × 10^k that is not below `rough`; `rough` is positive. */
export function niceStep(rough: number): number {
  const exponent = Math.floor(Math.log10(rough));
  for (const mantissa of [...MANTISSAS, 10]) {
    const step = scaled(mantissa, exponent);
    if (step >= rough * (1 - 1e-9)) return step;
  }
  return scaled(1, exponent + 1);
}

/** Mantissa × 10^exponent; dividing keeps 0.3 from becoming 0.30000000000000004. */
function scaled(mantissa: number, exponent: number): number {
  return exponent < 0 ? mantissa / 10 ** -exponent : mantissa * 10 ** exponent;
}

/** What a linear domain should do besides covering its values. */
export interface LinearWish {
  /** Include zero. */
  readonly zero: boolean;
  /** About how many ticks, at least 1. */
  readonly count: number;
}

/**
 * A linear domain around low..high that ends on ticks, with steps of 1, 2 or 5 × 10^k. Values that are all equal (or
 * differ by less than a billionth) get room on both sides.
 */
export function linearTicks(low: number, high: number, wish: LinearWish): Ticks {
  const [from, to] = withRoom(low, high, wish.zero);
  const step = niceStep((to - from) / Math.max(1, wish.count));
  const first = Math.floor(from / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(to / step - 1e-9));
  const values = Array.from({ length: last - first + 1 }, (_, i) => multiple(first + i, step));
  return { low: values[0] ?? from, high: values.at(-1) ?? to, values, step };
}

function withRoom(low: number, high: number, zero: boolean): [number, number] {
  const from = zero ? Math.min(0, low) : low;
  const to = zero ? Math.max(0, high) : high;
  const largest = Math.max(Math.abs(from), Math.abs(to));
  if (largest === 0) return [0, 1];
  const isFlat = to - from <= largest * 1e-9;
  if (zero) return [from, to];
  const room = isFlat ? largest * 0.05 : (to - from) * 0.03;
  const lower = from >= 0 ? Math.max(0, from - room) : from - room;
  const upper = to <= 0 ? Math.min(0, to + room) : to + room;
  return [lower, upper];
}

/** k × step without the dust of floating point: the step is 1, 2 or 5 × 10^e. */
export function multiple(k: number, step: number): number {
  const exponent = Math.floor(Math.log10(step) + 1e-9);
  if (exponent >= 0) return k * step;
  const mantissa = Math.round(step * 10 ** -exponent);
  return (k * mantissa) / 10 ** -exponent;
}

/**
 * A logarithmic domain around low..high (both positive) that ends on 1, 2 or 5 × 10^k. Ticks are those where they are
 * few, else decades, else every second, third… decade.
 */
export function logTicks(low: number, high: number, count: number): Ticks {
  const isFlat = high <= low * 1.1;
  const steps = steps125(isFlat ? low / 1.5 : low, isFlat ? high * 1.5 : high);
  const domain = { low: steps[0] ?? low, high: steps.at(-1) ?? high, step: null };
  if (steps.length <= Math.max(3, count)) return { ...domain, values: steps };
  const decades = steps.filter(isDecade);
  const every = Math.ceil(decades.length / Math.max(2, count));
  const values = decades.filter((_, i) => i % every === 0);
  return { ...domain, values: values.length >= 2 ? values : steps };
}

/** All of 1, 2, 5 × 10^k from the last one at or below `low` to the first one at or above `high`. */
function steps125(low: number, high: number): number[] {
  const all: number[] = [];
  const firstDecade = Math.floor(Math.log10(low));
  const lastDecade = Math.ceil(Math.log10(high));
  for (let exponent = firstDecade; exponent <= lastDecade; exponent++) {
    for (const mantissa of MANTISSAS) all.push(scaled(mantissa, exponent));
  }
  const from = all.findLastIndex((value) => value <= low * (1 + 1e-9));
  const to = all.findIndex((value) => value >= high * (1 - 1e-9));
  return all.slice(Math.max(0, from), to < 0 ? all.length : to + 1);
}

function isDecade(value: number): boolean {
  const exponent = Math.log10(value);
  return Math.abs(exponent - Math.round(exponent)) < 1e-9;
}

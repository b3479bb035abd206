import { formatNumber } from '../format/number.ts';
import { formatPercent, unitForSeries, type SeriesUnit } from '../format/quantity.ts';
import type { NumberAxis, ScaleKind, ValueAxis } from './spec.ts';
import { linearTicks, logTicks } from './ticks.ts';

/** A tick with its place on the axis (0 at the low end, 1 at the high end). */
export interface PlacedTick {
  readonly at: number;
  readonly label: string;
  /** In the axis's written unit. */
  readonly value: number;
}

/** An axis that is ready to be drawn: it places canonical values and writes them. */
export interface Scale {
  /** Title with the unit: "Latency (ms)". */
  readonly title: string;
  readonly kind: ScaleKind;
  /** Whether zero lies within the domain. */
  readonly hasZero: boolean;
  /** Ticks are names at equal steps: they may be left out or shortened. */
  readonly isOrder: boolean;
  /** Written number = canonical number × factor. */
  readonly factor: number;
  /** Ends of the domain, in the axis's written unit. */
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly PlacedTick[];
  /** Place of a canonical value as a fraction, 0…1 within the domain, clamped to it; null where the axis has no place for it. */
  readonly at: (value: number) => number | null;
  /** A canonical value as text with its unit. */
  readonly write: (value: number) => string;
  /** The same for labels beside marks: all with as many decimals as tell them apart. */
  readonly label: (value: number) => string;
}

/** Sizes that a drawing can hold; numbers beyond them are gaps with their value as the word. */
const LARGEST = 1e100;
const SMALLEST = 1e-100;

/** Whether a value has a place on any axis of this kind. */
export function isDrawable(value: number, kind: ScaleKind): boolean {
  if (kind === 'log' && value <= 0) return false;
  const size = Math.abs(value);
  return Number.isFinite(value) && size <= LARGEST && (size === 0 || size >= SMALLEST);
}

/** A log axis needs positive values: without any, or without values at all, the axis is linear. */
export function effectiveKind(kind: ScaleKind, values: readonly number[]): ScaleKind {
  return kind === 'log' && values.some((value) => isDrawable(value, 'log')) ? 'log' : 'linear';
}

/** What a value axis covers, in the canonical unit. Numbers that are not drawable are left out. */
export interface Covered {
  /** The values themselves: their median chooses the unit. */
  readonly values: readonly number[];
  /** What else must have a place: ends of intervals, reference lines. */
  readonly also: readonly number[];
}

/** The scale of measured numbers, with about `count` ticks. */
export function numberScale(axis: ValueAxis | NumberAxis, covered: Covered, count: number): Scale {
  const kind = effectiveKind(axis.scale, covered.values);
  const drawable = covered.values.filter((value) => isDrawable(value, kind));
  const also = covered.also.filter((value) => isDrawable(value, kind));
  const [low, high] = extent([...drawable, ...also]);
  const unit = unitForSeries(drawable, axis.unit);
  const ticks =
    kind === 'log'
      ? logTicks(low * unit.factor, high * unit.factor, count)
      : linearTicks(low * unit.factor, high * unit.factor, { zero: axis.zero, count });
  const place = placer(kind, ticks.low, ticks.high);
  const isEmpty = drawable.length + also.length === 0;
  const digits = labelDigits(drawable.map((value) => value * unit.factor));
  const signed = 'signed' in axis && axis.signed;
  return {
    title: unit.unit === '' ? axis.title : `${axis.title} (${unit.unit})`,
    kind,
    factor: unit.factor,
    isOrder: false,
    hasZero: !isEmpty && ticks.low <= 0 && ticks.high >= 0,
    low: ticks.low,
    high: ticks.high,
    ticks: (isEmpty ? [] : ticks.values).map((value) => ({
      at: place(value),
      label: tickText(value, ticks.step),
      value,
    })),
    at: (value) => (isDrawable(value, kind) ? place(value * unit.factor) : null),
    write: signed ? change : (value) => written(value, unit),
    label: signed ? change : (value) => written(value, unit, digits),
  };
}

/** A change in per cent as verdicts write it: "+8.5 %". */
function change(percent: number): string {
  return formatPercent(percent / 100, { sign: true });
}

/** Places numbers of the domain low < high as fractions of it; outside they are clamped to its ends. */
export function placer(kind: ScaleKind, low: number, high: number): (value: number) => number {
  const through = kind === 'log' ? Math.log10 : (value: number) => value;
  const from = through(low);
  const span = through(high) - from;
  return (value) => Math.min(1, Math.max(0, (through(value) - from) / span));
}

/** Lowest and highest; [0, 0] for none. */
export function extent(values: readonly number[]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}

/** A tick with as many decimals as its step needs; steps too small for decimals are left to the number's own form. */
export function tickText(value: number, step: number | null): string {
  if (step === null || step < 1e-9) return formatNumber(value);
  return formatNumber(value, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
}

/**
 * Decimals that give the largest value four significant digits, fewer where they would all be zeros; undefined (each value
 * its own) where that would leave the smallest fewer than two, or would make different values look equal.
 */
function labelDigits(values: readonly number[]): number | undefined {
  const [smallest, largest] = extent(values.filter((value) => value !== 0).map(Math.abs));
  if (largest === 0) return undefined;
  let decimals = Math.max(0, 3 - Math.floor(Math.log10(largest)));
  if (decimals > 12 || smallest * 10 ** decimals < 10) return undefined;
  const different = new Set(values).size;
  if (new Set(values.map((value) => value.toFixed(decimals))).size !== different) return undefined;
  while (decimals > 0 && values.every((value) => value.toFixed(decimals).endsWith('0'))) decimals--;
  return decimals;
}

function written(value: number, unit: SeriesUnit, digits?: number): string {
  const number = formatNumber(value * unit.factor, digits);
  return unit.unit === '' ? number : `${number} ${unit.unit}`;
}

import { formatNumber } from '../format/number.ts';
import { extent, isDrawable, numberScale, placer } from './scale.ts';
import type { Scale } from './scale.ts';
import { directionNote } from './svg-frame.ts';
import type { ClockAxis, NumberAxis, OrderAxis, PlaceAxis } from './spec.ts';
import { dateRange, timeLabel, timeTicks } from './time-ticks.ts';

/** The scale of the other axis, for the x values of all its points. */
export function placeScale(axis: PlaceAxis, values: readonly number[], count: number): Scale {
  switch (axis.kind) {
    case 'number':
      return directed(axis, numberScale(axis, { values, also: [] }, count));
    case 'clock':
      return clockScale(axis, values, count);
    case 'order':
      return orderScale(axis);
  }
}

/** The axis of a metric says which way is better, as the axis of the values does. */
function directed({ direction = 'none' }: NumberAxis, scale: Scale): Scale {
  const note = directionNote(direction, 'right');
  return note === '' ? scale : { ...scale, title: `${scale.title} ${note}` };
}

/** A sweep over powers of two is read at its own values, not at 10, 20, 50. */
const MOST_OWN_TICKS = 12;

/** A log axis that ends a little outside its values and has a tick at each of them; null where that is not called for. */
export function ownTicks(axis: NumberAxis, values: readonly number[]): Scale | null {
  const distinct = [...new Set(values)].filter((value) => isDrawable(value, 'log')).sort((a, b) => a - b);
  const [low, high] = extent(distinct);
  const isFew = distinct.length >= 3 && distinct.length <= MOST_OWN_TICKS;
  if (axis.scale !== 'log' || !isFew) return null;
  const scale = directed(axis, numberScale(axis, { values, also: [] }, 2));
  const room = (high / low) ** 0.03;
  const at = placer('log', low / room, high * room);
  return {
    ...scale,
    low: (low / room) * scale.factor,
    high: high * room * scale.factor,
    ticks: distinct.map((value) => ({
      at: at(value),
      label: formatNumber(value * scale.factor),
      value: value * scale.factor,
    })),
    at: (value) => (isDrawable(value, 'log') ? at(value) : null),
  };
}

/** The largest time that a Date holds. */
const LAST_TIME = 8.64e15;

/** Whether a number is a time that a Date holds, with room for ticks around it. */
export function isTime(value: number): boolean {
  return Math.abs(value) < LAST_TIME - 1e10;
}

function clockScale(axis: ClockAxis, values: readonly number[], count: number): Scale {
  const [low, high] = extent(values.filter(isTime));
  const ticks = timeTicks(low, high, count);
  const place = placer('linear', ticks.low, ticks.high);
  const write = (value: number): string => (isTime(value) ? writeTime(value, axis.zone) : String(value));
  const zone = axis.zone === 'unknown' ? 'zone not recorded' : 'UTC';
  return {
    kind: 'linear',
    factor: 1,
    hasZero: false,
    isOrder: false,
    title: `${axis.title}, ${dateRange(low, high)} (${zone})`,
    low: ticks.low,
    high: ticks.high,
    ticks: ticks.values.map((value) => ({
      at: place(value),
      label: timeLabel(value, ticks.step ?? 0),
      value,
    })),
    at: (value) => (isTime(value) ? place(value) : null),
    write,
    label: write,
  };
}

/** ISO 8601, without fractions that are zero and without a zone that is not known. */
function writeTime(at: number, zone: ClockAxis['zone']): string {
  const bare = new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/(\.000)?Z$/, '');
  return zone === 'unknown' ? bare : `${bare} UTC`;
}

function orderScale(axis: OrderAxis): Scale {
  const count = Math.max(1, axis.labels.length);
  const place = (index: number): number => (index + 0.5) / count;
  const write = (index: number): string => axis.labels[index] ?? String(index);
  return {
    kind: 'linear',
    factor: 1,
    hasZero: false,
    isOrder: true,
    title: axis.title,
    low: -0.5,
    high: count - 0.5,
    ticks: axis.labels.map((label, index) => ({ at: place(index), label, value: index })),
    at: (index) => (index >= 0 && index < count ? place(index) : null),
    write,
    label: write,
  };
}

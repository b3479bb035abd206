import { extent, numberScale, placer } from './scale.ts';
import type { Scale } from './scale.ts';
import type { ClockAxis, OrderAxis, PlaceAxis } from './spec.ts';
import { dateRange, timeLabel, timeTicks } from './time-ticks.ts';

/** The scale of the other axis, for the x values of all its points. */
export function placeScale(axis: PlaceAxis, values: readonly number[], count: number): Scale {
  switch (axis.kind) {
    case 'number':
      return numberScale(axis, { values, also: [] }, count);
    case 'clock':
      return clockScale(axis, values, count);
    case 'order':
      return orderScale(axis);
  }
}

/** The largest time that a Date holds. */
const LAST_TIME = 8.64e15;

function clockScale(axis: ClockAxis, values: readonly number[], count: number): Scale {
  const isTime = (value: number): boolean => Math.abs(value) < LAST_TIME - 1e10;
  const [low, high] = extent(values.filter(isTime));
  const ticks = timeTicks(low, high, count);
  const place = placer('linear', ticks.low, ticks.high);
  const zone = axis.zone === 'unknown' ? 'zone not recorded' : 'UTC';
  return {
    kind: 'linear',
    factor: 1,
    hasZero: false,
    isOrder: false,
    title: `${axis.title}, ${dateRange(low, high)} (${zone})`,
    ticks: ticks.values.map((value) => ({ at: place(value), label: timeLabel(value, ticks.step ?? 0) })),
    at: (value) => (isTime(value) ? place(value) : null),
    write: (value) => (isTime(value) ? writeTime(value, axis.zone) : String(value)),
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
  return {
    kind: 'linear',
    factor: 1,
    hasZero: false,
    isOrder: true,
    title: axis.title,
    ticks: axis.labels.map((label, index) => ({ at: place(index), label })),
    at: (index) => (index >= 0 && index < count ? place(index) : null),
    write: (index) => axis.labels[index] ?? String(index),
  };
}

import { formatNumber } from '../../format/number.ts';
import { tickText, type Scale } from '../scale.ts';
import type { PlaceAxis, ValueAxis } from '../spec.ts';
import { directionNote } from '../svg-frame.ts';
import { linearTicks, logTicks } from '../ticks.ts';
import { shortTimes } from '../time-labels.ts';
import { timeLabel, timeTicks } from '../time-ticks.ts';
import type { ChartJsScale, ChartJsScaleKind, ChartJsTick } from './types.ts';

/** The axis of measured values; its title says which way is better. */
export function valueScale(scale: Scale, axis: ValueAxis, way: 'up' | 'right'): ChartJsScale {
  const note = directionNote(axis.direction, way);
  const title = note === '' ? scale.title : `${scale.title} ${note}`;
  return { ...chartScale(scale, 'number', []), title };
}

export function placeScaleOf(scale: Scale, axis: PlaceAxis): ChartJsScale {
  if (axis.kind !== 'order') return chartScale(scale, axis.kind, []);
  const { labels, shared } = shortTimes(axis.labels);
  const title = shared.length === 0 ? scale.title : `${scale.title} (${shared.join(' ')})`;
  const ticks = labels.map((label, value) => ({ value, label }));
  return { ...chartScale(scale, axis.kind, labels), title, ticks };
}

/** Rows with names, from the top down. */
export function namesScale(labels: readonly string[], kind: 'names' | 'order'): ChartJsScale {
  return {
    type: kind === 'names' ? 'category' : 'linear',
    kind,
    title: '',
    min: kind === 'names' ? 0 : -0.5,
    max: kind === 'names' ? Math.max(0, labels.length - 1) : labels.length - 0.5,
    ticks: labels.map((label, value) => ({ value, label })),
    labels,
    factor: 1,
    reverse: kind === 'order',
  };
}

function chartScale(scale: Scale, kind: ChartJsScaleKind, labels: readonly string[]): ChartJsScale {
  return {
    type: scale.kind === 'log' ? 'logarithmic' : 'linear',
    kind,
    title: scale.title,
    min: scale.low,
    max: scale.high,
    ticks: scale.ticks.map(({ value, label }) => ({ value, label })),
    labels,
    factor: scale.factor,
    reverse: false,
  };
}

/** About so many ticks for a part of an axis, in its written unit: what to show after zooming. */
export function scaleTicks(scale: ChartJsScale, low: number, high: number, count: number): ChartJsTick[] {
  if (!(high > low)) return [];
  const inside = (value: number): boolean => value >= low && value <= high;
  switch (scale.kind) {
    case 'names':
    case 'order':
      return orderTicks(scale, low, high, count);
    case 'clock': {
      const { values, step } = timeTicks(low, high, count);
      return values.map((value) => ({ value, label: timeLabel(value, step ?? 0) }));
    }
    case 'number': {
      if (scale.type === 'logarithmic' && low > 0) {
        const fine = logTicks(low, high, count).values.filter(inside);
        if (fine.length >= 2) return fine.map((value) => ({ value, label: formatNumber(value) }));
      }
      return linearInside(low, high, count);
    }
  }
}

/** Round numbers inside a part; steps are made finer until two of them are there, since one alone tells no distance. */
function linearInside(low: number, high: number, count: number): ChartJsTick[] {
  for (let finer = count; ; finer *= 2) {
    const { values, step } = linearTicks(low, high, { zero: false, count: finer });
    const inside = values.filter((value) => value >= low && value <= high);
    if (inside.length >= 2 || finer > 8 * count)
      return inside.map((value) => ({ value, label: tickText(value, step) }));
  }
}

/** Every k-th label, so that no more than about `count` remain. */
function orderTicks({ labels }: ChartJsScale, low: number, high: number, count: number): ChartJsTick[] {
  const first = Math.max(0, Math.ceil(low));
  const last = Math.min(labels.length - 1, Math.floor(high));
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, count)));
  const ticks: ChartJsTick[] = [];
  for (let value = first; value <= last; value += every) ticks.push({ value, label: labels[value] ?? '' });
  return ticks;
}

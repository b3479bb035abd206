import { isTime, ownTicks, placeScale } from './place-scale.ts';
import { extent } from './scale.ts';
import type { Scale } from './scale.ts';
import type { PlaceAxis } from './spec.ts';
import { SMALL } from './svg-frame.ts';
import { textWidth } from './svg-text.ts';

/** Room between the labels of neighboring ticks, in pixels. */
const APART = 12;
const MOST_TICKS = 8;

/** The most ticks whose labels stand side by side on an axis of so many pixels. */
export function fittingScale(make: (count: number) => Scale, pixels: number): Scale {
  for (let count = Math.min(MOST_TICKS, Math.floor(pixels / 50)); count > 2; count--) {
    const scale = make(count);
    if (doLabelsFit(scale, pixels)) return scale;
  }
  return make(2);
}

/** The x axis for these values: with ticks at the values themselves where a log axis has few, else at round numbers. */
export function fittingPlace(axis: PlaceAxis, values: readonly number[], pixels: number): Scale {
  const own = axis.kind === 'number' ? ownTicks(axis, values) : null;
  if (own !== null && doLabelsFit(own, pixels)) return own;
  const covered = axis.kind === 'clock' ? extent(values.filter(isTime)) : values;
  return fittingScale((count) => placeScale(axis, covered, count), pixels);
}

function doLabelsFit(scale: Scale, pixels: number): boolean {
  let free = -Infinity;
  for (const tick of scale.ticks) {
    const half = textWidth(tick.label, SMALL) / 2;
    if (tick.at * pixels - half < free) return false;
    free = tick.at * pixels + half + APART;
  }
  return true;
}

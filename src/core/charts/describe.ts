import { formatCount } from '../format/quantity.ts';
import type { Scale } from './scale.ts';
import type { ChartInterval, ChartPoint, ChartSource, Traced } from './spec.ts';

/** The gap of a group that a series has no measure of. */
export const NO_DATA = 'no data';

/** What the words around a mark need to know of its chart. */
export interface Words {
  readonly scale: Scale;
  readonly sources: readonly ChartSource[];
}

/** Everything known of a point in one line: name, value, interval, n, and where it stands. */
export function pointText(point: ChartPoint, name: string, words: Words): string {
  const value = point.value === null ? gapWord(point, words.scale) : words.scale.write(point.value);
  const facts = [value, intervalLine(point.interval, words.scale), nText(point.n)];
  return joined(`${name}: ${facts.filter((fact) => fact !== '').join(', ')}`, point, words.sources);
}

/** A text with the place that it comes from behind it. */
export function joined(text: string, mark: Traced, sources: readonly ChartSource[]): string {
  const place = placeText(mark, sources);
  return place === '' ? text : `${text} · ${place}`;
}

/** "results/a.csv:12:3", or '' where a mark has no place. */
export function placeText(mark: Traced, sources: readonly ChartSource[]): string {
  const source = mark.source === null ? undefined : sources[mark.source];
  return source === undefined ? '' : `${source.file}:${source.line}:${source.column}`;
}

/** The word for a point without a place on the axis; '' for a point that has one. */
export function gapWord(point: ChartPoint, scale: Scale): string {
  if (point.value === null) return point.gap ?? 'no value';
  if (scale.at(point.value) !== null) return '';
  return `${scale.write(point.value)}, not on ${scale.kind === 'log' ? 'a log' : 'this'} axis`;
}

/** "95 % interval 1.2 ms to 1.4 ms", or '' without one. */
export function intervalLine(interval: ChartInterval | null, scale: Scale): string {
  if (interval === null) return '';
  const level = interval.level === null ? '' : `${parseFloat((interval.level * 100).toPrecision(6))} % `;
  return `${level}interval ${scale.write(interval.low)} to ${scale.write(interval.high)}`;
}

/** "n = 5", or '' where n is not known. */
export function nText(n: number | null): string {
  return n === null ? '' : `n = ${formatCount(n)}`;
}

/** One sentence on the n of all points of a chart; '' where none is known or they are too mixed for it to be true of all. */
export function nNote(ns: readonly (number | null)[]): string {
  const known = ns.filter((n) => n !== null);
  if (known.length === 0 || known.length < ns.length) return '';
  const low = known.reduce((a, b) => Math.min(a, b));
  const high = known.reduce((a, b) => Math.max(a, b));
  return low === high
    ? `n = ${formatCount(low)} for each point.`
    : `n = ${formatCount(low)} to ${formatCount(high)} per point.`;
}

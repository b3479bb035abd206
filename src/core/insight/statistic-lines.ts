import { medianInterval } from '../findings/row-figures.ts';
import type { Row } from '../findings/rows.ts';
import { formatNumber, smartDigits } from '../format/number.ts';
import { formatCount, formatPercent, formatQuantity, unitForSeries } from '../format/quantity.ts';
import { line, type DescriptionLine } from './description.ts';

/** n, median with its interval, mean ± interval, p95, CV and range, as far as there are such. */
export function statisticLines(row: Row, unit: string | null): DescriptionLine[] {
  const { n, failed, value, mean, median, p95, cv, min, max, interval, source } = row.statistics;
  const show = (number: number): string => formatQuantity(number, unit).text;
  const lines: DescriptionLine[] = [];
  if (value !== null) lines.push(line('Value', show(value)));
  else if (n !== null)
    lines.push(line('n', formatCount(n) + (source === 'reported' ? ', as the tool says' : '')));
  if (failed > 0) lines.push(line('Failed', formatCount(failed)));
  if (median !== null)
    lines.push(line('Median', show(median) + intervalText(median, medianInterval(row), unit)));
  if (mean !== null) lines.push(line('Mean', show(mean) + intervalText(mean, interval, unit)));
  if (p95 !== null) lines.push(line('p95', show(p95)));
  if (cv !== null) lines.push(line('CV', formatPercent(cv)));
  if (min !== null && max !== null && n !== 1) lines.push(line('Min–max', `${show(min)} – ${show(max)}`));
  return lines;
}

interface Interval {
  readonly level: number;
  /** The level that was reached, where that is known to be more. */
  readonly coverage?: number;
  readonly low: number;
  readonly high: number;
}

/** " ± 0.030 ms (95 %)", in the unit of the center; an interval that is not around it by equal halves has its ends. */
function intervalText(center: number, interval: Interval | null, unit: string | null): string {
  if (interval === null) return '';
  const { low, high, level, coverage = level } = interval;
  const half = (high - low) / 2;
  const isEven = Math.abs(center - (low + half)) <= half * 0.01;
  const show = sameUnit(center, unit);
  const text = isEven ? `± ${show(half)}` : `from ${show(low)} to ${show(high)}`;
  return ` ${text} (${formatPercent(coverage, { digits: Number.isInteger(coverage * 100) ? 0 : 1 })})`;
}

/** Writes quantities in the unit that `like` is shown in, however small they are. */
function sameUnit(like: number, unit: string | null): (value: number) => string {
  const { factor, unit: name, digits } = unitForSeries([like], unit);
  return (value) => {
    const scaled = value * factor;
    const text = formatNumber(scaled, Math.max(digits, smartDigits(scaled)));
    return name === '' ? text : `${text} ${name}`;
  };
}

import type { RowStatistics } from '../findings/row-statistics.ts';
import { formatNumber, smartDigits } from '../format/number.ts';
import { formatCount, formatPercent, formatQuantity, unitForSeries } from '../format/quantity.ts';
import { line, type DescriptionLine } from './description.ts';

/** n, median, mean ± interval, p95, CV and range, as far as there are such. */
export function statisticLines(statistics: RowStatistics, unit: string | null): DescriptionLine[] {
  const { n, failed, value, mean, median, p95, cv, min, max, interval, source } = statistics;
  const show = (number: number): string => formatQuantity(number, unit).text;
  const lines: DescriptionLine[] = [];
  if (value !== null) lines.push(line('Value', show(value)));
  else if (n !== null)
    lines.push(line('n', formatCount(n) + (source === 'reported' ? ', as the tool says' : '')));
  if (failed > 0) lines.push(line('Failed', formatCount(failed)));
  if (median !== null) lines.push(line('Median', show(median)));
  if (mean !== null) lines.push(line('Mean', show(mean) + halfWidthText(mean, interval, unit)));
  if (p95 !== null) lines.push(line('p95', show(p95)));
  if (cv !== null) lines.push(line('CV', formatPercent(cv)));
  if (min !== null && max !== null && n !== 1) lines.push(line('Min–max', `${show(min)} – ${show(max)}`));
  return lines;
}

/** " ± 0.030 ms (95 %)", in the unit of the mean; an interval that is not around the mean by equal halves has its ends. */
function halfWidthText(mean: number, interval: RowStatistics['interval'], unit: string | null): string {
  if (interval === null) return '';
  const { low, high, level } = interval;
  const half = (high - low) / 2;
  const isEven = Math.abs(mean - (low + half)) <= half * 0.01;
  const show = sameUnit(mean, unit);
  const text = isEven ? `± ${show(half)}` : `from ${show(low)} to ${show(high)}`;
  return ` ${text} (${formatPercent(level, { digits: Number.isInteger(level * 100) ? 0 : 1 })})`;
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

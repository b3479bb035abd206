import { convert, parseUnit } from '../normalise/units.ts';
import { METRICS } from '../normalise/metrics.ts';
import type { Limit } from './project-file.ts';

const LIMIT =
  /^\s*(?:(mean|median|min|max|p\d{1,2}(?:\.\d+)?)\s+)?(\S[^<>=]*?)\s*(<=|>=|<|>)\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\s*(\S.*)?$/i;

/** Reads "p95 ttft < 500 ms"; the statistic is the mean where none is named. A sentence says what is wrong otherwise. */
export function parseLimit(text: string, category: string | null): Limit | string {
  const match = LIMIT.exec(text);
  if (match === null) return `“${text}” is no limit; write it as “p95 ttft < 500 ms”.`;
  const [, statistic, name = '', operator = '<', number = '', unitText] = match;
  const metric = metricId(name);
  if (metric === null) return `“${text}” names no known metric; “${name.trim()}” is not in the vocabulary.`;
  const value = Number(number);
  const unit = unitText === undefined ? null : parseUnit(unitText.trim());
  if (!Number.isFinite(value)) return `“${text}” holds no number that can be compared.`;
  if (unitText !== undefined && unit === null)
    return `“${text}” has the unit “${unitText.trim()}”, which is not known.`;
  return {
    metric,
    statistic: (statistic?.toLowerCase() ?? 'mean') as Limit['statistic'],
    operator: operator as Limit['operator'],
    value: unit === null ? value : convert(value, unit),
    unit: unit?.unit ?? null,
    category,
    text: text.trim(),
  };
}

/** The id of a metric that a person wrote: its id, title or short name, in any case. */
function metricId(name: string): string | null {
  const wanted = name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const spelled = (text: string): string => text.toLowerCase().replace(/[\s_]+/g, '-');
  return (
    METRICS.find((metric) => [metric.id, metric.title, metric.short].some((text) => spelled(text) === wanted))
      ?.id ?? null
  );
}

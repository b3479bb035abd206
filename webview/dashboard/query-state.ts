import { NO_FILTER, type ChartFilter, type Grouping } from '../../src/core/dashboard/query.ts';
import { isFilter, isGrouping } from '../../src/protocol/models/charts.ts';
import { isRecord, isText } from '../../src/protocol/guards.ts';

/** What a tab remembered, as a record whose fields are still to be guarded. */
export function savedOf(remembered: unknown): Readonly<Record<string, unknown>> {
  return isRecord(remembered) ? remembered : {};
}

/** A remembered filter; a text alone, as commands of the editor ask for, is one too. */
export function filterOr(saved: Readonly<Record<string, unknown>>): ChartFilter {
  if (isFilter(saved.filter)) return saved.filter;
  return isText(saved.text) ? { ...NO_FILTER, text: saved.text.slice(0, 1000) } : NO_FILTER;
}

export function groupingOr(value: unknown): Grouping | null {
  return isGrouping(value) ? value : null;
}

export function nameOr(value: unknown): string | null {
  return isText(value) && value.length <= 4096 ? value : null;
}

import type { Bag, Scalar } from '../model/measure.ts';
import { parseNumber } from '../text/number.ts';
import { paramOf, splitRowName } from './jmh-parts.ts';
import type { JmhNumber, JmhRow } from './jmh-rows.ts';
import type { TextLine } from './text-scan.ts';

const HEADER = /^\s*Benchmark\s.*\bMode\s+(?:Cnt|Samples)\s+Score\b.*\bUnits?\s*$/;
/** From the mode on: count, score, error, unit. Consoles without the sign print "?" for "±". */
const TAIL =
  /(?<=\s)(?<mode>thrpt|avgt|sample|ss)\s+(?<count>\d+\s+)?(?<score>≈?\s?[-\d.,⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|NaN)(?:\s+(?:±|\?|\+-)?\s*(?<error>[\d.,]+|NaN))?\s+(?<unit>\S+)\s*$/du;

/** A row of the table, with the short name of its benchmark. */
export interface TextRow extends JmhRow {
  /** The score is shown as an order of magnitude only. */
  readonly approximate: boolean;
}

export function isTableHeader(line: string): boolean {
  return HEADER.test(line);
}

/** The rows of the tables of scores. Parameters are right-aligned under their names. */
export function readJmhTable(lines: readonly TextLine[]): TextRow[] {
  const found: { line: TextLine; header: string }[] = [];
  let header: string | null = null;
  for (const line of lines) {
    if (isTableHeader(line.text)) header = line.text;
    else if (line.text.trim() === '') header = null;
    else if (header !== null) found.push({ line, header });
  }
  const decimal = found.some(({ line }) => /\d,\d{3}\b/.test(TAIL.exec(line.text)?.[0] ?? '')) ? ',' : '.';
  return found.flatMap(({ line, header: above }) => rowOf(line, above, decimal) ?? []);
}

function rowOf(line: TextLine, header: string, decimal: '.' | ','): TextRow | null {
  const tail = TAIL.exec(line.text);
  const groups = tail?.groups;
  const name = /^\s*(\S+)/.exec(line.text)?.[1];
  if (tail === null || groups === undefined || name === undefined) return null;
  const cell = (group: string): JmhNumber => ({
    value: parseNumber(groups[group] ?? '', decimal),
    at: { line: line.number, column: (tail.indices?.groups?.[group]?.[0] ?? 0) + 1 },
  });
  return {
    ...splitRowName(name),
    parameters: { ...parametersOf(line.text, header), mode: groups.mode ?? 'unknown' },
    unit: groups.unit ?? null,
    score: cell('score'),
    error: groups.error === undefined ? null : cell('error'),
    count: groups.count === undefined ? null : cell('count'),
    column: 'Score',
    approximate: (groups.score ?? '').includes('≈'),
  };
}

function parametersOf(row: string, header: string): Bag {
  const bag: Record<string, Scalar> = {};
  let from = (/^\s*\S+/.exec(row)?.[0] ?? '').length;
  for (const param of header.matchAll(/\(([^()\s]+)\)/g)) {
    const to = param.index + param[0].length;
    const text = row.slice(from, to).trim();
    if (text !== '' && text !== 'N/A' && param[1] !== undefined) bag[param[1]] = paramOf(text);
    from = Math.max(from, to);
  }
  return bag;
}

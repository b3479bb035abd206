import { countOf, shareOf, type Benchstat, type BenchstatCell } from './benchstat-cells.ts';
import { configLine } from './go-bench-lines.ts';
import type { TextLine } from './text-scan.ts';

const BAR = '│';

const PREFIXES: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  µ: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** Where a column begins and ends in the lines of a table, and what it holds. */
interface Column {
  readonly start: number;
  readonly end: number;
  readonly input: string;
  readonly unit: string;
}

/** True for a line that heads the tables of the second version: cells between bars, the first one empty. */
export function isBarLine(text: string): boolean {
  return /^\s*│[^│]+(?:│[^│]*)*│\s*$/.test(text);
}

/** Tables that the second version of benchstat prints for people. */
export function readBenchstatText(lines: readonly TextLine[]): Benchstat {
  const cells: BenchstatCell[] = [];
  let columns: Column[] = [];
  let config: Record<string, string> = {};
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1]?.text ?? '';
    const said = configLine(line);
    if (said !== null) config = { ...config, [said.key]: said.value };
    else if (line.text.trim() === '') columns = [];
    else if (!line.text.includes(BAR)) cells.push(...rowCells(line, columns, config));
    else if (isBarLine(next)) columns = columnsOf(line.text, next);
  }
  return { generation: 'median', cells };
}

function columnsOf(inputs: string, units: string): Column[] {
  const bars = [...inputs.matchAll(/│/g)].map((found) => found.index);
  return bars.slice(0, -1).map((start, index) => {
    const last = index === bars.length - 2;
    const end = bars[index + 1] ?? inputs.length;
    return {
      start,
      // What follows the last column's unit may be wider than its head.
      end: last ? Infinity : end,
      input: inputs.slice(start + 1, end).trim(),
      unit: /\S+/.exec(units.slice(start + 1, end))?.[0] ?? '',
    };
  });
}

function rowCells(
  line: TextLine,
  columns: readonly Column[],
  config: Readonly<Record<string, string>>,
): BenchstatCell[] {
  const name = line.text.slice(0, columns[0]?.start ?? 0).trim();
  if (name === '') return [];
  return columns.flatMap(({ start, end, input, unit }) => {
    const text = line.text.slice(start, end);
    const found = /^\s*(\d+(?:\.\d+)?)([nµmkMGT]?i?)(?=\s|$)(?:\s*±\s*(\S+))?/d.exec(text);
    const factor = PREFIXES[found?.[2] ?? '?'];
    if (found === null || factor === undefined) return [];
    return [
      {
        name,
        input,
        label: unit,
        unit,
        value: Number(found[1]) * factor,
        place: { line: line.number, column: start + (found.indices?.[1]?.[0] ?? 0) + 1 },
        spread: shareOf(found[3] ?? ''),
        n: countOf(text),
        config,
      },
    ];
  });
}

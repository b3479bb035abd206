import type { Bag, Scalar } from '../model/measure.ts';
import type { Place } from '../model/place.ts';
import { parseNumber } from '../text/number.ts';
import { paramOf } from './jmh-parts.ts';
import { matchLine, type TextLine } from './text-scan.ts';

/** Names of the modes as the log spells them, and their short labels, which the table uses. */
const MODES: Readonly<Record<string, string>> = {
  Throughput: 'thrpt',
  'Average time': 'avgt',
  'Sampling time': 'sample',
  'Single shot invocation time': 'ss',
};
const ITERATION = /^\s*Iteration\s+\d+: (?<value>[\d.,]+)(?: ±\([\d.,]+%\) [\d.,]+)? (?<unit>\S+\/\S+)\s*$/du;
const FAILURE = /^(?:.*: |\s*)(?<failure><failure>)\s*$/d;

/** A measured iteration. */
export interface JmhIteration {
  readonly value: number;
  readonly at: Place;
  readonly fork: number;
}

/** One benchmark with one set of parameters, as the log tells it. */
export interface JmhCase {
  readonly name: string;
  readonly parameters: Bag;
  readonly unit: string | null;
  readonly samples: readonly JmhIteration[];
  readonly failure: { readonly reason: string; readonly at: Place } | null;
}

class Case {
  readonly name: string;
  readonly parameters: Record<string, Scalar>;
  unit: string | null = null;
  readonly samples: JmhIteration[] = [];
  failure: JmhCase['failure'] = null;
  fork = 1;

  constructor(name: string, mode: string) {
    this.name = name;
    this.parameters = { mode };
  }
}

/** The cases of a log with their measured iterations. Warm-up iterations have lines of their own, which are passed over. */
export function readJmhLog(lines: readonly TextLine[]): JmhCase[] {
  const cases: Case[] = [];
  let mode = 'unknown';
  let current: Case | null = null;
  for (const [index, line] of lines.entries()) {
    const [, key = '', value = ''] =
      /^\s*# (Benchmark mode|Benchmark|Parameters|Fork): (.+)$/.exec(line.text) ?? [];
    if (key === 'Benchmark mode') mode = modeOf(value);
    else if (key === 'Benchmark') cases.push((current = new Case(value.trim(), mode)));
    else if (current === null) continue;
    else if (key === 'Parameters') Object.assign(current.parameters, parametersOf(value));
    else if (key === 'Fork') current.fork = Number.parseInt(value, 10) || 1;
    else readLine(line, () => nextText(lines, index + 1), current);
  }
  return cases;
}

function readLine(line: TextLine, next: () => string, current: Case): void {
  const iteration = matchLine(line, ITERATION);
  if (iteration !== null) {
    const text = iteration.text('value');
    const value = parseNumber(text, text.includes(',') ? ',' : '.');
    current.unit ??= iteration.text('unit');
    if (!Number.isNaN(value))
      current.samples.push({ value, at: iteration.place('value'), fork: current.fork });
    return;
  }
  const failure = matchLine(line, FAILURE);
  if (failure === null) return;
  const said = next();
  current.failure ??= { reason: said === '' ? 'the benchmark failed' : said, at: failure.place('failure') };
}

/** The next line that is not blank, up to three lines on: there the stack trace begins. */
function nextText(lines: readonly TextLine[], from: number): string {
  const near = lines.slice(from, from + 3).map(({ text }) => text.trim());
  return near.find((text) => text !== '') ?? '';
}

function modeOf(text: string): string {
  const name = text.split(',', 1)[0]?.trim() ?? '';
  return MODES[name] ?? name;
}

/** "(order = random, size = 64)" */
function parametersOf(text: string): Bag {
  const bag: Record<string, Scalar> = {};
  for (const part of text
    .trim()
    .replace(/^\(|\)$/g, '')
    .split(', ')) {
    const at = part.indexOf(' = ');
    if (at > 0) bag[part.slice(0, at).trim()] = paramOf(part.slice(at + 3).trim());
  }
  return bag;
}

import type { CatchResult, Estimate, TimeCell } from './catch2-results.ts';
import type { TextLine } from './text-scan.ts';

/** True for the XML reporter's output with benchmarks in it. */
export function hasCatchXml(text: string): boolean {
  return text.includes('<BenchmarkResults name="') && /<(?:Catch|Catch2TestRun)\b/.test(text);
}

/** What an XML line says: one element, as the reporter writes them. */
interface Element {
  readonly name: string;
  readonly line: TextLine;
  readonly attributes: ReadonlyMap<string, { readonly text: string; readonly column: number }>;
}

/** Reads the XML reporter's output: one element per line, all values in nanoseconds. */
export function readCatchXml(lines: readonly TextLine[]): CatchResult[] {
  const results: CatchResult[] = [];
  const titles: string[] = [];
  let open: CatchResult | null = null;
  for (const line of lines) {
    const closing = /^\s*<\/(?<name>\w+)>/.exec(line.text)?.groups?.name;
    if (closing === 'TestCase' || closing === 'Section') titles.pop();
    if (closing === 'BenchmarkResults' && open !== null) {
      results.push(open);
      open = null;
    }
    const element = elementOf(line);
    if (element === null) continue;
    if (element.name === 'TestCase' || element.name === 'Section') titles.push(textOf(element, 'name'));
    else if (element.name === 'BenchmarkResults') open = resultOf(element, titles);
    else if (open !== null) open = withPart(open, element);
  }
  return results;
}

function elementOf(line: TextLine): Element | null {
  const found = /^\s*<(\w+)((?:\s+\w+="[^"]*")*)\s*\/?>/.exec(line.text);
  if (found === null) return null;
  const attributes = new Map<string, { text: string; column: number }>();
  for (const attribute of line.text.matchAll(/(\w+)="([^"]*)"/g)) {
    const [, name = '', text = ''] = attribute;
    attributes.set(name, { text: plain(text), column: attribute.index + name.length + 3 });
  }
  return { name: found[1] ?? '', line, attributes };
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function textOf(element: Element, name: string): string {
  return element.attributes.get(name)?.text ?? '';
}

function resultOf(element: Element, titles: readonly string[]): CatchResult {
  const count = (name: string): number | null => {
    const text = textOf(element, name);
    return text === '' ? null : Number(text);
  };
  return {
    path: [...titles, textOf(element, 'name')],
    samples: count('samples'),
    iterations: count('iterations'),
    level: 0.95,
    mean: null,
    stddev: null,
    failure: null,
  };
}

function withPart(result: CatchResult, element: Element): CatchResult {
  return { ...result, ...partOf(element) };
}

function partOf(element: Element): Partial<CatchResult> {
  if (element.name === 'failed') {
    const place = { line: element.line.number, column: element.attributes.get('message')?.column ?? 1 };
    return { failure: { reason: textOf(element, 'message') || 'the benchmark failed', place } };
  }
  const level = Number(textOf(element, 'ci')) || 0.95;
  const estimate = estimateOf(element);
  if (estimate === null) return {};
  if (element.name === 'mean') return { mean: estimate, level };
  return element.name === 'standardDeviation' ? { stddev: estimate } : {};
}

function estimateOf(element: Element): Estimate | null {
  const value = cellOf(element, 'value');
  return value === null
    ? null
    : { value, low: cellOf(element, 'lowerBound'), high: cellOf(element, 'upperBound') };
}

function cellOf(element: Element, name: string): TimeCell | null {
  const found = element.attributes.get(name);
  const value = Number(found?.text ?? NaN);
  if (found === undefined || !Number.isFinite(value)) return null;
  return { value, unit: 'ns', place: { line: element.line.number, column: found.column } };
}

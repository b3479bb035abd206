import type { CatchResult, Estimate, TimeCell } from './catch2-results.ts';
import type { TextLine } from './text-scan.ts';
import { attributePlace, attributeText, elementOf, type XmlElement } from './xml-elements.ts';

/** True for the XML reporter's output with benchmarks in it. */
export function hasCatchXml(text: string): boolean {
  return text.includes('<BenchmarkResults name="') && /<(?:Catch|Catch2TestRun)\b/.test(text);
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
    if (element.name === 'TestCase' || element.name === 'Section')
      titles.push(attributeText(element, 'name'));
    else if (element.name === 'BenchmarkResults') open = resultOf(element, titles);
    else if (open !== null) open = withPart(open, element);
  }
  return results;
}

function resultOf(element: XmlElement, titles: readonly string[]): CatchResult {
  const count = (name: string): number | null => {
    const text = attributeText(element, name);
    return text === '' ? null : Number(text);
  };
  return {
    path: [...titles, attributeText(element, 'name')],
    samples: count('samples'),
    iterations: count('iterations'),
    level: 0.95,
    mean: null,
    stddev: null,
    failure: null,
  };
}

function withPart(result: CatchResult, element: XmlElement): CatchResult {
  return { ...result, ...partOf(element) };
}

function partOf(element: XmlElement): Partial<CatchResult> {
  if (element.name === 'failed') {
    const reason = attributeText(element, 'message') || 'the benchmark failed';
    return { failure: { reason, place: attributePlace(element, 'message') } };
  }
  const level = Number(attributeText(element, 'ci')) || 0.95;
  const estimate = estimateOf(element);
  if (estimate === null) return {};
  if (element.name === 'mean') return { mean: estimate, level };
  return element.name === 'standardDeviation' ? { stddev: estimate } : {};
}

function estimateOf(element: XmlElement): Estimate | null {
  const value = cellOf(element, 'value');
  return value === null
    ? null
    : { value, low: cellOf(element, 'lowerBound'), high: cellOf(element, 'upperBound') };
}

function cellOf(element: XmlElement, name: string): TimeCell | null {
  const found = element.attributes.get(name);
  const value = Number(found?.text ?? NaN);
  if (found === undefined || !Number.isFinite(value)) return null;
  return { value, unit: 'ns', place: attributePlace(element, name) };
}

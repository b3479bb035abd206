import type { Place } from '../model/place.ts';
import { matchLine, type TextLine } from './text-scan.ts';

/** "name x 4,340,190 ops/sec ±0.50% (7 runs sampled)"; consoles without the sign print something else for it. */
const RESULT =
  /^\s*(?:[✔✓✗•*·>-]\s+)*(?<name>\S.*?) x (?<ops>[\d,]+(?:\.\d+)?) ops\/sec(?: [^\d\s]{1,3}(?<margin>\d+(?:\.\d+)?)%)?(?: \((?<runs>\d+) runs? sampled\))?/du;
/** What the library prints for a test that threw: its name, a colon, and the error's own properties, of which there are none. */
const FAILED = /^(?<name>\S.*): $/d;
const NO_HEADING = /^\s*(?:[-=#*_~─]{3,}|Fastest is\b.*|Slowest is\b.*)\s*$/;

/** A number with its place. */
export interface PlacedNumber {
  readonly value: number;
  readonly at: Place;
}

/** A line that tells the result of one test; `ops` is null where it failed. */
export interface BenchmarkLine {
  readonly name: string;
  /** The nearest line above that is no result. */
  readonly heading: string | null;
  readonly at: Place;
  readonly ops: PlacedNumber | null;
  /** Per cent of `ops`. */
  readonly margin: PlacedNumber | null;
  readonly runs: PlacedNumber | null;
}

/** True for a text with a result in it. */
export function hasResult(text: string): boolean {
  return / x [\d,]+(?:\.\d+)? ops\/sec\b/.test(text);
}

/** The results of a text, in its order. */
export function benchmarkLines(lines: readonly TextLine[]): BenchmarkLine[] {
  const found: BenchmarkLine[] = [];
  let heading: string | null = null;
  for (const line of lines) {
    const result = matchLine(line, RESULT) ?? matchLine(line, FAILED);
    if (result === null) {
      if (line.text.trim() !== '' && !NO_HEADING.test(line.text)) heading = headingOf(line.text);
      continue;
    }
    const numberOf = (group: string): PlacedNumber | null => {
      const value = result.number(group);
      return Number.isNaN(value) ? null : { value, at: result.place(group) };
    };
    found.push({
      name: result.text('name'),
      heading,
      at: result.place('name'),
      ops: numberOf('ops'),
      margin: numberOf('margin'),
      runs: numberOf('runs'),
    });
  }
  return found;
}

/** "# strings" and "Benchmarking: create" without their marks. */
function headingOf(text: string): string {
  return text.replace(/^[\s#>*=-]+/, '').trim();
}

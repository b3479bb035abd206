import type { CatchResult, Estimate, TimeCell } from './catch2-results.ts';
import { matchLine, type LineMatch, type TextLine } from './text-scan.ts';

const CELL = (name: string): string => String.raw`(?<${name}>\d+(?:\.\d+)?) (?<${name}Unit>[num\u00b5]?s)`;

/** The first line of a result: samples, iterations, and how long it would take (or, without analysis, the mean). */
const HEAD = new RegExp(
  String.raw`^(?<name>.*?)\s+(?<samples>\d+)\s+(?<iterations>\d+)\s+${CELL('last')}\s*$`,
  'du',
);
const TRIPLE = new RegExp(
  String.raw`^(?<name>.*?)\s+${CELL('value')}\s+${CELL('low')}\s+${CELL('high')}\s*$`,
  'du',
);
const FAILED = /^(?<name>.*?)\s+(?<reason>Benchmark failed \(.*\))\s*$/d;

const HEADER = /^benchmark name\s+samples\s+iterations\s+(?<last>estimated|mean)\s*$/;

/** Catch2's default; the console does not say whether another was asked for. */
const LEVEL = 0.95;

/** True for a table that Catch2 prints. */
export function hasCatchTable(text: string): boolean {
  return /^benchmark name\s+samples\s+iterations\s+(?:estimated|mean)/m.test(text);
}

/** A result while its lines are read. */
interface Open {
  readonly name: string[];
  samples: number | null;
  iterations: number | null;
  mean: Estimate | null;
  stddev: Estimate | null;
}

/** Reads the console's tables: a long name runs over several lines beside its numbers. */
export function readCatchConsole(lines: readonly TextLine[]): CatchResult[] {
  const reader = new ConsoleReader();
  let titles: string[] | null = null;
  for (const line of lines) {
    const header = HEADER.exec(line.text);
    if (header !== null) reader.begin(header.groups?.last === 'mean');
    else if (/^-{20,}$/.test(line.text.trimEnd())) {
      // A rule begins a title, ends it, and underlines the head of a table.
      if (reader.headed) reader.headed = false;
      else if (titles === null) {
        reader.end();
        titles = [];
      } else {
        reader.titles = titles;
        titles = null;
      }
    } else if (/^={20,}$/.test(line.text.trimEnd())) reader.end();
    else if (titles !== null) titles.push(line.text.trim());
    else reader.row(line);
  }
  reader.end();
  return reader.results;
}

class ConsoleReader {
  readonly results: CatchResult[] = [];
  titles: readonly string[] = [];
  /** The head of a table was read, its rule was not. */
  headed = false;
  #inTable = false;
  #isPlain = false;
  #open: Open = blank();

  begin(isPlain: boolean): void {
    this.end();
    this.#inTable = true;
    this.#isPlain = isPlain;
    this.headed = true;
  }

  end(): void {
    this.#finish();
    this.#inTable = false;
  }

  row(line: TextLine): void {
    if (!this.#inTable || this.headed || line.text.trim() === '') return;
    const failed = matchLine(line, FAILED);
    if (failed !== null) {
      this.#fail(failed);
      return;
    }
    const head = matchLine(line, HEAD);
    if (head !== null) {
      this.#begin(head);
      return;
    }
    const triple = this.#open.samples === null ? null : matchLine(line, TRIPLE);
    if (triple === null) {
      if (this.#open.samples !== null) this.#finish();
      this.#open.name.push(line.text.trim());
      return;
    }
    this.#open.name.push(triple.text('name'));
    if (this.#open.mean === null) this.#open.mean = estimateOf(triple);
    else {
      this.#open.stddev = estimateOf(triple);
      this.#finish();
    }
  }

  #begin(head: LineMatch): void {
    if (this.#open.samples !== null) this.#finish();
    this.#open.name.push(head.text('name'));
    this.#open.samples = head.number('samples');
    this.#open.iterations = head.number('iterations');
    if (!this.#isPlain) return;
    this.#open.mean = { value: cellOf(head, 'last'), low: null, high: null };
    this.#finish();
  }

  #fail(failed: LineMatch): void {
    this.#open.name.push(failed.text('name'));
    const reason = failed.text('reason').replace(/^Benchmark failed \((.*)\)$/, '$1');
    this.#put({ reason, place: failed.place('reason') });
  }

  #finish(): void {
    if (this.#open.mean !== null) this.#put(null);
    else this.#open = blank();
  }

  #put(failure: CatchResult['failure']): void {
    const { name, samples, iterations, mean, stddev } = this.#open;
    const own = name.filter((part) => part !== '').join(' ');
    this.results.push({
      path: [...this.titles, own],
      samples,
      iterations,
      level: LEVEL,
      mean,
      stddev,
      failure,
    });
    this.#open = blank();
  }
}

function blank(): Open {
  return { name: [], samples: null, iterations: null, mean: null, stddev: null };
}

function estimateOf(found: LineMatch): Estimate {
  return { value: cellOf(found, 'value'), low: cellOf(found, 'low'), high: cellOf(found, 'high') };
}

function cellOf(found: LineMatch, group: string): TimeCell {
  return { value: found.number(group), unit: found.text(`${group}Unit`), place: found.place(group) };
}

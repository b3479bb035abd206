import type { Bag } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { isGeomean, type Benchstat, type BenchstatCell } from './benchstat-cells.ts';
import { readBenchstatCsv } from './benchstat-csv.ts';
import { isBarLine, readBenchstatText } from './benchstat-text.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { MACHINE_KEYS } from './go-bench-lines.ts';
import { splitGoName } from './go-bench-name.ts';
import { goUnit } from './go-bench-units.ts';
import { textLines } from './text-scan.ts';

const FIRST_CSV = /^name(?: \\ [^,\n]+)?,[^\n]*,±(?:,|\r?$)/m;
const SECOND_CSV = /^,[^,\n]+,CI(?:,|\r?$)/m;

/** Summaries that benchstat makes of Go benchmarks. */
export const benchstat: Format = {
  id: 'benchstat',
  title: 'benchstat',
  proof: 'Real files of the reference corpus: CSV and text.',
  about:
    'CSV of `benchstat -csv` (means with their largest deviation) and `benchstat -format csv`, and the tables that it prints for people (medians with 95 % intervals): one run per input, one benchmark per row. Geometric means and differences are not counted.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType === 'markdown' || head.fileType === 'json' || head.fileType === 'jsonl') return null;
    if (FIRST_CSV.test(head.text) || SECOND_CSV.test(head.text))
      return { score: 0.95, reason: 'CSV tables of benchstat, with a column ± or CI beside each value' };
    return hasBars(head.text)
      ? { score: 0.95, reason: 'tables of benchstat: units between bars, values with ±' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const lines = yield* textLines(file.text());
    const isCsv = FIRST_CSV.test(file.text()) || SECOND_CSV.test(file.text());
    const found = isCsv ? readBenchstatCsv(lines) : readBenchstatText(lines);
    addCells(found, out);
    if (found.cells.length === 0) out.problem(problem('warning', 'The tables hold no number.'));
    return yield* out.finish(() => file.text());
  },
};

function hasBars(text: string): boolean {
  if (!text.includes('│') || !/(?:±|∞|geomean)/.test(text)) return false;
  const lines = text.split('\n', 400);
  return lines.some(
    (line, index) =>
      isBarLine(line.trimEnd()) &&
      /│\s+\S+\/(?:op|s)\b/.test(lines[index + 1] ?? '') &&
      isBarLine((lines[index + 1] ?? '').trimEnd()),
  );
}

/** One run per input and machine; a package is a parameter where there are several. */
function addCells({ generation, cells }: Benchstat, out: ResultBuilder): void {
  const machines = new Set(cells.map(({ config }) => machineText(config)));
  const packages = new Set(cells.map(({ config }) => config.pkg ?? ''));
  const runs = new Map<string, RunBuilder>();
  const firstOfInput = new Map<string, RunBuilder>();
  for (const cell of cells) {
    const machine = machineText(cell.config);
    const name = [cell.input, ...(machines.size > 1 && machine !== '' ? [machine] : [])].join(' ');
    // A geometric mean is over all rows of an input, whatever machine the last of them is of.
    let run = isGeomean(cell.name) ? firstOfInput.get(cell.input) : runs.get(name);
    if (run === undefined) {
      run = out.run(factsOf(cell, name, packages.size === 1));
      runs.set(name, run);
      if (!firstOfInput.has(cell.input)) firstOfInput.set(cell.input, run);
    }
    const pkg = cell.config.pkg;
    addCell(cell, generation, run, packages.size > 1 && pkg !== undefined ? { pkg } : {});
  }
}

function machineText(config: BenchstatCell['config']): string {
  return Object.keys(MACHINE_KEYS)
    .flatMap((key) => config[key] ?? [])
    .join(' ');
}

function factsOf(
  cell: BenchstatCell,
  name: string,
  onePackage: boolean,
): NonNullable<Parameters<ResultBuilder['run']>[0]> {
  const environment: Record<string, string> = {};
  for (const [key, plain] of Object.entries(MACHINE_KEYS)) {
    const value = cell.config[key];
    if (value !== undefined) environment[plain] = value;
  }
  const { pkg } = cell.config;
  const parameters = onePackage && pkg !== undefined ? { pkg } : {};
  return { name, tool: 'benchstat', environment, parameters };
}

function addCell(cell: BenchstatCell, generation: Benchstat['generation'], run: RunBuilder, own: Bag): void {
  const spec = { ...goUnit(cell.unit), column: cell.input };
  if (isGeomean(cell.name)) {
    run
      .benchmark('geomean', own)
      .measure(cell.label, { ...spec, notCountedBecause: 'it sums up the other rows of its table' })
      .value(cell.value, cell.place);
    return;
  }
  const { name, parameters } = splitGoName(cell.name);
  const measure = run.benchmark(name, { ...parameters, ...own }).measure(cell.label, spec);
  measure.reported({ [generation]: cell.value, ...(cell.n === null ? {} : { n: cell.n }) }, cell.place);
  if (cell.spread === null) return;
  const half = Math.abs(cell.value) * cell.spread;
  if (generation === 'mean') measure.reported({ plain: { 'largest deviation': cell.spread } }, cell.place);
  else {
    const interval = { level: 0.95, low: cell.value - half, high: cell.value + half };
    measure.reported({ intervals: { median: interval } }, cell.place);
  }
}

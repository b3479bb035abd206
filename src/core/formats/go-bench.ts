import type { Bag, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import {
  configLine,
  continuedLine,
  MACHINE_KEYS,
  resultLine,
  type Config,
  type ResultLine,
} from './go-bench-lines.ts';
import { splitGoName } from './go-bench-name.ts';
import { goUnit } from './go-bench-units.ts';
import { textLines, type TextLine } from './text-scan.ts';

const RESULT = /^Benchmark\S*[ \t]+\d+[ \t]+[\d.]+(?:e[-+]?\d+)?[ \t]+(\S+)/m;

/** Text of `go test -bench`. */
export const goBench: Format = {
  id: 'go-bench',
  title: 'Go testing benchmarks',
  proof: 'Made by running Go 1.19 here; real files of the reference corpus.',
  about:
    'Text of `go test -bench` (the Go benchmark format): time, bytes and allocations per operation, throughput and units that a program reports itself. Names repeated by -count are samples; key=value parts of names and GOMAXPROCS are parameters.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType === 'markdown' || head.fileType === 'json' || head.fileType === 'jsonl') return null;
    const found = RESULT.exec(head.text);
    if (found === null) return null;
    const isUsual = /^(?:ns\/op|sec\/op|MB\/s|B\/op)$/.test(found[1] ?? '');
    return {
      score: isUsual ? 0.95 : 0.8,
      reason: 'lines of the Go benchmark format ("BenchmarkName 1000 52.1 ns/op")',
    };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const sections = sectionsOf(yield* textLines(file.text()), out);
    const runs = new Map<string, { machine: Config; sections: Section[] }>();
    for (const section of sections) {
      const key = JSON.stringify(section.machine);
      const run = runs.get(key) ?? { machine: section.machine, sections: [] };
      run.sections.push(section);
      runs.set(key, run);
    }
    for (const run of runs.values()) {
      addRun(run.machine, run.sections, { out, named: runs.size > 1 });
      yield;
    }
    return yield* out.finish(() => file.text());
  },
};

/** A benchmark that did not finish. */
interface Failure {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** A line of results, and its name where it goes on from an earlier line. */
interface ResultText {
  readonly line: TextLine;
  readonly begun: string | null;
}

/** Results under one configuration. */
interface Section {
  readonly machine: Config;
  readonly config: Config;
  /** Lines of results as they are; parsed again when they are added, so that a long file does not stand in memory in parts. */
  readonly results: ResultText[];
  readonly failures: Failure[];
}

/** What is known while the lines are read. */
class SectionReader {
  readonly sections: Section[] = [];
  #machine: Record<string, Scalar> = {};
  #config: Record<string, Scalar> = {};
  #current: Section | null = null;
  #inHeader = true;

  configure(key: string, value: string): boolean {
    const machine = MACHINE_KEYS[key];
    if (machine === undefined && key !== 'pkg' && !this.#inHeader) return false;
    // The first configuration line after results begins a new package, which may lack lines of the last one.
    if (machine !== undefined) this.#machine = { ...this.#machine, [machine]: value };
    else this.#config = { ...this.#config, [key]: value };
    this.#current = null;
    this.#inHeader = true;
    return true;
  }

  text(line: TextLine): void {
    if (line.text.trim() !== '') this.#inHeader = false;
  }

  section(): Section {
    if (this.#current === null) {
      this.#current = { machine: this.#machine, config: this.#config, results: [], failures: [] };
      this.sections.push(this.#current);
    }
    this.#inHeader = false;
    return this.#current;
  }
}

function sectionsOf(lines: readonly TextLine[], out: ResultBuilder): Section[] {
  const reader = new SectionReader();
  let open: string | null = null;
  for (const [index, line] of lines.entries()) {
    const whole = resultLine(line) !== null;
    if (whole || (open !== null && continuedLine(line, open) !== null)) {
      reader.section().results.push({ line, begun: whole ? null : open });
      open = null;
      continue;
    }
    const begun = /^(Benchmark\S*)[ \t]+\t/.exec(line.text)?.[1];
    if (begun !== undefined) open = begun;
    const failure = /^\s*--- (FAIL|SKIP): (Benchmark\S+)/.exec(line.text);
    if (failure !== null) noteEnd(failure, { lines, index }, reader, out);
    const config = configLine(line);
    if (config === null || !reader.configure(config.key, config.value)) reader.text(line);
  }
  return reader.sections;
}

function noteEnd(
  found: RegExpExecArray,
  { lines, index }: { readonly lines: readonly TextLine[]; readonly index: number },
  reader: SectionReader,
  out: ResultBuilder,
): void {
  const name = found[2] ?? '';
  const line = lines[index]?.number ?? 1;
  const column = found[0].length - name.length + 1;
  const reason = reasonAfter(lines, index);
  if (found[1] === 'FAIL') reader.section().failures.push({ name, line, column, reason });
  else out.problem(problem('info', `${name} was skipped: ${reason}`, line, column));
}

/** The indented lines under "--- FAIL", without the place in the source file. */
function reasonAfter(lines: readonly TextLine[], index: number): string {
  const said: string[] = [];
  for (let i = index + 1; /^\s+\S/.test(lines[i]?.text ?? '') && said.length < 20; i++)
    said.push((lines[i]?.text ?? '').trim().replace(/^\S+_test\.go:\d+: /, ''));
  return said.join(' ') || 'no reason is given';
}

function addRun(
  machine: Config,
  sections: readonly Section[],
  { out, named }: { readonly out: ResultBuilder; readonly named: boolean },
): void {
  const shared = sharedConfig(sections);
  const { date, ...parameters } = shared;
  const stamp = typeof date === 'string' ? parseStamp(date) : null;
  const run = out.run({
    name: named ? Object.values(machine).join(' ') : '',
    tool: 'go test',
    startedAt: stamp,
    environment: machine,
    parameters: stamp === null ? shared : parameters,
  });
  for (const section of sections) {
    const own = Object.fromEntries(Object.entries(section.config).filter(([key]) => !(key in shared)));
    for (const text of section.results) {
      const result = parsed(text);
      if (result !== null) addResult(result, own, run, out);
    }
    for (const failure of section.failures) addFailure(failure, section, own, run);
  }
}

function parsed({ line, begun }: ResultText): ResultLine | null {
  return begun === null ? resultLine(line) : continuedLine(line, begun);
}

/** The entries that all sections agree in. */
function sharedConfig(sections: readonly Section[]): Bag {
  const [first, ...others] = sections;
  return Object.fromEntries(
    Object.entries(first?.config ?? {}).filter(([key, value]) =>
      others.every((section) => section.config[key] === value),
    ),
  );
}

function addResult(result: ResultLine, own: Bag, run: RunBuilder, out: ResultBuilder): void {
  const { name, parameters } = splitGoName(result.name);
  const benchmark = run.benchmark(name, { ...parameters, ...own });
  for (const [index, { value, unit }] of result.values.entries()) {
    const place = { line: result.line, column: value.column };
    const number = Number(value.text);
    if (!Number.isFinite(number)) {
      const sentence = `${result.name}: ${value.text} ${unit} is no finite number.`;
      out.problem(problem('warning', sentence, place.line, place.column));
      continue;
    }
    // All values of a line are of the same iterations: the first of them says how many.
    const extra = index === 0 ? { labels: { iterations: result.iterations } } : {};
    benchmark.measure(unit, goUnit(unit)).sample(number, place, extra);
  }
}

function addFailure(failure: Failure, section: Section, own: Bag, run: RunBuilder): void {
  const { name, parameters } = splitGoName(failure.name);
  let units = ['ns/op'];
  for (const text of section.results) {
    const result = parsed(text);
    if (result === null || splitGoName(result.name).name !== name) continue;
    units = result.values.map(({ unit }) => unit);
    break;
  }
  for (const unit of units) {
    run
      .benchmark(name, { ...parameters, ...own })
      .measure(unit, goUnit(unit))
      .sample(NaN, failure, { outcome: 'failed', error: failure.reason });
  }
}

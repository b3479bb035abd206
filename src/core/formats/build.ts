import type { FileRole } from '../model/file.ts';
import type { Bag, Check, Scalar } from '../model/measure.ts';
import type { Problem } from '../model/problem.ts';
import type { FileResult, FileRun, Stamp } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { BenchmarkBuilder } from './build-measure.ts';
import { PlaceBook, pointerText, type JsonPath, type PlaceFinder, type PlaceRef } from './places.ts';

/** What is known of a run when it is opened; everything is optional because most files say little. */
export interface RunFacts {
  readonly name?: string;
  readonly tool?: string | null;
  readonly toolVersion?: string | null;
  readonly category?: readonly string[] | null;
  readonly startedAt?: Stamp | null;
  readonly endedAt?: Stamp | null;
  readonly environment?: Bag;
  readonly parameters?: Bag;
}

/** Builds one run: benchmarks are made on first use and found again by name and parameters. */
export class RunBuilder {
  readonly #facts: RunFacts;
  readonly #book: PlaceBook;
  readonly #benchmarks = new Map<string, BenchmarkBuilder>();
  readonly #checks: Check[] = [];

  constructor(facts: RunFacts, book: PlaceBook) {
    this.#facts = facts;
    this.#book = book;
  }

  /** The case with this name and these parameters; the same object for the same identity, whatever the order of the keys. */
  benchmark(name: string, parameters: Bag = {}): BenchmarkBuilder {
    const key = identityOf(name, parameters);
    let benchmark = this.#benchmarks.get(key);
    if (benchmark === undefined) {
      benchmark = new BenchmarkBuilder(name, parameters, this.#book);
      this.#benchmarks.set(key, benchmark);
    }
    return benchmark;
  }

  check(name: string, passed: boolean, line: number | null = null): void {
    this.#checks.push({ name, passed, line });
  }

  get isEmpty(): boolean {
    return this.#benchmarks.size === 0;
  }

  finish(): FileRun {
    return {
      name: this.#facts.name ?? '',
      tool: this.#facts.tool ?? null,
      toolVersion: this.#facts.toolVersion ?? null,
      category: this.#facts.category ?? null,
      startedAt: this.#facts.startedAt ?? null,
      endedAt: this.#facts.endedAt ?? null,
      environment: this.#facts.environment ?? {},
      parameters: this.#facts.parameters ?? {},
      checks: this.#checks,
      benchmarks: [...this.#benchmarks.values()].map((benchmark) => benchmark.finish()),
    };
  }
}

/**
 * What a format writes into while it reads a file. Values go in with the unit of the file and come out canonical, places
 * of JSON values are found in one scan at the end, and rows that agree in name and parameters become one benchmark.
 */
export class ResultBuilder {
  role: FileRole = 'samples';
  readonly #book: PlaceBook;
  readonly #runs: RunBuilder[] = [];
  readonly #problems: Problem[] = [];
  readonly #pending: { readonly problem: Problem; readonly ref: PlaceRef }[] = [];
  readonly #companions: string[] = [];

  /** `places` finds JSON paths in a text that is no single JSON document. */
  constructor(places?: PlaceFinder) {
    this.#book = new PlaceBook(places);
  }

  run(facts: RunFacts = {}): RunBuilder {
    const run = new RunBuilder(facts, this.#book);
    this.#runs.push(run);
    return run;
  }

  problem(problem: Problem): void {
    this.#problems.push(problem);
  }

  /** A problem at a JSON value: its line and column are found with the others. */
  problemAt(path: JsonPath, severity: Problem['severity'], message: string): void {
    const pointer = pointerText(path);
    this.#pending.push({
      problem: { line: null, column: null, pointer, severity, message },
      ref: this.#book.refer(path),
    });
  }

  companion(path: string): void {
    this.#companions.push(path);
  }

  *finish(text: () => string): Steps<FileResult> {
    yield* this.#book.resolve(text);
    const placed = this.#pending.map(({ problem, ref }) => ({ ...problem, ...this.#book.place(ref) }));
    return {
      role: this.role,
      runs: this.#runs
        .map((run) => run.finish())
        .filter((run) => run.benchmarks.some((b) => b.measures.length > 0)),
      problems: [...this.#problems, ...placed],
      companions: this.#companions,
    };
  }
}

/** A stable text of a benchmark's identity: its name and its parameters sorted by key. */
export function identityOf(name: string, parameters: Bag): string {
  const entries = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify([name, ...entries]);
}

/** The scalar entries of an unknown object, strings trimmed; everything else is left out. */
export function scalarsOf(value: unknown): Record<string, Scalar> {
  const bag: Record<string, Scalar> = {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bag;
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry === 'string' && entry.trim() !== '') bag[key] = entry.trim();
    else if (typeof entry === 'boolean' || (typeof entry === 'number' && Number.isFinite(entry)))
      bag[key] = entry;
  }
  return bag;
}

import { problem, type Problem } from '../model/problem.ts';
import type { Bag, Measure } from '../model/measure.ts';
import type { FileRun } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { folderOf, nameOf, stemOf } from '../reading/file-type.ts';
import type { FileRecord } from '../reading/read-file.ts';
import { benchstatCenter, type BenchstatCenter } from '../stats/benchstat-center.ts';
import { formatQuantity } from '../format/quantity.ts';
import { agrees } from './derived.ts';
import { halfDigit, okValues } from './numbers.ts';
import { folderKey, groupBy, quoted, type Twin } from './twins.ts';

/** What the raw results of a folder say of summaries that benchstat made of them. */
export interface BenchstatFacts {
  /** Summaries of which every input is there. */
  readonly twins: ReadonlyMap<FileRecord, Twin>;
  /** Where a summary says something else than the results that it was made of. */
  readonly problems: ReadonlyMap<FileRecord, readonly Problem[]>;
  /** Of summaries of which only some inputs are there: why the runs of those do not count, by the run's name. */
  readonly runs: ReadonlyMap<FileRecord, ReadonlyMap<string, string>>;
}

/** What is known of one summary. */
interface Known {
  /** Raw results by the name of the run that sums them up; the runs of which none are found are left out. */
  readonly sources: ReadonlyMap<string, FileRecord>;
  readonly problems: readonly Problem[];
  readonly runs: ReadonlyMap<string, string>;
}

/**
 * Finds the raw `go test -bench` results that tables of benchstat were made of: by the file's name, which benchstat writes above
 * each column, or, where it was given another label, by the numbers. Keeps what it found of a summary while the raw results
 * stay the same.
 */
export class BenchstatSources {
  #known = new Map<FileRecord, { readonly raw: readonly FileRecord[]; readonly known: Known }>();

  /** Of records in order; `exact` are copies byte by byte, for which the first of them stands. */
  *of(records: readonly FileRecord[], exact: ReadonlyMap<FileRecord, Twin>): Steps<BenchstatFacts> {
    const twins = new Map<FileRecord, Twin>();
    const problems = new Map<FileRecord, readonly Problem[]>();
    const runs = new Map<FileRecord, ReadonlyMap<string, string>>();
    const before = this.#known;
    this.#known = new Map();
    const raws = groupBy(
      records.filter(({ kind, format }) => kind === 'read' && format === 'go-bench'),
      ({ root }) => String(root),
    );
    for (const record of records) {
      const raw = raws.get(String(record.root));
      if (raw === undefined || record.format !== 'benchstat' || record.kind !== 'read') continue;
      if (exact.has(record)) continue;
      yield;
      const old = before.get(record);
      const known = old !== undefined && isSame(old.raw, raw) ? old.known : sourcesOf(record, raw);
      this.#known.set(record, { raw, known });
      if (known.problems.length > 0) problems.set(record, known.problems);
      const twin = twinOf(record, known, exact);
      if (twin !== null) twins.set(record, twin);
      else if (known.runs.size > 0) runs.set(record, known.runs);
    }
    return { twins, problems, runs };
  }
}

function isSame(before: readonly FileRecord[], now: readonly FileRecord[]): boolean {
  return before.length === now.length && before.every((record, index) => record === now[index]);
}

/** Null where not every run of the summary has its results. */
function twinOf(record: FileRecord, known: Known, exact: ReadonlyMap<FileRecord, Twin>): Twin | null {
  const sources = [...new Set(known.sources.values())].map((source) => exact.get(source)?.of ?? source);
  const [of] = sources;
  if (of === undefined || known.sources.size < (record.result?.runs.length ?? 0)) return null;
  const names = sources.map(({ path }) => quoted(path)).join(' and ');
  return { status: 'derived', of, reason: `It sums up the results of ${names}.` };
}

function sourcesOf(record: FileRecord, raw: readonly FileRecord[]): Known {
  const sources = new Map<string, FileRecord>();
  const problems: Problem[] = [];
  const runs = new Map<string, string>();
  for (const run of record.result?.runs ?? []) {
    const found = sourceOf(record, run, raw);
    if (found === null) continue;
    sources.set(run.name, found.source);
    problems.push(...found.pairs.flatMap((pair) => disagreement(pair, found.source) ?? []));
    runs.set(run.name, `It sums up the results of ${quoted(found.source.path)}.`);
  }
  return { sources, problems, runs };
}

interface Found {
  readonly source: FileRecord;
  readonly pairs: readonly Pair[];
}

/** By the name of the input, or by its numbers. */
function sourceOf(record: FileRecord, run: FileRun, raw: readonly FileRecord[]): Found | null {
  const input = run.benchmarks[0]?.measures[0]?.column ?? '';
  const named = raw.filter((source) => isNamed(source.path, record.path, input));
  for (const source of named) {
    const pairs = pairsOf(run, source);
    if (pairs.length > 0) return { source, pairs };
  }
  for (const source of raw) {
    if (named.includes(source) || folderKey(source) !== folderKey(record)) continue;
    const pairs = pairsOf(run, source);
    if (isSameResults(pairs)) return { source, pairs };
  }
  return null;
}

/** benchstat names an input as it was given: a path from the folder where it ran. Its first version may cut it to "old". */
function isNamed(raw: string, summary: string, given: string): boolean {
  const input = given.replaceAll('\\', '/').replace(/^(?:\.{1,2}\/)+/, '');
  if (input === '') return false;
  const [from, at] = [folderOf(raw), folderOf(summary)];
  if (from === at && (nameOf(raw) === nameOf(input) || stemOf(raw) === input)) return true;
  if (raw !== input && !raw.endsWith(`/${input}`)) return false;
  const isAbove = from === '' || at.startsWith(`${from}/`);
  return input.includes('/') || isAbove;
}

/** A number of a summary beside what the raw results give for it. */
interface Pair {
  readonly measure: Measure;
  readonly statistic: 'mean' | 'median';
  readonly stated: number;
  readonly center: BenchstatCenter;
}

function pairsOf(run: FileRun, source: FileRecord): Pair[] {
  const rows = rowsOf(source);
  return run.benchmarks.flatMap((benchmark) => {
    const wanted = Object.entries({ ...run.environment, ...run.parameters, ...benchmark.parameters });
    return benchmark.measures.flatMap((measure): Pair[] => {
      if (measure.notCountedBecause !== null || measure.reported === null) return [];
      const { mean, median } = measure.reported;
      const stated = mean ?? median;
      const same = rows.get(rowKey(benchmark.name, measure)) ?? [];
      const values = same.filter(({ bag }) => agrees(wanted, bag)).flatMap((row) => row.values);
      if (stated === null || values.length === 0) return [];
      const statistic = mean === null ? 'median' : 'mean';
      return [{ measure, statistic, stated, center: benchstatCenter(values, statistic) }];
    });
  });
}

interface Row {
  readonly bag: Bag;
  readonly values: readonly number[];
}

function rowsOf(source: FileRecord): Map<string, Row[]> {
  const rows = new Map<string, Row[]>();
  for (const run of source.result?.runs ?? [])
    for (const benchmark of run.benchmarks) {
      const bag = { ...run.environment, ...run.parameters, ...benchmark.parameters };
      for (const measure of benchmark.measures) {
        if (measure.samples === null) continue;
        const key = rowKey(benchmark.name, measure);
        const list = rows.get(key) ?? [];
        list.push({ bag, values: [...okValues(measure.samples)] });
        rows.set(key, list);
      }
    }
  return rows;
}

/** benchstat leaves out the word that every name of a Go benchmark begins with. */
function rowKey(benchmark: string, { metric, unit }: Measure): string {
  return JSON.stringify([benchmark.replace(/^Benchmark(?=.)/, ''), metric, unit]);
}

/** Numbers that cannot be alike by chance: several that are not zero, and all of them agree. */
function isSameResults(pairs: readonly Pair[]): boolean {
  const distinct = new Set(pairs.map(({ stated }) => stated).filter((value) => value !== 0));
  return distinct.size >= 3 && pairs.every((pair) => isAgreed(pair));
}

/** The tables for people show four digits: what differs by less than half of the last one agrees. */
const HALF_OF_FOURTH_DIGIT = 5e-4;

function isAgreed({ measure, stated, center }: Pair): boolean {
  const size = Math.abs(stated);
  const shown = Math.min(halfDigit([stated], measure.unitInFile), size * HALF_OF_FOURTH_DIGIT);
  return Math.abs(center.value - stated) <= shown * 1.000001 + size * 1e-9;
}

function disagreement(pair: Pair, source: FileRecord): Problem | null {
  if (isAgreed(pair)) return null;
  const { measure, statistic, stated, center } = pair;
  const text = (value: number): string => formatQuantity(value, measure.unit).text;
  const without = center.outliers === 0 ? '' : `, without ${String(center.outliers)} outliers`;
  const sentence = `${measure.label} says ${text(stated)}, but the ${statistic} of the ${String(center.n)} results in ${quoted(source.path)}${without} is ${text(center.value)}.`;
  const { line, column } = measure.reportedPlaces[statistic] ?? measure.place;
  return { ...problem('warning', sentence, line, column), code: 'summary-disagrees' };
}

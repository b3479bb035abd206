import type { Measure } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';
import type { FileRecord } from '../reading/read-file.ts';
import { extensionOf, folderOf, stemOf } from '../reading/file-type.ts';
import { compareText } from '../format/compare.ts';
import { halfDigit, headline, okValues, significantDigits } from './numbers.ts';

/** So many files are looked at in one step where each takes about a microsecond. */
const STEP_RECORDS = 1000;

/** Why a file does not count because another one says the same. */
export interface Twin {
  readonly status: 'duplicate' | 'derived';
  /** Path of the file that counts, in the same root. */
  readonly of: FileRecord;
  readonly reason: string;
}

/**
 * Files with the same bytes: the first in the order of root and path counts; of a result and the copy of it that its tool keeps
 * for the next run, the result. Files without content, and files that cannot be read, are no twins.
 */
export function* byteTwins(records: readonly FileRecord[]): Steps<Map<FileRecord, Twin>> {
  const twins = new Map<FileRecord, Twin>();
  const first = new Map<string, FileRecord>();
  for (const [index, record] of records.entries()) {
    if (index % STEP_RECORDS === 0) yield;
    if (record.size === 0 || record.kind === 'refused') continue;
    const before = first.get(record.hash);
    if (before === undefined || isKeptCopy(before.path, record.path)) first.set(record.hash, record);
  }
  for (const [index, record] of records.entries()) {
    if (index % STEP_RECORDS === 0) yield;
    if (record.size === 0 || record.kind === 'refused') continue;
    const original = first.get(record.hash);
    if (original !== undefined && original !== record)
      twins.set(record, {
        status: 'duplicate',
        of: original,
        reason: `The same bytes as ${quoted(original.path)}.`,
      });
  }
  return twins;
}

/** True for a file in `base/` beside the same file in `new/`: Criterion.rs leaves each result there to compare the next one with. */
export function isKeptCopy(copy: string, original: string): boolean {
  const found = /^(|.*\/)base\/([^/]+)$/.exec(copy);
  return found !== null && original === `${found[1] ?? ''}new/${found[2] ?? ''}`;
}

/**
 * One result exported in several ways: equal numbers, at the precision of the coarser file, under equal metrics. Same stem
 * beside each other is looked at first; a copy under another name in the same folder counts as a twin only when every one of
 * its (three or more) numbers stands in the other file. The most detailed file counts: samples before summaries, more
 * numbers before fewer, more digits before fewer, data before Markdown.
 */
export function* contentTwins(records: readonly FileRecord[]): Steps<Map<FileRecord, Twin>> {
  const twins = new Map<FileRecord, Twin>();
  for (const group of groupBy(records, folderKey).values()) {
    const ranked: Ranked[] = [];
    for (const record of group) {
      ranked.push(rankedOf(record));
      yield;
    }
    ranked.sort(byDetail);
    for (const [index, better] of ranked.entries()) {
      for (let other = index + 1; other < ranked.length; other++) {
        const worse = ranked[other];
        if (worse !== undefined) markTwin(better, worse, twins);
      }
      yield;
    }
  }
  return twins;
}

/** Names the folder that a file is in, among those of all roots. */
export function folderKey({ root, path }: Pick<FileRecord, 'root' | 'path'>): string {
  return `${String(root)}:${folderOf(path)}`;
}

const rankedBefore = new WeakMap<FileRecord, Ranked>();

/** Kept with the record, so that a change beside it does not gather its numbers again. */
function rankedOf(record: FileRecord): Ranked {
  const known = rankedBefore.get(record);
  if (known !== undefined) return known;
  const ranked = { record, stem: stemOf(record.path), numbers: numbersOf(record) };
  rankedBefore.set(record, ranked);
  return ranked;
}

/** The worse one repeats the better one, or else the better one is a part of the worse. */
function markTwin(better: Ranked, worse: Ranked, twins: Map<FileRecord, Twin>): void {
  if (twins.has(better.record) || twins.has(worse.record)) return;
  const [copy, original] = repeats(worse, better) ? [worse, better] : [better, worse];
  if (copy === better && !repeats(better, worse)) return;
  twins.set(copy.record, {
    status: 'duplicate',
    of: original.record,
    reason: `The same results as ${quoted(original.record.path)}, which is more detailed.`,
  });
}

/** A path inside a sentence. */
export function quoted(path: string): string {
  return `“${path}”`;
}

interface Numbers {
  readonly byMetric: ReadonlyMap<string, { readonly values: readonly number[]; readonly tolerance: number }>;
  readonly total: number;
  readonly samples: number;
  readonly digits: number;
}

interface Ranked {
  readonly record: FileRecord;
  readonly stem: string;
  readonly numbers: Numbers;
}

/** More samples than these are not compared one by one. */
const MOST_NUMBERS = 20_000;

function numbersOf(record: FileRecord): Numbers {
  const lists = new Map<string, { values: number[]; unitInFile: string | null }>();
  let samples = 0;
  const measures = (record.result?.runs ?? []).flatMap((run) =>
    run.benchmarks.flatMap((benchmark) => benchmark.measures),
  );
  for (const measure of measures) {
    samples += measure.samples?.values.length ?? 0;
    for (const [of, values] of valuesOf(measure)) {
      const key = `${measure.metric}|${measure.unit ?? ''}|${of}`;
      const list = lists.get(key) ?? { values: [], unitInFile: measure.unitInFile };
      if (list.values.length + values.length <= MOST_NUMBERS) list.values.push(...values);
      lists.set(key, list);
    }
  }
  let total = 0;
  let digits = 0;
  const byMetric = new Map<string, { values: readonly number[]; tolerance: number }>();
  for (const [key, { values, unitInFile }] of lists) {
    total += values.length;
    digits = Math.max(digits, significantDigits(values.slice(0, 50), unitInFile));
    byMetric.set(key, {
      values: values.sort((a, b) => a - b),
      tolerance: halfDigit(values.slice(0, 1000), unitInFile),
    });
  }
  return { byMetric, total, samples, digits };
}

/** What a measure can be found again by: its samples, and the one number that stands for it. */
function valuesOf(measure: Measure): (readonly [string, readonly number[]])[] {
  if (measure.notCountedBecause !== null) return [];
  const number = measure.reported?.mean ?? headline(measure)?.value ?? null;
  const alone: (readonly [string, readonly number[]])[] = number === null ? [] : [['one number', [number]]];
  const { samples } = measure;
  if (samples === null || samples.values.length > MOST_NUMBERS) return alone;
  return [['samples', [...okValues(samples)]], ...alone];
}

/** The better file first. */
function byDetail(a: Ranked, b: Ranked): number {
  const rank = (one: Ranked): number[] => [
    -Math.sign(one.numbers.samples),
    -one.numbers.samples,
    isData(one.record) ? 0 : 1,
    -one.numbers.digits,
    -one.numbers.total,
    extensionOf(one.record.path) === 'csv' ? 0 : 1,
  ];
  const [left, right] = [rank(a), rank(b)];
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return compareText(a.record.path, b.record.path);
}

function isData(record: FileRecord): boolean {
  return record.fileType === 'csv' || record.fileType === 'json' || record.fileType === 'jsonl';
}

/** True when the numbers of `candidate` stand in `better`: most of them under an equal stem, else all. */
function repeats(candidate: Ranked, better: Ranked): boolean {
  return candidate.stem === better.stem ? mostlyRepeats(candidate, better) : fullyRepeats(candidate, better);
}

function mostlyRepeats(candidate: Ranked, better: Ranked): boolean {
  let compared = 0;
  let agreed = 0;
  for (const [key, mine] of candidate.numbers.byMetric) {
    const theirs = better.numbers.byMetric.get(key);
    if (theirs === undefined) continue;
    compared += mine.values.length;
    agreed += countIn(mine.values, theirs.values, Math.max(mine.tolerance, theirs.tolerance));
  }
  return compared > 0 && agreed * 2 > compared;
}

/** Nearly all pairs of a folder differ in one of their first numbers, and are done with there. */
function fullyRepeats(candidate: Ranked, better: Ranked): boolean {
  if (candidate.numbers.total < 3) return false;
  for (const [key, mine] of candidate.numbers.byMetric) {
    const theirs = better.numbers.byMetric.get(key);
    if (theirs === undefined || mine.values.length > theirs.values.length) return false;
    if (!isIn(mine.values, theirs.values, Math.max(mine.tolerance, theirs.tolerance))) return false;
  }
  return distinct(candidate.numbers) >= 3;
}

/** How many of `values` have their own counterpart in `others`; both ascending. */
function countIn(values: readonly number[], others: readonly number[], tolerance: number): number {
  let found = 0;
  let at = 0;
  for (const value of values) {
    at = firstNear(value, others, at, tolerance);
    if (isNear(value, others[at], tolerance)) {
      found++;
      at++;
    }
  }
  return found;
}

/** Whether each of `values` has its own counterpart in `others`; both ascending. */
function isIn(values: readonly number[], others: readonly number[], tolerance: number): boolean {
  let at = 0;
  for (const value of values) {
    at = firstNear(value, others, at, tolerance);
    if (!isNear(value, others[at], tolerance)) return false;
    at++;
  }
  return true;
}

function firstNear(value: number, others: readonly number[], from: number, tolerance: number): number {
  const least = value - tolerance * 1.000001;
  let at = from;
  while (at < others.length && (others[at] ?? 0) < least) at++;
  return at;
}

function isNear(value: number, other: number | undefined, tolerance: number): boolean {
  return other !== undefined && Math.abs(other - value) <= tolerance * 1.000001 + Math.abs(value) * 1e-9;
}

function distinct(numbers: Numbers): number {
  const seen = new Set<number>();
  for (const { values } of numbers.byMetric.values())
    for (const value of values) if (value !== 0) seen.add(value);
  return seen.size;
}

/** In the order of first appearance. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput } from './format.ts';
import { gridOfTable } from './generic-grid.ts';
import { isDelimitedText } from './generic-csv.ts';
import { readGrid } from './generic-read.ts';
import { UNNAMED } from '../model/measure.ts';

/** Larger tables in which nothing is a known metric are data sets: they are not looked into. */
const MOST_BYTES = 4 << 20;

const NAMED = 4;

/** A table of numbers in which no column is a known metric. */
export interface UnmappedTable {
  /** Its numbers under their own names; none of them counts. */
  readonly result: FileResult;
  /** What a person can do, in one sentence. */
  readonly reason: string;
}

/** True for a table that may hold numbers which only a person can name. */
export function mayBeUnmapped(head: FileHead, bytes: number): boolean {
  const isTable = head.fileType === 'csv' || isDelimitedText(head);
  return isTable && head.header !== null && bytes <= MOST_BYTES;
}

/**
 * Reads the numbers of a table that no format claims, so that they can be looked at and mapped. Each measure says why it does
 * not count. Null where no column holds numbers, or all of them are plainly settings.
 */
export function* readUnmapped(file: FileInput): Steps<UnmappedTable | null> {
  const out = new ResultBuilder();
  out.role = 'other';
  for (const table of yield* file.tables()) {
    for (const found of table.problems) out.problem(found);
    const context = { mappings: file.mappings, name: UNNAMED, parameters: {}, environment: {} };
    yield* readGrid(gridOfTable(table), { ...context, isUnmapped: true }, out);
  }
  const result = yield* out.finish(() => file.text());
  const labels = new Set(
    result.runs.flatMap((run) =>
      run.benchmarks.flatMap(({ measures }) => measures.map(({ label }) => label)),
    ),
  );
  if (labels.size === 0) return null;
  const names = [...labels].slice(0, NAMED).map((label) => `“${label}”`);
  const more = labels.size > NAMED ? ' …' : '';
  const reason = `Nothing says what its numbers measure (${names.join(', ')}${more}): map the columns in benchtrail.json, and they count.`;
  return { result: { ...result, role: 'other' }, reason };
}

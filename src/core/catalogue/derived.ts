import { problem, type Problem } from '../model/problem.ts';
import type { Bag, Benchmark, Measure, Scalar } from '../model/measure.ts';
import type { FileRecord } from '../reading/read-file.ts';
import { stemOf } from '../reading/file-type.ts';
import { formatQuantity } from '../format/quantity.ts';
import { halfDigit, sampleSummary } from './numbers.ts';
import { folderKey, groupBy, quoted, type Twin } from './twins.ts';

const SUMMARY_WORDS =
  /(?:^|[_\-. ])(summary|summaries|aggregate[ds]?|averages?|means|stats|statistics)(?=$|[_\-. ])/i;
const ROW_WORDS = /(?:^|[_\-. ])(runs?|rows|raw|samples|results?|data|details?)(?=$|[_\-. ])/gi;

/** What was found out about summaries of other files. */
export interface Derivations {
  readonly twins: ReadonlyMap<FileRecord, Twin>;
  /** Where a summary says something else than the rows that it stands for. */
  readonly problems: ReadonlyMap<FileRecord, readonly Problem[]>;
}

/**
 * A file that repeats another file's rows as summaries: it says so by its name (`x_summary.csv` beside `x.csv` or
 * `x_runs.csv`) and holds no samples of its own. Its numbers are compared with the rows: what disagrees beyond the rounding
 * of the summary becomes a warning at the summary's line.
 */
export function derivations(records: readonly FileRecord[]): Derivations {
  const twins = new Map<FileRecord, Twin>();
  const problems = new Map<FileRecord, readonly Problem[]>();
  for (const group of groupBy(records, folderKey).values()) {
    const sources = group.filter((record) => !SUMMARY_WORDS.test(stemOf(record.path)));
    for (const record of group) {
      if (!isSummary(record)) continue;
      const source = sources.find((other) => isSourceOf(other, record));
      if (source === undefined) continue;
      const reason = `It repeats the rows of ${quoted(source.path)} as summaries.`;
      twins.set(record, { status: 'derived', of: source, reason });
      problems.set(record, disagreements(record, source));
    }
  }
  return { twins, problems };
}

function isSummary(record: FileRecord): boolean {
  return SUMMARY_WORDS.test(stemOf(record.path)) && record.result?.role !== 'samples';
}

function isSourceOf(source: FileRecord, summary: FileRecord): boolean {
  if (source.result?.role !== 'samples') return false;
  const base = stemOf(summary.path).replace(SUMMARY_WORDS, '').toLowerCase();
  const stem = stemOf(source.path).toLowerCase();
  return (
    stem === base ||
    stem.replace(ROW_WORDS, '') === base ||
    stem.replace(ROW_WORDS, '') === base.replace(ROW_WORDS, '')
  );
}

function disagreements(summary: FileRecord, source: FileRecord): Problem[] {
  const rows = rowsByMetric(source);
  return (summary.result?.runs ?? []).flatMap((run) =>
    run.benchmarks.flatMap((benchmark) => {
      const parameters = { ...run.parameters, ...benchmark.parameters };
      const found = benchmark.measures.map((measure) =>
        disagreement({ benchmark: benchmark.name, parameters, measure }, rows),
      );
      return found.filter((one) => one !== null);
    }),
  );
}

interface Row {
  readonly benchmark: string;
  readonly parameters: Bag;
  readonly measure: Measure;
}

function rowsByMetric(source: FileRecord): Map<string, Row[]> {
  const benchmarks: Benchmark[] = (source.result?.runs ?? []).flatMap((run) => run.benchmarks);
  const shared = source.result?.runs[0]?.parameters ?? {};
  const rows = benchmarks.flatMap((benchmark) => {
    const parameters = { ...shared, ...benchmark.parameters };
    return benchmark.measures.map((measure) => ({ benchmark: benchmark.name, parameters, measure }));
  });
  return groupBy(rows, (row) => `${row.measure.metric}|${row.measure.unit ?? ''}`);
}

function disagreement({ benchmark, parameters, measure }: Row, rows: Map<string, Row[]>): Problem | null {
  const stated = measure.reported?.mean ?? null;
  if (stated === null || measure.unit === null || measure.notCountedBecause !== null) return null;
  const candidates = rows.get(`${measure.metric}|${measure.unit}`) ?? [];
  const named = candidates.some((row) => row.benchmark === benchmark);
  const wanted = Object.entries(parameters);
  const matching = candidates.filter(
    (row) => (!named || row.benchmark === benchmark) && agrees(wanted, row.parameters),
  );
  const summaries = matching.map((row) => sampleSummary(row.measure)).filter((one) => one !== null);
  const n = summaries.reduce((sum, one) => sum + one.n, 0);
  if (n === 0) return null;
  const mean = summaries.reduce((sum, one) => sum + one.mean * (one.n / n), 0);
  const coarser = Math.max(
    halfDigit([stated], measure.unitInFile),
    halfDigit(firstValues(matching), matching[0]?.measure.unitInFile ?? null),
  );
  if (Math.abs(mean - stated) <= coarser * 1.000001 + Math.abs(mean) * 1e-9) return null;
  const text = (value: number): string => formatQuantity(value, measure.unit).text;
  const { line, column } = measure.reportedPlaces.mean ?? measure.place;
  const sentence = `${measure.column ?? measure.label} says ${text(stated)}, but the mean of the ${String(n)} rows that it stands for is ${text(mean)}.`;
  return { ...problem('warning', sentence, line, column), code: 'summary-disagrees' };
}

const LOOKED_AT = 1000;

/** The first samples of these rows that count: enough to tell how many decimals they show. */
function firstValues(rows: readonly Row[]): number[] {
  const values: number[] = [];
  for (const { measure } of rows) {
    const all = measure.samples?.values ?? [];
    for (let index = 0; index < all.length && values.length < LOOKED_AT; index++) {
      const value = all[index] ?? NaN;
      if (Number.isFinite(value) && (measure.samples?.outcomes?.[index] ?? 0) === 0) values.push(value);
    }
  }
  return values;
}

/** Equal in every parameter that both name. */
export function agrees(wanted: readonly (readonly [string, Scalar])[], parameters: Bag): boolean {
  return wanted.every(([key, value]) => {
    const other = parameters[key];
    return other === undefined || other === value || String(other) === String(value);
  });
}

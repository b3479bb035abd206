import type { CatalogueMeasure, CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { failedCount, outcomeOf } from '../catalogue/numbers.ts';
import type { SourceFile } from '../model/file.ts';
import type { Measure, Reported } from '../model/measure.ts';
import type { SampleSet } from '../model/sample.ts';
import { statisticsOf } from './statistics.ts';

/** Version of what `inspect --json` prints. Additions keep it; a changed meaning raises it. */
export const SCHEMA_VERSION = 1;

/**
 * The machine-readable contract, in pieces that together are one JSON document with one file, run or measure per line, so
 * that a million samples never become one string.
 */
export function* inspectJson(
  snapshot: Snapshot,
  roots: readonly string[],
  withSamples: boolean,
): Generator<string> {
  yield `{"schemaVersion":${String(SCHEMA_VERSION)},"roots":${JSON.stringify(roots)},\n`;
  yield* list('files', snapshot.files, fileEntry);
  yield ',\n';
  yield* list('runs', snapshot.runs, runEntry);
  yield ',\n';
  yield* list('measures', snapshot.measures, (entry) => measureEntry(entry, withSamples));
  yield '}\n';
}

function* list<T>(name: string, items: readonly T[], entry: (item: T) => object): Generator<string> {
  yield `"${name}":[`;
  let first = true;
  for (const item of items) {
    yield `${first ? '\n' : ',\n'}${JSON.stringify(entry(item))}`;
    first = false;
  }
  yield ']';
}

function fileEntry(file: SourceFile): object {
  return {
    root: file.root,
    path: file.path,
    bytes: file.bytes,
    modifiedAt: file.modifiedAt,
    fileType: file.fileType,
    format: file.format,
    role: file.role,
    status: file.status,
    of: file.of,
    reason: file.reason,
    problems: file.problems,
  };
}

function runEntry(run: CatalogueRun): object {
  return {
    id: run.id,
    file: run.file.path,
    series: run.series,
    tool: run.tool,
    toolVersion: run.toolVersion,
    category: run.category,
    startedAt: run.startedAt,
    startedAtFrom: run.startedAtFrom,
    zone: run.zone,
    endedAt: run.endedAt,
    environment: run.environment,
    parameters: run.parameters,
    checks: run.checks,
  };
}

function measureEntry(entry: CatalogueMeasure, withSamples: boolean): object {
  const { run, benchmark, measure } = entry;
  const position = measure.pointer === null ? { column: measure.column } : { pointer: measure.pointer };
  const { source, n, failed, ...statistics } = statisticsOf(entry);
  return {
    run: run.id,
    file: run.file.path,
    line: measure.place.line,
    col: measure.place.column,
    ...position,
    format: run.file.format,
    tool: run.tool,
    startedAt: run.startedAt,
    category: run.category,
    benchmark: benchmark.name,
    parameters: benchmark.parameters,
    outcome: measureOutcome(measure),
    error: errorOf(measure),
    metric: measure.metric,
    label: measure.label,
    unit: measure.unit,
    unitInFile: measure.unitInFile,
    direction: measure.direction,
    kind: measure.kind,
    source,
    n,
    failed,
    iterations: measure.iterations,
    ...statistics,
    counted: entry.counted,
    notCountedBecause: entry.notCountedBecause,
    reported: measure.reported === null ? null : reportedEntry(measure.reported),
    ...(withSamples ? { samples: measure.samples === null ? [] : [...samplesOf(measure.samples)] } : {}),
  };
}

/** failed: no sample is ok. partial: some failed or are partial. */
export function measureOutcome(measure: Measure): Measure['outcome'] {
  const outcomes = measure.samples?.outcomes ?? null;
  if (outcomes === null) return measure.outcome;
  if (outcomes.every((code) => code === 2)) return 'failed';
  return outcomes.some((code) => code !== 0) ? 'partial' : measure.outcome;
}

/** The error of the measure, or the most frequent one of its samples. */
export function errorOf(measure: Measure): string | null {
  const errors = measure.samples?.errors ?? null;
  if (measure.error !== null || errors === null || failedCount(measure) === 0) return measure.error;
  const counts = new Uint32Array(errors.dictionary.length);
  for (const code of errors.codes) if (code > 0) counts[code] = (counts[code] ?? 0) + 1;
  let best = 0;
  counts.forEach((count, code) => {
    if (count > (counts[best] ?? 0)) best = code;
  });
  return errors.dictionary[best] ?? null;
}

function reportedEntry(reported: Reported): object {
  const { n, mean, median, min, max, stddev, percentiles, intervals, statistics } = reported;
  return { n, mean, median, min, max, stddev, percentiles, intervals, statistics };
}

function* samplesOf(samples: SampleSet): Generator<object> {
  for (const [index, value] of samples.values.entries()) {
    const labels: Record<string, string> = {};
    for (const label of samples.errors === null ? samples.labels : [...samples.labels, samples.errors]) {
      const text = label.dictionary[label.codes[index] ?? 0] ?? '';
      if (text !== '') labels[label.name] = text;
    }
    const time = samples.times?.[index] ?? NaN;
    yield {
      value: Number.isFinite(value) ? value : null,
      line: samples.lines[index],
      col: samples.columns[index],
      time: Number.isFinite(time) ? time : null,
      outcome: outcomeOf(samples, index),
      labels,
    };
  }
}

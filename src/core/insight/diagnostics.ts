import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import { formatCount } from '../format/quantity.ts';
import type { SourceFile } from '../model/file.ts';
import type { Measure } from '../model/measure.ts';
import type { Problem, Severity } from '../model/problem.ts';
import { isKnownMetric, metricInfo } from '../normalise/metrics.ts';
import { failuresOf } from './failures.ts';

/** What kind of thing a diagnostic tells: also the heading of docs/problems.md that explains it. */
export type DiagnosticCode =
  'reading' | 'failed' | 'summary-disagrees' | 'unknown-unit' | 'no-unit' | 'project-file';

/** Where it stands; without a column the whole line is meant, without a line the whole file. */
export interface DiagnosticPlace {
  readonly line: number | null;
  readonly column: number | null;
  /** Header or key over the place, where that is what is meant. */
  readonly name?: string;
}

/** What an editor may offer: say what a column is, or leave the file out. */
export type DiagnosticFix =
  { readonly kind: 'map-column'; readonly column: string } | { readonly kind: 'exclude' };

/** One entry of the Problems panel: a message of a file, with the first places where it holds. */
export interface FileDiagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One or two sentences; says in how many places it holds where there are several. */
  readonly message: string;
  /** At least one, at most MOST_PLACES, in the order of the file. */
  readonly places: readonly DiagnosticPlace[];
  readonly fixes: readonly DiagnosticFix[];
}

/** A diagnostic names so many places. */
export const MOST_PLACES = 8;

/** A file has so many diagnostics at most; the last one says how many are not listed. */
export const MOST_DIAGNOSTICS = 50;

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * What the Problems panel says of a file: what its reader found, which rows failed, which units are not known. Files that no
 * format claims have none, and a file whose twin counts instead has only what its own reader found.
 */
export function diagnosticsOf(file: SourceFile, entries: readonly CatalogueMeasure[]): FileDiagnostic[] {
  if (file.format === null) return [];
  const counts = file.status === 'used';
  const own = entries.map(({ measure }) => measure);
  const found = [
    ...problemDiagnostics(file.problems),
    ...(counts ? failedRows(own) : []),
    ...(counts ? units(file.format, own) : []),
  ];
  return limited(found.sort(bySeverity));
}

/** What is wrong in a `benchtrail.json`, from what `readProject` says of it. */
export function projectDiagnostics(problems: readonly Problem[]): FileDiagnostic[] {
  const own = problemDiagnostics(problems).map((one) => ({
    ...one,
    code: 'project-file' as const,
    fixes: [],
  }));
  return limited(own.sort(bySeverity));
}

/** Problems of one message are one diagnostic. */
function problemDiagnostics(problems: readonly Problem[]): FileDiagnostic[] {
  const groups = groupBy(problems, ({ severity, message }) => `${severity}|${message}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const places = group.map(({ line, column }) => ({ line, column })).sort(byPlace);
    return [
      {
        code: first.code ?? ('reading' as const),
        severity: first.severity,
        message: first.message + times(group.length),
        places: places.slice(0, MOST_PLACES),
        fixes: [EXCLUDE],
      },
    ];
  });
}

const EXCLUDE: DiagnosticFix = { kind: 'exclude' };

function times(count: number): string {
  return count < 2 ? '' : ` (In ${formatCount(count)} places.)`;
}

/** Rows that failed for one reason are one diagnostic. */
function failedRows(measures: readonly Measure[]): FileDiagnostic[] {
  return failuresOf(measures, MOST_PLACES).map(({ reason, count, places }) => {
    const rows = count === 1 ? 'This observation' : `${formatCount(count)} observations`;
    const because = reason === null ? ' without a reason in the file' : `: ${reason}`;
    const counted = count === 1 ? 'It counts' : 'They count';
    return {
      code: 'failed',
      severity: 'info',
      message: `${rows} failed${because}${/[.!?]$/u.test(because) ? '' : '.'} ${counted} in no statistic.`,
      places,
      fixes: [EXCLUDE],
    };
  });
}

/** Columns whose unit is not known, or not given although the metric has one. One diagnostic a column. */
function units(format: string, measures: readonly Measure[]): FileDiagnostic[] {
  const columns = groupBy(measures.filter(lacksUnit), ({ label }) => label);
  return [...columns].flatMap(([label, [first]]) => {
    if (first === undefined) return [];
    const column = first.column ?? label;
    const { unitInFile } = first;
    const message =
      unitInFile === null
        ? `The file gives no unit for “${column}” (${metricInfo(first.metric).title.toLowerCase()}): its numbers are shown as they stand.`
        : `“${unitInFile}” is no unit that Benchtrail knows: the numbers of “${column}” are shown as they stand.`;
    return [
      {
        code: unitInFile === null ? ('no-unit' as const) : ('unknown-unit' as const),
        severity: 'info' as const,
        message,
        places: [{ ...first.place, name: column }],
        fixes: canBeMapped(format) ? [{ kind: 'map-column' as const, column }] : [],
      },
    ];
  });
}

/** Only the generic readers ask what a user says of a column. */
function canBeMapped(format: string): boolean {
  return format.startsWith('generic-');
}

const UNITLESS: ReadonlySet<string | null> = new Set([null, '1', 'count']);

function lacksUnit({ unit, unitInFile, metric, notCountedBecause }: Measure): boolean {
  if (unit !== null || notCountedBecause !== null) return false;
  return unitInFile !== null || (isKnownMetric(metric) && !UNITLESS.has(metricInfo(metric).unit));
}

function limited(found: readonly FileDiagnostic[]): FileDiagnostic[] {
  if (found.length <= MOST_DIAGNOSTICS) return [...found];
  const shown = found.slice(0, MOST_DIAGNOSTICS - 1);
  const message = `${formatCount(found.length - shown.length)} further messages about this file are not listed.`;
  return [
    ...shown,
    { code: 'reading', severity: 'info', message, places: [{ line: null, column: null }], fixes: [EXCLUDE] },
  ];
}

function bySeverity(a: FileDiagnostic, b: FileDiagnostic): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || byPlace(firstPlace(a), firstPlace(b))
  );
}

function firstPlace({ places: [first] }: FileDiagnostic): DiagnosticPlace {
  return first ?? { line: null, column: null };
}

function byPlace(a: DiagnosticPlace, b: DiagnosticPlace): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

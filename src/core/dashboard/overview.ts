import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { failedObservations } from '../findings/failures.ts';
import type { Finding, FindingKind } from '../findings/finding.ts';
import { categoryName, scalarText } from '../findings/names.ts';
import { findAllSteps } from '../findings/rules.ts';
import type { Benchmark } from '../model/measure.ts';
import type { Figure, Source } from '../model/figure.ts';
import { remembered } from '../model/remembered.ts';
import { filterSteps, groupSteps, type Steps } from '../model/steps.ts';
import type { ProjectFile } from '../project/project-file.ts';
import { topFindings } from '../report/executive-summary.ts';
import { figuresIn, plainText, type Inline } from '../report/inline.ts';
import { headlineSteps, type HeadlineGroup } from './headlines.ts';
import { metricIndexSteps } from './metric-index.ts';
import { sinceLastLook, type SeenSummary, type SinceLastLook } from './seen.ts';
import { snapshotRowsSteps } from '../findings/snapshot-rows.ts';
import { empty, type EmptyState } from './state.ts';

/** A count of what was read. */
export interface OverviewFact {
  /** "files", "files-used", "files-failed", "runs", "benchmarks", "measures", "failures", "problems"…: stable. */
  readonly id: string;
  /** "Files", "used", "failed to read"… */
  readonly title: string;
  readonly figure: Figure;
  /** It asks for a look: files that failed, errors, failed observations. */
  readonly alert: boolean;
}

/** One key of the environment over all runs. */
export interface EnvironmentKey {
  readonly key: string;
  /** Recorded values, most frequent first. */
  readonly values: readonly {
    readonly value: string;
    readonly runs: Figure;
    readonly categories: readonly string[];
  }[];
  /** Runs record different values. */
  readonly differs: boolean;
}

export interface EnvironmentSummary {
  /** Keys that differ first. */
  readonly keys: readonly EnvironmentKey[];
  /** Runs that record neither environment nor version. */
  readonly silent: Figure;
  /** "No file records…" or "The runs agree in all…": what a reader has to know at once. */
  readonly sentence: string;
}

/** A finding for the overview: a sentence with its figures, and the lines that it stands on. */
export interface OverviewFinding {
  readonly kind: FindingKind;
  /** "gemma3 / 270m"; null: several categories. */
  readonly category: string | null;
  readonly statement: readonly Inline[];
  readonly detail: readonly (readonly Inline[])[];
  /** What to do; null where nothing follows. */
  readonly advice: readonly Inline[] | null;
  /** The statement without markup. */
  readonly text: string;
  readonly figures: readonly Figure[];
  /** Where its figures stand, without repeats. */
  readonly sources: readonly Source[];
}

export interface Overview {
  readonly kind: 'overview';
  readonly version: number;
  readonly title: string;
  readonly facts: readonly OverviewFact[];
  readonly environment: EnvironmentSummary;
  /** By category, in natural order. */
  readonly headlines: readonly HeadlineGroup[];
  /** The three that matter most. */
  readonly findings: readonly OverviewFinding[];
  /** How many findings there are in all. */
  readonly findingsInAll: number;
  /** Null where nothing was kept of an earlier look. */
  readonly since: SinceLastLook | null;
}

export type OverviewResult = Overview | EmptyState;

/** Findings that an overview has room for. */
const MOST_FINDINGS = 3;

/** What a person should know of a folder at the first look. */
export function* overviewSteps(
  snapshot: Snapshot,
  project: ProjectFile,
  previous: SeenSummary | null = null,
): Steps<OverviewResult> {
  if (snapshot.files.length === 0)
    return empty('No file was read.', 'Open a folder with benchmark results, or add one in benchtrail.json.');
  const counted = snapshot.runs.filter((run) => run.measures.some((entry) => entry.counted));
  if (counted.length === 0)
    return empty(
      'No result that counts was found in these files.',
      'The Data tab tells for each file what it is and why it does not count.',
    );
  yield* metricIndexSteps(snapshot);
  const rows = yield* snapshotRowsSteps(snapshot);
  const findings = yield* findAllSteps({ snapshot, project, rows });
  const headlines = yield* headlineSteps(snapshot);
  const facts = yield* factSteps(snapshot, counted, yield* countSteps(snapshot, counted));
  yield;
  const environment = environmentOf(counted);
  yield;
  const top = topFindings(findings).slice(0, MOST_FINDINGS).map(overviewFinding);
  const since = previous === null ? null : yield* sinceLastLook(snapshot, previous);
  return {
    kind: 'overview',
    version: snapshot.version,
    title: project.title ?? 'Benchmark results',
    facts,
    environment,
    headlines,
    findings: top,
    findingsInAll: findings.length,
    since,
  };
}

/** What files of a status are called, one of them and several. */
const FILE_TITLES: readonly (readonly [Snapshot['files'][number]['status'], string, string])[] = [
  ['used', 'used', 'used'],
  ['duplicate', 'duplicate', 'duplicates'],
  ['derived', 'derived summary', 'derived summaries'],
  ['failed', 'failed to read', 'failed to read'],
  ['ignored', 'without results', 'without results'],
];

interface Counts {
  readonly benchmarks: number;
  readonly measures: number;
  readonly failed: number;
}

/** A step a run. */
function* countSteps(snapshot: Snapshot, counted: readonly CatalogueRun[]): Steps<Counts> {
  const benchmarks = new Set<Benchmark>();
  let measures = 0;
  for (const run of counted) {
    yield;
    const own = yield* contentOf(run);
    for (const benchmark of own.benchmarks) benchmarks.add(benchmark);
    measures += own.measures;
  }
  return { benchmarks: benchmarks.size, measures, failed: yield* failedObservations(snapshot) };
}

interface Content {
  readonly benchmarks: ReadonlySet<Benchmark>;
  /** Those that count. */
  readonly measures: number;
}

const contentOf = remembered(function* ({ measures }: CatalogueRun): Steps<Content> {
  yield;
  const benchmarks = new Set(measures.map(({ benchmark }) => benchmark));
  return { benchmarks, measures: measures.filter(({ counted }) => counted).length };
});

function* factSteps(
  snapshot: Snapshot,
  counted: readonly CatalogueRun[],
  { benchmarks, measures, failed }: Counts,
): Steps<OverviewFact[]> {
  const { files } = snapshot;
  const fact = (id: string, title: string, count: number, alert = false): OverviewFact => {
    const evidence = countEvidence(id, 'data');
    return { id, title, figure: countFigure(evidence, count, title), alert: alert && count > 0 };
  };
  const byStatus = yield* groupSteps(files, ({ status }) => status);
  const excluded = yield* filterSteps(snapshot.runs, (run) => run.excludedBecause !== null);
  const troubled = yield* filterSteps(files, (file) => file.problems.length > 0);
  const problems = troubled.flatMap((file) => file.problems);
  yield;
  return [
    fact('files', 'Files', files.length),
    ...FILE_TITLES.map(([status, one, several]) => {
      const length = byStatus.get(status)?.length ?? 0;
      return fact(`files-${status}`, length === 1 ? one : several, length, status === 'failed');
    }),
    fact('runs', 'Runs that count', counted.length),
    fact('runs-excluded', 'Runs excluded', excluded.length),
    fact('benchmarks', 'Benchmarks', benchmarks),
    fact('measures', 'Measures', measures),
    fact('failures', 'Failed observations', failed, true),
    fact('errors', 'Errors', problems.filter(({ severity }) => severity === 'error').length, true),
    fact('warnings', 'Warnings', problems.filter(({ severity }) => severity === 'warning').length),
  ];
}

const VERSION_KEY = 'tool version';

function environmentOf(runs: readonly CatalogueRun[]): EnvironmentSummary {
  const recording = runs.filter((run) => Object.keys(run.environment).length > 0 || run.toolVersion !== null);
  const names = new Set(
    recording.flatMap((run) => [
      ...Object.keys(run.environment),
      ...(run.toolVersion === null ? [] : [VERSION_KEY]),
    ]),
  );
  const keys = [...names].map((key) => environmentKey(key, recording));
  const silent = runs.length - recording.length;
  const evidence = countEvidence('runs by environment', 'environment');
  return {
    keys: keys.sort((a, b) => Number(b.differs) - Number(a.differs)),
    silent: countFigure(evidence, silent, 'runs that record neither environment nor version'),
    sentence: environmentSentence(keys, recording.length, silent),
  };
}

function environmentKey(key: string, runs: readonly CatalogueRun[]): EnvironmentKey {
  const having = runs.filter((run) =>
    key === VERSION_KEY ? run.toolVersion !== null : key in run.environment,
  );
  const groups = [...groupBy(having, (run) => valueText(key, run))].sort((a, b) => b[1].length - a[1].length);
  const evidence = countEvidence('runs by environment', 'environment');
  return {
    key,
    values: groups.map(([value, own]) => ({
      value,
      runs: countFigure(evidence, own.length, `runs with ${key} ${value}`),
      categories: [...new Set(own.map((run) => categoryName(run.category)))],
    })),
    differs: key === VERSION_KEY ? versionsDiffer(having) : groups.length > 1,
  };
}

function valueText(key: string, run: CatalogueRun): string {
  if (key !== VERSION_KEY) return scalarText(run.environment[key] ?? '');
  return `${run.tool ?? run.file.format ?? ''} ${run.toolVersion ?? ''}`.trim();
}

/** Different tools have different versions by nature. */
function versionsDiffer(runs: readonly CatalogueRun[]): boolean {
  const byTool = groupBy(runs, (run) => run.tool ?? run.file.format ?? '');
  return [...byTool.values()].some((own) => new Set(own.map(({ toolVersion }) => toolVersion)).size > 1);
}

function environmentSentence(keys: readonly EnvironmentKey[], recording: number, silent: number): string {
  if (recording === 0)
    return 'No file records the environment that it was measured in: whether runs are of one machine cannot be told.';
  const differing = keys.filter(({ differs }) => differs).map(({ key }) => key);
  const rest = silent > 0 ? ' Some runs record none.' : '';
  if (differing.length === 0)
    return `The runs agree in everything that they record of their environment.${rest}`;
  return `The runs differ in ${differing.slice(0, 6).join(', ')}${differing.length > 6 ? ' and more' : ''}.${rest}`;
}

function overviewFinding(finding: Finding): OverviewFinding {
  const figures = [finding.statement, ...finding.detail].flatMap((part) => [...figuresIn(part)]);
  const sources = new Map<string, Source>();
  for (const source of figures.flatMap(({ evidence }) => evidence.sources)) {
    sources.set([source.root, source.file, source.line, source.endLine].join(':'), source);
  }
  return {
    kind: finding.kind,
    category: finding.category === null ? null : categoryName(finding.category),
    statement: finding.statement,
    detail: finding.detail,
    advice: finding.advice?.text ?? null,
    text: plainText(finding.statement),
    figures,
    sources: [...sources.values()].slice(0, MOST_SOURCES),
  };
}

/** A finding over a whole folder stands on thousands of lines; its figures hold them all. */
const MOST_SOURCES = 50;

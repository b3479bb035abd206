import type { Snapshot } from '../catalogue/snapshot.ts';
import { mapSteps, runToEnd, type Steps } from '../model/steps.ts';
import type { Evidence, Figure } from '../model/figure.ts';
import type { ProjectFile } from '../project/project-file.ts';
import { fingerprint } from '../reading/hash.ts';
import { anchorOf } from './anchors.ts';
import { baselineHeader } from './baseline-words.ts';
import { files, methods, problems } from './appendix.ts';
import { conclusion } from './conclusion.ts';
import { executiveSummary } from './executive-summary.ts';
import { figuresIn, code, enumerate, type Inline } from './inline.ts';
import { inputSteps, type ReportInput, type ReportOptions } from './input.ts';
import { ingestion } from './ingestion.ts';
import { keyFindings } from './key-findings.ts';
import type { Block, Report, Section } from './model.ts';
import { overviewChart } from './overview-chart.ts';
import { performance } from './performance.ts';
import { recommendations } from './recommendations.ts';

/** Why there is no report: one sentence that says what was searched and what was found. */
export interface NoReport {
  readonly kind: 'no-report';
  readonly reason: string;
}

/** Writes the report of a folder; the same inputs give the same report. */
export function buildReport(
  snapshot: Snapshot,
  project: ProjectFile,
  options: ReportOptions,
): Report | NoReport {
  return runToEnd(reportSteps(snapshot, project, options));
}

/** The same in slices. */
export function* reportSteps(
  snapshot: Snapshot,
  project: ProjectFile,
  options: ReportOptions,
): Steps<Report | NoReport> {
  if (!snapshot.measures.some((entry) => entry.counted))
    return { kind: 'no-report', reason: nothingCounts(snapshot, options) };
  const input = yield* inputSteps(snapshot, project, options);
  const sections = yield* sectionsOf(input);
  return {
    kind: 'report',
    title: options.title ?? project.title ?? 'Technical Report: Benchmark Results',
    date: options.date ?? null,
    generator: options.generator,
    roots: options.roots.map((label) => ({ label })),
    fingerprint: yield* fingerprint(yield* mapSteps(snapshot.files, ({ hash, path }) => `${hash} ${path}`)),
    header: yield* header(input),
    sections,
    ...(yield* figuresOfSections(sections)),
  };
}

function* sectionsOf(input: ReportInput): Steps<Section[]> {
  const sections: Section[] = [];
  for (const write of SECTIONS) {
    sections.push(yield* write(input));
    yield;
  }
  return sections;
}

type SectionWriter = (input: ReportInput) => Steps<Section>;

const SECTIONS: readonly SectionWriter[] = [
  body('Executive Summary', function* (input) {
    return [...(yield* executiveSummary(input)), ...(yield* overviewChart(input))];
  }),
  body('Data Ingestion Summary', ingestion),
  body('Performance Analysis', performance),
  body('Key Findings', atOnce(keyFindings)),
  body('Recommendations', atOnce(recommendations)),
  body('Conclusion', atOnce(conclusion)),
  appendix('Methods', atOnce(methods)),
  appendix('Files', files),
  appendix('Problems', atOnce(problems)),
];

function body(title: string, write: (input: ReportInput) => Steps<Block[]>): SectionWriter {
  return function* (input) {
    return bodySection(title, yield* write(input));
  };
}

function appendix(title: string, write: (input: ReportInput) => Steps<Block[]>): SectionWriter {
  return function* (input) {
    return appendixSection(title, yield* write(input));
  };
}

/** Blocks that take no long. */
function atOnce(write: (input: ReportInput) => Block[]): (input: ReportInput) => Steps<Block[]> {
  return function* (input) {
    yield;
    return write(input);
  };
}

export function bodySection(title: string, blocks: readonly Block[]): Section {
  return { id: anchorOf(title), title, part: 'body', blocks };
}

export function appendixSection(title: string, blocks: readonly Block[]): Section {
  return { id: anchorOf(title), title, part: 'appendix', blocks };
}

function* header({ snapshot, options, scope }: ReportInput): Steps<(readonly [string, readonly Inline[]])[]> {
  const models = yield* modelNames(snapshot);
  return [
    ['Scope', enumerate(scope.map((root) => code(root)))],
    ...(options.baseline === undefined || options.baseline === null
      ? []
      : [['Baseline', baselineHeader(options.baseline)] as const]),
    ...(models.length === 0
      ? []
      : [['Models', enumerate(models.slice(0, 12).map((name) => code(name)))] as const]),
  ];
}

/** The models that the results name. */
function* modelNames({ runs }: Snapshot): Steps<string[]> {
  const names = new Set<string>();
  for (const run of runs) {
    yield;
    for (const { benchmark, counted } of run.measures) {
      const model = benchmark.parameters.model ?? run.parameters.model;
      if (counted && model !== undefined) names.add(String(model));
    }
  }
  return [...names];
}

/** All figures of some sections in reading order, and their evidence, each once, in the order of appearance. */
export function* figuresOfSections(
  sections: readonly Section[],
): Steps<Pick<Report, 'figures' | 'evidence'>> {
  const figures: Figure[] = [];
  const evidence = new Map<string, Evidence>();
  for (const block of sections.flatMap(({ blocks }) => blocks)) {
    for (const one of figuresOfBlock(block)) {
      figures.push(one);
      evidence.set(one.evidence.key, one.evidence);
    }
    yield;
  }
  return { figures, evidence: [...evidence.values()] };
}

/** Every figure of a block, in reading order. */
export function* figuresOfBlock(block: Block): Generator<Figure> {
  switch (block.kind) {
    case 'paragraph':
      yield* figuresIn(block.text);
      break;
    case 'chart':
      yield* figuresIn(block.caption);
      break;
    case 'list':
      for (const item of block.items) yield* figuresIn(item);
      break;
    case 'table':
      for (const row of block.rows) for (const cell of row) yield* figuresIn(cell);
      break;
    case 'heading':
      break;
  }
}

function nothingCounts(snapshot: Snapshot, options: ReportOptions): string {
  const where = options.roots.join(', ');
  if (snapshot.files.length === 0) return `There is no file in ${where}.`;
  const by = new Map<string, number>();
  for (const file of snapshot.files) by.set(file.status, (by.get(file.status) ?? 0) + 1);
  const found = [...by].map(([status, count]) => `${String(count)} ${status}`).join(', ');
  const [example] = snapshot.files.filter((file) => file.reason !== null);
  const because = example === undefined ? '' : ` For example ${example.path}: ${example.reason ?? ''}`;
  return `No result that counts was found in ${where} (${String(snapshot.files.length)} files: ${found}).${because}`;
}

/** Tells a report from the reason why there is none. */
export function isNoReport(result: Report | NoReport): result is NoReport {
  return result.kind === 'no-report';
}

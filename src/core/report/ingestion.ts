import type { SourceFile } from '../model/file.ts';
import type { Figure } from '../model/figure.ts';
import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { plural } from '../findings/finding.ts';
import { categoryName } from '../findings/names.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure, figure } from '../figures/figure.ts';
import { compareText } from '../format/compare.ts';
import type { Benchmark } from '../model/measure.ts';
import { filterSteps, groupSteps, mapSteps, type Steps } from '../model/steps.ts';
import { extensionOf } from '../reading/file-type.ts';
import { code, enumerate, fileLink, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, list, paragraph, table, type Block } from './model.ts';

/** So many measures are counted between two turns of the host. */
const SLICE = 20_000;

/** So many runs are looked at between two turns of the host. */
const RUNS_SLICE = 1000;

/** A count of files, leading to the list of all files. */
function fileCount(count: number, label: string, kind = 'files by status'): Figure {
  return countFigure(countEvidence(kind, 'files'), count, `files ${label}`);
}

/** A count of runs, benchmarks or measures, leading to the table of categories. */
function categoryCount(count: number, label: string): Figure {
  return countFigure(countEvidence('categories and runs', 'categories'), count, label);
}

/** How much was read, in one sentence. */
export function* scopeSentence({ snapshot }: ReportInput): Steps<Inline[]> {
  const { files } = snapshot;
  const used = (yield* filterSteps(files, isUsed)).length;
  const runs = yield* filterSteps(snapshot.runs, isCounting);
  const tools = new Set<string>();
  const categories = new Set<string>();
  for (const [index, { tool, file, category }] of runs.entries()) {
    tools.add(tool ?? file.format ?? '');
    categories.add(categoryName(category));
    if (index % RUNS_SLICE === 0) yield;
  }
  tools.delete('');
  const range = dateRange(runs);
  return [
    ...say`Of ${fileCount(files.length, 'seen')} ${words(plural(files.length, 'file', 'files'))}, ${fileCount(used, 'that count')} ${words(plural(used, 'holds', 'hold'))} results that count: ${categoryCount(runs.length, 'runs that count')} ${words(plural(runs.length, 'run', 'runs'))} in ${categoryCount(categories.size, 'categories')} ${words(plural(categories.size, 'category', 'categories'))}`,
    ...(tools.size > 0 && tools.size <= 4
      ? say`, from ${enumerate([...tools].map((tool) => code(tool)))}`
      : []),
    ...(range === null ? [] : say`, ${range}`),
    words('.'),
  ];
}

function isUsed({ status }: SourceFile): boolean {
  return status === 'used';
}

function isCounting({ measures }: CatalogueRun): boolean {
  return measures.some(({ counted }) => counted);
}

/** First and last day on which runs started, as they themselves say; the time of a file's last change is no start. */
export function dateRange(runs: readonly CatalogueRun[]): Inline[] | null {
  let first: string | null = null;
  let last: string | null = null;
  for (const { startedAt, startedAtFrom } of runs) {
    if (startedAt === null || startedAtFrom === 'mtime') continue;
    const day = startedAt.slice(0, 10);
    if (first === null || day < first) first = day;
    if (last === null || day > last) last = day;
  }
  if (first === null || last === null) return null;
  return first === last ? say`of ${code(first)}` : say`from ${code(first)} to ${code(last)}`;
}

/** What was found in the folder, what became of it, and what it holds. */
export function* ingestion(input: ReportInput): Steps<Block[]> {
  const { files } = input.snapshot;
  return [
    paragraph(yield* statusSentence(files)),
    paragraph(yield* volumeSentence(input)),
    heading('File types'),
    yield* typeTable(files),
    heading('Categories'),
    yield* categoryTable(input),
    heading('Results by format'),
    yield* formatTable(files),
    ...unreadBlocks(files),
    ...excludedBlocks(input),
  ];
}

function* statusSentence(files: readonly SourceFile[]): Steps<Inline[]> {
  const documents = yield* filterSteps(files, ({ role }) => role === 'document');
  const statuses = yield* groupSteps(files, ({ status, role }) => (role === 'document' ? role : status));
  const by = (status: SourceFile['status']): number => statuses.get(status)?.length ?? 0;
  return say`Files analyzed: ${fileCount(files.length, 'seen')}. Used: ${fileCount(by('used'), 'with status used')}; duplicates of a file that counts: ${fileCount(by('duplicate'), 'with status duplicate, documents left out')}; derived summaries: ${fileCount(by('derived'), 'with status derived')}; documents for people, listed and never counted: ${fileCount(documents.length, 'with role document')}; failed to read: ${fileCount(by('failed'), 'with status failed')}; without any result: ${fileCount(by('ignored'), 'with status ignored, documents left out')}.`;
}

function* volumeSentence({ snapshot, scope }: ReportInput): Steps<Inline[]> {
  const { files } = snapshot;
  let bytes = 0;
  let modified: string | null = null;
  for (const { bytes: own, modifiedAt } of files) {
    bytes += own;
    if (modifiedAt !== null && (modified === null || modifiedAt > modified)) modified = modifiedAt;
  }
  yield;
  const evidence = countEvidence('bytes', 'files');
  const volume = figure(evidence, {
    statistic: 'sum',
    value: bytes,
    unit: 'B',
    n: files.length,
    formula: 'Σ bytes of all files',
  });
  const range = dateRange(yield* filterSteps(snapshot.runs, isResult));
  return [
    ...say`Volume: ${volume} under ${enumerate(scope.map((root) => code(root)))}.`,
    ...(range === null ? [] : say` Runs that say when they started: ${range}.`),
    ...(modified === null ? [] : say` Last modified: ${code(modified.slice(0, 10))}.`),
  ];
}

/** Numbers of files that hold no known metric are no runs that a report speaks of. */
function isResult({ file }: CatalogueRun): boolean {
  return file.status !== 'ignored';
}

function* typeTable(files: readonly SourceFile[]): Steps<Block> {
  const groups = [...(yield* groupSteps(files, (file) => extensionOf(file.path)))].sort(
    (a, b) => b[1].length - a[1].length || compareText(a[0], b[0]),
  );
  return table(
    ['Extension', '>Files', '>Used', '>Bytes'],
    groups.map(([extension, group]) => {
      const bytes = group.reduce((sum, file) => sum + file.bytes, 0);
      const evidence = countEvidence('files by extension', 'files');
      return [
        [extension === '' ? words('none') : code(`.${extension}`)],
        say`${fileCount(group.length, `with extension .${extension}`, 'files by extension')}`,
        say`${fileCount(group.filter(isUsed).length, `with extension .${extension} and status used`, 'files by extension')}`,
        say`${figure(evidence, { statistic: 'sum', value: bytes, unit: 'B', n: group.length, formula: `Σ bytes of .${extension} files` })}`,
      ];
    }),
  );
}

function* categoryTable({ snapshot }: ReportInput): Steps<Block> {
  const results = yield* filterSteps(snapshot.runs, isResult);
  const groups = [...(yield* groupSteps(results, (run) => categoryName(run.category)))].sort(([a], [b]) =>
    compareText(a, b),
  );
  let seen = 0;
  const rows: (readonly (readonly Inline[])[])[] = [];
  for (const [name, runs] of groups) {
    const files = new Set(yield* mapSteps(runs, (run) => `${String(run.file.root)}:${run.file.path}`));
    const counting = yield* filterSteps(runs, isCounting);
    const benchmarks = new Set<Benchmark>();
    let measures = 0;
    for (const run of counting) {
      if (++seen % RUNS_SLICE === 0) yield;
      for (const { counted, benchmark } of run.measures) {
        if (!counted) continue;
        benchmarks.add(benchmark);
        if (++measures % SLICE === 0) yield;
      }
    }
    const count = (value: number, what: string): Inline[] =>
      say`${categoryCount(value, `${what} of ${name}`)}`;
    rows.push([
      [code(name)],
      count(files.size, 'files'),
      count(counting.length, 'runs that count'),
      count(benchmarks.size, 'benchmarks that count'),
      count(measures, 'measures that count'),
      dateRange(counting) ?? [words('not said')],
    ]);
  }
  return table(
    ['Category', '>Files', '>Runs that count', '>Benchmarks', '>Measures', 'First and last run'],
    rows,
  );
}

function* formatTable(files: readonly SourceFile[]): Steps<Block> {
  const known = yield* filterSteps(files, (file) => file.format !== null);
  const groups = [...(yield* groupSteps(known, (file) => file.format ?? ''))].sort(([a], [b]) =>
    compareText(a, b),
  );
  return table(
    ['Format', '>Files', '>Used', '>Duplicate or derived'],
    groups.map(([format, group]) => [
      [code(format)],
      say`${fileCount(group.length, `of format ${format}`, 'files by format')}`,
      say`${fileCount(group.filter(isUsed).length, `of format ${format} that count`, 'files by format')}`,
      say`${fileCount(group.filter((file) => file.status === 'duplicate' || file.status === 'derived').length, `of format ${format} that repeat others`, 'files by format')}`,
    ]),
  );
}

function unreadBlocks(files: readonly SourceFile[]): Block[] {
  const failed = files.filter((file) => file.status === 'failed');
  if (failed.length === 0) return [];
  return [
    heading('What could not be read'),
    list(
      failed.map(
        (file) =>
          say`${fileLink(file.root, file.path, file.problems[0]?.line ?? null)}: ${code(file.reason ?? 'unknown reason')}`,
      ),
    ),
  ];
}

function excludedBlocks({ snapshot }: ReportInput): Block[] {
  const excluded = snapshot.runs.filter((run) => run.excludedBecause !== null);
  if (excluded.length === 0) return [];
  return [
    heading('Excluded by the project file'),
    list(excluded.map((run) => say`${code(run.id)}: ${code(run.excludedBecause ?? '')}`)),
  ];
}

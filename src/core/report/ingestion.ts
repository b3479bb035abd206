import type { SourceFile } from '../model/file.ts';
import type { Figure } from '../model/figure.ts';
import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import { plural } from '../findings/finding.ts';
import { categoryName } from '../findings/names.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure, figure } from '../figures/figure.ts';
import { compareText } from '../format/compare.ts';
import type { Benchmark } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';
import { extensionOf } from '../reading/file-type.ts';
import { code, enumerate, fileLink, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, list, paragraph, table, type Block } from './model.ts';

/** So many measures are counted between two turns of the host. */
const SLICE = 20_000;

/** A count of files, leading to the list of all files. */
function fileCount(count: number, label: string, kind = 'files by status'): Figure {
  return countFigure(countEvidence(kind, 'files'), count, `files ${label}`);
}

/** A count of runs, benchmarks or measures, leading to the table of categories. */
function categoryCount(count: number, label: string): Figure {
  return countFigure(countEvidence('categories and runs', 'categories'), count, label);
}

/** How much was read, in one sentence. */
export function scopeSentence({ snapshot }: ReportInput): Inline[] {
  const used = snapshot.files.filter((file) => file.status === 'used');
  const runs = snapshot.runs.filter((run) => run.measures.some((entry) => entry.counted));
  const tools = [...new Set(runs.map((run) => run.tool ?? run.file.format ?? ''))].filter(
    (tool) => tool !== '',
  );
  const categories = new Set(runs.map((run) => categoryName(run.category)));
  const range = dateRange(runs);
  return [
    ...say`Of ${fileCount(snapshot.files.length, 'seen')} ${words(plural(snapshot.files.length, 'file', 'files'))}, ${fileCount(used.length, 'that count')} ${words(plural(used.length, 'holds', 'hold'))} results that count: ${categoryCount(runs.length, 'runs that count')} ${words(plural(runs.length, 'run', 'runs'))} in ${categoryCount(categories.size, 'categories')} ${words(plural(categories.size, 'category', 'categories'))}`,
    ...(tools.length > 0 && tools.length <= 4
      ? say`, from ${enumerate(tools.map((tool) => code(tool)))}`
      : []),
    ...(range === null ? [] : say`, ${range}`),
    words('.'),
  ];
}

/** First and last day on which runs started, as they themselves say; the time of a file's last change is no start. */
export function dateRange(runs: readonly CatalogueRun[]): Inline[] | null {
  const days = runs
    .flatMap((run) =>
      run.startedAt === null || run.startedAtFrom === 'mtime' ? [] : [run.startedAt.slice(0, 10)],
    )
    .sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  return first === last ? say`of ${code(first)}` : say`from ${code(first)} to ${code(last)}`;
}

/** What was found in the folder, what became of it, and what it holds. */
export function* ingestion(input: ReportInput): Steps<Block[]> {
  const { snapshot } = input;
  return [
    paragraph(statusSentence(snapshot.files)),
    paragraph(volumeSentence(input)),
    heading('File types'),
    typeTable(snapshot.files),
    heading('Categories'),
    yield* categoryTable(input),
    heading('Results by format'),
    formatTable(snapshot.files),
    ...unreadBlocks(snapshot.files),
    ...excludedBlocks(input),
  ];
}

function statusSentence(files: readonly SourceFile[]): Inline[] {
  const by = (status: SourceFile['status'], document = false): number =>
    files.filter((file) => file.status === status && (file.role === 'document') === document).length;
  const documents = files.filter((file) => file.role === 'document').length;
  return say`Files analyzed: ${fileCount(files.length, 'seen')}. Used: ${fileCount(by('used'), 'with status used')}; duplicates of a file that counts: ${fileCount(by('duplicate'), 'with status duplicate, documents left out')}; derived summaries: ${fileCount(by('derived'), 'with status derived')}; documents for people, listed and never counted: ${fileCount(documents, 'with role document')}; failed to read: ${fileCount(by('failed'), 'with status failed')}; without any result: ${fileCount(by('ignored'), 'with status ignored, documents left out')}.`;
}

function volumeSentence({ snapshot, scope }: ReportInput): Inline[] {
  const bytes = snapshot.files.reduce((sum, file) => sum + file.bytes, 0);
  const evidence = countEvidence('bytes', 'files');
  const volume = figure(evidence, {
    statistic: 'sum',
    value: bytes,
    unit: 'B',
    n: snapshot.files.length,
    formula: 'Σ bytes of all files',
  });
  const modified = snapshot.files
    .map((file) => file.modifiedAt)
    .filter((at) => at !== null)
    .sort()
    .at(-1);
  const range = dateRange(snapshot.runs.filter(isResult));
  return [
    ...say`Volume: ${volume} under ${enumerate(scope.map((root) => code(root)))}.`,
    ...(range === null ? [] : say` Runs that say when they started: ${range}.`),
    ...(modified === undefined ? [] : say` Last modified: ${code(modified.slice(0, 10))}.`),
  ];
}

/** Numbers of files that hold no known metric are no runs that a report speaks of. */
function isResult({ file }: CatalogueRun): boolean {
  return file.status !== 'ignored';
}

function typeTable(files: readonly SourceFile[]): Block {
  const groups = [...groupBy(files, (file) => extensionOf(file.path))].sort(
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
        say`${fileCount(group.filter((file) => file.status === 'used').length, `with extension .${extension} and status used`, 'files by extension')}`,
        say`${figure(evidence, { statistic: 'sum', value: bytes, unit: 'B', n: group.length, formula: `Σ bytes of .${extension} files` })}`,
      ];
    }),
  );
}

function* categoryTable({ snapshot }: ReportInput): Steps<Block> {
  const groups = [...groupBy(snapshot.runs.filter(isResult), (run) => categoryName(run.category))].sort(
    ([a], [b]) => compareText(a, b),
  );
  const rows: (readonly (readonly Inline[])[])[] = [];
  for (const [name, runs] of groups) {
    const files = new Set(runs.map((run) => `${String(run.file.root)}:${run.file.path}`));
    const counting = runs.filter((run) => run.measures.some((entry) => entry.counted));
    const benchmarks = new Set<Benchmark>();
    let measures = 0;
    for (const run of counting) {
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

function formatTable(files: readonly SourceFile[]): Block {
  const groups = [
    ...groupBy(
      files.filter((file) => file.format !== null),
      (file) => file.format ?? '',
    ),
  ].sort(([a], [b]) => compareText(a, b));
  return table(
    ['Format', '>Files', '>Used', '>Duplicate or derived'],
    groups.map(([format, group]) => [
      [code(format)],
      say`${fileCount(group.length, `of format ${format}`, 'files by format')}`,
      say`${fileCount(group.filter((file) => file.status === 'used').length, `of format ${format} that count`, 'files by format')}`,
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

import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { checkLimits } from '../../core/findings/limits.ts';
import { rowsOf } from '../../core/findings/rows.ts';
import { buildReport, isNoReport } from '../../core/report/build.ts';
import { relativeLinks, type LinkResolver } from '../../core/report/links.ts';
import type { Report } from '../../core/report/model.ts';
import { renderJson } from '../../core/report/render-json.ts';
import { renderPage } from '../../core/report/render-page.ts';
import { renderMarkdown, type ChartFormat } from '../../core/report/render-markdown.ts';
import { baselineFor } from '../baseline.ts';
import { EXIT, UsageError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { readRoots, type ReadRoots } from '../read-roots.ts';
import { limitLines } from '../limit-lines.ts';
import { slashes } from '../paths.ts';
import { VERSION } from '../version.ts';

export interface ReportArguments {
  readonly paths: readonly string[];
  /** File to write; null: standard output. */
  readonly output: string | null;
  readonly format: 'md' | 'html' | 'json';
  readonly charts: ChartFormat;
  readonly title: string | null;
  readonly date: string | null;
  /** Limits of the project file decide the exit code. */
  readonly check: boolean;
  /** A path, or a run or series of the results, that they are held against; null: the project file says, or nothing. */
  readonly baseline: string | null;
}

/** `benchtrail report`: reads, writes the report, and checks limits when asked. */
export function report(options: ReportArguments, progress: Progress): number {
  const own = readRoots(options.paths, progress);
  const baseline = baselineFor(own, options.baseline, progress);
  const read = { ...own, roots: [...own.roots, ...(baseline?.roots ?? [])] };
  const built = buildReport(read.snapshot, read.project, {
    generator: `Benchtrail ${VERSION}`,
    roots: read.roots.map(({ given }) => given),
    baseline: baseline?.sides ?? null,
    ...(options.title === null ? {} : { title: options.title }),
    date: options.date ?? new Date().toISOString().slice(0, 10),
  });
  if (isNoReport(built)) throw new UsageError(built.reason);
  write(built, read, options);
  return options.check ? checked(read) : EXIT.fine;
}

function write(built: Report, read: ReadRoots, options: ReportArguments): void {
  if (options.output === null) {
    process.stdout.write(textFor(built, read, options, process.cwd()));
    return;
  }
  const target = resolve(options.output);
  mkdirSync(dirname(target), { recursive: true });
  if (options.format !== 'md') {
    writeFileSync(target, textFor(built, read, options, dirname(target)));
  } else {
    const folder = `${basename(target, extname(target))}-charts`;
    const { markdown, charts } = markdownFor(built, read, dirname(target), options.charts, folder);
    if (charts.size > 0) mkdirSync(join(dirname(target), folder), { recursive: true });
    for (const [id, svg] of charts) writeFileSync(join(dirname(target), folder, `${id}.svg`), svg);
    writeFileSync(target, markdown);
  }
  process.stderr.write(`Report written to ${options.output}\n`);
}

/** The report as one text, without anything beside it. */
function textFor(built: Report, read: ReadRoots, { format }: ReportArguments, folder: string): string {
  switch (format) {
    case 'json':
      return renderJson(built);
    case 'html':
      return renderPage(built, { link: linksFrom(read, folder) });
    case 'md':
      return markdownFor(built, read, folder, 'none').markdown;
  }
}

function linksFrom({ roots }: ReadRoots, folder: string): LinkResolver {
  return relativeLinks(
    roots.map((root) => slashes(root.folder)),
    slashes(folder),
  );
}

function markdownFor(
  built: Report,
  read: ReadRoots,
  folder: string,
  charts: ChartFormat,
  chartFolder = '',
): ReturnType<typeof renderMarkdown> {
  return renderMarkdown(built, {
    link: linksFrom(read, folder),
    charts,
    chartTarget: (id) => `${encodeURIComponent(chartFolder)}/${id}.svg`,
  });
}

function checked({ snapshot, project }: ReadRoots): number {
  if (project.limits.length === 0)
    throw new UsageError('--check needs limits, and no benchtrail.json with limits was found.');
  const results = checkLimits({ rows: rowsOf(snapshot), project });
  process.stderr.write(limitLines(results, project));
  return results.every(({ met }) => met) ? EXIT.fine : EXIT.checkFailed;
}

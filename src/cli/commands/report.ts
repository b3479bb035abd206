import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { checkLimits } from '../../core/findings/limits.ts';
import { rowsOf } from '../../core/findings/rows.ts';
import { buildReport, isNoReport } from '../../core/report/build.ts';
import { relativeLinks } from '../../core/report/links.ts';
import type { Report } from '../../core/report/model.ts';
import { renderJson } from '../../core/report/render-json.ts';
import { renderMarkdown, type ChartFormat } from '../../core/report/render-markdown.ts';
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
  readonly format: 'md' | 'json';
  readonly charts: ChartFormat;
  readonly title: string | null;
  readonly date: string | null;
  /** Limits of the project file decide the exit code. */
  readonly check: boolean;
}

/** `benchtrail report`: reads, writes the report, and checks limits when asked. */
export function report(options: ReportArguments, progress: Progress): number {
  const read = readRoots(options.paths, progress);
  const built = buildReport(read.snapshot, read.project, {
    generator: `Benchtrail ${VERSION}`,
    roots: options.paths,
    ...(options.title === null ? {} : { title: options.title }),
    date: options.date ?? new Date().toISOString().slice(0, 10),
  });
  if (isNoReport(built)) throw new UsageError(built.reason);
  write(built, read, options);
  return options.check ? checked(read) : EXIT.fine;
}

function write(built: Report, read: ReadRoots, options: ReportArguments): void {
  if (options.output === null) {
    process.stdout.write(
      options.format === 'json'
        ? renderJson(built)
        : markdownFor(built, read, process.cwd(), 'none').markdown,
    );
    return;
  }
  const target = resolve(options.output);
  mkdirSync(dirname(target), { recursive: true });
  if (options.format === 'json') {
    writeFileSync(target, renderJson(built));
  } else {
    const folder = `${basename(target, extname(target))}-charts`;
    const { markdown, charts } = markdownFor(built, read, dirname(target), options.charts, folder);
    if (charts.size > 0) mkdirSync(join(dirname(target), folder), { recursive: true });
    for (const [id, svg] of charts) writeFileSync(join(dirname(target), folder, `${id}.svg`), svg);
    writeFileSync(target, markdown);
  }
  process.stderr.write(`Report written to ${options.output}\n`);
}

function markdownFor(
  built: Report,
  { roots }: ReadRoots,
  folder: string,
  charts: ChartFormat,
  chartFolder = '',
): ReturnType<typeof renderMarkdown> {
  const link = relativeLinks(
    roots.map((root) => slashes(root.folder)),
    slashes(folder),
  );
  return renderMarkdown(built, {
    link,
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

import * as vscode from 'vscode';
import { markdownSteps } from '../../core/report/render-markdown.ts';
import type { ReportAsked, ReportSaved } from '../../protocol/models/report.ts';
import { saveMade, saveMadeAsHtml } from '../commands/save-report.ts';
import type { HostContext } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import type { GeneratedReport } from '../report/engine.ts';
import { savedLinks } from '../report/links.ts';
import { inSlices } from '../slices.ts';
import { reportOf, type ModelSource } from './models.ts';

/** Saves the report that the panel shows; false when the user changed their mind. */
export async function saveReport(
  { results, log }: HostContext,
  source: ModelSource,
  asked: ReportSaved,
  token: vscode.CancellationToken,
): Promise<boolean> {
  const report = await made(results, source, asked, token);
  return await (asked.format === 'html' ? saveMadeAsHtml(report, log) : saveMade(report, log));
}

/** Copies it as Markdown: links are relative to the first folder, charts stand in it as Mermaid. */
export async function copyReport(
  { results }: HostContext,
  source: ModelSource,
  asked: ReportAsked,
  token: vscode.CancellationToken,
): Promise<undefined> {
  const { report, roots } = await made(results, source, asked, token);
  const [root] = roots;
  const target = root === undefined ? vscode.Uri.file('/report.md') : vscode.Uri.joinPath(root, 'report.md');
  const options = {
    link: savedLinks(roots, target),
    charts: 'mermaid' as const,
    chartTarget: (id: string) => id,
  };
  const { markdown } = await inSlices(markdownSteps(report, options), token);
  await vscode.env.clipboard.writeText(markdown);
  return undefined;
}

async function made(
  results: HostContext['results'],
  source: ModelSource,
  asked: ReportAsked,
  token: vscode.CancellationToken,
): Promise<GeneratedReport> {
  const result = await inSlices(reportOf(source, asked), token);
  if (result.kind === 'empty') throw new ExpectedError(result.why);
  return {
    report: result.report,
    roots: results.roots.map(({ uri }) => uri),
    files: results.snapshot.files,
    name: results.roots[0]?.name ?? 'results',
  };
}

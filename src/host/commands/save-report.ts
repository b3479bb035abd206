import * as vscode from 'vscode';
import { markdownSteps } from '../../core/report/render-markdown.ts';
import { pageSteps } from '../../core/report/render-page.ts';
import { ExpectedError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { GeneratedReport } from '../report/engine.ts';
import { savedLinks } from '../report/links.ts';
import type { ReportPanels } from '../report/panels.ts';
import { inSlices } from '../slices.ts';
import type { Command } from './register.ts';

export const SAVE_REPORT: Command = { id: 'benchtrail.saveReport', name: 'Save as Markdown' };
export const SAVE_REPORT_HTML: Command = { id: 'benchtrail.saveReportAsHtml', name: 'Save as HTML' };
export const COPY_REPORT: Command = { id: 'benchtrail.copyReport', name: 'Copy as Markdown' };

/** Saves the report in front, or the one that was opened last. */
export async function saveReport(panels: ReportPanels, log: Log): Promise<void> {
  await saveMade(currentOf(panels), log);
}

/**
 * Asks where to, then writes the report with links relative to that place, and its charts beside it; false when the user
 * changed their mind.
 */
export async function saveMade(made: GeneratedReport, log: Log): Promise<boolean> {
  const target = await askTarget(made, { Markdown: ['md'] }, 'md');
  if (target === undefined) return false;
  const charts = `${target.path.slice(target.path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')}-charts`;
  const rendered = await inSlices(
    markdownSteps(made.report, {
      link: savedLinks(made.roots, target),
      charts: 'svg',
      chartTarget: (id) => `${encodeURIComponent(charts)}/${id}.svg`,
    }),
  );
  for (const [id, svg] of rendered.charts)
    await write(vscode.Uri.joinPath(target, '..', charts, `${id}.svg`), svg);
  await write(target, rendered.markdown);
  log.info(`Saved ${target.toString()}`);
  await vscode.window.showTextDocument(target);
  return true;
}

/** Saves the report in front, or the one that was opened last, as one HTML file. */
export async function saveReportAsHtml(panels: ReportPanels, log: Log): Promise<void> {
  await saveMadeAsHtml(currentOf(panels), log);
}

/**
 * Asks where to, then writes the report as one HTML file with links relative to that place, which may be opened at once; false
 * when the user changed their mind.
 */
export async function saveMadeAsHtml(made: GeneratedReport, log: Log): Promise<boolean> {
  const target = await askTarget(made, { HTML: ['html'] }, 'html');
  if (target === undefined) return false;
  await write(target, await inSlices(pageSteps(made.report, { link: savedLinks(made.roots, target) })));
  log.info(`Saved ${target.toString()}`);
  const open = vscode.l10n.t('Open in Browser');
  const saved = vscode.l10n.t('Saved {0}.', vscode.workspace.asRelativePath(target));
  void vscode.window.showInformationMessage(saved, open).then((choice) => {
    if (choice === open) void vscode.env.openExternal(target);
  });
  return true;
}

/** Puts the report on the clipboard, without charts; its links are relative to the folder of the results. */
export async function copyReport(panels: ReportPanels): Promise<void> {
  const made = currentOf(panels);
  const [root] = made.roots;
  const beside = root === undefined ? undefined : vscode.Uri.joinPath(root, 'report.md');
  const { markdown } = await inSlices(
    markdownSteps(made.report, {
      link: beside === undefined ? () => '#' : savedLinks(made.roots, beside),
      charts: 'none',
      chartTarget: () => '',
    }),
  );
  await vscode.env.clipboard.writeText(markdown);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Report copied as Markdown'), 3000);
}

function currentOf(panels: ReportPanels): GeneratedReport {
  const made = panels.current();
  if (made === undefined)
    throw new ExpectedError(vscode.l10n.t('Generate a report or a comparison first, then save it.'));
  return made;
}

async function askTarget(
  made: GeneratedReport,
  filters: Record<string, string[]>,
  extension: string,
): Promise<vscode.Uri | undefined> {
  const [root] = made.roots;
  const defaultUri =
    root === undefined ? {} : { defaultUri: vscode.Uri.joinPath(root, `${fileName(made)}.${extension}`) };
  return vscode.window.showSaveDialog({ filters, saveLabel: vscode.l10n.t('Save Report'), ...defaultUri });
}

async function write(target: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
}

/** What a document is called when it is saved, without an extension. */
function fileName({ name, report: { kind } }: GeneratedReport): string {
  const last = name.split('/').findLast((part) => part !== '') ?? '';
  const stem = last.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/gu, '');
  return `${stem === '' ? 'results' : stem}-${kind}`;
}

import * as vscode from 'vscode';
import { renderMarkdown } from '../../core/report/render-markdown.ts';
import { ExpectedError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { GeneratedReport } from '../report/engine.ts';
import { savedLinks } from '../report/links.ts';
import { folderName, type ReportPanels } from '../report/panels.ts';
import type { Command } from './register.ts';

export const SAVE_REPORT: Command = { id: 'benchtrail.saveReport', name: 'Save as Markdown' };

/** Saves the report in front, or the one that was opened last. */
export async function saveReport(panels: ReportPanels, log: Log): Promise<void> {
  const made = panels.current();
  if (made === undefined)
    throw new ExpectedError(vscode.l10n.t('Generate a report first, then save it as Markdown.'));
  await saveMade(made, log);
}

/**
 * Asks where to, then writes the report with links relative to that place, and its charts beside it; false when the user
 * changed their mind.
 */
export async function saveMade(made: GeneratedReport, log: Log): Promise<boolean> {
  const [root] = made.roots;
  const target = await vscode.window.showSaveDialog({
    filters: { Markdown: ['md'] },
    saveLabel: vscode.l10n.t('Save Report'),
    ...(root === undefined ? {} : { defaultUri: vscode.Uri.joinPath(root, `${folderName(made)}-report.md`) }),
  });
  if (target === undefined) return false;
  const charts = `${target.path.slice(target.path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')}-charts`;
  const rendered = renderMarkdown(made.report, {
    link: savedLinks(made.roots, target),
    charts: 'svg',
    chartTarget: (id) => `${encodeURIComponent(charts)}/${id}.svg`,
  });
  const encoder = new TextEncoder();
  for (const [id, svg] of rendered.charts) {
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(target, '..', charts, `${id}.svg`),
      encoder.encode(svg),
    );
  }
  await vscode.workspace.fs.writeFile(target, encoder.encode(rendered.markdown));
  log.info(`Saved ${target.toString()}`);
  await vscode.window.showTextDocument(target);
  return true;
}

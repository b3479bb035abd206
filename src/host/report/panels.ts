import * as vscode from 'vscode';
import { chartCss, chartVariables } from '../../core/charts/svg-style.ts';
import { htmlSteps, type LinkTarget } from '../../core/report/render-html.ts';
import type { Disposable } from '../lifecycle.ts';
import type { Places } from '../places/places.ts';
import { inSlices } from '../slices.ts';
import type { GeneratedReport } from './engine.ts';

/** The view type of report panels; the manifest's menus name it too. */
export const REPORT_VIEW = 'benchtrail.report';

/** The only command that a report may call. */
export const OPEN_SOURCE_ID = 'benchtrail.openSource';

interface Shown {
  readonly made: GeneratedReport;
  readonly panel: vscode.WebviewPanel;
  /** What the links of this report lead to, by index. */
  readonly targets: readonly LinkTarget[];
}

/** Generated reports as panels without any script: links call one command with the number of a place of that report. */
export class ReportPanels implements Disposable {
  readonly #shown = new Map<number, Shown>();
  readonly #webview: vscode.Uri;
  readonly #places: Places;
  #count = 0;

  constructor(extension: vscode.Uri, places: Places) {
    this.#places = places;
    this.#webview = vscode.Uri.joinPath(extension, 'dist', 'webview');
  }

  /** Opens a report beside nothing else: in the active column, focused. */
  async show(made: GeneratedReport): Promise<void> {
    const id = ++this.#count;
    const targets: LinkTarget[] = [];
    const link = (target: LinkTarget): string => commandLink(id, targets.push(target) - 1);
    const html = await inSlices(htmlSteps(made.report, { href: link }));
    const title = titleOf(made);
    const panel = vscode.window.createWebviewPanel(REPORT_VIEW, title, vscode.ViewColumn.Active, {
      enableScripts: false,
      enableCommandUris: [OPEN_SOURCE_ID],
      enableFindWidget: true,
      localResourceRoots: [this.#webview],
    });
    this.#shown.set(id, { made, panel, targets });
    panel.onDidDispose(() => this.#shown.delete(id));
    panel.webview.html = page(panel.webview, this.#webview, title, html);
  }

  /** The report in front; else the one that was opened last. */
  current(): GeneratedReport | undefined {
    const shown = [...this.#shown.values()];
    return (shown.find(({ panel }) => panel.active) ?? shown.at(-1))?.made;
  }

  /** Opens a place of a report; arguments come from a link and are checked against the report's own list. */
  async openSource(args: readonly unknown[]): Promise<void> {
    const [report, index] = args;
    if (typeof report !== 'number' || typeof index !== 'number') return;
    const shown = this.#shown.get(report);
    const target = shown?.targets[index];
    if (shown === undefined || target === undefined) return;
    const { roots, files } = shown.made;
    const root = roots[target.root];
    if (root === undefined) return;
    const was = files.find((file) => file.root === target.root && file.path === target.file);
    const place = was === undefined ? target : { ...target, was };
    await this.#places.open(vscode.Uri.joinPath(root, target.file), place, { beside: true });
  }

  dispose(): void {
    for (const { panel } of this.#shown.values()) panel.dispose();
    this.#shown.clear();
  }
}

/** Drawings in the colors of the editor's theme, which need not be the system's. */
const CHART_STYLE = [
  chartCss(),
  `.vscode-light,.vscode-high-contrast-light{${chartVariables('light')}}`,
  `.vscode-dark,.vscode-high-contrast{${chartVariables('dark')}}`,
].join('\n');

function commandLink(report: number, index: number): string {
  return `command:${OPEN_SOURCE_ID}?${encodeURIComponent(JSON.stringify([report, index]))}`;
}

function titleOf({ report, name }: GeneratedReport): string {
  return report.kind === 'comparison'
    ? vscode.l10n.t('Comparison: {0}', name)
    : vscode.l10n.t('Report: {0}', name);
}

function page(webview: vscode.Webview, folder: vscode.Uri, title: string, body: string): string {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const sheet = webview.asWebviewUri(vscode.Uri.joinPath(folder, 'report.css')).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource} 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${sheet}">
<style nonce="${nonce}">${CHART_STYLE}</style>
<title>${title.replace(/[&<>]/g, '')}</title>
</head>
<body>
<main>${body}</main>
</body>
</html>`;
}

import * as vscode from 'vscode';
import { headerOver } from '../../core/insight/header-line.ts';
import { hoverCard } from '../../core/insight/hover-card.ts';
import { hoverMarkdown } from '../../core/insight/hover-markdown.ts';
import { whatStands, type PointedAt } from '../../core/insight/what-stands.ts';
import type { Source } from '../../core/model/figure.ts';
import { escapeText } from '../../core/report/markdown-text.ts';
import { OPEN_DASHBOARD } from '../commands/open-dashboard.ts';
import type { HostContext } from '../context.ts';
import { OPEN_PLACE, placeLink } from '../places/places.ts';
import { resultDocument, type ResultDocument } from './result-documents.ts';

/** Explains the number, header, key or failed row that is pointed at. */
export class ResultHovers implements vscode.HoverProvider {
  readonly #context: HostContext;

  constructor(context: HostContext) {
    this.#context = context;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const known = await resultDocument(document, this.#context);
    if (known === undefined || token.isCancellationRequested) return undefined;
    const line = { number: position.line + 1, text: document.lineAt(position).text };
    const text = (number: number): string =>
      number <= document.lineCount ? document.lineAt(number - 1).text : '';
    const { index, syntax } = known;
    const header = headerOver(index, line.number, text, syntax);
    const at = whatStands(index, line, position.character + 1, syntax, header);
    if (at === null) return undefined;
    const range = new vscode.Range(position.line, at.range.from, position.line, at.range.to);
    const content = known.stale === null ? this.#card(at, line.text, known) : staleNote(known.stale);
    return new vscode.Hover(content, range);
  }

  #card(at: PointedAt, line: string, { index }: ResultDocument): vscode.MarkdownString {
    const { insights, results } = this.#context;
    const [first] = index.entries;
    const entry =
      at.kind === 'series' ? at.entries[0] : at.kind === 'setting' ? first : at.standings[0]?.entry;
    const run = (entry ?? first)?.run;
    if (run === undefined) return new vscode.MarkdownString();
    const card = hoverCard(at, line, insights.contextOf(run));
    const address = (source: Source): string | null =>
      results.roots[source.root] === undefined
        ? null
        : placeLink(results.uriOf({ root: source.root, path: source.file }), source).toString();
    const inDashboard = { text: vscode.l10n.t('Show in dashboard'), target: dashboardLink(run.file.path) };
    const text = new vscode.MarkdownString(hoverMarkdown(card, address, [inDashboard]));
    text.isTrusted = { enabledCommands: [OPEN_PLACE.id, OPEN_DASHBOARD.id] };
    return text;
  }
}

/** Opens the charts of a file. */
function dashboardLink(path: string): string {
  return vscode.Uri.parse(
    `command:${OPEN_DASHBOARD.id}?${encodeURIComponent(JSON.stringify([path]))}`,
  ).toString();
}

function staleNote(stale: 'unsaved' | 'changed'): vscode.MarkdownString {
  const note =
    stale === 'unsaved'
      ? vscode.l10n.t(
          'This file has changes that are not saved. Benchtrail explains its numbers once it is saved.',
        )
      : vscode.l10n.t(
          'This file has changed since Benchtrail read it. Its numbers are explained once it is read again.',
        );
  return new vscode.MarkdownString(escapeText(note));
}

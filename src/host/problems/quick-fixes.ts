import * as vscode from 'vscode';
import type { DiagnosticFix } from '../../core/insight/diagnostics.ts';
import type { Problems } from './problems.ts';

/** Offers what can be done about our diagnostics: say what a column is, or leave the file out. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];
  readonly #problems: Problems;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  provideCodeActions(
    { uri }: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const byTitle = new Map<string, vscode.CodeAction>();
    for (const diagnostic of diagnostics) {
      for (const fix of this.#problems.fixesOf(uri, diagnostic)) {
        const command = commandFor(fix, uri);
        const action =
          byTitle.get(command.title) ?? new vscode.CodeAction(command.title, vscode.CodeActionKind.QuickFix);
        action.command = command;
        action.diagnostics = [...(action.diagnostics ?? []), diagnostic];
        byTitle.set(command.title, action);
      }
    }
    return [...byTitle.values()];
  }
}

function commandFor(fix: DiagnosticFix, uri: vscode.Uri): vscode.Command {
  if (fix.kind === 'exclude')
    return { title: vscode.l10n.t('Exclude this file…'), command: 'benchtrail.exclude', arguments: [uri] };
  const title = vscode.l10n.t('Say what “{0}” is…', fix.column);
  return { title, command: 'benchtrail.mapColumn', arguments: [uri, fix.column] };
}

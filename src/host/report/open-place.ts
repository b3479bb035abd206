import * as vscode from 'vscode';
import { ExpectedError } from '../errors.ts';

/** A place in a file, lines and columns from 1; without a line the file is opened where it was. */
export interface PlaceToOpen {
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
}

/** Opens a file beside the report with the place selected: one value from its column on, or whole lines of several. */
export async function openPlace(uri: vscode.Uri, place: PlaceToOpen): Promise<void> {
  const name = vscode.workspace.asRelativePath(uri);
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(uri);
  } catch {
    throw new ExpectedError(
      vscode.l10n.t('{0} cannot be shown as text: it is gone, binary or too large for the editor.', name),
    );
  }
  const selection = selectionOf(document, place);
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
    ...(selection === undefined ? {} : { selection }),
  });
  if (place.line !== null && place.line > document.lineCount) {
    throw new ExpectedError(
      vscode.l10n.t(
        '{0} has changed since the report: it has no line {1} any more.',
        name,
        String(place.line),
      ),
    );
  }
}

const VALUE = /^["']?[-+]?[\d.,\p{L}%µ]*/u;

function selectionOf(
  document: vscode.TextDocument,
  { line, column, endLine }: PlaceToOpen,
): vscode.Range | undefined {
  if (line === null) return undefined;
  const first = Math.min(line, document.lineCount) - 1;
  if (endLine !== null && endLine > line) {
    const last = document.lineAt(Math.min(endLine, document.lineCount) - 1);
    return new vscode.Range(new vscode.Position(first, 0), last.range.end);
  }
  const start = Math.max(0, (column ?? 1) - 1);
  const text = document.lineAt(first).text.slice(start, start + 64);
  const value = /^[-+]?[\d.]+(?:e[-+]?\d+)?/i.exec(text)?.[0] ?? VALUE.exec(text)?.[0] ?? '';
  return new vscode.Range(first, start, first, start + value.length);
}

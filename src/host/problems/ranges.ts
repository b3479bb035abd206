import * as vscode from 'vscode';
import type { DiagnosticPlace } from '../../core/insight/diagnostics.ts';
import { nameRange, tokenAt, type LineSyntax } from '../../core/insight/line-tokens.ts';

/**
 * The range of a place: its token in the text of an open document, the whole line where no column is known, the first line
 * where the whole file is meant. Without a document an empty range at the place: an editor marks the word there.
 */
export function rangeOf(
  { line, column, name }: DiagnosticPlace,
  document: vscode.TextDocument | undefined,
  syntax: LineSyntax,
): vscode.Range {
  const start = Math.max(0, (column ?? 1) - 1);
  if (document === undefined) {
    const at = Math.max(0, (line ?? 1) - 1);
    return new vscode.Range(at, start, at, start);
  }
  const over = name === undefined || line === null ? undefined : rangeAbove(name, line, document, syntax);
  if (over !== undefined) return over;
  const row = document.lineAt(Math.min(Math.max(1, line ?? 1), document.lineCount) - 1);
  const whole = new vscode.Range(
    row.lineNumber,
    row.firstNonWhitespaceCharacterIndex,
    row.lineNumber,
    trimmedEnd(row.text),
  );
  if (line === null || column === null || start >= row.text.length) return whole;
  const { from, to } = tokenAt(row.text, start, syntax);
  return to > from ? new vscode.Range(row.lineNumber, from, row.lineNumber, to) : whole;
}

/** Where a name stands on the line of its first value, or on one of the few above it. */
function rangeAbove(
  name: string,
  line: number,
  document: vscode.TextDocument,
  syntax: LineSyntax,
): vscode.Range | undefined {
  for (let at = Math.min(line, document.lineCount); at > Math.max(0, line - HEADER_REACH); at--) {
    const found = nameRange(document.lineAt(at - 1).text, name, syntax);
    if (found !== null) return new vscode.Range(at - 1, found.from, at - 1, found.to);
  }
  return undefined;
}

/** A header stands so many lines above the first value at most. */
const HEADER_REACH = 6;

function trimmedEnd(text: string): number {
  return text.trimEnd().length;
}

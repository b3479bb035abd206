import * as vscode from 'vscode';
import { placeIndexOf, type PlaceIndex } from '../../core/insight/place-index.ts';
import { syntaxOf, type LineSyntax } from '../../core/insight/line-tokens.ts';
import type { SourceFile } from '../../core/model/file.ts';
import { sniffTable } from '../../core/text/csv.ts';
import type { HostContext } from '../context.ts';
import { webDecoder } from '../files/decoder.ts';
import { hasChanged } from '../places/place.ts';

/** A document whose file has been read, and what stands where in it. */
export interface ResultDocument {
  readonly file: SourceFile;
  readonly index: PlaceIndex;
  readonly syntax: LineSyntax;
  /** Why places and text do not belong together; null: they do. */
  readonly stale: 'unsaved' | 'changed' | null;
}

/** So many lines, and so many characters of them, tell how a table is written. */
const HEAD_LINES = 120;
const HEAD_CHARACTERS = 65_536;

const syntaxes = new WeakMap<
  vscode.TextDocument,
  { readonly version: number; readonly syntax: LineSyntax }
>();

/** What is known of a document; undefined where it is no file that a format claims. */
export async function resultDocument(
  document: vscode.TextDocument,
  { results }: HostContext,
): Promise<ResultDocument | undefined> {
  const file = results.fileAt(document.uri);
  if (file?.format === undefined || file.format === null) return undefined;
  const stale = document.isDirty ? 'unsaved' : (await hasMoved(document.uri, file)) ? 'changed' : null;
  return { file, stale, syntax: lineSyntax(document, file), index: placeIndexOf(results.snapshot, file) };
}

/** How the lines of a document are written; looked at again when its text changes. */
export function lineSyntax(document: vscode.TextDocument, file: Pick<SourceFile, 'fileType'>): LineSyntax {
  const known = syntaxes.get(document);
  if (known?.version === document.version) return known.syntax;
  const syntax = syntaxOf(file.fileType, file.fileType === 'csv' ? delimiterOf(document) : null);
  syntaxes.set(document, { version: document.version, syntax });
  return syntax;
}

function delimiterOf(document: vscode.TextDocument): ReturnType<typeof delimiterIn> {
  const last = Math.min(HEAD_LINES, document.lineCount);
  let head = '';
  for (let line = 0; line < last && head.length < HEAD_CHARACTERS; line++)
    head += `${document.lineAt(line).text}\n`;
  return delimiterIn(head);
}

function delimiterIn(head: string): NonNullable<ReturnType<typeof sniffTable>>['delimiter'] | null {
  return sniffTable(new TextEncoder().encode(head.slice(0, HEAD_CHARACTERS)), webDecoder)?.delimiter ?? null;
}

/** True where the file on the disk is not what was read: it was written since, or is gone. */
async function hasMoved(uri: vscode.Uri, file: SourceFile): Promise<boolean> {
  try {
    return hasChanged(await vscode.workspace.fs.stat(uri), file);
  } catch {
    return true;
  }
}

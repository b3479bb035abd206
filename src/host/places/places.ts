import * as vscode from 'vscode';
import { valueLength } from '../../core/excerpt/value.ts';
import type { HostRuntime } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { Excerpts, positive } from './excerpts.ts';
import { hasChanged, needsExcerpt, type OpenOptions, type PlaceToOpen } from './place.ts';

/** Opens a place from a link: its arguments are the file's URI as a text, line, column and last line (numbers or null). */
export const OPEN_PLACE = { id: 'benchtrail.openPlace', name: 'Open Place' };

/** The one way to a place in a result file: the value selected, in the file itself or in a read-only excerpt of it. */
export class Places implements Disposable {
  readonly #store = new DisposableStore();
  readonly #excerpts: Excerpts;
  /** How many places were asked for. */
  #asked = 0;

  constructor(openRanges: HostRuntime['openRanges']) {
    this.#excerpts = this.#store.add(new Excerpts(openRanges));
  }

  /**
   * Opens a file with a place selected: one value from its column on, or whole lines of several. An excerpt is opened past
   * what an editor shows. Tells when the file has changed since it was read. An ExpectedError says why nothing opened. Whoever
   * asks for another place meanwhile sees that one: a slow file does not come after it.
   */
  async open(uri: vscode.Uri, place: PlaceToOpen, options: OpenOptions = {}): Promise<void> {
    const name = vscode.workspace.asRelativePath(uri);
    const asked = ++this.#asked;
    const stat = await statOf(uri, name);
    const { document, selection } = needsExcerpt(stat.size, place)
      ? await this.#excerpts.open(uri, place)
      : await documentAt(uri, place, name);
    if (asked !== this.#asked) return;
    await vscode.window.showTextDocument(document, {
      viewColumn: options.beside === true ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
      preserveFocus: options.preserveFocus ?? false,
      preview: true,
      ...(selection === undefined ? {} : { selection }),
    });
    if (place.line !== null && document.uri.scheme === uri.scheme && place.line > document.lineCount) {
      const line = String(place.line);
      throw new ExpectedError(
        vscode.l10n.t('{0} has changed since it was read: it has no line {1} any more.', name, line),
      );
    }
    if (hasChanged(stat, place.was)) tellChanged(name);
  }

  /** Opens what a command link asks for; arguments come from anywhere. */
  async openLink(args: readonly unknown[]): Promise<void> {
    const [file, line, column, endLine] = args;
    if (typeof file !== 'string') return;
    await this.open(vscode.Uri.parse(file, true), {
      line: positive(line),
      column: positive(column),
      endLine: positive(endLine),
    });
  }

  /** The text of an excerpt, by its address. */
  async excerptAt(uri: vscode.Uri): Promise<string> {
    return this.#excerpts.textAt(uri);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** The address of a place for Markdown that may run OPEN_PLACE. */
export function placeLink(uri: vscode.Uri, { line, column, endLine }: PlaceToOpen): vscode.Uri {
  const args = JSON.stringify([uri.toString(), line, column, endLine]);
  return vscode.Uri.parse(`command:${OPEN_PLACE.id}?${encodeURIComponent(args)}`);
}

async function statOf(uri: vscode.Uri, name: string): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    throw new ExpectedError(vscode.l10n.t('{0} cannot be opened: it was moved, renamed or deleted.', name));
  }
}

async function documentAt(
  uri: vscode.Uri,
  place: PlaceToOpen,
  name: string,
): Promise<{ readonly document: vscode.TextDocument; readonly selection: vscode.Range | undefined }> {
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    return { document, selection: selectionOf(document, place) };
  } catch {
    throw new ExpectedError(
      vscode.l10n.t('{0} cannot be shown as text: it is binary, or you may not read it.', name),
    );
  }
}

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
  const { text } = document.lineAt(first);
  const start = Math.min(Math.max(0, (column ?? 1) - 1), text.length);
  return new vscode.Range(first, start, first, start + valueLength(text, start));
}

function tellChanged(name: string): void {
  void vscode.window.showWarningMessage(
    vscode.l10n.t('{0} has changed since its numbers were read: the value may stand elsewhere now.', name),
  );
}

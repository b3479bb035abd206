import * as vscode from 'vscode';
import { rangesOf, type OpenRanges } from '../../core/excerpt/byte-ranges.ts';
import { excerptOf, type Excerpt } from '../../core/excerpt/excerpt.ts';
import { firstLine, windowAt } from '../../core/excerpt/window.ts';
import { formatCount, formatQuantity } from '../../core/format/quantity.ts';
import type { HostRuntime } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import { webDecoder } from '../files/decoder.ts';
import type { Disposable } from '../lifecycle.ts';
import { LARGEST_DOCUMENT, type PlaceToOpen } from './place.ts';
import { EXCERPT_SCHEME } from './scheme.ts';

/** Read-only documents that show what stands around a place of a file too large, or a line too long, for an editor. */
export class Excerpts implements Disposable {
  readonly #made = new Map<string, Excerpt>();
  readonly #openRanges: HostRuntime['openRanges'];
  readonly #closed: vscode.Disposable;

  constructor(openRanges: HostRuntime['openRanges']) {
    this.#openRanges = openRanges;
    this.#closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#made.delete(uri.toString()));
  }

  /** The text of an excerpt. A window that was closed with one asks for it again; everything that it needs is in its address. */
  async textAt(uri: vscode.Uri): Promise<string> {
    const made = this.#made.get(uri.toString()) ?? (await this.#makeAgain(uri));
    return made.text;
  }

  /** The document and the selection that show the place; an ExpectedError says why there is none. */
  async open(
    file: vscode.Uri,
    place: PlaceToOpen,
  ): Promise<{ readonly document: vscode.TextDocument; readonly selection: vscode.Range }> {
    const uri = addressOf(file, place);
    const excerpt = await this.#make(file, place);
    this.#made.set(uri.toString(), excerpt);
    const document = await vscode.workspace.openTextDocument(uri);
    const { startLine, startCharacter, endLine, endCharacter } = excerpt.selection;
    return { document, selection: new vscode.Range(startLine, startCharacter, endLine, endCharacter) };
  }

  dispose(): void {
    this.#closed.dispose();
    this.#made.clear();
  }

  async #makeAgain(uri: vscode.Uri): Promise<Excerpt> {
    const asked = askedOf(uri);
    if (asked === undefined) throw new ExpectedError(vscode.l10n.t('This excerpt has no file.'));
    return this.#make(asked.file, asked.place);
  }

  async #make(file: vscode.Uri, place: PlaceToOpen): Promise<Excerpt> {
    const { size } = await vscode.workspace.fs.stat(file);
    const opened = await this.#rangesOf(file, size);
    try {
      const wanted = { line: place.line ?? 1, column: place.column ?? 1 };
      const window = await windowAt(opened.ranges, wanted, webDecoder);
      if (window === null) throw noSuchPlace(file, wanted);
      const isTable = /\.[ct]sv$/i.test(file.path) && (window.lines[0]?.number ?? 1) > 1;
      const columns = isTable ? await firstLine(opened.ranges, webDecoder) : null;
      const head = headOf({ file, size, place, byte: window.byte, columns });
      return excerptOf(window, head, place.endLine);
    } finally {
      await opened.close();
    }
  }

  async #rangesOf(file: vscode.Uri, size: number): Promise<OpenRanges> {
    const opened = await this.#openRanges?.(file);
    if (opened !== undefined) return opened;
    if (size > LARGEST_DOCUMENT) {
      throw new ExpectedError(
        vscode.l10n.t(
          '{0} cannot be shown: it is {1}, extensions get no document above {2}, and its file system gives no part of a file.',
          vscode.workspace.asRelativePath(file),
          formatQuantity(size, 'B').text,
          formatQuantity(LARGEST_DOCUMENT, 'B').text,
        ),
      );
    }
    const bytes = await vscode.workspace.fs.readFile(file);
    return { ranges: rangesOf(bytes), close: () => Promise.resolve() };
  }
}

interface HeadFacts {
  readonly file: vscode.Uri;
  readonly size: number;
  readonly place: PlaceToOpen;
  readonly byte: number;
  /** First line of a table that the excerpt does not begin with. */
  readonly columns: string | null;
}

/** What stands on top of an excerpt: of what it is, and where in it. */
function headOf({ file, size, place, byte, columns }: HeadFacts): string[] {
  const { line, column, endLine, pointer } = place;
  const name = vscode.workspace.asRelativePath(file);
  const lines =
    endLine !== null && endLine > (line ?? 1)
      ? vscode.l10n.t('Lines {0} to {1}', formatCount(line ?? 1), formatCount(endLine))
      : vscode.l10n.t('Line {0}, column {1}', formatCount(line ?? 1), formatCount(column ?? 1));
  return [
    vscode.l10n.t('Excerpt of {0} ({1}), read-only', name, formatQuantity(size, 'B').text),
    `${lines} · ${vscode.l10n.t('byte {0}', formatCount(byte))}${pointer === null || pointer === undefined ? '' : ` · ${pointer}`}`,
    ...(columns === null ? [] : ['', vscode.l10n.t('Columns: {0}', columns)]),
  ];
}

function noSuchPlace(file: vscode.Uri, { line, column }: { line: number; column: number }): ExpectedError {
  return new ExpectedError(
    vscode.l10n.t(
      '{0} has no line {1} with a column {2} any more, or is not UTF-8; refresh its results.',
      vscode.workspace.asRelativePath(file),
      formatCount(line),
      formatCount(column),
    ),
  );
}

/** An address from which an excerpt can be made again. */
function addressOf(file: vscode.Uri, { line, column, endLine, pointer }: PlaceToOpen): vscode.Uri {
  const where = `${String(line ?? 1)}:${String(column ?? 1)}`;
  return vscode.Uri.from({
    scheme: EXCERPT_SCHEME,
    path: `${file.path} @ ${where}`,
    query: JSON.stringify([file.toString(), line, column, endLine, pointer ?? null]),
  });
}

function askedOf({ query }: vscode.Uri): { file: vscode.Uri; place: PlaceToOpen } | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(query);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts)) return undefined;
  const [file, line, column, endLine, pointer] = parts as readonly unknown[];
  if (typeof file !== 'string') return undefined;
  const place = {
    line: positive(line),
    column: positive(column),
    endLine: positive(endLine),
    pointer: typeof pointer === 'string' ? pointer : null,
  };
  return { file: vscode.Uri.parse(file), place };
}

/** A line or column that came from outside; null for anything that is none. */
export function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}

import * as vscode from 'vscode';
import type { Description } from '../../core/insight/description.ts';
import { sparkSvg, sparkText } from '../../core/insight/spark.ts';
import type { Source } from '../../core/model/figure.ts';
import { OPEN_PLACE, placeLink } from '../places/places.ts';

const SPARK = { width: 160, height: 28 };

/** A description as Markdown for tooltips and hovers: all texts escaped, links to places alone, no HTML. */
export function descriptionMarkdown(
  { title, about, lines, notes, spark, sources }: Description,
  uriOf: (source: Source) => vscode.Uri,
): vscode.MarkdownString {
  const rows = lines.map(({ label, value }) => `| ${cell(label)} | ${cell(value)} |`);
  const parts = [
    `**${escaped(title)}**`,
    about === '' ? '' : escaped(about),
    rows.length === 0 ? '' : ['| | |', '| :--- | :--- |', ...rows].join('\n'),
    ...notes.map(escaped),
    spark === null ? '' : sparkMarkdown(spark),
    ...sources.map((source) => sourceMarkdown(source, uriOf(source))),
  ];
  const text = new vscode.MarkdownString(parts.filter((part) => part !== '').join('\n\n'));
  text.isTrusted = { enabledCommands: [OPEN_PLACE.id] };
  return text;
}

/** A picture of the row; block characters stand for it where pictures are not shown. */
function sparkMarkdown({ values, of }: NonNullable<Description['spark']>): string {
  const picture = sparkSvg(values, { ...SPARK, title: of });
  return picture === '' ? '' : `![${sparkText(values)}](${picture}) ${escaped(of)}`;
}

function sourceMarkdown({ file, line, column, endLine }: Source, uri: vscode.Uri): string {
  const target = placeLink(uri, { line, column, endLine }).toString();
  return `[${escaped(`${file}:${String(line)}:${String(column)}`)}](${target})`;
}

/** Any text as Markdown that says just this; VS Code writes blanks so that lines cannot break, which tooltips need. */
function escaped(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return new vscode.MarkdownString().appendText(flat).value.replaceAll('&nbsp;', ' ');
}

function cell(text: string): string {
  return escaped(text).replaceAll('|', '\\|');
}

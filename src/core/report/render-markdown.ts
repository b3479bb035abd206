import { renderMermaid } from '../charts/mermaid.ts';
import type { ChartSpec } from '../charts/spec.ts';
import { renderSvg } from '../charts/svg.ts';
import { mapSteps, runToEnd, type Steps } from '../model/steps.ts';
import { REPORT_MARKER } from '../reading/read-file.ts';
import { verdictText, type Inline } from './inline.ts';
import { evidenceIds, referenceDefinitions, sourcesTable } from './markdown-sources.ts';
import { codeSpan, escapeText } from './markdown-text.ts';
import type { LinkResolver } from './links.ts';
import { displayPath, type Block, type Chart, type Report, type ReportTable, type Section } from './model.ts';

export type ChartFormat = 'svg' | 'mermaid' | 'none';

export interface MarkdownOptions {
  readonly link: LinkResolver;
  readonly charts: ChartFormat;
  /** Target of an image, by the chart's id; used for `svg` only. */
  readonly chartTarget: (id: string) => string;
}

/** A rendered report and the files that stand beside it. */
export interface RenderedMarkdown {
  readonly markdown: string;
  /** SVG by chart id, for `charts: 'svg'`. */
  readonly charts: ReadonlyMap<string, string>;
}

/** GitHub-flavored Markdown. Everything from the data is a code span; every number is a link to where it comes from. */
export function renderMarkdown(report: Report, options: MarkdownOptions): RenderedMarkdown {
  return runToEnd(markdownSteps(report, options));
}

/** The same in slices. */
export function* markdownSteps(report: Report, options: MarkdownOptions): Steps<RenderedMarkdown> {
  const writer = new MarkdownWriter(report, options);
  return { markdown: yield* writer.write(), charts: writer.charts };
}

/** So many rows of a table are written between two turns of the host. */
const SLICE = 20;

class MarkdownWriter {
  readonly charts = new Map<string, string>();
  readonly #ids: ReadonlyMap<string, string>;
  readonly #report: Report;
  readonly #options: MarkdownOptions;

  constructor(report: Report, options: MarkdownOptions) {
    this.#report = report;
    this.#options = options;
    this.#ids = evidenceIds(report);
  }

  *write(): Steps<string> {
    const { sections } = this.#report;
    const body: string[] = [];
    const appendix: string[] = [];
    for (const section of sections) {
      if (section.part === 'body') body.push(yield* this.#section(section, `${String(body.length + 1)}. `));
      else appendix.push(yield* this.#section(section, ''));
    }
    const sources = ['## Sources', '', ...(yield* sourcesTable(this.#report, this.#options.link))];
    const parts = [
      this.#header(),
      ...body,
      '---\n\n# Appendix',
      ...appendix,
      sources.join('\n'),
      (yield* referenceDefinitions(this.#report, this.#options.link)).join('\n'),
    ];
    yield;
    return `${parts.join('\n\n')}\n`;
  }

  #header(): string {
    const { title, date, generator, fingerprint, header } = this.#report;
    const facts: (readonly [string, string])[] = [
      ...(date === null ? [] : [['Date', codeSpan(date, false)] as const]),
      ...header.map(([name, text]) => [name, this.#inlines(text, false)] as const),
      ['Generator', codeSpan(generator, false)],
      ['Results fingerprint', codeSpan(fingerprint.slice(0, 16), false)],
    ];
    const lines = facts.map(([name, text]) => `**${name}:** ${text}`).join('  \n');
    return `${REPORT_MARKER} ${fingerprint} -->\n\n# ${escapeText(title)}\n\n${lines}\n\n---`;
  }

  *#section(section: Section, number: string): Steps<string> {
    const parts = [`## ${number}${escapeText(section.title)}`];
    for (const block of section.blocks) {
      const text = yield* this.#block(block);
      if (text !== '') parts.push(text);
      yield;
    }
    return parts.join('\n\n');
  }

  *#block(block: Block): Steps<string> {
    switch (block.kind) {
      case 'paragraph':
        return this.#inlines(block.text, false);
      case 'heading':
        return `${'#'.repeat(block.level)} ${escapeText(block.text)}`;
      case 'list':
        return (yield* mapSteps(
          block.items.entries(),
          ([index, item]) => `${block.ordered ? `${String(index + 1)}.` : '-'} ${this.#inlines(item, false)}`,
          SLICE,
        )).join('\n');
      case 'table':
        return yield* this.#table(block);
      case 'chart':
        return this.#chart(block);
    }
  }

  *#table({ columns, rows }: ReportTable): Steps<string> {
    const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    const body = yield* mapSteps(rows, (row) => line(row.map((cell) => this.#inlines(cell, true))), SLICE);
    return [
      line(columns.map(({ title }) => escapeText(title))),
      line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
      ...body,
    ].join('\n');
  }

  /** '' where the chart is not drawn: its caption alone would speak of nothing. */
  #chart({ id, spec, caption }: Chart): string {
    const text = `*${this.#inlines(caption, false)}*`;
    if (this.#options.charts === 'none') return '';
    if (this.#options.charts === 'svg') {
      this.charts.set(id, renderSvg(spec));
      return `![${escapeText(spec.title)}](${this.#options.chartTarget(id)})\n\n${text}`;
    }
    const mermaid = renderMermaid(spec) ?? renderMermaid(withoutIntervals(spec));
    return mermaid === null ? '' : `\`\`\`mermaid\n${mermaid}\n\`\`\`\n\n${text}`;
  }

  #inlines(inlines: readonly Inline[], inTable: boolean): string {
    return inlines.map((inline) => this.#inline(inline, inTable)).join('');
  }

  #inline(inline: Inline, inTable: boolean): string {
    switch (inline.kind) {
      case 'words':
        return escapeText(inline.text);
      case 'code':
        return codeSpan(inline.text, inTable);
      case 'verdict':
        return escapeText(verdictText(inline.verdict));
      case 'figure':
        return `[${escapeText(inline.figure.text)}][${this.#ids.get(inline.figure.evidence.key) ?? ''}]`;
      case 'file': {
        const path = displayPath(this.#report, inline.root, inline.path);
        const name = inline.line === null ? path : `${path}:${String(inline.line)}`;
        const target = this.#options.link({
          root: inline.root,
          file: inline.path,
          line: inline.line,
          endLine: null,
          column: null,
        });
        return `[${codeSpan(name, inTable)}](${target})`;
      }
    }
  }
}

/** Mermaid draws no intervals: the values alone, whose intervals stand in the table beside the chart. */
function withoutIntervals(spec: ChartSpec): ChartSpec {
  if (spec.type !== 'bars-with-intervals') return spec;
  const series = spec.series.map((one) => ({
    ...one,
    points: one.points.map((point) => ({ ...point, interval: null })),
  }));
  return { ...spec, series, notes: [] };
}

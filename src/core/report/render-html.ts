import { renderSvg } from '../charts/svg.ts';
import { anchorOf } from './anchors.ts';
import type { Evidence, Figure, Source } from '../model/figure.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import { isDate, verdictText, type Inline } from './inline.ts';
import { evidenceIds, figureText, figureTexts } from './markdown-sources.ts';
import { displayPath, type Block, type Report, type ReportTable, type Section } from './model.ts';

/** A place that a link of the report leads to; a line of null means the whole file. */
export interface LinkTarget {
  readonly root: number;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
}

export interface HtmlOptions {
  /** The `href` of a place. */
  readonly href: (target: LinkTarget) => string;
  /** Where numbers lead: to the first place of their file (default), or to their row under Sources. */
  readonly figures?: 'places' | 'sources';
  /** Lists the sections on top, as links. */
  readonly contents?: boolean;
}

/**
 * The report as an HTML fragment: no script, no style, no class from the data, every text escaped. Each number is a link to
 * where it comes from, with its statistic, n and formula as its title.
 */
export function htmlSteps(report: Report, options: HtmlOptions): Steps<string> {
  return new HtmlWriter(report, options).write();
}

/** So many rows of a table, or places of a number, are written between two turns of the host. */
const SLICE = 20;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text inside HTML, attributes included. Control characters and those that change the direction of text are left out. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

class HtmlWriter {
  readonly #report: Report;
  readonly #options: HtmlOptions;
  readonly #ids: ReadonlyMap<string, string>;
  readonly #anchors = new Set<string>();

  constructor(report: Report, options: HtmlOptions) {
    this.#report = report;
    this.#options = options;
    this.#ids = evidenceIds(report);
  }

  *write(): Steps<string> {
    const { sections } = this.#report;
    const body: string[] = [];
    const appendix: string[] = [];
    for (const section of sections.filter(({ part }) => part === 'body'))
      body.push(yield* this.#section(section, `${String(body.length + 1)}. `));
    for (const section of sections.filter(({ part }) => part === 'appendix'))
      appendix.push(yield* this.#section(section, ''));
    const contents = this.#options.contents === true ? [this.#contents()] : [];
    const sources = yield* this.#sources();
    const parts = [this.#header(), ...contents, ...body, '<hr><h1>Appendix</h1>', ...appendix, sources];
    return parts.join('\n');
  }

  #header(): string {
    const { title, date, generator, fingerprint, header } = this.#report;
    const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;
    const facts: (readonly [string, string])[] = [
      ...(date === null ? [] : [['Date', code(date)] as const]),
      ...header.map(([name, text]) => [name, this.#inlines(text)] as const),
      ['Generator', code(generator)],
      ['Results fingerprint', code(fingerprint.slice(0, 16))],
    ];
    const list = facts.map(([name, text]) => `<dt>${escapeHtml(name)}</dt><dd>${text}</dd>`).join('');
    return `<h1>${escapeHtml(title)}</h1><dl>${list}</dl>`;
  }

  #contents(): string {
    const { sections } = this.#report;
    const body = sections.filter(({ part }) => part === 'body');
    const appendix = sections.filter(({ part }) => part === 'appendix');
    const titles = [
      ...body.map(({ title }, index) => `${String(index + 1)}. ${title}`),
      ...appendix.map(({ title }) => title),
      'Sources',
    ];
    const items = titles.map(
      (title) => `<li><a href="#${escapeHtml(anchorOf(title))}">${escapeHtml(title)}</a></li>`,
    );
    return `<nav aria-label="Contents"><ol>${items.join('')}</ol></nav>`;
  }

  *#section(section: Section, number: string): Steps<string> {
    const heading = this.#heading(2, `${number}${section.title}`);
    const blocks: string[] = [];
    for (const block of section.blocks) {
      blocks.push(yield* this.#block(block));
      yield;
    }
    return `<section>${heading}${blocks.join('\n')}</section>`;
  }

  #heading(level: number, text: string): string {
    const anchor = anchorOf(text);
    const id = this.#anchors.has(anchor) ? '' : ` id="${escapeHtml(anchor)}"`;
    this.#anchors.add(anchor);
    return `<h${String(level)}${id}>${escapeHtml(text)}</h${String(level)}>`;
  }

  *#block(block: Block): Steps<string> {
    switch (block.kind) {
      case 'paragraph':
        return `<p>${this.#inlines(block.text)}</p>`;
      case 'heading':
        return this.#heading(block.level, block.text);
      case 'list':
        return `<ul>${(yield* mapSteps(block.items, (item) => `<li>${this.#inlines(item)}</li>`, SLICE)).join('')}</ul>`;
      case 'table':
        return yield* this.#table(block);
      case 'chart':
        return `<figure>${renderSvg(block.spec, { style: 'none' })}<figcaption>${this.#inlines(block.caption)}</figcaption></figure>`;
    }
  }

  *#table({ columns, rows }: ReportTable): Steps<string> {
    const cell = (tag: string, index: number, text: string): string =>
      `<${tag}${columns[index]?.align === 'right' ? ' class="number"' : ''}>${text}</${tag}>`;
    const head = columns.map(({ title }, index) => cell('th', index, escapeHtml(title))).join('');
    const body = yield* mapSteps(
      rows,
      (row) => `<tr>${row.map((inlines, index) => cell('td', index, this.#inlines(inlines))).join('')}</tr>`,
      SLICE,
    );
    return `<div class="table"><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
  }

  #inlines(inlines: readonly Inline[]): string {
    return inlines.map((inline) => this.#inline(inline)).join('');
  }

  #inline(inline: Inline): string {
    switch (inline.kind) {
      case 'words':
        return escapeHtml(inline.text);
      case 'code':
        return `<code${isDate(inline) ? ' class="held"' : ''}>${escapeHtml(inline.text)}</code>`;
      case 'figure':
        return this.#figure(inline.figure);
      case 'verdict':
        return `<span class="verdict ${inline.verdict}">${escapeHtml(verdictText(inline.verdict))}</span>`;
      case 'file': {
        const { root, path, line } = inline;
        const target = { root, file: path, line, column: null, endLine: null };
        const name = displayPath(this.#report, root, path);
        return this.#place(target, line === null ? name : `${name}:${String(line)}`);
      }
    }
  }

  #figure(figure: Figure): string {
    const { evidence, text } = figure;
    const [first] = evidence.sources;
    const href = first === undefined ? `#${evidence.anchor ?? ''}` : this.#figureHref(evidence.key, first);
    const about = [figureText(figure), evidence.label, evidence.scope, this.#whereText(evidence)]
      .filter((part) => part !== '')
      .join('\n');
    return `<a class="figure" href="${escapeHtml(href)}" title="${escapeHtml(about)}">${escapeHtml(text)}</a>`;
  }

  #figureHref(key: string, first: Source): string {
    return this.#options.figures === 'sources' ? `#${this.#ids.get(key) ?? ''}` : this.#options.href(first);
  }

  #place(target: LinkTarget, text: string): string {
    return `<a href="${escapeHtml(this.#options.href(target))}"><code>${escapeHtml(text)}</code></a>`;
  }

  *#sources(): Steps<string> {
    const figures = yield* figureTexts(this.#report);
    const rows: string[] = [];
    for (const evidence of this.#report.evidence) {
      const own = [...(figures.get(evidence.key) ?? [])];
      const what = [evidence.label, evidence.scope]
        .filter((text) => text !== '')
        .map((text) => `<code>${escapeHtml(text)}</code>`);
      const id = this.#ids.get(evidence.key) ?? '';
      const cells = [
        id,
        what.join(', '),
        own.map((text) => `<code>${escapeHtml(text)}</code>`).join('<br>'),
        yield* this.#places(evidence),
      ];
      rows.push(`<tr id="${id}">${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`);
      yield;
    }
    const head = ['Reference', 'Of', 'Figures', 'Where'].map((title) => `<th>${title}</th>`).join('');
    return `<section>${this.#heading(2, 'Sources')}<div class="table"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div></section>`;
  }

  *#places(evidence: Evidence): Steps<string> {
    if (evidence.anchor !== null)
      return `<a href="#${escapeHtml(evidence.anchor)}">counted in this report</a>`;
    const places = yield* mapSteps(
      evidence.sources,
      (source) => this.#place(source, this.#placeText(source)),
      SLICE,
    );
    return places.join('<br>');
  }

  #placeText({ root, file, line, endLine }: Source): string {
    const path = displayPath(this.#report, root, file);
    return `${path}:${String(line)}${endLine > line ? `-${String(endLine)}` : ''}`;
  }

  #whereText({ sources }: Evidence): string {
    const shown = sources
      .slice(0, 3)
      .map((source) => this.#placeText(source))
      .join(', ');
    return sources.length > 3 ? `${shown}, …` : shown;
  }
}

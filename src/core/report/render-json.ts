import type { Evidence, Figure } from '../model/figure.ts';
import { evidenceIds } from './markdown-sources.ts';
import type { Inline } from './inline.ts';
import type { Block, Report } from './model.ts';

/** Version of the JSON form of a report. */
const REPORT_SCHEMA = 1;

/** The report model as JSON: sections as written, every figure with its number, unit, statistic, n, formula and sources. */
export function renderJson(report: Report): string {
  const ids = evidenceIds(report);
  const body = {
    benchtrailReport: REPORT_SCHEMA,
    title: report.title,
    date: report.date,
    generator: report.generator,
    roots: report.roots.map(({ label }) => label),
    fingerprint: report.fingerprint,
    header: report.header.map(([name, text]) => ({
      name,
      text: text.map((inline) => inlineJson(inline, ids)),
    })),
    sections: report.sections.map(({ id, title, blocks }) => ({
      id,
      title,
      blocks: blocks.map((block) => blockJson(block, ids)),
    })),
    sources: report.evidence.map((evidence) => evidenceJson(evidence, ids)),
  };
  return `${JSON.stringify(body, null, 1)}\n`;
}

function evidenceJson(evidence: Evidence, ids: ReadonlyMap<string, string>): object {
  const { label, scope, sources, anchor } = evidence;
  return { id: ids.get(evidence.key), label, scope, anchor, sources };
}

function blockJson(block: Block, ids: ReadonlyMap<string, string>): object {
  const cells = (inlines: readonly Inline[]): object[] => inlines.map((inline) => inlineJson(inline, ids));
  switch (block.kind) {
    case 'paragraph':
      return { kind: block.kind, text: cells(block.text) };
    case 'heading':
      return block;
    case 'list':
      return { kind: block.kind, ordered: block.ordered, items: block.items.map(cells) };
    case 'table':
      return { kind: block.kind, columns: block.columns, rows: block.rows.map((row) => row.map(cells)) };
    case 'chart':
      return { kind: block.kind, id: block.id, caption: cells(block.caption), spec: block.spec };
  }
}

function inlineJson(inline: Inline, ids: ReadonlyMap<string, string>): object {
  return inline.kind === 'figure' ? { kind: 'figure', ...figureJson(inline.figure, ids) } : inline;
}

function figureJson(
  { evidence, metric, statistic, value, unit, n, formula, text }: Figure,
  ids: ReadonlyMap<string, string>,
): object {
  return { source: ids.get(evidence.key), metric, statistic, value, unit, n, formula, text };
}

import { codeSpan, escapeText } from '../report/markdown-text.ts';
import type { Source } from '../model/figure.ts';
import type { DescriptionLine } from './description.ts';
import type { HoverCard } from './hover-card.ts';
import type { CardLink } from './series-card.ts';
import { sparkText } from './spark.ts';

/** The address of a place; null where it cannot be linked to. */
export type PlaceAddress = (source: Source) => string | null;

/**
 * A card as Markdown without HTML. Names of files, benchmarks and settings are code, everything else that may quote a file is
 * escaped, so nothing in a file becomes markup or a link. `actions` are links of the caller's behind those of the card.
 */
export function hoverMarkdown(
  card: HoverCard,
  address: PlaceAddress,
  actions: readonly { readonly text: string; readonly target: string }[] = [],
): string {
  const { title, better, names, value, valueNotes, series, benchmarks, spark, notes, run, links } = card;
  const link = ({ text, source }: CardLink): string => {
    const target = address(source);
    return target === null ? escapeText(text) : `[${escapeText(text)}](${target})`;
  };
  const bars = spark === null ? '' : sparkText(spark.values);
  const blocks = [
    [`**${escapeText(title)}**`, ...(better === '' ? [] : [escapeText(better)]), ...names.map(name)].join(
      ' · ',
    ),
    [value === null || value === '' ? '' : `**${escapeText(value)}**`, ...valueNotes.map(escapeText)]
      .filter((part) => part !== '')
      .join(' · '),
    series === null ? '' : table(series.lines),
    lines([
      series === null ? '' : escapeText(capital(series.of)),
      bars === '' || spark === null ? '' : `${bars} ${escapeText(spark.of)}`,
    ]),
    benchmarks.map((one) => `- ${link(one.link)}: ${escapeText(one.value)}`).join('\n'),
    ...notes.map(escapeText),
    lines([
      run.map((part) => name(part)).join(' · '),
      [...links.map(link), ...actions.map(({ text, target }) => `[${escapeText(text)}](${target})`)].join(
        ' · ',
      ),
    ]),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** One paragraph, each part on a line of its own. */
function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('  \n');
}

function name(text: string): string {
  return codeSpan(text, true);
}

/** One row of numbers under their names, set apart by a space of their size. */
function table(cells: readonly DescriptionLine[]): string {
  const row = (texts: readonly string[]): string =>
    `| ${texts.map((text, index) => escapeText(text) + (index < texts.length - 1 ? '&emsp;' : '')).join(' | ')} |`;
  return [
    row(cells.map(({ label }) => label)),
    `|${' :-- |'.repeat(cells.length)}`,
    row(cells.map(({ value }) => value)),
  ].join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

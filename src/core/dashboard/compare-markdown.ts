import { codeSpan, escapeText } from '../report/markdown-text.ts';
import type { CompareModel, CompareRow, SideChange } from './compare-model.ts';

type Compared = Pick<CompareModel, 'rows' | 'sides' | 'summary' | 'means' | 'environment' | 'unpaired'>;

/** The comparison, with these of its rows, as a GitHub-flavored table, with what stands around it as a list; every text of the data is escaped. */
export function compareMarkdown(model: Compared, rows: readonly CompareRow[] = model.rows): string {
  const isSeveral = model.sides.length > 2;
  const titles = [
    'Benchmark',
    'Metric',
    ...(isSeveral ? ['Side'] : []),
    '>Baseline',
    isSeveral ? '>Value' : '>Other',
    '>Change',
    '>p, adjusted',
    'Verdict',
  ];
  const table = [
    line(titles.map((title) => title.replace('>', ''))),
    line(titles.map((title) => (title.startsWith('>') ? '---:' : '---'))),
    ...rows.flatMap((row) => row.changes.map((change) => line(cells(model, row, change)))),
  ];
  const notes = notesOf(model).map((note) => `- ${note}`);
  return `${[...sidesOf(model), '', ...(rows.length === 0 ? [] : table), '', ...notes].join('\n').trim()}\n`;
}

function line(parts: readonly string[]): string {
  return `| ${parts.join(' | ')} |`;
}

function cells({ sides }: Compared, row: CompareRow, change: SideChange): string[] {
  const why = change.because === '' || change.moved ? '' : `: ${change.because}`;
  return [
    codeSpan(row.benchmark, true),
    `${escapeText(row.metricTitle)} ${codeSpan(row.label, true)}`,
    ...(sides.length > 2 ? [codeSpan(sides[change.side]?.name ?? '', true)] : []),
    escapeText(change.before.text),
    escapeText(change.after.text),
    escapeText(change.intervalText),
    escapeText(change.pText),
    escapeText(`${change.verdictText}${why}`),
  ];
}

function sidesOf({ sides }: Compared): string[] {
  return sides.map(
    ({ name, text }, index) =>
      `${index === 0 ? 'Baseline' : `Side ${String(index)}`}: ${codeSpan(name, false)} (${escapeText(text)})  `,
  );
}

const MOST_NAMES = 20;

function notesOf({ summary, means, environment, unpaired, sides }: Compared): string[] {
  const others = sides.length > 2;
  const sideText = (side: number): string => (others ? ` (${codeSpan(sides[side]?.name ?? '', false)})` : '');
  const names = unpaired.first.slice(0, MOST_NAMES).map(({ name }) => codeSpan(name, false));
  const more = unpaired.count - names.length;
  const rest = more > 0 ? ` and ${String(more)} more` : '';
  return [
    escapeText(summary),
    ...means.map(
      ({ title, label, ratioText, n, side }) =>
        `Geometric mean of ${escapeText(title.toLowerCase())} ${codeSpan(label, false)} against the baseline${sideText(side)}: ${ratioText} over ${String(n)} benchmarks.`,
    ),
    ...environment.map(
      ({ key, before, after, side }) =>
        `${codeSpan(key, false)} differs${sideText(side)}: ${codeSpan(before, false)} against ${codeSpan(after, false)}.`,
    ),
    ...(names.length === 0 ? [] : [`Without a partner: ${names.join(', ')}${rest}.`]),
  ];
}

import type { Evidence, Figure, Source } from '../model/figure.ts';
import { groupSteps, mapSteps, type Steps } from '../model/steps.ts';
import { codeSpan } from './markdown-text.ts';
import type { LinkResolver } from './links.ts';
import { displayPath, type Report } from './model.ts';

/** Numbers the evidence of a report: "f1", "f2"… in the order of appearance. */
export function evidenceIds(report: Report): Map<string, string> {
  return new Map(report.evidence.map(({ key }, index) => [key, `f${String(index + 1)}`]));
}

/** The texts of the figures of each evidence, each text once; by the key of the evidence. */
export function* figureTexts(report: Report): Steps<ReadonlyMap<string, ReadonlySet<string>>> {
  const figures = yield* groupSteps(report.figures, ({ evidence }) => evidence.key);
  const texts = yield* mapSteps(figures, ([key, own]) => [key, new Set(own.map(figureText))] as const, SLICE);
  return new Map(texts);
}

/** So much evidence is written between two turns of the host. */
const SLICE = 100;

/** One row per evidence: what it is of, every figure drawn from it with its formula and n, and where it stands. */
export function* sourcesTable(report: Report, link: LinkResolver): Steps<string[]> {
  const ids = evidenceIds(report);
  const figures = yield* figureTexts(report);
  const rows: string[] = [];
  for (const evidence of report.evidence) {
    const id = ids.get(evidence.key) ?? '';
    const own = [...(figures.get(evidence.key) ?? [])];
    const what = [evidence.label, evidence.scope]
      .filter((text) => text !== '')
      .map((text) => codeSpan(text, true))
      .join(', ');
    rows.push(
      `| [${id}][${id}] | ${what} | ${own.map((text) => codeSpan(text, true)).join('<br>')} | ${yield* places(report, evidence, link)} |`,
    );
    yield;
  }
  return ['| Reference | Of | Figures | Where |', '| --- | --- | --- | --- |', ...rows];
}

/** "mean 102.20 tok/s = Σx / n, n 5". */
export function figureText(figure: Figure): string {
  const formula = figure.formula === null ? '' : ` = ${figure.formula}`;
  const n = figure.n === null || figure.statistic === 'count' ? '' : `, n ${String(figure.n)}`;
  return `${figure.statistic} ${figure.text}${formula}${n}`;
}

/** Links to the lines, by file: `gemma3_baseline.csv:2-6, 9`. */
function* places(report: Report, evidence: Evidence, link: LinkResolver): Steps<string> {
  if (evidence.anchor !== null) return `[counted in this report](#${evidence.anchor})`;
  const files = yield* groupSteps(evidence.sources, ({ root, file }) => `${String(root)}:${file}`);
  return (yield* mapSteps(files.values(), (sources) => filePlaces(report, sources, link), SLICE)).join(
    '<br>',
  );
}

function filePlaces(report: Report, sources: readonly Source[], link: LinkResolver): string {
  const [first] = sources;
  if (first === undefined) return '';
  const ranges = sources.map(({ line, endLine }) =>
    endLine > line ? `${String(line)}-${String(endLine)}` : String(line),
  );
  const name = `${displayPath(report, first.root, first.file)}:${[...new Set(ranges)].join(', ')}`;
  return `[${codeSpan(name, true)}](${link(first)})`;
}

/** The definitions of all references: a reading leads to its line, a computed figure to the first lines that it stands on. */
export function referenceDefinitions(report: Report, link: LinkResolver): Steps<string[]> {
  const ids = evidenceIds(report);
  const define = (evidence: Evidence): string => {
    const [first] = evidence.sources;
    const target = first === undefined ? `#${evidence.anchor ?? ''}` : link(first);
    return `[${ids.get(evidence.key) ?? ''}]: ${target}`;
  };
  return mapSteps(report.evidence, define, SLICE);
}

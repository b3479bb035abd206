import { bagText, configurationCode } from '../findings/names.ts';
import { centerFigure, nFigure, rowEvidence, rowFigure } from '../findings/row-figures.ts';
import { sharedBag, type Row } from '../findings/rows.ts';
import { countFigure } from '../figures/figure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { Figure } from '../model/figure.ts';
import { code, say, words, type Code, type Inline } from './inline.ts';
import { table, type Block } from './model.ts';

const NONE: readonly Inline[] = [words('–')];

/** The table of one category: a row per metric and configuration, with everything that is known of it. */
export function rowsTable(rows: readonly Row[]): Block {
  const severalRuns = new Set(rows.map((row) => row.run.id)).size > 1;
  const shared = new Set(
    Object.keys(sharedBag(rows.flatMap((row) => row.entries.map(({ benchmark }) => benchmark.parameters)))),
  );
  return table(
    ['Metric', 'Configuration', '>n', '>Mean ± interval', '>Median', '>p95', '>Min – max', '>CV', '>Failed'],
    rows.map((row) => [
      [words(metricInfo(row.metric).title), words(' '), code(row.label)],
      configurationCell(row, severalRuns, shared),
      figureCell(nFigure(row)),
      meanCell(row),
      figureCell(row.statistics.n === 1 ? null : rowFigure(row, 'median')),
      figureCell(rowFigure(row, 'p95')),
      rangeCell(row),
      figureCell(row.kind === 'value' ? null : rowFigure(row, 'cv')),
      failedCell(row),
    ]),
  );
}

function configurationCell(row: Row, withRun: boolean, shared: ReadonlySet<string>): Inline[] {
  const run: Inline[] = withRun ? [runCode(row), words(' ')] : [];
  if (row.entries.length === 1) return [...run, configurationCode(row, shared)];
  const count = countFigure(rowEvidence(row), row.entries.length, 'configurations pooled');
  const varying = [...row.varying.keys()].join(', ');
  return [
    ...run,
    ...(row.benchmark === '' ? [] : say`${code(row.benchmark)}, `),
    ...say`pooled over ${count} configurations`,
    ...(varying === '' ? [] : say` of ${code(varying)}`),
  ];
}

/** What tells the runs of a category apart: the last telling part of the path. */
export function runCode(row: Row): Code {
  const parts = row.run.file.path.split('/');
  const folder = parts.at(-2);
  const name = parts.at(-1) ?? '';
  const short =
    /^(metrics|results?|data|report)\./i.test(name) || /^\d{8}/.test(folder ?? '')
      ? parts.slice(-2).join('/')
      : name;
  return code(row.run.name === '' ? short : `${short} ${row.run.name}`);
}

export function figureCell(figure: Figure | null): readonly Inline[] {
  return figure === null ? NONE : say`${figure}`;
}

function meanCell(row: Row): readonly Inline[] {
  const mean = rowFigure(row, 'mean') ?? (row.kind === 'value' ? centerFigure(row) : null);
  const half = rowFigure(row, 'half-width');
  if (mean === null) return NONE;
  return half === null ? say`${mean}` : say`${mean} ± ${half}`;
}

function rangeCell(row: Row): readonly Inline[] {
  const [min, max] = [rowFigure(row, 'min'), rowFigure(row, 'max')];
  if (min === null || max === null || row.statistics.n === 1) return NONE;
  return say`${min} – ${max}`;
}

function failedCell(row: Row): readonly Inline[] {
  const { failed } = row.statistics;
  return failed === 0
    ? NONE
    : say`${countFigure(rowEvidence(row), failed, 'observations with outcome failed')}`;
}

/** "All with model=…": the parameters that all rows of a category share. */
export function sharedSentence(rows: readonly Row[]): Inline[] {
  const bags = rows.map(({ parameters }) => parameters);
  const text = bagText(sharedBag(bags));
  return text === null ? [] : say` All with ${code(text)}.`;
}

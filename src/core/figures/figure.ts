import type { Evidence, Figure, FigureStatistic } from '../model/figure.ts';
import { formatCount, formatPercent, formatQuantity } from '../format/quantity.ts';

/** What a figure needs beside its evidence. */
export interface FigureFacts {
  readonly metric?: string | null;
  readonly statistic: FigureStatistic;
  readonly value: number;
  readonly unit?: string | null;
  readonly n?: number | null;
  readonly formula?: string | null;
  /** How it is shown, where the unit alone does not say it. */
  readonly text?: string;
}

/** A number with its trail. */
export function figure(evidence: Evidence, facts: FigureFacts): Figure {
  const unit = facts.unit ?? null;
  return {
    evidence,
    metric: facts.metric ?? null,
    statistic: facts.statistic,
    value: facts.value,
    unit,
    n: facts.n ?? null,
    formula: facts.formula ?? null,
    text: facts.text ?? formatQuantity(facts.value, unit).text,
  };
}

/** How many things there are: "34 rows" is `count` and the word beside it. */
export function countFigure(evidence: Evidence, value: number, formula: string): Figure {
  return figure(evidence, {
    statistic: 'count',
    value,
    unit: 'count',
    n: value,
    formula,
    text: formatCount(value),
  });
}

/** "5.50×": how many times `over` is `under`. */
export function ratioFigure(
  evidence: Evidence,
  ratio: number,
  formula: string,
  n: number | null = null,
): Figure {
  return figure(evidence, {
    statistic: 'ratio',
    value: ratio,
    unit: '1',
    n,
    formula,
    text: `${formatRatio(ratio)}×`,
  });
}

/** "+3.2 %": a relative change, sign always shown. */
export function changeFigure(
  evidence: Evidence,
  change: number,
  formula: string,
  n: number | null = null,
): Figure {
  const text = formatPercent(change, { sign: true });
  return figure(evidence, { statistic: 'change', value: change * 100, unit: '%', n, formula, text });
}

/** "12.5 %" of something: a fraction 0..1. */
export function shareFigure(
  evidence: Evidence,
  share: number,
  formula: string,
  n: number | null = null,
): Figure {
  return figure(evidence, {
    statistic: 'share',
    value: share * 100,
    unit: '%',
    n,
    formula,
    text: formatPercent(share),
  });
}

/** A probability of a test, to stand behind the letter p: "= 0.0031" or "< 0.0001"; never an exact zero. */
export function pFigure(evidence: Evidence, p: number, formula: string, n: number | null = null): Figure {
  return pCell(evidence, p, formula, { n, relation: '= ' });
}

/** The same for a table cell: "0.0031". */
export function pCell(
  evidence: Evidence,
  p: number,
  formula: string,
  { n = null, relation = '' }: { readonly n?: number | null; readonly relation?: string } = {},
): Figure {
  const text = p < 0.0001 ? '< 0.0001' : `${relation}${p.toFixed(p < 0.01 ? 4 : 3)}`;
  return figure(evidence, { statistic: 'p-value', value: p, unit: '1', n, formula, text });
}

function formatRatio(ratio: number): string {
  if (ratio >= 100) return formatCount(Math.round(ratio));
  return ratio.toFixed(ratio >= 10 ? 1 : 2);
}

import { categoryName } from '../findings/names.ts';
import { evidenceOf, joinedEvidence } from '../figures/evidence.ts';
import { changeFigure, countFigure, figure, pCell } from '../figures/figure.ts';
import { formatPercent, formatQuantity } from '../format/quantity.ts';
import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { Evidence, Figure, FigureStatistic } from '../model/figure.ts';
import { say, words, type Inline } from '../report/inline.ts';
import type { Change } from './compare.ts';
import { changeName } from './words.ts';

type SideName = 'before' | 'after';

const NONE: readonly Inline[] = [words('–')];

/** The observations of one side of a change. */
function sideEvidence(change: Change, side: SideName): Evidence {
  return evidenceOf(change.pair[side], scopeOf(change, change.pair[side]));
}

function scopeOf(change: Change, entries: readonly CatalogueMeasure[]): string {
  const [first] = entries;
  const category = first === undefined ? '' : categoryName(first.run.category);
  return [category, changeName(change)].filter((part) => part !== '').join(', ');
}

function bothEvidence(change: Change): Evidence {
  const scope = scopeOf(change, change.pair.after);
  return joinedEvidence([sideEvidence(change, 'before'), sideEvidence(change, 'after')], change.label, scope);
}

/** The number that stands for one side. */
export function valueCell(change: Change, side: SideName): readonly Inline[] {
  const { comparison, unit, metric } = change;
  const value = comparison[side];
  if (value === null) return NONE;
  const statistic: FigureStatistic =
    comparison.of === 'median' ? 'median' : comparison.of === 'mean' ? 'mean' : 'reading';
  const runs = comparison.runs[side];
  const formula =
    comparison.of === 'median'
      ? runs > 1
        ? 'middle of the sorted means of the runs'
        : 'middle of the sorted values'
      : null;
  const n = comparison.n[side];
  return say`${figure(sideEvidence(change, side), { metric, statistic, value, unit, n, formula })}`;
}

/** "10 / 12": the values behind both sides, one per run where there are several runs. */
export function nCell(change: Change): readonly Inline[] {
  const { n, runs } = change.comparison;
  const count = (side: SideName): Figure =>
    countFigure(
      sideEvidence(change, side),
      n[side],
      runs[side] > 1 ? 'runs, one value each' : 'values of one run',
    );
  return say`${count('before')} / ${count('after')}`;
}

/** The relative change; a shift in the metric's unit where the baseline is zero. */
export function changeCell(change: Change): readonly Inline[] {
  const { before, after, change: ratio } = change.comparison;
  if (ratio !== null) return say`${changeFigure(bothEvidence(change), ratio, '(after − before) / |before|')}`;
  if (before === null || after === null) return NONE;
  const value = after - before;
  const sign = value > 0 ? '+' : '';
  const text = `${sign}${formatQuantity(value, change.unit).text}`;
  const facts = { metric: change.metric, statistic: 'change' as const, value, unit: change.unit };
  return say`${figure(bothEvidence(change), { ...facts, formula: 'after − before', text })}`;
}

/** "+1.0 % to +5.1 %". */
export function intervalCell(change: Change): readonly Inline[] {
  const { interval } = change.comparison;
  if (interval === null) return NONE;
  const level = formatPercent(interval.level);
  const end = (statistic: 'low' | 'high'): Figure => {
    const value = interval[statistic];
    const ratio = interval.of === 'ratio';
    const shown = ratio
      ? formatPercent(value, { sign: true })
      : `${value > 0 ? '+' : ''}${formatQuantity(value, change.unit).text}`;
    return figure(bothEvidence(change), {
      metric: change.metric,
      statistic,
      value: ratio ? value * 100 : value,
      unit: ratio ? '%' : change.unit,
      formula: `${level} interval of the change, ${
        change.comparison.test === 'welch' ? 'Welch, from the tools’ summaries' : 'Hodges-Lehmann'
      }`,
      text: shown,
    });
  };
  return say`${end('low')} to ${end('high')}`;
}

/** The adjusted p. */
export function pValueCell(change: Change): readonly Inline[] {
  const p = change.decision?.adjustedP ?? null;
  if (p === null) return NONE;
  const { test, exact } = change.comparison;
  const name =
    test === 'welch'
      ? 'Welch’s t test on the tools’ summaries'
      : `two-sided Mann-Whitney U test${exact ? ', exact' : ''}`;
  return say`${pCell(bothEvidence(change), p, `${name}, adjusted over this comparison (Benjamini-Hochberg)`)}`;
}

/** What a verdict waits for, in words with its number as a figure: "four runs a side would do". */
export function needText(change: Change): readonly Inline[] {
  const need = change.decision?.need ?? null;
  if (need === null) return [];
  const count = countFigure(bothEvidence(change), need.samples, `${need.of} a side that the test needs`);
  return say`; ${count} ${words(need.of)} a side would do`;
}

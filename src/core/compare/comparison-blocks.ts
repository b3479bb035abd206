import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { nameList } from '../findings/names.ts';
import { code, say, verdictInline, words, type Inline } from '../report/inline.ts';
import { paragraph, table, type Block } from '../report/model.ts';
import type { Verdict } from '../stats/verdict.ts';
import { changeCell, intervalCell, nCell, needText, pValueCell, valueCell } from './change-figures.ts';
import type { Change, ComparisonResult } from './compare.ts';
import { differenceSteps, type Difference } from './differences.ts';
import { becauseText, changeName } from './words.ts';

/** Where the tables of a comparison stand: counts lead there. */
export interface ComparisonPlace {
  /** Anchors of the headings over its tables. */
  readonly anchors: Readonly<Record<Told | 'partner', string>>;
  /** The two sides as their columns are called. */
  readonly before: string;
  readonly after: string;
}

/** What the verdicts of a table tell. */
export type Told = 'changed' | 'unchanged' | 'open';

/** The verdicts that a table tells, in the order in which they are counted. */
export const TOLD: Readonly<Record<Told, readonly Verdict[]>> = {
  changed: ['regressed', 'improved', 'changed', 'differs-one-run-each'],
  unchanged: ['no-change'],
  open: ['not-enough-samples', 'not-testable', 'not-comparable'],
};

/** A table ends here; what is left out is counted. */
const MOST_ROWS = 200;

/** So many rows are written between two turns of the host: each holds figures with all lines behind them. */
const SLICE = 20;

/** The table of the changes with these verdicts; null where there is none. */
export function* changesTable(
  result: ComparisonResult,
  which: Told,
  place: ComparisonPlace,
): Steps<Block[] | null> {
  const own = yield* filterSteps(result.changes, ({ verdict }) => TOLD[which].includes(verdict));
  if (own.length === 0) return null;
  const hidden = own.length - MOST_ROWS;
  const rows = yield* mapSteps(
    own.slice(0, MOST_ROWS),
    (change) => (which === 'changed' ? changeRow(change) : [...changeRow(change), whyCell(change)]),
    SLICE,
  );
  const columns = [
    ...['Verdict', 'Benchmark', 'Metric', `>${place.before}`, `>${place.after}`],
    ...[
      '>Change',
      '>Interval of the change',
      '>p, adjusted',
      '>n, before / after',
      ...(which === 'changed' ? [] : ['Why']),
    ],
  ];
  const note = which === 'unchanged' ? [paragraph(UNCHANGED)] : [];
  return [
    ...note,
    table(columns, rows),
    ...(hidden > 0 ? [hiddenSentence(hidden, place.anchors[which])] : []),
  ];
}

const UNCHANGED = say`That no change is shown is no proof that there is none: the interval says how large a change these runs may have missed.`;

function hiddenSentence(hidden: number, anchor: string): Block {
  const count = countFigure(countEvidence('verdicts', anchor), hidden, 'metrics beyond those shown');
  return paragraph(
    say`${count} further metrics, with smaller changes, are left out here; ${code('benchtrail compare --format json')} lists them all.`,
  );
}

function changeRow(change: Change): readonly (readonly Inline[])[] {
  const { label, metric } = change;
  const name = changeName(change);
  return [
    [verdictInline(change.verdict)],
    [name === '' ? words('–') : code(name)],
    [words(metricInfo(metric).title), words(' '), code(label)],
    valueCell(change, 'before'),
    valueCell(change, 'after'),
    changeCell(change),
    intervalCell(change),
    pValueCell(change),
    nCell(change),
  ];
}

function whyCell(change: Change): Inline[] {
  if (change.verdict === 'not-comparable')
    return say`the configurations differ in ${nameList(change.differing)}`;
  if (change.decision === null || change.decision.because === 'beyond-noise-floor') return [words('–')];
  return [words(becauseText(change.decision.because, change.floorFrom)), ...needText(change)];
}

/** In what the runs of the two sides are not alike. */
export function* differenceBlocks(result: ComparisonResult, place: ComparisonPlace): Steps<Block[]> {
  const differences = yield* differenceSteps(result.changes);
  if (differences.length === 0)
    return [
      paragraph(
        say`The runs of both sides record the same configuration and environment, as far as they record any.`,
      ),
    ];
  return [
    table(
      ['Of', 'What', place.before, place.after],
      differences.map(({ of, key, before, after }: Difference) => [
        [words(of)],
        [code(key)],
        recorded(before),
        recorded(after),
      ]),
    ),
  ];
}

function recorded(values: readonly string[]): Inline[] {
  return values.length === 0 ? [words('not recorded')] : nameList(values, 4);
}

import { countEvidence, evidenceOf } from '../figures/evidence.ts';
import { countFigure, figure } from '../figures/figure.ts';
import { formatPercent } from '../format/quantity.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { Figure } from '../model/figure.ts';
import { nameList } from '../findings/names.ts';
import { plural } from '../findings/finding.ts';
import { code, enumerate, say, verdictInline, words, type Inline } from '../report/inline.ts';
import { paragraph, table, type Block } from '../report/model.ts';
import type { Verdict } from '../stats/verdict.ts';
import { changeCell, intervalCell, nCell, needText, pValueCell, valueCell } from './change-figures.ts';
import type { Change, ComparisonResult } from './compare.ts';
import { differencesOf, type Difference } from './differences.ts';
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

const TOLD: Readonly<Record<Told, readonly Verdict[]>> = {
  changed: ['regressed', 'improved', 'changed', 'differs-one-run-each'],
  unchanged: ['no-change'],
  open: ['not-enough-samples', 'not-testable', 'not-comparable'],
};

/** A table ends here; what is left out is counted. */
const MOST_ROWS = 200;

/** How many metrics came to which verdict, and the means over benchmarks, as sentences. */
export function summaryItems(
  result: ComparisonResult,
  { anchors }: ComparisonPlace,
  lead: 'Of' | 'of' = 'Of',
): Inline[][] {
  const count = (told: Told, value: number, what: string): Figure =>
    countFigure(countEvidence('verdicts', anchors[told]), value, what);
  const all = (['changed', 'unchanged', 'open'] as const).flatMap((told) =>
    TOLD[told].map((verdict) => ({ told, verdict })),
  );
  const byVerdict = all.flatMap(({ told, verdict }) => {
    const found = result.changes.filter((change) => change.verdict === verdict);
    return found.length === 0
      ? []
      : [
          [
            { kind: 'figure', figure: count(told, found.length, `metrics: ${verdict}`) },
            words(' '),
            verdictInline(verdict),
          ] satisfies Inline[],
        ];
  });
  const total = result.changes.length;
  if (total === 0)
    return [say`${words(lead === 'Of' ? 'The' : 'the')} two sides share no metric of any benchmark.`];
  return [
    say`${words(lead)} ${count('changed', total, 'metrics of benchmarks that both sides have')} ${words(plural(total, 'metric', 'metrics'))} that both sides have: ${enumerate(byVerdict)}.`,
    ...result.means.map((mean) => meanSentence(mean, result.changes)),
  ];
}

/** "Time per operation" inside a sentence; an acronym stays one. */
function lowerFirst(title: string): string {
  return /^[A-Z][A-Z]/u.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

function meanSentence(
  { metric, ratio, n, direction }: ComparisonResult['means'][number],
  changes: readonly Change[],
): Inline[] {
  const own = changes.filter((change) => change.metric === metric && change.verdict !== 'not-comparable');
  const entries = own.flatMap(({ pair }) => [...pair.before, ...pair.after]);
  const title = lowerFirst(metricInfo(metric).title);
  const evidence = evidenceOf(entries, `geometric mean of ${title}`);
  const names = new Set(own.map(changeName));
  const formula = '(Π after / before)^(1 / benchmarks) − 1';
  const value = figure(evidence, {
    metric,
    statistic: 'geometric-mean',
    value: (ratio - 1) * 100,
    unit: '%',
    n,
    formula,
    text: formatPercent(ratio - 1, { sign: true }),
  });
  const over = countFigure(evidence, n, 'benchmarks that both sides have, with values above zero');
  const better = direction === 'higher' ? 'more is better' : 'less is better';
  return say`Geometric mean of ${words(title)} (${words(better)}): ${value} over ${over} benchmarks (${nameList([...names], 8)}). It weighs each benchmark alike and is not tested.`;
}

/** The table of the changes with these verdicts; null where there is none. */
export function changesTable(result: ComparisonResult, which: Told, place: ComparisonPlace): Block[] | null {
  const own = result.changes.filter(({ verdict }) => TOLD[which].includes(verdict));
  if (own.length === 0) return null;
  const hidden = own.length - MOST_ROWS;
  const rows = own
    .slice(0, MOST_ROWS)
    .map((change) => (which === 'changed' ? changeRow(change) : [...changeRow(change), whyCell(change)]));
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
export function differenceBlocks(result: ComparisonResult, place: ComparisonPlace): Block[] {
  const differences = differencesOf(result.changes);
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

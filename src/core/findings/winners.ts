import { groupBy } from '../catalogue/twins.ts';
import { joinedEvidence } from '../figures/evidence.ts';
import { countFigure, ratioFigure } from '../figures/figure.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { code, say, words, type Inline } from '../report/inline.ts';
import { isForeign, levelName, type ComparableSet } from './comparable.ts';
import type { Finding } from './finding.ts';
import { categoryCode } from './names.ts';
import { rowEvidence } from './row-figures.ts';
import { center, type Row } from './rows.ts';
import { testRows } from './two-rows.ts';

/** From so many comparisons of one kind on, what they come to is told in one sentence. */
const SEVERAL = 4;

/** Where no level wins so large a part of the comparisons, each has levels of its own, and counting wins says nothing. */
const STANDS_OUT = 0.25;

/** Who wins how often, where one run compares the levels of a parameter many times: at each size, for each benchmark. */
export function winners(sets: readonly ComparableSet[]): Finding[] {
  const groups = groupBy(
    sets.filter(({ parameter }) => parameter !== 'backend' && parameter !== 'benchmark'),
    ({ parameter }) => parameter,
  );
  return [...groups.values()].flatMap((group) => {
    const won = group.map(winOf).filter((win) => win !== null);
    const most = Math.max(0, ...[...groupBy(won, winner).values()].map((own) => own.length));
    return won.length < SEVERAL || most < won.length * STANDS_OUT ? [] : [together(won)];
  });
}

/** One comparison: its best row and the next. */
interface Win {
  readonly set: ComparableSet;
  readonly best: Row;
  readonly next: Row;
  /** How many times better, at least 1. */
  readonly ratio: number;
  /** Whether a test tells the two apart; null where none could be made. */
  readonly certain: boolean | null;
}

function winner({ set, best }: Win): string {
  return levelName(set, best);
}

function winOf(set: ComparableSet): Win | null {
  const [best, next] = set.rows.filter((row) => !isForeign(row));
  if (best === undefined || next === undefined) return null;
  const [a, b] = [center(best)?.value ?? 0, center(next)?.value ?? 0];
  if (a <= 0 || b <= 0) return null;
  const test = testRows(best, next);
  return {
    set,
    best,
    next,
    ratio: Math.max(a, b) / Math.min(a, b),
    certain: test === null ? null : test.p < 0.05,
  };
}

function together(won: readonly Win[]): Finding {
  const [first] = won;
  const row = first?.best;
  const evidence = joinedEvidence(
    won.flatMap(({ best, next }) => [rowEvidence(best), rowEvidence(next)]),
    row?.label ?? '',
    'the best two of each comparison',
  );
  const total = countFigure(evidence, won.length, 'comparisons with everything else equal');
  const by = [...groupBy(won, winner)].sort((a, b) => b[1].length - a[1].length);
  const told = by.map(([name, own], index) => {
    const count = countFigure(evidence, own.length, `comparisons in which ${name} is best`);
    return index === 0
      ? say`${code(name)} is best in ${count} of ${total} comparisons${gainText(own)}`
      : say`${code(name)} in ${count}${gainText(own)}`;
  });
  const shown = told.slice(0, MOST).flatMap((part, index) => (index === 0 ? part : [words(', '), ...part]));
  const tested = won.filter(({ certain }) => certain !== null);
  const certain = countFigure(
    evidence,
    tested.filter((win) => win.certain === true).length,
    'comparisons with p < 0.05',
  );
  const verdict =
    tested.length === 0
      ? say`none of them could be tested`
      : say`a test tells the best from the next in ${certain} of the ${countFigure(evidence, tested.length, 'comparisons that could be tested')} that could be tested`;
  return {
    kind: 'ratio',
    category: row?.run.category ?? null,
    overall: true,
    weight: tested.length === 0 ? 0.5 : 0.8,
    statement: say`By ${words(inSentence(metricInfo(row?.metric ?? '').title))} in ${categoryCode(row?.run.category ?? [])}${runText(row)}, everything but ${code(first?.set.parameter ?? '')} equal, ${shown}${words(told.length > MOST ? ' and others' : '')}; ${verdict}.`,
    detail: [],
    advice: null,
  };
}

/** " (`old.txt`)": which run of a file with several. */
function runText(row: Row | undefined): Inline[] {
  return row === undefined || row.run.name === '' ? [] : say` (${code(row.run.name)})`;
}

/** So many winners are named. */
const MOST = 4;

/** "(1.08× to 1.38× the next)": the least and the most by which a level leads. */
function gainText(won: readonly Win[]): Inline[] {
  const sorted = [...won].sort((a, b) => a.ratio - b.ratio);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return [];
  const [low, high] = [gain(least), gain(most)];
  return low.text === high.text
    ? say` (${low} better than the next)`
    : say` (${low} to ${high} better than the next)`;
}

function gain({ set, best, next, ratio }: Win): ReturnType<typeof ratioFigure> {
  const [winner, other] = [levelName(set, best), levelName(set, next)];
  const formula = best.direction === 'higher' ? `${winner} / ${other}` : `${other} / ${winner}`;
  return ratioFigure(
    joinedEvidence([rowEvidence(best), rowEvidence(next)], best.label, 'best and next'),
    ratio,
    formula,
  );
}

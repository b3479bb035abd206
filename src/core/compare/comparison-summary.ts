import { nameList } from '../findings/names.ts';
import { plural } from '../findings/finding.ts';
import { countEvidence, evidenceSteps } from '../figures/evidence.ts';
import { countFigure, figure } from '../figures/figure.ts';
import { formatPercent } from '../format/quantity.ts';
import type { Figure } from '../model/figure.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { enumerate, say, verdictInline, words, type Inline } from '../report/inline.ts';
import type { Change, ComparisonResult } from './compare.ts';
import { TOLD, type ComparisonPlace, type Told } from './comparison-blocks.ts';
import { changeName } from './words.ts';

/** How many metrics came to which verdict, and the means over benchmarks, as sentences. */
export function* summarySteps(result: ComparisonResult, place: ComparisonPlace): Steps<Inline[][]> {
  const items = [verdictSentence(result, place)];
  if (result.changes.length === 0) return items;
  for (const mean of result.means) items.push(yield* meanSentence(mean, result.changes));
  return items;
}

/** How many metrics came to which verdict. */
export function verdictSentence(
  { changes }: ComparisonResult,
  { anchors }: ComparisonPlace,
  lead: 'Of' | 'of' = 'Of',
): Inline[] {
  const total = changes.length;
  if (total === 0)
    return say`${words(lead === 'Of' ? 'The' : 'the')} two sides share no metric of any benchmark.`;
  const counts = new Map<string, number>();
  for (const { verdict } of changes) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const count = (told: Told, value: number, what: string): Figure =>
    countFigure(countEvidence('verdicts', anchors[told]), value, what);
  const byVerdict = (['changed', 'unchanged', 'open'] as const).flatMap((told) =>
    TOLD[told].flatMap((verdict) => {
      const found = counts.get(verdict);
      if (found === undefined) return [];
      return [[...say`${count(told, found, `metrics: ${verdict}`)} `, verdictInline(verdict)]];
    }),
  );
  return say`${words(lead)} ${count('changed', total, 'metrics of benchmarks that both sides have')} ${words(plural(total, 'metric', 'metrics'))} that both sides have: ${enumerate(byVerdict)}.`;
}

function* meanSentence(
  { metric, ratio, n, direction }: ComparisonResult['means'][number],
  changes: readonly Change[],
): Steps<Inline[]> {
  const own = yield* filterSteps(
    changes,
    (change) => change.metric === metric && change.verdict !== 'not-comparable',
  );
  const entries = own.flatMap(({ pair }) => [...pair.before, ...pair.after]);
  const title = inSentence(metricInfo(metric).title);
  const evidence = yield* evidenceSteps(entries, `geometric mean of ${title}`);
  const names = new Set(yield* mapSteps(own, changeName));
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

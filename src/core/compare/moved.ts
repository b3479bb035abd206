import { categoryName } from '../findings/names.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { code, enumerate, say, verdictInline, words, type Inline } from '../report/inline.ts';
import { changeCell, intervalCell, pValueCell, valueCell } from './change-figures.ts';
import type { Change } from './compare.ts';
import { changeName } from './words.ts';

/** How many changes of each verdict a summary names. */
const MOST = { regressed: 3, improved: 2, changed: 2 } as const;

/**
 * The changes beyond doubt as sentences, the largest of each verdict first; those of metrics that have no better direction only
 * where there is no other. Empty where nothing is shown to have moved.
 */
export function* movedSentences(changes: readonly Change[]): Steps<Inline[][]> {
  const moved = yield* filterSteps(changes, ({ verdict }) => verdict in MOST);
  const named = (verdict: keyof typeof MOST): readonly Change[] =>
    moved.filter((change) => change.verdict === verdict).slice(0, MOST[verdict]);
  const judged = [...named('regressed'), ...named('improved')];
  const chosen = judged.length > 0 ? judged : named('changed');
  const categories = new Set(chosen.map(categoryOf));
  return yield* mapSteps(chosen, (change) => movedSentence(change, categories.size > 1), 1);
}

function categoryOf({ pair }: Change): string {
  return categoryName(pair.category);
}

/** "✗ regressed: `sort` Time per operation `mean`, 81.3 ms → 95.2 ms, +17.1 % (+12.0 % to +20.4 %; adjusted p 0.004)." */
function movedSentence(change: Change, withCategory: boolean): Inline[] {
  const names = [withCategory ? categoryOf(change) : '', changeName(change)].filter((name) => name !== '');
  const certainty = [
    ...(change.comparison.interval === null ? [] : [intervalCell(change)]),
    ...((change.decision?.adjustedP ?? null) === null ? [] : [say`adjusted p ${pValueCell(change)}`]),
  ];
  return [
    verdictInline(change.verdict),
    ...say`: ${names.map((name) => [code(name), words(' ')]).flat()}${words(metricInfo(change.metric).title)} ${code(change.label)}, `,
    ...say`${valueCell(change, 'before')} → ${valueCell(change, 'after')}, ${changeCell(change)}`,
    ...(certainty.length === 0 ? [] : say` (${enumerate(certainty, null)})`),
    words('.'),
  ];
}

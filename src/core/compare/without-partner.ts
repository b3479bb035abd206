import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { plural } from '../findings/finding.ts';
import { categoryName, nameList } from '../findings/names.ts';
import type { Figure } from '../model/figure.ts';
import { say, words, type Inline } from '../report/inline.ts';
import { list, type Block } from '../report/model.ts';
import type { ComparisonPlace } from './comparison-blocks.ts';
import type { ComparisonResult } from './compare.ts';
import { measureName } from './words.ts';

const MOST_NAMES = 40;

/** One side, and what of it the other lacks. */
interface Lone {
  readonly side: string;
  readonly entries: readonly CatalogueMeasure[];
  /** Categories of which something could be compared, or that the other side has too. */
  readonly shared: ReadonlySet<string>;
}

/**
 * Benchmarks and metrics of one side that the other lacks; null where all have a partner. A category of which the other side
 * has nothing at all is named as a whole: its metrics were hardly meant to be compared.
 */
export function withoutPartner(result: ComparisonResult, place: ComparisonPlace): Block[] | null {
  const { changes, onlyBefore, onlyAfter } = result;
  const compared = changes.flatMap(({ pair }) => [...pair.before, ...pair.after]);
  const shared = (others: readonly CatalogueMeasure[]): Set<string> =>
    new Set([...compared, ...others].map(categoryOf));
  const items = [
    ...itemsOf({ side: place.before, entries: onlyBefore, shared: shared(onlyAfter) }, place),
    ...itemsOf({ side: place.after, entries: onlyAfter, shared: shared(onlyBefore) }, place),
  ];
  return items.length === 0 ? null : [list(items)];
}

function categoryOf({ run }: CatalogueMeasure): string {
  return categoryName(run.category);
}

function itemsOf({ side, entries, shared }: Lone, { anchors }: ComparisonPlace): Inline[][] {
  const foreign = shared.size === 0 ? [] : entries.filter((entry) => !shared.has(categoryOf(entry)));
  const others = new Set(foreign);
  const names = namesOf(entries.filter((entry) => !others.has(entry)));
  const only = `Only in ${side.toLowerCase()}`;
  const count = (value: number): Figure =>
    countFigure(countEvidence('without a partner', anchors.partner), value, `only in ${side}`);
  const metrics = (of: readonly string[]): string => plural(of.length, 'metric', 'metrics');
  const items: Inline[][] = [];
  if (names.length > 0)
    items.push(
      say`${words(only)}: ${count(names.length)} ${words(metrics(names))}: ${nameList(names, MOST_NAMES)}.`,
    );
  if (foreign.length > 0) {
    const all = namesOf(foreign);
    const categories = [...new Set(foreign.map(categoryOf))];
    items.push(
      say`${words(only)}, in categories that the other side has nothing of: ${count(all.length)} ${words(metrics(all))} of ${nameList(categories, MOST_NAMES)}.`,
    );
  }
  return items;
}

function namesOf(entries: readonly CatalogueMeasure[]): string[] {
  return [...new Set(entries.map(measureName))];
}

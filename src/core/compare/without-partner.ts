import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { plural } from '../findings/finding.ts';
import { categoryName, nameList } from '../findings/names.ts';
import type { Figure } from '../model/figure.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
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
export function* withoutPartner(result: ComparisonResult, place: ComparisonPlace): Steps<Block[] | null> {
  const { changes, onlyBefore, onlyAfter } = result;
  const compared = new Set<CatalogueRun>();
  for (const { pair } of changes) for (const { run } of [...pair.before, ...pair.after]) compared.add(run);
  yield;
  const items = [
    ...(yield* itemsOf(
      { side: place.before, entries: onlyBefore, shared: categoriesOf([...compared, ...runsOf(onlyAfter)]) },
      place,
    )),
    ...(yield* itemsOf(
      { side: place.after, entries: onlyAfter, shared: categoriesOf([...compared, ...runsOf(onlyBefore)]) },
      place,
    )),
  ];
  return items.length === 0 ? null : [list(items)];
}

function runsOf(entries: readonly CatalogueMeasure[]): Set<CatalogueRun> {
  const runs = new Set<CatalogueRun>();
  for (const { run } of entries) runs.add(run);
  return runs;
}

function categoriesOf(runs: readonly CatalogueRun[]): Set<string> {
  return new Set(runs.map(({ category }) => categoryName(category)));
}

function categoryOf({ run }: CatalogueMeasure): string {
  return categoryName(run.category);
}

function* itemsOf({ side, entries, shared }: Lone, { anchors }: ComparisonPlace): Steps<Inline[][]> {
  const foreign =
    shared.size === 0 ? [] : yield* filterSteps(entries, (entry) => !shared.has(categoryOf(entry)));
  const others = new Set(foreign);
  const names = yield* namesOf(yield* filterSteps(entries, (entry) => !others.has(entry)));
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
    const all = yield* namesOf(foreign);
    const categories = [...categoriesOf([...runsOf(foreign)])];
    items.push(
      say`${words(only)}, in categories that the other side has nothing of: ${count(all.length)} ${words(metrics(all))} of ${nameList(categories, MOST_NAMES)}.`,
    );
  }
  return items;
}

function* namesOf(entries: readonly CatalogueMeasure[]): Steps<string[]> {
  return [...new Set(yield* mapSteps(entries, measureName))];
}

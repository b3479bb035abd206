import { groupBy } from '../catalogue/twins.ts';
import { countFigure } from '../figures/figure.ts';
import { code, enumerate, say, type Inline } from '../report/inline.ts';
import { categoryName } from './names.ts';
import { rowEvidence } from './row-figures.ts';
import type { AnalysedSweep } from './sweeps.ts';

/**
 * What the reloads of a sweep have in common, so that nobody takes them for an effect of that parameter. Sweeps that agree are
 * told together.
 */
export function reloadSentences(analysed: readonly AnalysedSweep[]): Inline[][] {
  const onePerRun = [...new Map(analysed.map((sweep) => [sweep.row.run.id, sweep])).values()].filter(
    ({ reloads }) => reloads > 0,
  );
  return [...groupBy(onePerRun, (sweep) => patternOf(sweep)).values()].flatMap((group) => sentence(group));
}

function patternOf({ reloadedBy }: AnalysedSweep): string {
  const shared =
    reloadedBy?.sharedLevels.map(({ name, level, becauseOfOrder }) => [name, level, becauseOfOrder]) ?? [];
  return JSON.stringify([shared, reloadedBy?.afterChangeOf ?? null]);
}

function sentence(group: readonly AnalysedSweep[]): Inline[][] {
  const by = group[0]?.reloadedBy ?? null;
  if (by === null) return [];
  const where = enumerate(
    group.map(({ row, reloads }) => {
      const count = countFigure(
        rowEvidence(row),
        reloads,
        'ok rows with a load time above 5 × the median of their run',
      );
      return say`${count} in ${code(categoryName(row.run.category))}`;
    }),
  );
  const shared = by.sharedLevels.map(({ name, level, becauseOfOrder }) => {
    const order =
      becauseOfOrder && by.afterChangeOf !== null
        ? say`: each follows a change of ${code(by.afterChangeOf)}, and the sweep starts every block there`
        : [];
    return say`The rows that reload the model (${where}) all have ${code(`${name}=${level}`)}${order}. The reloads are confounded with ${code(name)}, which therefore explains none of them.`;
  });
  if (shared.length > 0) return shared;
  return by.afterChangeOf === null
    ? []
    : [say`The rows that reload the model (${where}) all follow a change of ${code(by.afterChangeOf)}.`];
}

/**
 * From this share of the strongest possible agreement with the run order on, an effect cannot be told from
 * drift.
 */
const CONFOUNDED_FROM = 0.8;

/**
 * Do the levels of a parameter follow the run order, as those of the outer loop of nested sweeps do? The rank
 * correlation (Spearman 1904) of the levels, numbered in order of first appearance, with the place in the
 * run, as a share of what it would be if every level were one unbroken block. A later repeat of a few rows
 * does not hide the order.
 * @param levels the level of each row, in run order
 */
export function followsOrder(levels: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  if (counts.size < 2) return false;
  const center = (levels.length - 1) / 2;
  const blockCenter = new Map<string, number>();
  let start = 0;
  let strongest = 0;
  for (const [level, count] of counts) {
    const middle = start + (count - 1) / 2 - center;
    blockCenter.set(level, middle);
    strongest += count * middle * middle;
    start += count;
  }
  const agreement = levels.reduce(
    (sum, level, row) => sum + (row - center) * (blockCenter.get(level) ?? 0),
    0,
  );
  return agreement >= CONFOUNDED_FROM * strongest;
}

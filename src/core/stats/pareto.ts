export interface ParetoPoint {
  readonly x: number;
  readonly y: number;
}

export interface ParetoDirections {
  readonly x: 'higher' | 'lower';
  readonly y: 'higher' | 'lower';
}

/**
 * Indices of the points that no other point beats, being at least as good in both metrics and better in one
 * (Pareto front; Kung, Luccio & Preparata 1975), best x first. Equal points are all kept; a point without a
 * finite number in both is none.
 */
export function paretoFront(points: readonly ParetoPoint[], directions: ParetoDirections): number[] {
  const signX = directions.x === 'higher' ? -1 : 1;
  const signY = directions.y === 'higher' ? -1 : 1;
  const costs = points
    .map((point, index) => ({ index, x: signX * point.x, y: signY * point.y }))
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
    .sort((a, b) => a.x - b.x || a.y - b.y || a.index - b.index);
  const front: number[] = [];
  let least = Infinity;
  let leastX = NaN;
  for (const { index, x, y } of costs) {
    if (y < least || (y === least && x === leastX)) {
      front.push(index);
      least = y;
      leastX = x;
    }
  }
  return front;
}

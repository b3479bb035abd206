/** References by plain enumeration, for small inputs. */

/** Two-sided permutation p of the sum of midranks, over every choice of a.length among all values. */
export function enumeratedP(a: readonly number[], b: readonly number[]): number {
  const all = [...a, ...b];
  const ranks = all.map((x) => all.filter((y) => y < x).length * 2 + all.filter((y) => y === x).length + 1);
  const observed = ranks.slice(0, a.length).reduce((sum, rank) => sum + rank, 0);
  let lower = 0;
  let upper = 0;
  let total = 0;
  for (let mask = 0; mask < 2 ** all.length; mask++) {
    let size = 0;
    let sum = 0;
    ranks.forEach((rank, i) => {
      if ((mask >> i) & 1) {
        size++;
        sum += rank;
      }
    });
    if (size !== a.length) continue;
    total++;
    if (sum <= observed) lower++;
    if (sum >= observed) upper++;
  }
  return Math.min(1, (2 * Math.min(lower, upper)) / total);
}

/** All differences b - a, ascending. */
export function differences(a: ArrayLike<number>, b: ArrayLike<number>): number[] {
  return Array.from(a)
    .flatMap((x) => Array.from(b, (y) => y - x))
    .sort((x, y) => x - y);
}

export function middleOf(sorted: readonly number[]): number {
  const half = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(half)] ?? NaN)
    : ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2;
}

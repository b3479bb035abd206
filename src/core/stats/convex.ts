const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Where between `low` and `high` a convex function is least, to `precision`: by golden section (Kiefer 1953). */
export function leastPoint(
  of: (x: number) => number,
  [low, high]: readonly [number, number],
  precision: number,
): number {
  let a = high - GOLDEN * (high - low);
  let b = low + GOLDEN * (high - low);
  let fa = of(a);
  let fb = of(b);
  while (high - low > precision && a < b) {
    if (fa < fb) {
      high = b;
      b = a;
      fb = fa;
      a = high - GOLDEN * (high - low);
      fa = of(a);
    } else {
      low = a;
      a = b;
      fa = fb;
      b = low + GOLDEN * (high - low);
      fb = of(b);
    }
  }
  return (low + high) / 2;
}

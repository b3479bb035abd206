/**
 * p-values adjusted for the false discovery rate over the whole family (Benjamini & Hochberg 1995): the i-th
 * smallest of m becomes the least p(j) * m / j over j >= i, at most 1. Same order as the input; R's
 * p.adjust(p, "BH").
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const ascending = p.map((value, index) => ({ value, index })).sort((x, y) => x.value - y.value);
  const adjusted = new Array<number>(p.length).fill(1);
  let least = 1;
  for (const [position, { value, index }] of [...ascending.entries()].reverse()) {
    least = Math.min(least, (value * p.length) / (position + 1));
    adjusted[index] = least;
  }
  return adjusted;
}

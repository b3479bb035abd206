import type { Bag, Scalar } from '../model/measure.ts';

/** What all bags agree in, and what is left of each. */
export interface SharedSettings {
  readonly shared: Bag;
  readonly own: readonly Bag[];
}

/** Takes out the entries that every bag has with one value: settings of the whole run rather than of a case. */
export function shareSettings(bags: readonly Bag[]): SharedSettings {
  const [first, ...others] = bags;
  const shared: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(first ?? {}))
    if (others.every((bag) => Object.hasOwn(bag, key) && bag[key] === value)) shared[key] = value;
  const own = bags.map((bag) =>
    Object.fromEntries(Object.entries(bag).filter(([key]) => !Object.hasOwn(shared, key))),
  );
  return { shared, own };
}

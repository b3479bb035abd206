import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { Bag } from '../model/measure.ts';
import type { EnvironmentDifference } from './compare-model.ts';

/** Environment entries and tool versions in which two sides differ as a whole. */
export function differences(
  before: readonly CatalogueMeasure[],
  after: readonly CatalogueMeasure[],
  side: number,
): EnvironmentDifference[] {
  const [left, right] = [environmentOf(before), environmentOf(after)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const [a, b] = [left.get(key) ?? 'not recorded', right.get(key) ?? 'not recorded'];
    return a === b ? [] : [{ side, key, before: a, after: b }];
  });
}

function environmentOf(entries: readonly CatalogueMeasure[]): Map<string, string> {
  const values = new Map<string, Set<string>>();
  for (const run of new Set(entries.map((entry) => entry.run))) {
    const version: Bag = run.toolVersion === null ? {} : { 'tool version': run.toolVersion };
    const bag: Bag = { ...run.environment, ...version };
    for (const [key, value] of Object.entries(bag)) {
      values.set(key, (values.get(key) ?? new Set()).add(String(value)));
    }
  }
  return new Map([...values].map(([key, own]) => [key, [...own].sort().join(' | ')]));
}

import type { LoadCase, LoadSweep } from './load-cases.ts';
import { LENGTHS, LOADS, isTag } from './load-names.ts';
import { bagText, categoryName } from './names.ts';
import { sharedBag, varyingLevels } from './rows.ts';
import type { Bag } from '../model/measure.ts';

/**
 * A name for each curve, no two alike: its category, its model, and the benchmark, the parameters and, where nothing else
 * tells them apart, the file in which the curves differ.
 */
export function curveNames(sweeps: readonly LoadSweep[]): string[] {
  const bags = sweeps.map(ownBag);
  const telling = new Set(varyingLevels(bags).keys());
  const benchmarks = new Set(sweeps.map((sweep) => first(sweep)?.benchmark));
  const plain = sweeps.map((sweep, index) => {
    const bag = bags[index] ?? {};
    const silent = new Set(Object.keys(bag).filter((key) => !telling.has(key)));
    const benchmark = benchmarks.size > 1 ? (first(sweep)?.benchmark ?? '') : '';
    const category = categoryName(first(sweep)?.category ?? []);
    const model = telling.has('model') ? '' : String(bag.model ?? '');
    const parts = [category, category.includes(model) ? '' : model, benchmark, bagText(bag, silent) ?? ''];
    return parts.filter((part) => part !== '').join(', ');
  });
  const withFile = plain.map((name, index) =>
    isOnce(name, plain) ? name : `${name}, ${fileName(sweeps[index])}`,
  );
  return withFile.map((name, index) =>
    isOnce(name, withFile) ? name : `${name}, ${runName(sweeps[index])}`,
  );
}

function first(sweep: LoadSweep | undefined): LoadCase | undefined {
  return sweep?.cases[0];
}

/** What holds for all loads of a curve. */
function ownBag({ parameter, cases }: LoadSweep): Bag {
  const shared = sharedBag(cases.map(({ parameters }) => parameters));
  const isOwn = (key: string): boolean => key !== parameter && !LENGTHS.includes(key) && !isTag(key);
  return Object.fromEntries(Object.entries(shared).filter(([key]) => isOwn(key)));
}

function isOnce(name: string, names: readonly string[]): boolean {
  return names.indexOf(name) === names.lastIndexOf(name);
}

function fileName(sweep: LoadSweep | undefined): string {
  return first(sweep)?.run.file.path ?? '';
}

/** The run, and the load where one run holds curves over two. */
function runName(sweep: LoadSweep | undefined): string {
  const own = sweep === undefined ? '' : (LOADS.find((key) => key === sweep.parameter) ?? '');
  return `${first(sweep)?.run.name ?? ''} by ${own}`.trim();
}

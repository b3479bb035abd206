import { columnsNeeded } from './additive.ts';
import { factorOf, proportional, type Factor } from './factor.ts';
import { mainEffect, type MainEffect, type Untestable } from './main-effect.ts';
import { followsOrder } from './order.ts';
import { medianOfSorted } from './quantile.ts';
import type { SweepRow } from './sweep-row.ts';
import type { EffectReason, ParameterEffect, ParameterLevel } from './sweep.ts';
import { picked, scaled, unscaled, type Scaled } from './test-scale.ts';
import { at, meanOf, sortedCopy } from './vector.ts';

/** A parameter before the adjustment over the parameters. */
export interface ParameterTest extends Omit<ParameterEffect, 'adjustedP' | 'moves' | 'reason'> {
  readonly untestable: Extract<EffectReason, 'one-level' | 'no-repeats' | 'aliased' | 'constant'> | null;
}

/** A model with more columns than this would take seconds; its parameters are tested one by one. */
const MOST_COLUMNS = 300;

/**
 * Tests each parameter beside the others on the rows that name it. Another parameter that such a row does not
 * name has there a level of its own; one whose every row has a level of its own cannot take part.
 * @param warm in run order
 */
export function parameterTests(warm: readonly SweepRow[], names: readonly string[]): ParameterTest[] {
  const all = scaled(Float64Array.from(warm, ({ value }) => value));
  return names.map((name) => {
    const indices = [...warm.keys()].filter((index) => warm[index]?.levels[name] !== undefined);
    const rows = warm.filter(({ levels }) => levels[name] !== undefined);
    const others = names
      .filter((other) => other !== name)
      .map((other) => factorOf(rows.map(({ levels }) => levels[other])))
      .filter(({ levels }) => levels > 1 && levels < rows.length);
    return testParameter(name, rows, others, { ...all, values: picked(all.values, indices) });
  });
}

function testParameter(
  name: string,
  rows: readonly SweepRow[],
  others: readonly Factor[],
  tested: Scaled,
): ParameterTest {
  const labels = rows.map(({ levels }) => levels[name] ?? '');
  const factor = factorOf(labels);
  const { outcome, test } = outcomeOf(factor, others, tested);
  const effect = typeof outcome === 'string' ? null : outcome;
  const levels = levelsOf(rows, labels, effect, tested);
  const adjusted =
    effect !== null && test === 'additive' && !others.every((other) => proportional(factor, other));
  return {
    name,
    levels,
    test: effect === null ? null : test,
    scale: tested.scale,
    f: effect?.f ?? null,
    df: effect?.df ?? null,
    p: effect?.p ?? null,
    etaSquared: effect?.etaSquared ?? null,
    spread: adjusted ? adjustedSpread(levels, tested) : medianSpread(levels, rows),
    spreadOf: adjusted ? 'adjusted-means' : 'medians',
    confoundedWithOrder: followsOrder(labels),
    untestable: typeof outcome === 'string' ? outcome : null,
  };
}

interface Outcome {
  readonly outcome: MainEffect | Exclude<ParameterTest['untestable'], null>;
  readonly test: 'additive' | 'one-way';
}

function outcomeOf(factor: Factor, others: readonly Factor[], { values, resolution }: Scaled): Outcome {
  const alone = (): Outcome => ({
    outcome: named(mainEffect(values, factor, [], resolution)),
    test: 'one-way',
  });
  if (factor.levels < 2) return { outcome: 'one-level', test: 'one-way' };
  if (factor.levels === values.length) return { outcome: 'no-repeats', test: 'one-way' };
  if (others.length === 0 || columnsNeeded([factor, ...others]) > MOST_COLUMNS) return alone();
  const outcome = mainEffect(values, factor, others, resolution);
  return outcome === 'no-residual-freedom' ? alone() : { outcome: named(outcome), test: 'additive' };
}

function named(outcome: MainEffect | Untestable): Outcome['outcome'] {
  return outcome === 'no-residual-freedom' ? 'no-repeats' : outcome;
}

function levelsOf(
  rows: readonly SweepRow[],
  labels: readonly string[],
  effect: MainEffect | null,
  { scale }: Scaled,
): ParameterLevel[] {
  const groups = new Map<string, number[]>();
  for (const [index, { value }] of rows.entries()) {
    const label = labels[index] ?? '';
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [value]);
    else group.push(value);
  }
  return [...groups].map(([level, values], code) => ({
    level,
    n: values.length,
    median: medianOfSorted(sortedCopy(values)),
    mean: meanOf(values),
    adjustedMean: effect === null ? null : unscaled(scale, at(effect.adjustedMeans, code)),
  }));
}

function medianSpread(levels: readonly ParameterLevel[], rows: readonly SweepRow[]): number | null {
  const center = medianOfSorted(sortedCopy(rows.map(({ value }) => value)));
  return spreadAround(
    center,
    levels.map(({ median }) => median),
  );
}

function adjustedSpread(levels: readonly ParameterLevel[], { scale, values }: Scaled): number | null {
  return spreadAround(
    unscaled(scale, meanOf(values)),
    levels.map(({ adjustedMean }) => adjustedMean ?? NaN),
  );
}

function spreadAround(center: number, values: readonly number[]): number | null {
  if (!(Math.abs(center) > 0)) return null;
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return (high - low) / Math.abs(center);
}

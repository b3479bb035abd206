import { okValues } from '../catalogue/numbers.ts';
import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import { evidenceOf } from '../figures/evidence.ts';
import { figure } from '../figures/figure.ts';
import type { Figure } from '../model/figure.ts';

/**
 * How many tokens a run generated: the total that its file states, or the sum over its observations; where it gives neither,
 * its one rate of generated tokens times the one length of the run. Null where labels disagree, or nothing says it.
 */
export function runTokens({ measures }: CatalogueRun): Figure | null {
  const counted = measures.filter(({ counted: counts }) => counts);
  const stated = counted.filter(
    ({ measure }) =>
      measure.metric === 'tokens-generated' && (measure.kind === 'value' || measure.samples !== null),
  );
  if (stated.length === 0) return fromRate(measures);
  const totals = [...groupBy(stated, ({ measure }) => measure.label).values()].map(totalOf);
  const [first] = totals;
  if (first === undefined || !(first.value > 0)) return null;
  return totals.every(({ value }) => value === first.value) ? first : null;
}

function totalOf(entries: readonly CatalogueMeasure[]): Figure {
  const values = entries.flatMap(({ measure }) =>
    measure.samples === null ? (measure.value ?? []) : [...okValues(measure.samples)],
  );
  const isOne = values.length === 1;
  return figure(evidenceOf(entries, entries[0]?.run.id ?? ''), {
    metric: 'tokens-generated',
    statistic: isOne ? 'reading' : 'sum',
    value: values.reduce((sum, value) => sum + value, 0),
    unit: 'tok',
    n: values.length,
    formula: isOne ? null : 'Σ tokens of the observations that are ok',
  });
}

function fromRate(measures: readonly CatalogueMeasure[]): Figure | null {
  const [rate, ...rates] = valuesOf(measures, ['throughput'], 'tok/s').filter(({ counted }) => counted);
  const [length, ...lengths] = valuesOf(measures, ['run-length', 'total-time'], 's');
  if (rate === undefined || length === undefined || rates.length + lengths.length > 0) return null;
  const value = (rate.measure.value ?? 0) * (length.measure.value ?? 0);
  if (!(value > 0)) return null;
  return figure(evidenceOf([rate, length], rate.run.id), {
    metric: 'tokens-generated',
    statistic: 'sum',
    value,
    unit: 'tok',
    formula: `${rate.measure.label} · ${length.measure.label}`,
  });
}

function valuesOf(
  measures: readonly CatalogueMeasure[],
  metrics: readonly string[],
  unit: string,
): CatalogueMeasure[] {
  return measures.filter(
    ({ measure }) => measure.kind === 'value' && metrics.includes(measure.metric) && measure.unit === unit,
  );
}

import type { NumericParameter } from './choices.ts';
import type { MetricFacts } from './facts.ts';
import type { MetricEntries } from './metric-index.ts';
import { DEFAULT_LIMITS, type ChartFilter, type ChartQuery, type ChartType, type Grouping } from './query.ts';

/** While there are no more configurations than a chart draws, each gets its own bar. */
const FEW = DEFAULT_LIMITS.groups;

/** Boxes of more groups than this are no picture any more. */
const FEW_BOXES = 24;

/** One below the other, more of them cannot be compared. */
const FEW_HISTOGRAMS = 4;

/** Types that show the numbers of many configurations on one axis. */
const SPREAD: ReadonlySet<ChartType> = new Set(['bars', 'distribution', 'scatter']);

/** A swept number has so many levels, and so small a share of measures lacks it. */
const SWEEP_LEVELS = 4;
const MOST_WITHOUT = 0.1;

/**
 * What a metric is best looked at as, where nobody chose: a load curve of a load benchmark, a time series of a sampler's
 * readings, a trend where most configurations have a history, distributions of samples, else bars while there are few
 * configurations; of many a scatter over a swept number, or their distribution by category or model.
 */
export function defaultQuery(
  metric: MetricEntries,
  facts: MetricFacts,
  filter: ChartFilter,
  type: ChartType | null,
): ChartQuery {
  const chosen = type ?? typeFor(facts, metric.entries.length);
  const grouping = groupingFor(facts, chosen);
  return {
    metric: metric.key,
    label: null,
    type: chosen,
    statistic: 'center',
    grouping,
    split: splitFor(facts, grouping, chosen),
    x: placeFor(facts, chosen),
    filter,
    logScale: facts.isCrowded && SPREAD.has(chosen),
    baseline: null,
  };
}

function placeFor({ parameters, others }: MetricFacts, type: ChartType): string | null {
  if (type === 'scatter') return sweptBy(parameters)[0]?.name ?? null;
  return type === 'trade-off' ? (others[0] ?? null) : null;
}

function typeFor(facts: MetricFacts, measures: number): ChartType {
  const { misfits, timeseries, inHistories, sampled, observed, configurations } = facts;
  // A summary has no distribution: a box without samples would be an empty row.
  const areObserved = observed >= measures * (1 - MOST_WITHOUT);
  const fits = (type: ChartType): boolean => misfits.get(type) === null;
  if (fits('load-curve')) return 'load-curve';
  if (timeseries > measures / 2) return 'timeseries';
  if (inHistories > 0.5) return 'trend';
  if (areObserved && sampled >= measures / 2 && sampled > 0 && configurations <= FEW_BOXES)
    return 'distribution';
  if (configurations <= FEW) return 'bars';
  const [swept] = sweptBy(facts.parameters);
  if (swept !== undefined && swept.levels >= SWEEP_LEVELS && swept.without <= measures * MOST_WITHOUT)
    return 'scatter';
  return areObserved && fits('distribution') && readable(facts, FEW_BOXES).length > 0
    ? 'distribution'
    : 'bars';
}

/** Groupings that every measure has and that make a picture, those of the most groups first. */
function readable({ groupings }: MetricFacts, most: number): Grouping[] {
  return groupings
    .filter(({ groups, without }) => groups > 1 && groups <= most && without === 0)
    .sort((a, b) => b.groups - a.groups)
    .map(({ grouping }) => grouping);
}

/** Nothing is pooled while there are few configurations; else the grouping that makes a picture of the most groups. */
function groupingFor(facts: MetricFacts, type: ChartType): Grouping {
  if (type === 'scatter' || type === 'trade-off') return colorsFor(facts, type);
  if (type === 'trend' || type === 'timeseries') return 'configuration';
  const most = type === 'histogram' ? FEW_HISTOGRAMS : type === 'distribution' ? FEW_BOXES : FEW;
  if (facts.configurations <= most) return 'configuration';
  // A mean over many different benchmarks is a number of none of them: the first bars of all say more.
  const benchmarks = facts.groupings.find(({ grouping }) => grouping === 'benchmark')?.groups ?? 0;
  if (type === 'bars' && benchmarks > most) return 'configuration';
  const [best = 'configuration'] = readable(facts, most).filter((grouping) => grouping !== 'run');
  return best;
}

/** Of few colors, and not of numbers where there are names: what lies along an axis needs no color too. */
function colorsFor(facts: MetricFacts, type: ChartType): Grouping {
  const numbers = new Set<string>(facts.parameters.map(({ name }) => `parameter:${name}`));
  const swept = `parameter:${placeFor(facts, type) ?? ''}`;
  const few = readable(facts, 6).filter((grouping) => grouping !== 'run' && grouping !== swept);
  return few.find((grouping) => !numbers.has(grouping)) ?? few[0] ?? 'category';
}

/** A parameter with few levels that every measure has and that the groups do not already name. */
function splitFor({ groupings }: MetricFacts, grouping: Grouping, type: ChartType): Grouping | null {
  if (type !== 'bars' || grouping === 'configuration') return null;
  const split = groupings.find(
    (one) =>
      one.grouping.startsWith('parameter:') &&
      one.grouping !== grouping &&
      one.groups <= 6 &&
      one.without === 0,
  );
  return split?.grouping ?? null;
}

/** Numeric parameters, those that the fewest measures lack and that have the most levels first. */
function sweptBy(parameters: readonly NumericParameter[]): NumericParameter[] {
  return [...parameters].sort((a, b) => a.without - b.without || b.levels - a.levels);
}
